"""``cet links``."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cli.common import AS_OF, CONTENT, LANG, PROJECT, faults, today
from generator.diagnostics import Report
from generator.editing.files import Change, write
from generator.editing.outlinks import asked, copy_of, links_of, remembered, turn
from generator.network.reach import Reach
from generator.reports import FORMATS
from generator.schemas.core.failed import FILE, written
from generator.schemas.core.loader import load_whole

_WORDS = {
    "es": {"dead": "muerto", "failing": "no respondió", "since": "desde el", "tries": "días probados", "copy": "la página muestra la copia",
           "none": "sin copia archivada: busque una y escríbala en «archived» o en «archived_url»", "at": "en",
           "sum": "{asked} enlaces preguntados de {all}; {failing} no responden, {dead} muertos, {bare} de ellos sin copia."},
    "en": {"dead": "dead", "failing": "did not answer", "since": "since", "tries": "days tried", "copy": "the page shows the copy",
           "none": "no archived copy: look for one and write it in “archived” or in “archived_url”", "at": "in",
           "sum": "{asked} links asked of {all}; {failing} do not answer, {dead} dead, {bare} of these without a copy."},
}


@click.command("links")
@click.option("--limit", type=click.IntRange(min=1), default=None, show_default="all", help="Ask no more links than this; other days ask others.")
@click.option("--pause", type=click.FloatRange(min=0.2), default=1.0, show_default=True, help="Seconds between two questions to one host.")
@click.option("--timeout", type=click.FloatRange(min=1), default=10.0, show_default=True, help="Seconds to wait for an answer.")
@click.option("--offline", is_flag=True, help="Ask nobody; say what is remembered.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How the report is written.")
@PROJECT
@AS_OF
@LANG
@faults
def command(limit: int | None, pause: float, timeout: float, offline: bool, form: str, project: Path, as_of: date | None, lang: str) -> None:
    """Ask the content's links to other sites whether they still answer.

    What does not answer is remembered in content/failed-links.yml, to be committed.
    A link that failed on three days over a week is dead: pages then show its
    archived copy, if there is one. A build never asks anybody.
    """
    found, day = Report(), as_of or today()
    site = load_whole(project.resolve(), found, day)
    if site is None or found.errors:
        click.echo(FORMATS["text"](list(found.errors), 0, lang), err=True)
        sys.exit(CONTENT)
    links = links_of(site)
    wanted = [] if offline else turn(list(links), site.failed, limit, day)
    failed = remembered(links, site.failed, asked(wanted, Reach(timeout, pause)), day) if wanted else dict(site.failed)
    if failed != site.failed:
        write(site.project, [Change(FILE, "", written(failed.values()))])
    rows: list[dict[str, Any]] = [
        {"url": url, "dead": link.dead, "since": link.since.isoformat(), "last": link.last.isoformat(), "tries": link.tries, "reason": link.reason,
         "archived": copy_of(link, links.get(url, ())), "places": [{"file": place.file, "field": place.field} for place in links.get(url, ())]}
        for url, link in sorted(failed.items())
    ]
    if form == "json":
        click.echo(json.dumps({"asked": len(wanted), "links": len(links), "failed": rows}, ensure_ascii=False, indent=2))
        return
    words = _WORDS[lang]
    for row in rows:
        click.echo(f"{row['url']}: {words['dead' if row['dead'] else 'failing']} ({row['reason']}) {words['since']} {row['since']}, {words['tries']}: {row['tries']}")
        if row["dead"]:
            click.echo(f"    {words['copy']}: {row['archived']}" if row["archived"] else f"    {words['none']}")
        for place in row["places"]:
            click.echo(f"    {words['at']} {place['file']}{' (' + place['field'] + ')' if place['field'] else ''}")
    dead = [row for row in rows if row["dead"]]
    click.echo(words["sum"].format(asked=len(wanted), all=len(links), failing=len(rows), dead=len(dead), bare=sum(not row["archived"] for row in dead)))
