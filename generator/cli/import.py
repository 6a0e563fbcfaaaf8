"""``cet import``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.cli.common import AS_OF, CONTENT, LANG, PROJECT, faults, today
from generator.diagnostics import Report
from generator.editing.csvs import read_csvs
from generator.editing.files import Change, shown, write
from generator.editing.forms.answers import MAX_BYTES
from generator.editing.forms.drafts import drafts
from generator.editing.incoming import changes
from generator.editing.review import lines
from generator.editing.revisions import doubts
from generator.editing.workbook import read_xlsx
from generator.model import Site
from generator.reports import FORMATS
from generator.schemas.core.loader import load_whole
from generator.sources.files import read_text

_WORDS = {
    "es": {"none": "Nada cambió.", "shown": "{n} archivos cambiarían; no se escribió nada. Repita con --yes para escribirlos.",
           "one": "1 archivo cambiaría; no se escribió nada. Repita con --yes para escribirlo.", "done": "Archivos escritos: {n}."},
    "en": {"none": "Nothing changed.", "shown": "{n} files would change; nothing was written. Say it again with --yes to write them.",
           "one": "1 file would change; nothing was written. Say it again with --yes to write it.", "done": "Files written: {n}."},
}


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@PROJECT
@click.option("--id", "key", default="", help="Identifier of the record that a form becomes.", show_default="made of its words")
@click.option("--yes", is_flag=True, help="Write the changes; without it they are only shown.")
@AS_OF
@LANG
@faults
def command(file: Path, project: Path, key: str, yes: bool, as_of: date | None, lang: str) -> None:
    """Bring edited sheets back: show what changes, and with --yes write it.

    FILE is what `cet export` wrote: an .xlsx, a .zip of .csv files, their folder,
    or one .csv. Only what changed is written; comments and order stay.
    An .md file is the text of a form that somebody answered: it becomes drafts.
    """
    found = Report()
    day = as_of or today()
    site = load_whole(project.resolve(), found, day)
    if site is None:
        _stop(found, lang)
        return
    own = Report()
    planned = _form(site, file, key, day, own) if file.suffix.lower() in (".md", ".txt") else _sheets(site, file, own)
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


def _sheets(site: Site, file: Path, report: Report) -> list[Change]:
    tables = read_xlsx(file, report) if file.suffix.lower() == ".xlsx" else read_csvs(file, report)
    return [] if report.errors else changes(site, tables, report)


def _form(site: Site, file: Path, key: str, day: date, report: Report) -> list[Change]:
    text = read_text(file, file.name, report, MAX_BYTES)
    return [] if text is None else drafts(site, file.name, text, key, day, report)


def _stop(found: Report, lang: str) -> None:
    click.echo(FORMATS["text"](list(found), 0, lang), err=True)
    sys.exit(CONTENT)
