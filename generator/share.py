"""A share of the work: some records of the wide collections, kept in one process from reading to writing.

The parent reads everything else and forks; so every share knows the site's settings, words and narrow
collections. What shares tell each other goes through the parent: entries and cards, never records.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from generator import checks, sheets
from generator.clock import Clock
from generator.derive.feeds import told_in_full
from generator.derive.lazy import Derived, Findings, Records
from generator.derive.site import Crossing, inbound
from generator.derive.visible import permitted, visible
from generator.diagnostics import Diagnostic, Report
from generator.exports import exported, exports
from generator.exports.feeds.article import Article, Articles
from generator.exports.search import Document, Documents
from generator.exports.tables.lines import Noted
from generator.memory import Kept, Narrow, Stat, Store
from generator.model import Entry, Key, Record, Site
from generator.render.cards import CardFile, Cards
from generator.render.cases import PageView
from generator.render.pages import Page, planned
from generator.schemas import COLLECTIONS
from generator.schemas.core.loader import File, entries_of, load_files
from generator.stamp.feeds import archive_units
from generator.stamp.frames import Sample, rare
from generator.stamp.shells import Shell, ShellKey, keys_of
from generator.stamp.write import Files, Stamper, place
from generator.watch import Made

CARDS = frozenset({"case_studies"})  # collections with cards in so many lists that each is made once, by whoever holds the record


@dataclass(frozen=True)
class Written:
    """What a share wrote: how many pages, every file, what the next build and the search may know of it, and the time it took."""

    pages: int
    outputs: dict[str, Stat]
    chunk: tuple[str, str]
    documents: list[Document]  # for the search
    articles: Mapping[tuple[Key, str], Article]  # for the feeds
    lines: Path  # of its records in the tables of the open data
    spent: Mapping[str, float]


class Share:
    """Every ``of``-th file, beginning with the ``number``-th; and every unit that is no wide record's, in the same way."""

    def __init__(self, site: Site, files: Sequence[File], number: int, of: int, counter: Any = None) -> None:
        """``counter`` is shared by all processes and counts pages as they are written."""
        self.site, self.number, self.of, self.counter = site, number, of, counter
        self.files = files[number::of]
        self.packed: dict[Key, bytes] = {}  # its records
        self.entries: Mapping[Key, Entry] = {}  # of its own records
        self.read: Mapping[Key, Entry] = {}  # of all records, as they were read
        self.narrow: Mapping[Key, Record] = {}
        self.pages: list[Page] = []
        self.all_cards: Cards | None = None
        self.kept: dict[str, Kept] = {}
        self.clock = Clock()

    def load(self) -> tuple[Mapping[Key, Entry], list[Diagnostic]]:
        """Read its files, one after the other; what others may know of them. The records are kept packed."""
        found: list[Diagnostic] = []
        entries: dict[Key, Entry] = {}
        for file in self.files:
            report = Report()
            with self.clock("load"):
                read = load_files((file,), report)
                entries |= entries_of(self.site, read)
            found += report
            for key, record in read.items():
                with self.clock("check"):
                    ruled, asked = checks.foresee(self.site, record)
                also = asked - {link.target for link in entries[key].links}
                self.kept[file[2]] = Kept(key, record.digest, tuple(report), ruled, also)
                with self.clock("load"):
                    self.packed[key] = pickle.dumps(record, protocol=5)
        self.entries = entries
        return entries, found

    def check(self, entries: Mapping[Key, Entry]) -> list[Diagnostic]:
        """What the rules say of its records, now that the whole site's index is known."""
        found: list[Diagnostic] = []
        with self.clock("check"):
            self.narrow, self.read = self.site.records, entries
            self.entries = {key: entries[key] for key in self.entries}  # each once in memory
            self.site = replace(self.site, records=Records(self.narrow, self.packed, self._unpack), entries=entries)
            for name, known in self.kept.items():
                targets = known.also.union([link.target for link in self.entries[known.key].links])
                if checks.holds(entries, targets):
                    found += known.ruled
                else:
                    mine, self.kept[name] = check_one(self.site, self._unpack(known.key), known)
                    found += mine
        return found

    def _unpack(self, key: Key) -> Record:
        record: Record = pickle.loads(self.packed[key])
        return record

    def _shown(self, key: Key) -> Record:
        return permitted(self._unpack(key), self.site.as_of)

    def prepare(self, kits: Mapping[Key, Any]) -> tuple[list[ShellKey], int]:
        """Derive, and plan its pages: those of its records, and its part of all others. The shells and the number of all pages."""
        with self.clock("derive"):
            site = visible(replace(self.site, kits=kits))
            site = replace(site, records=Records(site.records, self.packed.keys() & site.entries.keys(), self._shown), inbound=inbound(site.entries))
            self.crossing = Crossing(site)
            self.site = replace(site, derived=Derived(site, self.crossing.at), findings=Findings(site))
            self.crossing.settle(key for key in self.packed if key in site.entries)
            turn, count, keys = -1, 0, set[ShellKey]()
            for unit, pages in groupby(planned(self.site), key=lambda page: page.unit):
                wide, together = unit[0] == "record" and COLLECTIONS[unit[1][0]].wide, list(pages)
                turn, count = turn + (not wide), count + len(together)
                keys.update(keys_of(together, self.site.settings.prefixes))
                if unit[1] in self.packed if wide else turn % self.of == self.number:
                    self.pages += together
        return sorted(keys), count

    def rare(self, keys: Sequence[ShellKey]) -> list[Sample]:
        """Pages to verify these shells with; what is looked up for them is not kept."""
        return rare(self.site.watched(COLLECTIONS.keys()), self.pages, keys)

    def readings(self, keys: Sequence[Key]) -> sheets.Readings:
        """Those of its records that stand in books, as these show them."""
        site = self.site.watched(COLLECTIONS.keys())
        with self.clock("sheets"):
            return sheets.readings(site, sheets.pages_of(self.site, [key for key in keys if key in self.packed]))

    def cards(self, folder: Path) -> tuple[Path, int]:
        """A file with the cards of its records, for the lists of all; and where in it their places are told."""
        site = self.site.watched(COLLECTIONS.keys())
        file = CardFile(folder / f"cards-{self.number}")
        with self.clock("render"):
            for language in site.settings.order:
                page = Page("home", language, site.settings.prefixes[language], {}, "", "", "")
                view = PageView(site, page)
                for key, entry in self.entries.items():
                    if key[0] in CARDS and key in self.site.entries and entry.listed:
                        view.card(key)
                        file.add(language, key, site.memo.pop(("card", key, language)))
        return file.path, file.close()

    def take(self, files: Sequence[tuple[Path, int]]) -> None:
        """The cards of all records, to be read as they are needed."""
        self.all_cards = Cards(files, {key: entry.key for key, entry in self.read.items()})

    def write(self, shells: Mapping[ShellKey, Shell], target: Path, store: Store, searched: bool) -> Written:
        """Write its units, and what the next build may know of them; ``searched``: and their documents for the search."""
        site = self.site.watched(COLLECTIONS.keys())
        site.memo["cards"] = self.all_cards
        stamper = Stamper(site, shells, self.clock)
        stamper.articles = Articles(told_in_full(self.site))
        lines = store.folder / f"lines-{self.number}"
        stamper.lines = Noted(lines)
        units: dict[Any, Made] = {}
        outputs: dict[str, Stat] = {}

        def put(unit: Any, made: tuple[Files, Made]) -> None:
            files, units[unit] = made
            with self.clock("write"):
                for path, content in files.items():
                    outputs[path] = place(target, path, content)

        mine = [wanted for number, wanted in enumerate(exports()) if number % self.of == self.number]
        for wanted in mine:
            with self.clock("export"):
                made = stamper.gathered(exported(self.site, wanted), wanted.facts)
            put(("export", wanted.name), made)
        for unit, files_of_feed in archive_units(stamper, self.site, self.number, self.of):
            put(unit, files_of_feed)
        search, documents = Documents(self.site), list[Document]()
        for unit, pages in groupby(self.pages, key=lambda page: page.unit):
            together = list(pages)
            put(unit, stamped := stamper.unit(together))
            if searched:
                with self.clock("search"):
                    documents += search.of(together, stamped[0])
            if self.counter is not None:
                with self.counter.get_lock():
                    self.counter.value += len(units[unit].paths)
        with self.clock("remember"):
            stamper.lines.close()
            chunk = store.chunk(f"share-{self.number}", {**self._learnt(), "units": units}, stamper.facts)
        return Written(len(self.pages), outputs, chunk, documents, stamper.articles.found, lines, self.clock.spent)

    def _learnt(self) -> dict[str, Mapping[Any, Any]]:
        """What the next build may know of its records; of the small collections the first share tells."""
        site = self.site
        narrow = narrow_of(self.read, self.narrow, site.derived, site.findings) if self.number == 0 else {}
        mine = self.packed.keys() | narrow.keys()
        return {
            "files": self.kept, "entries": self.entries, "narrow": narrow,
            "shown": {key: shown for key in mine if (shown := site.entries.get(key)) is not self.read[key]},
            "crossing": {key: value for key in mine if key in site.entries and (value := self.crossing.at(key))},
        }


def narrow_of(entries: Mapping[Key, Entry], records: Mapping[Key, Record], derived: Mapping[Key, Any], findings: Mapping[Key, Any]) -> dict[Key, Narrow]:
    """What to remember of the small collections."""
    return {key: Narrow(record.digest, entries[key], derived.get(key), findings.get(key)) for key, record in records.items()}


def kept(records: Iterable[Record], report: Report) -> dict[str, Kept]:
    """What to keep of the files of these records, as far as reading them tells."""
    findings: dict[str, list[Diagnostic]] = {}
    for diagnostic in report:
        findings.setdefault(diagnostic.span.file, []).append(diagnostic)
    return {record.file: Kept(record.key, record.digest, tuple(findings.get(record.file, ()))) for record in records}


def check_one(site: Site, record: Record, before: Kept) -> tuple[list[Diagnostic], Kept]:
    """What the rules say of one record; and what to keep of its file, now that they were asked."""
    report = Report()
    site.watch.take()
    checks.check_records(site, (record,), report)
    also = frozenset(key for _, key in site.watch.take())
    found = list(report)
    return found, replace(before, ruled=tuple(found), also=also)
