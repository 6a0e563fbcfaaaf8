"""Render, stamp and write. A unit's files depend on its record, on the facts seen while it was made, and on nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator import exports, kits, sheets
from generator.clock import Clock
from generator.exports.feeds.article import Articles
from generator.exports.tables.lines import Noted
from generator.memory import Stat
from generator.model import Artifact, Key, Site
from generator.render.pages import PAGED, Page
from generator.render.render import render
from generator.stamp.shells import Shell, ShellKey, shell_key
from generator.watch import Fact, Facts, Made

Files = dict[str, bytes]  # path below the site's root -> content


class Stamper:
    """Makes the files of units; ``site`` is watched, so that each one's facts are known."""

    def __init__(self, site: Site, shells: Mapping[ShellKey, Shell], clock: Clock) -> None:
        self.site, self.shells, self.clock = site, shells, clock
        self.facts = Facts()
        self.kept = sheets.store(site)
        self.articles = Articles()
        self.lines = Noted()

    def fill(self, page: Page, slots: Mapping[str, str]) -> bytes:
        """A page in its shell."""
        return self.shells[shell_key(page, self.site.settings.prefixes)].fill(slots)

    def unit(self, pages: Sequence[Page]) -> tuple[Files, Made]:
        """All pages of one unit, and its record's other files."""
        site, clock = self.site, self.clock
        site.watch.take()
        files: Files = {}
        bodies: list[tuple[Page, str]] = []
        for page in pages:
            with clock("render"):
                slots = render(site, page)
            bodies.append((page, slots["body"]))
            with clock("stamp"):
                files[f"{page.address}index.html"] = self.fill(page, slots)
            with clock("sheets"):
                files |= contents(sheets.of_page(site, page, slots, self.kept))
        if pages[0].key:
            with clock("export"):
                files |= contents(exports.record_artifacts(site, [site.records[pages[0].key]]))
                files |= contents(kits.artifacts(site, pages[0].key))
                self.lines.note(site, pages[0].key)
        files |= contents(exports.page_artifacts(site, pages))
        for page, body in bodies:
            self.articles.note(site, page, body, files)
        form = tuple(page.form for page in pages) if pages[0].kind in PAGED else ()
        return files, self._made(files, site.watch.take(), form)

    def book(self, key: Key, readings: sheets.Readings) -> tuple[Files, Made]:
        """A book's files."""
        made, facts = sheets.book(self.site, key, readings)
        files = contents(made)
        return files, self._made(files, facts)

    def gathered(self, made: Iterable[Artifact], facts: Iterable[Fact] = (), form: tuple[object, ...] = ()) -> tuple[Files, Made]:
        """The files of a unit whose facts are declared."""
        files = contents(made)
        return files, self._made(files, facts, form)

    def _made(self, files: Files, facts: Iterable[Fact], form: tuple[object, ...] = ()) -> Made:
        return Made(tuple(files), self.facts.pack(facts), self.facts, form)


def contents(artifacts: Iterable[Artifact]) -> Files:
    return {artifact.path: artifact.content for artifact in artifacts}


def place(target: Path | str, path: str, content: bytes) -> Stat:
    """Write one new file of the site, and never one beside it; what was written, so that a later build can tell whether somebody changed it."""
    if path.startswith("/") or ".." in path:
        raise ValueError(f"not a place in the site: {path}")
    whole = f"{target}/{path}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0)
    try:
        file = os.open(whole, flags, 0o644)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        file = os.open(whole, flags, 0o644)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(file, left):]
        written = os.fstat(file)
    finally:
        os.close(file)
    return written.st_size, written.st_mtime_ns
