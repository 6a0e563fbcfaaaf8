"""Shells: the theme's page around a record, rendered once by the engine, then filled for every record.

A shell is keyed by language, menu section, frame and depth, because the theme bakes all of them in. It is
split into bytes at its tokens once; a page is those bytes joined with the slots' values, which are never
searched for tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.render.pages import Page
from generator.render.render import SLOTS, Slots


class ShellKey(NamedTuple):
    """What distinguishes one shell from another. ``depth`` counts folders below the language's own root."""

    language: str
    section: str
    frame: str
    depth: int

    @property
    def path(self) -> str:
        """Its Markdown file below the language's docs folder, at the depth it stands for."""
        if self.depth == 0:
            return "index.md"
        return f"shell-{self.section}-{self.frame}/" + "s/" * (self.depth - 1) + "index.md"

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots its template prints: the wide frame has no column at the side."""
        return tuple(slot for slot in SLOTS if slot != "toc" or self.frame == "toc")


class ShellFault(Exception):
    """A shell that the engine did not render as agreed; nothing can be published with it."""


@dataclass(frozen=True)
class Shell:
    """Bytes of the frame and the slots between them, in order: segments[0] slot[0] segments[1] ... segments[n]."""

    segments: tuple[bytes, ...]
    slots: tuple[str, ...]

    def fill(self, slots: Slots) -> bytes:
        """The finished page."""
        parts: list[bytes] = [self.segments[0]]
        for name, segment in zip(self.slots, self.segments[1:], strict=True):
            parts.append(slots[name].encode("utf-8"))
            parts.append(segment)
        return b"".join(parts)


def shell_key(page: Page, prefixes: Mapping[str, str]) -> ShellKey:
    depth = page.address.removeprefix(prefixes[page.language]).count("/")
    return ShellKey(page.language, page.section, page.frame, depth)


def keys_of(pages: Iterable[Page], prefixes: Mapping[str, str]) -> list[ShellKey]:
    return sorted({shell_key(page, prefixes) for page in pages})


def token(slot: str, nonce: str) -> str:
    """The mark a slot leaves in a shell: letters and digits only, so that no place encodes it."""
    return f"slot{slot.replace('_', '')}x{nonce}x"


def split(html: bytes, nonce: str, key: ShellKey) -> Shell:
    """A rendered shell cut at its tokens; each slot must be there exactly once."""
    names = {token(slot, nonce).encode(): slot for slot in SLOTS}
    pattern = re.compile(b"|".join(map(re.escape, names)))
    found = [names[mark] for mark in pattern.findall(html)]
    if sorted(found) != sorted(key.slots):
        raise ShellFault(f"{key}: found the slots {found}, expected each of {list(key.slots)} once")
    return Shell(tuple(pattern.split(html)), tuple(found))


_NOT_PLAIN = re.compile(r'[^\x20-\x7e]|["\\]')


def markdown(section: str, frame: str, template: str, slots: Slots, body: str = "") -> str:
    """A page for the engine: the slots in its header, and the Markdown of a prose page below it."""
    lines = [f"template: {template}", f"section: {section}", f"frame: {frame}", "slots:"]
    lines += [f"  {name}: {_quoted(slots[name])}" for name in SLOTS]
    return "---\n" + "\n".join(lines) + "\n---\n" + body


def _quoted(text: str) -> str:
    """A double-quoted YAML scalar in ASCII on one line: no text can end the header or be read as anything else."""

    def escaped(found: re.Match[str]) -> str:
        character = found[0]
        if character in '"\\':
            return "\\" + character
        code = ord(character)
        return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"

    return '"' + _NOT_PLAIN.sub(escaped, text) + '"'
