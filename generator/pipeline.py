"""The order of the stages: load -> check -> derive -> render -> engine -> stamp -> export -> publish.

A build takes one of two ways (:mod:`generator.builds`): everything, in as many processes as there are cores, or only
what a change concerns. Both give the same bytes.
"""

from __future__ import annotations

import shutil
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from generator import kits
from generator.builds import full, small
from generator.builds.asked import Built, Checked, Options
from generator.builds.check import checked, crew_of, settled
from generator.builds.frames import frames_of
from generator.clock import Clock
from generator.crew import CrewFault
from generator.derive.site import derive
from generator.derive.visible import visible
from generator.diagnostics import Fault, Report, Rule
from generator.engines import EngineFault
from generator.known import Known
from generator.model import Site
from generator.publish import turn
from generator.render.pages import plan
from generator.schemas.core.loader import load, load_whole
from generator.stamp.frames import rare
from generator.stamp.shells import ShellFault, keys_of
from generator.stamp.snapshot import Snapshot

__all__ = ["Built", "Checked", "Fault", "Options", "build", "check", "prepared", "snapshot"]


def check(project: Path, as_of: date, *, drafts: bool = False, jobs: int = 0) -> Checked:
    """load -> check: every finding of every file."""
    found = Report()
    site = load(project, found, as_of, drafts=drafts)
    if site is None:
        return Checked(None, found, 0)
    with crew_of(site, found, jobs) as crew:
        return checked(site, crew, found, Clock())


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
            if not (options.kits and options.sheets):
                site = replace(site, settings=replace(site.settings, kits=False))
            head = known.believed(site)
            return (small.build(options, site, found, known, head, clock) if head else None) or full.build(options, site, found, known, clock)
    except (EngineFault, ShellFault, CrewFault, BrokenProcessPool) as error:
        raise Fault(str(error)) from error


def prepared(project: Path, as_of: date, *, drafts: bool = False, but: Rule | None = None) -> tuple[Checked, Site | None]:
    """load -> check -> derive: the whole site in this process. None after an error, unless it is of the kind ``but``."""
    found = Report()
    site = load_whole(project, found, as_of, drafts=drafts)
    if site is None:
        return Checked(None, found, 0), None
    read = settled(site, found)
    if any(error.rule is not but for error in read.report.errors):
        return read, None
    shown = visible(site)
    return read, derive(replace(shown, kits=kits.kept(shown)))


def snapshot(options: Options) -> tuple[Checked, Snapshot | None]:
    """load -> check -> derive -> engine, and nothing rendered until it is asked for. None after an error."""
    read, site = prepared(options.project, options.as_of, drafts=options.drafts)
    if site is None:
        return read, None
    pages = plan(site)
    keys = keys_of(pages, site.settings.prefixes)
    try:
        with turn(options.project):
            return read, Snapshot(site, pages, frames_of(site, keys, options, Clock(), partial(rare, site, pages)))
    except (EngineFault, ShellFault, BrokenProcessPool) as error:
        raise Fault(str(error)) from error
