"""``cet export``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.cli.common import AS_OF, CONTENT, LANG, PROJECT, faults, today
from generator.diagnostics import Report
from generator.editing.csvs import zipped
from generator.editing.outgoing import book_of
from generator.editing.workbook import xlsx
from generator.reports import FORMATS
from generator.schemas import COLLECTIONS
from generator.schemas.core.loader import load_whole

_DONE = {
    "es": "{out}: {records} registros, {sheets} hojas. Edite y devuelva con «cet import {out}».",
    "en": "{out}: {records} records, {sheets} sheets. Edit it and bring it back with “cet import {out}”.",
}


@click.command("export")
@click.argument("collection", type=click.Choice(sorted(COLLECTIONS)), metavar="COLLECTION")
@click.option("--format", "form", type=click.Choice(["xlsx", "csv"]), default="xlsx", show_default=True,
              help="One workbook, or a .zip with a .csv for each sheet.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None, show_default="COLLECTION.xlsx or .zip", help="File to write.")
@PROJECT
@AS_OF
@LANG
@faults
def command(collection: str, form: str, out: Path | None, project: Path, as_of: date | None, lang: str) -> None:
    """Write a collection as sheets that people can edit.

    A sheet for the records and one for each list inside them, with what may be
    chosen and what every column means. `cet import` brings the changes back.
    """
    found = Report()
    site = load_whole(project.resolve(), found, as_of or today())
    if site is None or found.errors:
        click.echo(FORMATS["text"](list(found), 0, lang), err=True)
        sys.exit(CONTENT)
    book = book_of(site, collection, found)
    target = out or Path(f"{collection}.{'xlsx' if form == 'xlsx' else 'zip'}")
    target.write_bytes(xlsx(book) if form == "xlsx" else zipped(book))
    click.echo(_DONE[lang].format(out=target, records=len(book.rows[0]), sheets=len(book.sheets)))
