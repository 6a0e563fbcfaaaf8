"""The order of the stages; the only module that knows it."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from generator import checks, exports
from generator.crew import Crew, CrewFault
from generator.derive.site import derive
from generator.derive.visible import visible
from generator.diagnostics import Report
from generator.engines import DEFAULT, ENGINES, EngineFault
from generator.model import Artifact, Site
from generator.publish import staging, turn
from generator.render.environment import compile_all
from generator.render.pages import Page, plan
from generator.render.render import render
from generator.schemas import COLLECTIONS
from generator.schemas.core.loader import files_of, load, load_whole
from generator.share import Share
from generator.stamp.frames import Frame, Sample, draft_frame, make_frame, rare_pages
from generator.stamp.shells import ShellFault, ShellKey
from generator.stamp.snapshot import Snapshot
from generator.stamp.write import place

LEAST = 50  # files of wide collections that are worth a process of their own


class Fault(Exception):
    """Something outside the content is wrong: a tool, a folder, a setting. One line says what."""


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


@dataclass(frozen=True)
class Checked:
    """What reading and checking gave: the site as written, every finding not yet accepted, and how many are."""

    site: Site | None
    report: Report
    known: int


@dataclass(frozen=True)
class Built:
    """What a build gave: its findings, and how many pages and other files were published (0 after an error)."""

    checked: Checked
    pages: int = 0
    files: int = 0


def check(project: Path, as_of: date, *, drafts: bool = False, jobs: int = 0) -> Checked:
    """load -> check: every finding of every file."""
    found = Report()
    site = load(project, found, as_of, drafts=drafts)
    if site is None:
        return Checked(None, found, 0)
    with _crew(site, found, jobs) as crew:
        return _checked(site, crew, found)


def build(options: Options) -> Built:
    """load -> check -> derive -> render -> engine -> stamp -> export -> publish. An error publishes nothing."""
    found = Report()
    site = load(options.project, found, options.as_of, drafts=options.drafts)
    if site is None:
        return Built(Checked(None, found, 0))
    compile_all()
    try:
        with _crew(site, found, options.jobs) as crew:
            checked = _checked(site, crew, found)
            if checked.site is None or checked.report.errors:
                return Built(checked)
            with turn(options.project):
                return _published(options, checked, crew)
    except (EngineFault, ShellFault, CrewFault, BrokenProcessPool) as error:
        raise Fault(str(error)) from error


def snapshot(options: Options) -> tuple[Checked, Snapshot | None]:
    """load -> check -> derive -> engine, and nothing rendered until it is asked for. None after an error."""
    found = Report()
    site = load_whole(options.project, found, options.as_of, drafts=options.drafts)
    if site is None:
        return Checked(None, found, 0), None
    checked = _settled(site, found)
    if checked.report.errors:
        return checked, None
    site = derive(visible(site))
    pages = plan(site)
    try:
        with turn(options.project):
            return checked, Snapshot(site, pages, _frames(site, pages, options, partial(_rare, site, pages)))
    except (EngineFault, ShellFault, BrokenProcessPool) as error:
        raise Fault(str(error)) from error


def _rare(site: Site, pages: list[Page], keys: Sequence[ShellKey]) -> list[Sample]:
    return [(key, page, render(site, page)) for key, page in rare_pages(site, pages, keys)]


def _crew(site: Site, found: Report, jobs: int) -> Crew[Share]:
    """The processes of a build; each will read its share of the wide collections."""
    files = [file for c in COLLECTIONS.values() if c.wide for file in files_of(site.project, c, found)]
    count = min(jobs or os.cpu_count() or 1, max(1, len(files) // LEAST))
    return Crew([partial(Share, site, files, number, count) for number in range(count)])


def _checked(site: Site, crew: Crew[Share], found: Report) -> Checked:
    entries = dict(site.entries)
    for known, findings in crew.do("load"):
        entries |= known
        found.extend(findings)
    site = replace(site, entries=dict(sorted(entries.items())))
    for findings in crew.do("check", site.entries):
        found.extend(findings)
    return _settled(site, found)


def _settled(site: Site, found: Report) -> Checked:
    """Check the records this process holds and the site as a whole; what is known and right is taken out."""
    checks.check_records(site, site.records.values(), found)
    checks.check_site(site, found)
    left = checks.settle(site, found)
    return Checked(site, left, sum(1 for diagnostic in found if diagnostic not in left))


def _published(options: Options, checked: Checked, crew: Crew[Share]) -> Built:
    """derive -> render -> engine -> stamp -> export -> publish, while no other build touches ``build/``."""
    assert checked.site is not None
    crew.do("prepare")
    site = derive(visible(checked.site))
    pages = plan(site)
    frames = _frames(site, pages, options, lambda keys: [sample for found in crew.do("rare", keys) for sample in found])
    shells = {key: shell for frame in frames for key, shell in frame.shells.items()}
    with staging(options.site) as target:
        written = crew.do("write", shells, target)
        count, files = (sum(numbers) for numbers in zip(*written, strict=True))
        rest = [Artifact(address, path.read_bytes()) for frame in frames for address, path in frame.files.items()]
        for artifact in (*rest, *exports.record_artifacts(site, site.records.values()), *exports.artifacts(site, pages)):
            place(target, artifact)
            files += 1
    return Built(checked, count, files)


def _frames(site: Site, pages: list[Page], options: Options, rare: Callable[[Sequence[ShellKey]], list[Sample]]) -> list[Frame]:
    """One engine run per language, side by side; an engine keeps global state, so each has its own process.

    ``rare`` renders pages to verify new shells with.
    """
    engine, work = ENGINES[options.engine], options.project / "build"
    if options.full:
        shutil.rmtree(work, ignore_errors=True)
    drafts = [draft_frame(site, language, pages, engine, work) for language in site.settings.order]
    fresh = [key for draft in drafts if not draft.kept for key in draft.keys]
    samples = rare(fresh) if fresh else []
    tasks = [(site, draft, engine, [s for s in samples if s[0].language == draft.job.language]) for draft in drafts]
    if not fresh:
        return [make_frame(*task) for task in tasks]
    count = min(options.jobs or os.cpu_count() or 1, len(tasks))
    with ProcessPoolExecutor(count, multiprocessing.get_context("fork")) as pool:
        return list(pool.map(make_frame, *zip(*tasks, strict=True)))
