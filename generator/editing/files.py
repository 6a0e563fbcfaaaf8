"""Changes to files of the project: planned, shown, and written each in one step."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from generator.diagnostics import Report, printable
from generator.editing.mend import mended
from generator.schemas import COLLECTIONS
from generator.schemas.core.loader import files_of
from generator.sources.files import MAX_BYTES, listing


@dataclass(frozen=True, slots=True)
class Change:
    """A file to write: its name in the project, its text as it stands ('' where it is new) and as it shall be."""

    file: str
    before: str
    after: str


def fixes(project: Path) -> list[Change]:
    """What can be mended safely in the YAML files of a project."""
    found = []
    for path, name, collection in _files(project):
        try:
            raw = path.read_bytes().decode("utf-8") if path.stat().st_size <= MAX_BYTES else ""
        except (OSError, UnicodeDecodeError):  # its own finding says so
            continue
        after = mended(name, raw, COLLECTIONS.get(collection))
        if raw and after != raw:
            found.append(Change(name, raw, after))
    return found


def _files(project: Path) -> Iterator[tuple[Path, str, str]]:
    silent = Report()
    for collection in COLLECTIONS.values():
        yield from ((path, name, collection.id) for _, path, name in files_of(project, collection, silent))
    for folder in ("content/vocabularies", "content/locales"):
        yield from ((path, name, "") for path, name in listing(project / folder, ".yml", project, silent))


def shown(change: Change) -> str:
    """The change as a unified diff; line ends and a byte order mark, which no diff shows well, are named."""
    plain = change.before.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    before, after = (unicodedata.normalize("NFC", text).replace("\t", "\N{RIGHTWARDS ARROW}").splitlines() for text in (plain, change.after))
    name = change.file if change.before else "/dev/null"
    lines = list(unified_diff(before, after, name, change.file, n=1, lineterm="")) or [f"--- {name}", f"+++ {change.file}"]
    marks = [mark for mark, there in (("BOM", change.before[:1] == "\ufeff"), ("CRLF → LF", "\r" in change.before)) if there]
    return "".join(f"{printable(line)}\n" for line in (*lines[:2], *(f"({mark})" for mark in marks), *lines[2:]))


def write(project: Path, planned: Sequence[Change]) -> None:
    """Write these files."""
    for change in planned:
        target = project / change.file
        target.parent.mkdir(parents=True, exist_ok=True)
        spare = target.with_name(f".{target.name}.tmp")
        spare.write_text(change.after, encoding="utf-8", newline="\n")
        spare.replace(target)
