"""The order of the stages; the only module that knows it."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from generator import addresses, checks, exports, sheets
from generator.amend import Amendment
from generator.clock import Clock
from generator.crew import Crew, CrewFault
from generator.derive.site import derive
from generator.derive.visible import visible
from generator.diagnostics import Fault, Report
from generator.engines import DEFAULT, ENGINES, EngineFault
from generator.exports import search
from generator.known import Known
from generator.memory import Head, Made, Outputs, Stat, intact
from generator.model import Site
from generator.progress import Progress
from generator.publish import amend, staging, turn
from generator.render.environment import compile_all
from generator.render.pages import Page, plan, plan_offline
from generator.render.render import render
from generator.schemas import COLLECTIONS
from generator.schemas.core.loader import files_of, load, load_whole
from generator.share import Share, Written
from generator.stamp.copy import copied, copied_anew
from generator.stamp.frames import Draft, Frame, Sample, draft_frame, make_frame, rare_pages
from generator.stamp.shells import ShellFault, ShellKey, keys_of
from generator.stamp.snapshot import Snapshot
from generator.stamp.write import Stamper, book, place
from generator.watch import Unit

LEAST = 50  # files of wide collections that are worth a process of their own


@dataclass(frozen=True)
class Options:
    """What a build is asked for."""

    project: Path
    site: Path
    as_of: date
    jobs: int = 0  # 0: one per core
    engine: str = DEFAULT
    drafts: bool = False
    full: bool = False  # forget what earlier builds left in build/
    sheets: bool = True  # False: no sheets, books and cards, whatever the site's settings say
    offline: bool = True  # False: no copy to take along
    tell: Progress | None = field(default=None, compare=False)

    @property
    def asked(self) -> tuple[Any, ...]:
        """What changes the bytes, beside the content and the date."""
        return self.engine, self.drafts, self.sheets, self.offline


@dataclass(frozen=True)
class Checked:
    """What reading and checking gave: the site as written, every finding not yet accepted, and how many are."""

    site: Site | None
    report: Report
    known: int


@dataclass(frozen=True)
class Built:
    """What a build gave: its findings, and how many pages and other files the site has (0 after an error).

    ``way`` is "full", "amended" (``changed`` files differ) or, after an error, "". ``spent`` are seconds per stage of
    this process, ``shares`` of each of the others.
    """

    checked: Checked
    pages: int = 0
    files: int = 0
    way: str = ""
    spent: Mapping[str, float] = field(default_factory=dict)
    shares: tuple[Mapping[str, float], ...] = ()
    changed: int = 0
    searchable: bool = True  # False where Pagefind's command is not installed: the index page serves instead
    too_big: bool = False  # for a copy to take along


def check(project: Path, as_of: date, *, drafts: bool = False, jobs: int = 0) -> Checked:
    """load -> check: every finding of every file."""
    found = Report()
    site = load(project, found, as_of, drafts=drafts)
    if site is None:
        return Checked(None, found, 0)
    with _crew(site, found, jobs) as crew:
        return _checked(site, crew, found, Clock())


def build(options: Options) -> Built:
    """load -> check -> derive -> render -> engine -> stamp -> export -> publish. An error publishes nothing.

    A small change to what was built before makes only what it concerns; the bytes are those of a full build.
    """
    clock = Clock()
    try:
        with turn(options.project):
            if options.full:
                shutil.rmtree(options.project / "build", ignore_errors=True)
            known = Known.of(options.project, options.site, options.asked, options.as_of)
            found = Report()
            with clock("load"):
                site = load(options.project, found, options.as_of, drafts=options.drafts)
            if site is None:
                return Built(Checked(None, found, 0))
            if not options.sheets:
                site = replace(site, settings=replace(site.settings, sheets=False))
            head = known.believed(site)
            return (_amended(options, site, found, known, head, clock) if head else None) or _whole(options, site, found, known, clock)
    except (EngineFault, ShellFault, CrewFault, BrokenProcessPool) as error:
        raise Fault(str(error)) from error


def _whole(options: Options, site: Site, found: Report, known: Known, clock: Clock) -> Built:
    """Everything, in as many processes as there are cores."""
    tell = options.tell or Progress("es")
    tell("load")
    compile_all()
    with _crew(site, found, options.jobs, tell.pages) as crew:
        checked = _checked(site, crew, found, clock)
        if checked.site is None or checked.report.errors:
            return Built(checked)
        tell("derive")
        with clock("wait"):
            prepared = crew.do("prepare")
            keys = sorted({key for keys, _ in prepared for key in keys})
        tell("engine")
        shown = visible(checked.site)
        frames = _frames(shown, keys, options, clock, lambda keys: [sample for found in crew.do("rare", keys) for sample in found])
        shells = {key: shell for frame in frames for key, shell in frame.shells.items()}
        program = search.command()
        known.store.begin()
        tell("write", prepared[0][1])
        with staging(options.site) as target:
            with clock("wait"):
                cards = {at: card for cards in crew.do("cards") for at, card in cards.items()} if len(crew) > 1 else {}
                written: list[Written] = crew.do("write", shells, target, cards, known.store, program is not None)
            outputs = {path: stat for share in written for path, stat in share.outputs.items()}
            with clock("write"):
                outputs |= {address: place(target, address, path.read_bytes()) for frame in frames for address, path in frame.files.items()}
            if program is not None:
                tell("search")
                with clock("search"):
                    documents = [*search.Documents(shown).prose(target), *(document for share in written for document in share.documents)]
                    outputs |= {path: place(target, path, content) for path, content in search.index(documents, program, _shelf(options)).items()}
            units = _books(shown, crew, target, outputs, clock)
            with clock("copy"):
                sizes = {path: stat[0] for path, stat in outputs.items()}
                stamper = Stamper(shown.watched(COLLECTIONS.keys()), shells, clock)
                made = copied(stamper, plan_offline(shown), sizes, lambda path: (target / path).read_bytes()) if _copies(shown, options) else {}
                outputs |= {path: place(target, path, content) for path, content in (made or {}).items()}
        with clock("remember"):
            pages = sum(share.pages for share in written)
            chunks = [*(share.chunk for share in written), known.store.chunk("books", {"units": units})]
            known.remember(checked.site, shells, frames, chunks, Outputs(outputs), pages)
    _leave_rules(options.project, shown)
    return Built(checked, pages, len(outputs) - pages, "full", clock.spent, tuple(share.spent for share in written), searchable=program is not None, too_big=made is None)


def _books(site: Site, crew: Crew[Share], target: Path, outputs: dict[str, Stat], clock: Clock) -> dict[Unit, Made]:
    """Books need cases of every share; who has a case tells how a book shows it."""
    keys, units = sheets.books_of(site), dict[Unit, Made]()
    if keys:
        with clock("wait"):
            found = {at: reading for part in crew.do("readings", sheets.cases_of(site, keys)) for at, reading in part.items()}
        watched = site.watched(COLLECTIONS.keys())
        for key in keys:
            with clock("sheets"):
                files, units["book", key] = book(watched, key, found)
            outputs |= {path: place(target, path, content) for path, content in files.items()}
    return units


def _copies(site: Site, options: Options) -> bool:
    return site.settings.offline and options.offline


def _amended(options: Options, site: Site, found: Report, known: Known, head: Head, clock: Clock) -> Built | None:
    """Only what a change concerns; None where that cannot be told, or is most of the site."""
    with clock("remember"):
        memory, outputs = known.store.memory(head), known.store.outputs(head)
    if memory is None or outputs is None:
        return None
    with clock("load"):
        change = Amendment(site, found, memory, partial(known.same, head), clock)
    with clock("check"):
        change.check()
        checked = _accepted(change.site, change.report)
    if checked.report.errors:
        return Built(checked)
    with clock("derive"):
        change.derive()
        todo = change.todo()
    if todo is None or not {*head.shells} >= {*keys_of((page for pages in todo.values() for page in pages), site.settings.prefixes)}:
        return None
    with clock("engine"):
        drafts = _drafts(change.site, head.shells, options)
        if tuple(draft.fingerprint for draft in drafts) != head.frames or not all(draft.kept for draft in drafts):
            return None
        frames = [make_frame(change.site, draft, ENGINES[options.engine], []) for draft in drafts]
    ready = {key: shell for frame in frames for key, shell in frame.shells.items()}
    files = change.make(todo, ready)
    program = search.command()
    if program is not None:
        with clock("search"):
            rendered = (page for pages in todo.values() for page in pages)
            index = search.changed_index(change.site, rendered, files, options.site, program, _shelf(options))
        if index is None:
            return None
        files |= index
    with clock("write"):
        differing = {path: content for path, content in files.items() if not _there(options.site, path, content)}
    if differing and _copies(site, options):
        with clock("copy"):
            stamper = Stamper(change.site.watched(COLLECTIONS.keys()), ready, clock)
            made = copied_anew(stamper, plan_offline(change.site), options.site, outputs.now, differing)
        if made is None:
            return None
        differing |= {path: content for path, content in made.items() if not _there(options.site, path, content)}
    with clock("write"):
        published = amend(options.site, outputs, differing) if differing else outputs
    if published is None or not (differing or intact(options.site, outputs.now)):
        return None
    with clock("remember"):
        pages = head.pages + change.more
        chunk = known.store.chunk(f"change-{len(head.chunks)}", change.chunk)
        known.remember(change.written, head.shells, frames, [*head.chunks, chunk], published, pages)
    _leave_rules(options.project, change.site)
    return Built(checked, pages, len(published.now) - pages, "amended", clock.spent, changed=len(differing), searchable=program is not None)


def _shelf(options: Options) -> Path:
    """Where the search keeps the documents and the index of the last build."""
    return options.project / "build" / "search"


def _leave_rules(project: Path, site: Site) -> None:
    """The redirects for the server that serves the site, beside it: what is inside is published."""
    for artifact in exports.server_rules(site):
        place(project / "build" / "deploy", artifact.path, artifact.content)


def _there(site: Path, path: str, content: bytes | None) -> bool:
    """Whether the published site has this file with these bytes already, or lacks it where it should."""
    try:
        return (site / path).read_bytes() == content
    except (FileNotFoundError, NotADirectoryError):
        return content is None


def prepared(project: Path, as_of: date, *, drafts: bool = False) -> tuple[Checked, Site | None]:
    """load -> check -> derive: the whole site in this process. None after an error."""
    found = Report()
    site = load_whole(project, found, as_of, drafts=drafts)
    if site is None:
        return Checked(None, found, 0), None
    checked = _settled(site, found)
    return checked, None if checked.report.errors else derive(visible(site))


def snapshot(options: Options) -> tuple[Checked, Snapshot | None]:
    """load -> check -> derive -> engine, and nothing rendered until it is asked for. None after an error."""
    checked, site = prepared(options.project, options.as_of, drafts=options.drafts)
    if site is None:
        return checked, None
    pages = plan(site)
    keys = keys_of(pages, site.settings.prefixes)
    try:
        with turn(options.project):
            return checked, Snapshot(site, pages, _frames(site, keys, options, Clock(), partial(_rare, site, pages)))
    except (EngineFault, ShellFault, BrokenProcessPool) as error:
        raise Fault(str(error)) from error


def _rare(site: Site, pages: list[Page], keys: Sequence[ShellKey]) -> list[Sample]:
    return [(key, page, render(site, page)) for key, page in rare_pages(site, pages, keys)]


def _crew(site: Site, found: Report, jobs: int, counter: Any = None) -> Crew[Share]:
    """The processes of a build; each will read its share of the wide collections."""
    files = [file for c in COLLECTIONS.values() if c.wide for file in files_of(site.project, c, found)]
    count = min(jobs or os.cpu_count() or 1, max(1, len(files) // LEAST))
    return Crew([partial(Share, site, files, number, count, counter) for number in range(count)])


def _checked(site: Site, crew: Crew[Share], found: Report, clock: Clock) -> Checked:
    entries = dict(site.entries)
    with clock("wait"):
        for known, findings in crew.do("load"):
            entries |= known
            found.extend(findings)
        site = replace(site, entries=dict(sorted(entries.items())))
        for findings in crew.do("check", site.entries):
            found.extend(findings)
    with clock("check"):
        return _settled(site, found)


def _settled(site: Site, found: Report) -> Checked:
    """Check the records this process holds and the site as a whole; what is known and right is taken out."""
    checks.check_records(site, site.records.values(), found)
    checks.check_site(site, found)
    return _accepted(site, found)


def _accepted(site: Site, found: Report) -> Checked:
    addresses.check(site, found)
    left = checks.settle(site, found)
    return Checked(site, left, sum(1 for diagnostic in found if diagnostic not in left))


def _drafts(site: Site, keys: Sequence[ShellKey], options: Options) -> list[Draft]:
    engine, work = ENGINES[options.engine], options.project / "build"
    return [draft_frame(site, language, [key for key in keys if key.language == language], engine, work) for language in site.settings.order]


def _frames(site: Site, keys: Sequence[ShellKey], options: Options, clock: Clock, rare: Callable[[Sequence[ShellKey]], list[Sample]]) -> list[Frame]:
    """One engine run per language, side by side; an engine keeps global state, so each has its own process.

    ``rare`` renders pages to verify new shells with.
    """
    engine = ENGINES[options.engine]
    with clock("engine"):
        drafts = _drafts(site, keys, options)
        fresh = [key for draft in drafts if not draft.kept for key in draft.keys]
        samples = rare(fresh) if fresh else []
        tasks = [(site, draft, engine, [s for s in samples if s[0].language == draft.job.language]) for draft in drafts]
        if not fresh:
            return [make_frame(*task) for task in tasks]
        count = min(options.jobs or os.cpu_count() or 1, len(tasks))
        with ProcessPoolExecutor(count, multiprocessing.get_context("fork")) as pool:
            return list(pool.map(make_frame, *zip(*tasks, strict=True)))
