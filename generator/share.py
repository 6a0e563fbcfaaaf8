"""A share of the work: some records of the wide collections, kept in one process from reading to writing.

The parent reads everything else and forks; so every share knows the site's settings, words and narrow
collections. What shares tell each other goes through the parent: entries, never records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator import checks, exports
from generator.derive.site import derive
from generator.derive.visible import visible
from generator.diagnostics import Diagnostic, Report
from generator.model import Entry, Key, Record, Site
from generator.render.pages import Page, plan
from generator.render.render import Slots, render
from generator.schemas.core.loader import File, entries_of, load_files
from generator.stamp.frames import rare_pages
from generator.stamp.shells import Shell, ShellKey
from generator.stamp.write import place, write_pages


class Share:
    """Every ``of``-th file, beginning with the ``number``-th; and every page that is nobody's, in the same way."""

    def __init__(self, site: Site, files: Sequence[File], number: int, of: int) -> None:
        self.site, self.number, self.of = site, number, of
        self.files = files[number::of]
        self.own: Mapping[Key, Record] = {}
        self.pages: list[Page] = []

    def load(self) -> tuple[dict[Key, Entry], list[Diagnostic]]:
        """Read its files; what others may know of them."""
        report = Report()
        self.own = load_files(self.files, report)
        return entries_of(self.site, self.own), list(report)

    def check(self, entries: Mapping[Key, Entry]) -> list[Diagnostic]:
        """Check its records against the whole site's index."""
        self.site = replace(self.site, records={**self.site.records, **self.own}, entries=entries)
        report = Report()
        checks.check_records(self.site, self.own.values(), report)
        return list(report)

    def prepare(self) -> None:
        """Derive, and plan its pages: those of its records, and its part of all others."""
        self.site = derive(visible(self.site))
        everything = plan(self.site)
        others = [page for page in everything if page.key is None or (page.key not in self.own and page.key in self.site.records)]
        self.pages = [page for page in everything if page.key in self.own] + others[self.number :: self.of]

    def rare(self, keys: Sequence[ShellKey]) -> list[tuple[ShellKey, Page, Slots]]:
        """Pages that fill the slots of these shells in different ways, to verify the shells with."""
        return [(key, page, render(self.site, page)) for key, page in rare_pages(self.site, self.pages, keys)]

    def write(self, shells: Mapping[ShellKey, Shell], target: Path) -> tuple[int, int]:
        """Write its pages and its records' files; how many of each."""
        count, files = write_pages(self.site, self.pages, shells, target), 0
        for artifact in exports.record_artifacts(self.site, [r for key, r in self.site.records.items() if key in self.own]):
            place(target, artifact)
            files += 1
        return count, files
