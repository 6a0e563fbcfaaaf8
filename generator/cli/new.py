"""``cet new``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.cli.common import AS_OF, CONTENT, LANG, PROJECT, faults, today
from generator.editing.skeleton import refusal, skeleton
from generator.reports import FORMATS
from generator.schemas import COLLECTIONS
from generator.schemas.core.loader import load

_DONE = {"es": "{file}: llénelo, y «cet check {file}» dirá lo que falta.", "en": "{file}: fill it in, and “cet check {file}” says what is missing."}


@click.command("new")
@click.argument("collection", type=click.Choice(sorted(COLLECTIONS)), metavar="COLLECTION")
@click.argument("key", metavar="ID")
@PROJECT
@AS_OF
@LANG
@faults
def command(collection: str, key: str, project: Path, as_of: date | None, lang: str) -> None:
    """Begin a record: a draft with every field and what it means.

    Required fields stand empty, optional ones behind a `#`; `cet check` says what
    is still missing.
    """
    kept, root, day = COLLECTIONS[collection], project.resolve(), as_of or today()
    found = refusal(kept, key)
    site = None if found.errors else load(root, found, day)
    if site is None:
        click.echo(FORMATS["text"](list(found), 0, lang), err=True)
        sys.exit(CONTENT)
    file = f"{kept.home}/{key}.yml"
    (root / kept.home).mkdir(parents=True, exist_ok=True)
    try:
        with (root / file).open("x", encoding="utf-8", newline="\n") as new:
            new.write(skeleton(site, kept, key, day))
    except FileExistsError:
        raise click.UsageError(f"{file}: ya existe / exists already") from None
    click.echo(_DONE[lang].format(file=file))
