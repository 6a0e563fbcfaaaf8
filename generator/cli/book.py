"""``cet book``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import pipeline, sheets
from generator.cli.common import AS_OF, CONTENT, PROJECT, faults, today
from generator.model import Key, Site
from generator.reports import FORMATS
from generator.schemas import COLLECTIONS
from generator.sheets import books, press


@click.command("book")
@click.option("--cases", required=True, help="Ids of cases, separated by commas, in the book's order; all: every case.")
@click.option("--lang", default="es", show_default=True, help="Language of the book.")
@click.option("--title", default=None, help="Title on the cover.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File to write.")
@PROJECT
@AS_OF
@faults
def command(cases: str, lang: str, title: str | None, out: Path, project: Path, as_of: date | None) -> None:
    """Make a PDF book of any choice of cases: cover, contents, index, cases, sources."""
    checked, site = pipeline.prepared(project.resolve(), as_of or today())
    if site is None:
        click.echo(FORMATS["text"](list(checked.report), checked.known, "es"), err=True)
        sys.exit(CONTENT)
    if lang not in site.settings.order:
        raise click.UsageError(f"--lang {lang}: {', '.join(site.settings.order)}")
    words, keys = site.strings[lang], _keys(site, cases)
    found = sheets.readings(site.watched(COLLECTIONS.keys()), [page for page in sheets.pages_of(site, keys) if page.language == lang])
    made = books.Book(title or words["book.chosen"], books.counted(words, len(keys), lang), "", keys)
    content = press.pdf("book.typ", sheets.composed(site, made, lang, found))
    out.write_bytes(content)
    click.echo(f"{out}: {made.subtitle}, {-(-len(content) // 1000)} kB")


def _keys(site: Site, cases: str) -> tuple[Key, ...]:
    """The cases asked for, each once, in the order given; ``all`` stands for every case of the site, as its list shows them."""
    listed = [entry.key for entry in site.of(books.CASES)]
    wanted = list(dict.fromkeys(part.strip() for part in cases.split(",") if part.strip()))
    if wanted == ["all"]:
        return tuple(listed)
    unknown = [name for name in wanted if (books.CASES, name) not in listed]
    if unknown or not wanted:
        raise click.UsageError(f"--cases: no hay tal caso / no such case: {', '.join(unknown) or '(0)'}")
    return tuple((books.CASES, name) for name in wanted)
