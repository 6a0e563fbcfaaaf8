"""``cet kit``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.checks.kits import NOT_FROZEN
from generator.cli.common import AS_OF, CONTENT, LANG, PROJECT, faults, today
from generator.derive.kits import COLLECTION
from generator.kits.releasing import release
from generator.reports import FORMATS

_DONE = {
    "es": "{at}: guardado para siempre. Agréguelo al repositorio.",
    "en": "{at}: kept for ever. Add it to the repository.",
}


@click.group("kit")
def command() -> None:
    """Work with tool kits."""


@command.command("release")
@click.argument("kit", metavar="ID")
@click.argument("version")
@PROJECT
@AS_OF
@LANG
@faults
def release_command(kit: str, version: str, project: Path, as_of: date | None, lang: str) -> None:
    """Freeze the current version of a kit: from now on builds copy it, and a change of its files is an error.

    The kit must say “stage: released” and this version; nothing else may be wrong with the content.
    """
    read, site = pipeline.prepared(project.resolve(), as_of or today(), but=NOT_FROZEN)
    if site is None:
        errors = [found for found in read.report.errors if found.rule is not NOT_FROZEN]
        click.echo(FORMATS["text"](errors, read.known, lang), err=True)
        sys.exit(CONTENT)
    record = site.records.get((COLLECTION, kit))
    if record is None:
        known = ", ".join(key[1] for key in sorted(site.records) if key[0] == COLLECTION)
        raise click.UsageError(f"{kit}: {known}")
    click.echo(_DONE[lang].format(at=release(site, record, version)))
