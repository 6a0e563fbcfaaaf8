"""``cet pull``."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path

import click

from generator.cli.common import AS_OF, CONTENT, LANG, PROJECT, faults, today
from generator.diagnostics import Report
from generator.editing.files import write
from generator.model import Record
from generator.network.fetch import fetch
from generator.network.pulling import COLLECTION, Outcome, pull
from generator.reports import FORMATS
from generator.schemas import COLLECTIONS
from generator.schemas.core.loader import files_of, load_files
from generator.sources.files import read_text

_SAID = {
    "es": {
        "none": "content/network_feeds/ no tiene ningún canal publicado: no hay nada que traer.",
        "new": "{feed}: {items} publicaciones; hay cambios.", "same": "{feed}: nada nuevo ({items}).",
        "failed": "Aviso: {feed}: {reason}. Se conserva lo anterior ({items}). Días seguidos sin respuesta: {failures}.",
        "dead": "Error: {feed}: {reason}. No responde desde hace {failures} días distintos: revise su dirección o retire el registro. Se conserva lo anterior ({items}).",
    },
    "en": {
        "none": "content/network_feeds/ has no published feed: there is nothing to get.",
        "new": "{feed}: {items} items; something changed.", "same": "{feed}: nothing new ({items}).",
        "failed": "Warning: {feed}: {reason}. What it said before is kept ({items}). Days in a row without an answer: {failures}.",
        "dead": "Error: {feed}: {reason}. No answer on {failures} different days: check its address or retire the record. What it said before is kept ({items}).",
    },
}


@click.command("pull")
@click.argument("feeds", metavar="[ID]...", nargs=-1)
@click.option("--allow-private", is_flag=True, help="Ask addresses of private networks too; for trying things out.")
@PROJECT
@AS_OF
@LANG
@faults
def command(feeds: tuple[str, ...], allow_private: bool, project: Path, as_of: date | None, lang: str) -> None:
    """Ask the feeds of sister centres what is new, and keep it in their records.

    Only this command uses the network; a build shows what was kept. A feed that
    does not answer is a warning; only after three different days it is an error.
    """
    root, day = project.resolve(), as_of or today()
    records = _records(root, feeds, lang)
    if not records:
        click.echo(_SAID[lang]["none"])
        return
    dead = False
    for record in records:
        text = read_text(root / record.file, record.file, Report())
        outcome = pull(record, text or "", partial(fetch, private=allow_private), day)
        if outcome.change:
            write(root, [outcome.change])
        _say(outcome, lang)
        dead = dead or outcome.dead
    if dead:
        sys.exit(CONTENT)


def _records(root: Path, wanted: tuple[str, ...], lang: str) -> list[Record]:
    """The published feeds, or those that were asked for."""
    found = Report()
    records = load_files(files_of(root, COLLECTIONS[COLLECTION], found), found)
    if found.errors:
        click.echo(FORMATS["text"](list(found), 0, lang), err=True)
        sys.exit(CONTENT)
    known = {key[1]: record for key, record in sorted(records.items()) if record.status == "published"}
    for name in wanted:
        if name not in known:
            raise click.UsageError(f"{name}: {', '.join(known) or '–'}")
    return [record for name, record in known.items() if not wanted or name in wanted]


def _say(outcome: Outcome, lang: str) -> None:
    kind = "dead" if outcome.dead else outcome.kind
    reason = outcome.reason.wordings[lang] if outcome.reason else ""
    words = _SAID[lang][kind].format(feed=outcome.feed, items=outcome.items, failures=outcome.failures, reason=reason)
    click.echo(words, err=outcome.kind == "failed")
