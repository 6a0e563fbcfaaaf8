"""``cet addresses``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import addresses, pipeline
from generator.cli.common import AS_OF, CONTENT, LANG, PROJECT, faults, today
from generator.reports import FORMATS

_DONE = {
    ("es", False): "{n} direcciones no están en {file}.", ("en", False): "{n} addresses are not in {file}.",
    ("es", True): "{n} direcciones nuevas en {file}.", ("en", True): "{n} new addresses in {file}.",
}


@click.command("addresses")
@PROJECT
@click.option("--update", is_flag=True, help="Add them to content/published-urls.txt.")
@AS_OF
@LANG
@faults
def command(project: Path, update: bool, as_of: date | None, lang: str) -> None:
    """Say which pages are not yet in the list of published addresses.

    A page in that list may move or retire, but its address never dies: `check`
    and `build` see to it.
    """
    checked = pipeline.check(project.resolve(), as_of or today())
    if checked.site is None or checked.report.errors:
        click.echo(FORMATS["text"](list(checked.report), checked.known, lang), err=True)
        sys.exit(CONTENT)
    new = (addresses.update if update else addresses.unlisted)(checked.site)
    for address in new:
        click.echo(address)
    click.echo(_DONE[lang, update].format(n=len(new), file=addresses.FILE), err=True)
