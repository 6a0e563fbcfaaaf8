"""What a change concerns is made, and nothing else; see :mod:`generator.amend`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from generator.amend import Amendment
from generator.builds.asked import Built, Options, copies, shelf, templates
from generator.builds.check import accepted
from generator.builds.frames import drafts_of
from generator.clock import Clock
from generator.crew import Beside
from generator.diagnostics import Report
from generator.engines import ENGINES
from generator.exports import search
from generator.known import Known
from generator.memory import Head, Outputs
from generator.model import Site
from generator.publish import amend, held, leave_rules, whole
from generator.render.environment import keep
from generator.render.pages import plan_offline
from generator.schemas import COLLECTIONS
from generator.stamp import tables
from generator.stamp.copy import copied_anew
from generator.stamp.frames import make_frame
from generator.stamp.shells import ShellKey, keys_of
from generator.stamp.write import Stamper


def build(options: Options, site: Site, found: Report, known: Known, head: Head, clock: Clock) -> Built | None:
    """Only what a change concerns; None where that cannot be told, or is most of the site."""
    with held(options.site):
        with clock("remember"):
            outputs = known.store.outputs(head)
        if outputs is None:
            return None
        with Beside(partial(whole, options.site, outputs), alone=options.jobs == 1) as intact:  # forked while this process is small
            return _made(options, site, found, known, head, outputs, intact, clock)


def _made(options: Options, site: Site, found: Report, known: Known, head: Head, outputs: Outputs, intact: Beside[tuple[bool, bool]], clock: Clock) -> Built | None:
    with clock("remember"):
        memory = known.store.memory(head)
    if memory is None:
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
    keys = [ShellKey(*key) for key in head.shells]
    if todo is None or not {*keys} >= {*keys_of((page for pages in todo.values() for page in pages), site.settings.prefixes)}:
        return None
    with clock("engine"):
        drafts = drafts_of(change.site, keys, options)
        if tuple(draft.fingerprint for draft in drafts) != head.frames or not all(draft.kept for draft in drafts):
            return None
        frames = [make_frame(site.settings, draft, ENGINES[options.engine], []) for draft in drafts]
    ready = {key: shell for frame in frames for key, shell in frame.shells.items()}
    compiled = keep(templates(options))
    files = change.make(todo, ready, partial(_published, options.site), alone=options.jobs == 1)
    with clock("data"):
        data = tables.changed(change.stamper, change.site, change.lines(todo), files, partial(_published, options.site), alone=options.jobs == 1)
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
    with clock("wait"):
        now, behind = intact.answer()
    if not now:
        return None
    with clock("write"):
        published = amend(options.site, outputs, differing, spared=behind) if differing else outputs
    with clock("remember"):
        pages = head.pages + change.more
        chunk = known.store.chunk(f"change-{len(head.chunks)}", change.chunk, change.packed)
        known.remember(change.written, keys, frames, [*head.chunks, chunk], published, pages)
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
