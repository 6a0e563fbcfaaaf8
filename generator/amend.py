"""A small change to a site that was built before: what it concerns is made again, and nothing else.

Everything a unit was made from is a fact (:mod:`generator.watch`). The content as it is now is compared with what the
last build remembered; the facts that differ name the units to make. Where the comparison cannot say, or most of the
site is concerned, there is no answer, and the site is built in full. Both ways give the same bytes; a test with random
changes compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from generator import checks, kits, sheets
from generator.clock import Clock
from generator.crew import Beside
from generator.derive.cases import neighbourhood
from generator.derive.feeds import told_in_full, touched
from generator.derive.lazy import Derived, Findings, Records
from generator.derive.site import Crossing, inbound
from generator.derive.visible import permitted, visible
from generator.diagnostics import Report
from generator.exports import EVERY, Export, exported, exports
from generator.exports.facets import sorted_by
from generator.exports.feeds.article import Articles
from generator.exports.feeds.documents import Published
from generator.exports.tables.lines import Lines
from generator.memory import GONE, Kept, Memory
from generator.model import Artifact, Entry, Key, Record, Site
from generator.render.pages import PAGED, Page, plan_lists, plan_record
from generator.render.translations import FACT, said_of
from generator.schemas import COLLECTIONS
from generator.schemas.core.loader import File, digest_of, entries_of, files_of, load_files
from generator.share import check_one, kept, narrow_of
from generator.sources.files import read_text
from generator.stamp import feeds
from generator.stamp.shells import Shell, ShellKey
from generator.stamp.write import Files, Stamper
from generator.watch import Fact, Made, Unit

MOST = 5  # a change that concerns more than one unit in so many is a full build
FEW = 400  # but never where fewer units than this are concerned


class Amendment:
    """One small change, from reading to the files that differ."""

    def __init__(self, site: Site, report: Report, memory: Memory, same: Callable[[File], bool], clock: Clock) -> None:
        """``site`` and ``report`` hold what every build reads; ``same`` tells whether a file is as it was by its stamp."""
        self.memory, self.clock, self.report = memory, clock, Report()
        self.report.extend(report)
        self._narrow = dict(site.records)
        self._files = {file[2]: file for c in COLLECTIONS.values() if c.wide for file in files_of(site.project, c, self.report)}
        touched = [name for name, file in self._files.items() if name not in memory.files or not same(file)]
        self._changed = {name for name in touched if self._differs(name)}
        found = Report()
        self._fresh = load_files([self._files[name] for name in sorted(self._changed)], found)
        lost = {name for name in memory.files if name not in self._files}
        self._gone = {memory.files[name].key for name in lost | (self._changed & memory.files.keys())} - self._fresh.keys()
        new = entries_of(site, self._fresh)
        self._learnt = kept(self._fresh.values(), found)
        self.chunk: dict[str, dict[Any, Any]] = {
            "files": dict.fromkeys(lost, GONE), "entries": {**dict.fromkeys(self._gone, GONE), **new},
        }
        entries = {**site.entries, **{key: entry for key, entry in memory.entries.items() if key not in self._gone}, **new}
        files = {known.key: self._files[name] for name, known in memory.files.items() if name in self._files}
        files |= {record.key: self._files[record.file] for record in self._fresh.values()}
        self._wide = {key: file for key, file in files.items() if key not in self._gone}
        self.site = replace(site, records=Records(self._narrow, self._wide, self._read), entries=dict(sorted(entries.items())))
        self.report.extend(found)

    def _differs(self, name: str) -> bool:
        text = read_text(self._files[name][1], name, Report())
        return name not in self.memory.files or text is None or digest_of(text, self._files[name][1]) != self.memory.files[name].digest

    def _read(self, key: Key) -> Record:
        return self._fresh.get(key) or load_files([self._wide[key]], Report())[key]

    def _shown(self, key: Key) -> Record:
        return permitted(self._read(key), self.site.as_of)

    def check(self) -> None:
        """The rules, for what changed and for whatever points to a record that came, went or changed its status."""
        memory, site = self.memory, self.site
        checks.check_records(site, self._narrow.values(), self.report)
        before = {**memory.entries, **{key: narrow.entry for key, narrow in memory.narrow.items()}}
        concerned = self._gone | self._fresh.keys() | self._narrow.keys() | memory.narrow.keys()
        moved = {key for key in concerned if _standing(before.get(key)) != _standing(site.entries.get(key))}
        for name, known in memory.files.items():
            if name not in self._files or name in self._changed:
                continue
            targets = {link.target for link in memory.entries[known.key].links} | known.also if moved else ()
            if moved.isdisjoint(targets):
                self.report.extend((*known.read, *known.ruled))
            else:
                self.report.extend(known.read)
                self._learnt[name] = Kept(known.key, known.digest, known.read)
        for name, known in list(self._learnt.items()):
            said, self._learnt[name] = check_one(site, site.records[known.key], known)
            self.report.extend(said)
        self.chunk["files"] |= self._learnt
        checks.check_site(site, self.report)

    def derive(self) -> None:
        """What readers may see, and the facts that differ from those the last build knew."""
        memory, self.written = self.memory, self.site
        old: dict[Key, Entry | None] = {**memory.entries, **{key: narrow.entry for key, narrow in memory.narrow.items()}, **memory.shown}
        raw = self.site.entries
        site = visible(self.site)
        with self.clock("kits"):
            site = replace(site, kits=kits.made(site))
        site = replace(site, records=Records(site.records, self._wide.keys() & site.entries.keys(), self._shown), inbound=inbound(site.entries))
        differing = [key for key in old.keys() | site.entries.keys() if old.get(key) is not site.entries.get(key) and old.get(key) != site.entries.get(key)]
        self.facts: set[Fact] = set()
        for key in differing:
            self._entry_facts(key, old.get(key), site.entries.get(key))
        crossing: Mapping[Key, Any] = memory.crossing
        if any(_shape(old.get(key)) != _shape(site.entries.get(key)) for key in differing):
            stay = all(neighbourhood(old.get(key)) == neighbourhood(site.entries.get(key)) for key in differing)
            new = crossing_of(site, memory.crossing if stay else {})
            changed = {key: new.get(key, GONE) for key in new.keys() | memory.crossing.keys() if new.get(key) != memory.crossing.get(key)}
            self.facts |= {("derived", key) for key in changed}
            self.chunk["crossing"], crossing = changed, new
        self.site = replace(site, derived=Derived(site, lambda key: crossing.get(key, {})), findings=Findings(site))
        narrow = narrow_of(raw, self._narrow, self.site.derived, self.site.findings)
        self.chunk["narrow"] = {key: narrow.get(key, GONE) for key in narrow.keys() | memory.narrow.keys() if narrow.get(key) != memory.narrow.get(key)}
        for key in (*self.chunk["narrow"], *self._fresh, *self._gone):
            self.facts |= {("record", key), ("derived", key), ("findings", key)}
        self.chunk["shown"] = {**dict.fromkeys(memory.shown, GONE), **{key: entry for key in raw if (entry := site.entries.get(key)) is not raw[key]}}

    def _entry_facts(self, key: Key, old: Entry | None, new: Entry | None) -> None:
        collection = key[0]
        self.facts |= {("entry", key), ("entries", collection), ("entries", EVERY)} | touched(self.site, old) | touched(self.site, new)
        links = {*(old.links if old else ())} ^ {*(new.links if new else ())}
        self.facts |= {("inbound", link.target) for link in links}
        for fact, of in _LISTED.items():
            if (of(old) if old and old.listed else None) != (of(new) if new and new.listed else None):
                self.facts.add((fact, collection))
        if _words(old) != _words(new):
            self.facts.add(("words", EVERY))
        if said_of(old) != said_of(new):
            self.facts.add(FACT)
        if _whereabouts(old) != _whereabouts(new):
            self.facts.add(("addresses", EVERY))

    def todo(self) -> dict[Unit, list[Page]] | None:
        """The pages to make, by unit; a unit that is gone has none. None where it is most of the site."""
        memory, site, facts = self.memory, self.site, frozenset(self.facts)
        lists = {unit: list(pages) for unit, pages in groupby(plan_lists(site), key=lambda page: page.unit)}
        todo: dict[Unit, list[Page]] = {}
        for unit, pages in lists.items():
            made = memory.units.get(unit)
            form = tuple(page.form for page in pages) if unit[0] in PAGED else ()
            if made is None or made.form != form or made.concerns(facts):
                todo[unit] = pages
        for key, entry in site.entries.items():
            if entry.addresses:
                made = memory.units.get(("record", key))
                if made is None or made.concerns(facts):
                    todo["record", key] = list(plan_record(site, key))
        for unit in memory.units:
            if unit[0] == "record":
                entry_ = site.entries.get(unit[1])
                if entry_ is None or not entry_.addresses:
                    todo[unit] = []
            elif unit[0] not in ("export", "book", feeds.KIND) and unit not in lists:
                todo[unit] = []
        return todo if len(todo) <= max(FEW, len(memory.units) // MOST) else None

    def make(
        self, todo: Mapping[Unit, Sequence[Page]], shells: Mapping[ShellKey, Shell], published: Published, *, alone: bool
    ) -> dict[str, bytes | None]:
        """The files that may differ; None for one that is gone. ``published`` reads a file of the site as it is.

        The exports, which look at every entry, are made in a process beside this one, unless it is ``alone``.
        """
        wanted = [export for export in exports() if not self.facts.isdisjoint(export.facts)]
        with Beside(partial(_exported, self.site, wanted), alone=alone) as others:
            return self._make(todo, shells, published, wanted, others)

    def _make(
        self, todo: Mapping[Unit, Sequence[Page]], shells: Mapping[ShellKey, Shell], published: Published,
        wanted: Sequence[Export], others: Beside[list[list[Artifact]]],
    ) -> dict[str, bytes | None]:
        stamper = self.stamper = Stamper(self.site.watched(COLLECTIONS.keys()), shells, self.clock)
        stamper.articles = Articles(told_in_full(self.site))
        units: dict[Unit, Any] = {}
        files: Files = {}
        dropped: set[str] = set()

        def put(unit: Unit, made: tuple[Files, Made]) -> None:
            files.update(made[0])
            units[unit] = made[1]
            drop(unit)

        def drop(unit: Unit) -> None:
            if unit in self.memory.units:
                dropped.update(self.memory.units[unit].paths)

        for unit, pages in todo.items():
            if pages:
                put(unit, stamper.unit(pages))
            else:
                units[unit] = GONE
                drop(unit)
        facts = frozenset(self.facts)
        books = {("book", key): key for key in sheets.books_of(self.site)}
        for unit, key in books.items():
            known = self.memory.units.get(unit)
            if known is None or known.concerns(facts):
                with self.clock("sheets"):
                    found = sheets.readings(stamper.site, sheets.pages_of(self.site, sheets.cases_of(self.site, [key])))
                    put(unit, stamper.book(key, found))
        for unit in self.memory.units:
            if unit[0] == "book" and unit not in books:
                units[unit] = GONE
                drop(unit)
        with self.clock("export"):
            def find(key: Key) -> None:
                stamper.unit(list(plan_record(self.site, key)))

            before = self.memory.units
            for unit, feed in feeds.changed_units(stamper, self.site, before, facts, todo, find, published):
                put(unit, feed)
            for unit in feeds.gone_units(self.site, before):
                units[unit] = GONE
                drop(unit)
        with self.clock("wait"):
            exported = others.answer()
        for export, artifacts in zip(wanted, exported, strict=True):
            put(("export", export.name), stamper.gathered(artifacts, export.facts))
        self.chunk["units"], self.packed = units, stamper.facts
        self.more = sum(_pages(made) for made in units.values()) - sum(_pages(self.memory.units.get(unit)) for unit in units)
        return {**dict.fromkeys(dropped), **files}

    def lines(self, todo: Mapping[Unit, Sequence[Page]]) -> dict[Key, Lines | None]:
        """The lines in the open data of the records that were made; None for one that is none of it."""
        return {unit[1]: self.stamper.lines.found.get(unit[1]) for unit in todo if unit[0] == "record"}


def crossing_of(site: Site, before: Mapping[Key, Mapping[str, Any]]) -> dict[Key, Any]:
    """All derived values that needed other records; ``before`` has those of a site in which neighbours are the same."""
    crossing = Crossing(site, before)
    return {key: value for key, entry in site.entries.items() if (value := crossing.of(entry))}


def _exported(site: Site, wanted: Sequence[Export]) -> list[list[Artifact]]:
    return [[*exported(site, export)] for export in wanted]


_LISTED: dict[str, Callable[[Entry], Any]] = {
    "list": lambda entry: entry.order, "facets": lambda entry: entry.facets, "figures": sorted_by,
}


def _whereabouts(entry: Entry | None) -> Any:
    """What of an entry the map of the site says."""
    return entry and (entry.status, entry.addresses, entry.updated)


def _words(entry: Entry | None) -> Any:
    """What of an entry the search's interface learns words from."""
    return entry and (entry.status, bool(entry.addresses), entry.title, entry.summary)


def _pages(made: Any) -> int:
    """How many pages a unit has that is neither gone nor an export."""
    return sum(path.endswith("index.html") for path in made.paths) if isinstance(made, Made) else 0


def _standing(entry: Entry | None) -> Any:
    """What makes a reference to a record right or wrong."""
    return entry and (entry.status, bool(entry.addresses))


def _shape(entry: Entry | None) -> Any:
    """What of an entry lists, statistics and neighbours are made from."""
    return entry and (entry.listed, entry.status, entry.links, entry.facets, entry.card, entry.order)
