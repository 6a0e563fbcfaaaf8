"""Everything is made: load -> check -> derive -> render -> engine -> stamp -> export -> publish."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator import kits, sheets
from generator.builds.asked import Built, Options, copies, shelf, templates
from generator.builds.check import checked, crew_of
from generator.builds.frames import frames_of
from generator.clock import Clock
from generator.crew import Crew
from generator.derive.visible import visible
from generator.diagnostics import Report
from generator.exports import search
from generator.exports.tables.lines import Lines
from generator.exports.tables.lines import read as read_lines
from generator.known import Known
from generator.memory import Outputs, Stat
from generator.model import Key, Site
from generator.progress import Progress
from generator.publish import leave_rules, staging
from generator.render.environment import compile_all
from generator.render.pages import plan_offline
from generator.schemas import COLLECTIONS
from generator.share import Share, Written
from generator.stamp import tables
from generator.stamp.copy import copied
from generator.stamp.feeds import current_units
from generator.stamp.write import Stamper, place
from generator.watch import Made, Unit


def build(options: Options, site: Site, found: Report, known: Known, clock: Clock) -> Built:
    """Everything, in as many processes as there are cores."""
    tell = options.tell or Progress("es")
    tell("load")
    compile_all(templates(options))
    with crew_of(site, found, options.jobs, tell.pages) as crew:
        read = checked(site, crew, found, clock)
        if read.site is None or read.report.errors:
            return Built(read)
        tell("derive")
        with clock("kits"):
            downloads = kits.made(visible(read.site), options.jobs or os.cpu_count() or 1)
        with clock("wait"):
            prepared = crew.do("prepare", downloads)
            keys = sorted({key for keys, _ in prepared for key in keys})
        tell("engine")
        shown = visible(read.site)
        frames = frames_of(shown, keys, options, clock, lambda keys: [sample for found in crew.do("rare", keys) for sample in found])
        shells = {key: shell for frame in frames for key, shell in frame.shells.items()}
        program = search.command() if options.search else None
        known.store.begin()
        tell("write", prepared[0][1])
        with staging(options.site) as target:
            with clock("wait"):
                if len(crew) > 1:
                    cards: list[tuple[Path, int]] = crew.do("cards", known.store.folder)
                    crew.do("take", cards)
                    for path, _ in cards:
                        path.unlink()
                written: list[Written] = crew.do("write", shells, target, known.store, program is not None)
            outputs = {path: stat for share in written for path, stat in share.outputs.items()}
            with clock("write"):
                outputs |= {address: place(target, address, path.read_bytes()) for frame in frames for address, path in frame.files.items()}
            if program is not None:
                tell("search")
                with clock("search"):
                    documents = [*search.Documents(shown).prose(target), *(document for share in written for document in share.documents)]
                    outputs |= {path: place(target, path, content) for path, content in search.index(documents, program, shelf(options)).items()}
            stamper = Stamper(shown.watched(COLLECTIONS.keys()), shells, clock)
            units = _books(shown, crew, stamper, target, outputs)
            with clock("export"):
                stamper.articles.found |= {at: article for share in written for at, article in share.articles.items()}
                for unit, (files, made_feed) in current_units(stamper, shown):
                    units[unit] = made_feed
                    outputs |= {path: place(target, path, content) for path, content in files.items()}
            with clock("data"):
                def noted() -> list[Iterator[tuple[Key, Lines]]]:
                    return [read_lines(share.lines) for share in written]

                for at, content in tables.whole(stamper, shown, noted, lambda path: (target / path).read_bytes()):
                    outputs[at] = place(target, at, content)
                for share in written:
                    share.lines.unlink()
            with clock("copy"):
                sizes = {path: stat[0] for path, stat in outputs.items()}
                made = copied(stamper, plan_offline(shown), sizes, lambda path: (target / path).read_bytes()) if copies(shown, options) else {}
                outputs |= {path: place(target, path, content) for path, content in (made or {}).items()}
        with clock("remember"):
            pages = sum(share.pages for share in written)
            chunks = [*(share.chunk for share in written), known.store.chunk("books", {"units": units}, stamper.facts)]
            known.remember(read.site, shells, frames, chunks, Outputs(outputs), pages)
    leave_rules(options.project, shown)
    return Built(read, pages, len(outputs) - pages, "full", clock.spent, tuple(share.spent for share in written), searchable=program is not None or not options.search, too_big=made is None)


def _books(site: Site, crew: Crew[Share], stamper: Stamper, target: Path, outputs: dict[str, Stat]) -> dict[Unit, Made]:
    """Books need cases of every share; who has a case tells how a book shows it."""
    keys, units = sheets.books_of(site), dict[Unit, Made]()
    if keys:
        with stamper.clock("wait"):
            found = {at: reading for part in crew.do("readings", sheets.cases_of(site, keys)) for at, reading in part.items()}
        for key in keys:
            with stamper.clock("sheets"):
                files, units["book", key] = stamper.book(key, found)
            outputs |= {path: place(target, path, content) for path, content in files.items()}
    return units
