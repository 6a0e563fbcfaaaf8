"""``cet import``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.cli.common import AS_OF, CONTENT, LANG, PROJECT, faults, today
from generator.diagnostics import Report
from generator.editing.csvs import read_csvs
from generator.editing.files import shown, write
from generator.editing.incoming import changes
from generator.editing.review import lines
from generator.editing.revisions import doubts
from generator.editing.workbook import read_xlsx
from generator.reports import FORMATS
from generator.schemas.core.loader import load_whole

_WORDS = {
    "es": {"none": "Nada cambió.", "shown": "{n} archivos cambiarían; no se escribió nada. Repita con --yes para escribirlos.",
           "one": "1 archivo cambiaría; no se escribió nada. Repita con --yes para escribirlo.", "done": "Archivos escritos: {n}."},
    "en": {"none": "Nothing changed.", "shown": "{n} files would change; nothing was written. Say it again with --yes to write them.",
           "one": "1 file would change; nothing was written. Say it again with --yes to write it.", "done": "Files written: {n}."},
}


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@PROJECT
@click.option("--yes", is_flag=True, help="Write the changes; without it they are only shown.")
@AS_OF
@LANG
@faults
def command(file: Path, project: Path, yes: bool, as_of: date | None, lang: str) -> None:
    """Bring edited sheets back: show what changes, and with --yes write it.

    FILE is what `cet export` wrote: an .xlsx, a .zip of .csv files, their folder,
    or one .csv. Only what changed is written; comments and order stay.
    """
    found = Report()
    site = load_whole(project.resolve(), found, as_of or today())
    if site is None:
        _stop(found, lang)
        return
    own = Report()
    tables = read_xlsx(file, own) if file.suffix.lower() == ".xlsx" else read_csvs(file, own)
    planned = [] if own.errors else changes(site, tables, own)
    if own.errors:
        _stop(own, lang)
    for change in planned:
        click.echo(shown(change), nl=False)
        for line in lines(doubts(change.file, change.before, change.after), lang):
            click.echo(line)
    words = _WORDS[lang]
    if yes:
        write(project.resolve(), planned)
    click.echo(words["none" if not planned else "done" if yes else "one" if len(planned) == 1 else "shown"].format(n=len(planned)))


def _stop(found: Report, lang: str) -> None:
    click.echo(FORMATS["text"](list(found), 0, lang), err=True)
    sys.exit(CONTENT)
