"""What a change concerns is made, and nothing else; see :mod:`generator.amend`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from generator.amend import Amendment
from generator.builds.asked import Built, Options, copies, shelf, templates
from generator.builds.check import accepted
from generator.builds.frames import drafts_of
from generator.clock import Clock
from generator.diagnostics import Report
from generator.engines import ENGINES
from generator.exports import search
from generator.known import Known
from generator.memory import Head, intact
from generator.model import Site
from generator.publish import amend, leave_rules
from generator.render.environment import keep
from generator.render.pages import plan_offline
from generator.schemas import COLLECTIONS
from generator.stamp import tables
from generator.stamp.copy import copied_anew
from generator.stamp.frames import make_frame
from generator.stamp.shells import keys_of
from generator.stamp.write import Stamper


def build(options: Options, site: Site, found: Report, known: Known, head: Head, clock: Clock) -> Built | None:
    """Only what a change concerns; None where that cannot be told, or is most of the site."""
    with clock("remember"):
        memory, outputs = known.store.memory(head), known.store.outputs(head)
    if memory is None or outputs is None:
        return None
    with clock("load"):
        change = Amendment(site, found, memory, partial(known.same, head), clock)
    with clock("check"):
        change.check()
        checked = accepted(change.site, change.report)
    if checked.report.errors:
        return Built(checked)
    with clock("derive"):
        change.derive()
        todo = change.todo()
    if todo is None or not {*head.shells} >= {*keys_of((page for pages in todo.values() for page in pages), site.settings.prefixes)}:
        return None
    with clock("engine"):
        drafts = drafts_of(change.site, head.shells, options)
        if tuple(draft.fingerprint for draft in drafts) != head.frames or not all(draft.kept for draft in drafts):
            return None
        frames = [make_frame(change.site, draft, ENGINES[options.engine], []) for draft in drafts]
    ready = {key: shell for frame in frames for key, shell in frame.shells.items()}
    compiled = keep(templates(options))
    files = change.make(todo, ready, partial(_published, options.site))
    with clock("data"):
        data = tables.changed(change.stamper, change.site, change.lines(todo), files, partial(_published, options.site))
    if data is None:
        return None
    files |= data
    compiled.save()
    program = search.command() if options.search else None
    if program is not None:
        with clock("search"):
            rendered = (page for pages in todo.values() for page in pages)
            index = search.changed_index(change.site, rendered, files, options.site, program, shelf(options))
        if index is None:
            return None
        files |= index
    with clock("write"):
        differing = {path: content for path, content in files.items() if not _there(options.site, path, content)}
    if differing and copies(site, options):
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
        chunk = known.store.chunk(f"change-{len(head.chunks)}", change.chunk, change.packed)
        known.remember(change.written, head.shells, frames, [*head.chunks, chunk], published, pages)
    leave_rules(options.project, change.site)
    return Built(checked, pages, len(published.now) - pages, "amended", clock.spent, changed=len(differing), searchable=program is not None or not options.search)


def _published(site: Path, path: str) -> bytes:
    """A file of the published site; empty where there is none."""
    try:
        return (site / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""


def _there(site: Path, path: str, content: bytes | None) -> bool:
    """Whether the published site has this file with these bytes already, or lacks it where it should."""
    try:
        return (site / path).read_bytes() == content
    except (FileNotFoundError, NotADirectoryError):
        return content is None
