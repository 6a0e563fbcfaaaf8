"""The order of the stages; the only module that knows it."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import checks, exports
from generator.derive.site import derive
from generator.derive.visible import visible
from generator.diagnostics import Report
from generator.engines import DEFAULT, ENGINES, EngineFault
from generator.model import Site
from generator.publish import staging, turn
from generator.render.pages import Page, plan
from generator.schemas.core.loader import load
from generator.stamp.frames import Frame, make_frame
from generator.stamp.shells import ShellFault
from generator.stamp.write import write_pages


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


def check(project: Path, as_of: date, *, drafts: bool = False) -> Checked:
    """load -> check: every finding of every file."""
    found = Report()
    site = load(project, found, as_of, drafts=drafts)
    if site is None:
        return Checked(None, found, 0)
    checks.check(site, found)
    left = checks.settle(site, found)
    return Checked(site, left, sum(1 for diagnostic in found if diagnostic not in left))


def build(options: Options) -> Built:
    """load -> check -> derive -> render -> engine -> stamp -> export -> publish. An error publishes nothing."""
    checked = check(options.project, options.as_of, drafts=options.drafts)
    if checked.site is None or checked.report.errors:
        return Built(checked)
    site = derive(visible(checked.site))
    with turn(options.project):
        return _publish(options, checked, site, plan(site))


def _publish(options: Options, checked: Checked, site: Site, pages: list[Page]) -> Built:
    """engine -> stamp -> export -> publish, while no other build touches ``build/``."""
    work = options.project / "build"
    if options.full:
        shutil.rmtree(work, ignore_errors=True)
    jobs = options.jobs or os.cpu_count() or 1
    try:
        frames = _frames(site, pages, options.engine, work, jobs)
    except (EngineFault, ShellFault) as error:
        raise Fault(str(error)) from error
    shells = {key: shell for frame in frames for key, shell in frame.shells.items()}
    with staging(options.site) as target:
        count = write_pages(site, pages, shells, target, jobs)
        files = 0
        for frame in frames:
            for address, path in frame.files.items():
                _place(target, address, path.read_bytes())
                files += 1
        for artifact in exports.artifacts(site, pages):
            _place(target, artifact.path, artifact.content)
            files += 1
    return Built(checked, count, files)


def _frames(site: Site, pages: list[Page], engine: str, work: Path, jobs: int) -> list[Frame]:
    """One engine run per language, side by side; an engine keeps global state, so each has its own process."""
    work_items = [(site, language, pages, ENGINES[engine], work) for language in site.settings.order]
    with multiprocessing.get_context("fork").Pool(min(jobs, len(work_items))) as pool:
        return pool.starmap(make_frame, work_items)


def _place(target: Path, address: str, content: bytes) -> None:
    path = target / address
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
