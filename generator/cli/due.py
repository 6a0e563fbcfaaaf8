"""``cet due``."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from generator.cli.common import AS_OF, CONTENT, LANG, PROJECT, faults, today
from generator.diagnostics import Report
from generator.editing.due import Task, tasks
from generator.reports import FORMATS
from generator.schemas.core.loader import load_whole

_WORDS = {
    "es": {
        "consent": ("el consentimiento venció el {day}: la persona ya no aparece; pídalo de nuevo", "el consentimiento vence el {day}: pídalo de nuevo"),
        "picture": ("el consentimiento para la imagen venció el {day}: ya no se muestra; pídalo de nuevo o bórrela", "el consentimiento para la imagen vence el {day}"),
        "certificate": ("el certificado venció el {day}: pregunte si lo renovó", "el certificado vence el {day}"),
        "profile": ("nadie confirmó el perfil en un año ({day}): ya no se muestra; pregunte y ponga la fecha en «confirmed»", "el perfil se oculta después del {day} si nadie lo confirma"),
        "request": ("la solicitud venció el {day}: retírela con «status: retired», o dele otro plazo", "la solicitud vence el {day}"),
        "planned": ("la fecha pasó ({day}) y sigue como «planned»: diga si se hizo", "será el {day}: prepare la nota y, después, «held»"),
        "outcome": ("faltan resultados desde el {day}: {detail}", "desde el {day} se piden los resultados de {detail}"),
        "deadline": ("el plazo terminó el {day}", "el plazo termina el {day}"),
        "link": ("enlace muerto sin copia archivada ({day}): {detail}", ""),
        "none": "Nada pendiente en {within} días.", "late": "Atrasado", "soon": "En {within} días",
    },
    "en": {
        "consent": ("the consent expired on {day}: the person no longer appears; ask for it again", "the consent expires on {day}: ask for it again"),
        "picture": ("the consent for the picture expired on {day}: it is no longer shown; ask again or delete it", "the consent for the picture expires on {day}"),
        "certificate": ("the certificate ended on {day}: ask whether it was renewed", "the certificate ends on {day}"),
        "profile": ("nobody confirmed the profile for a year ({day}): it is no longer shown; ask, and write the date in “confirmed”", "the profile is hidden after {day} unless somebody confirms it"),
        "request": ("the request expired on {day}: retire it with “status: retired”, or give it more time", "the request expires on {day}"),
        "planned": ("the date passed ({day}) and it is still “planned”: say whether it was held", "it will be on {day}: prepare the news and, afterwards, “held”"),
        "outcome": ("results have been missing since {day}: {detail}", "from {day} on results are asked for: {detail}"),
        "deadline": ("the time was up on {day}", "the time is up on {day}"),
        "link": ("dead link without an archived copy ({day}): {detail}", ""),
        "none": "Nothing to see to within {within} days.", "late": "Late", "soon": "Within {within} days",
    },
}


@click.command("due")
@click.option("--within", type=click.IntRange(min=0), default=30, show_default=True, help="Days to look ahead.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How the report is written.")
@PROJECT
@AS_OF
@LANG
@faults
def command(within: int, form: str, project: Path, as_of: date | None, lang: str) -> None:
    """Say what expires and what waits for somebody.

    Consents, certificates, profiles not confirmed for a year, requests, events and
    courses whose date has passed, results to ask for, and dead links without an
    archived copy (`cet links`). It names files, never persons.
    """
    found = Report()
    site = load_whole(project.resolve(), found, as_of or today())
    if site is None or found.errors:
        click.echo(FORMATS["text"](list(found.errors), 0, lang), err=True)
        sys.exit(CONTENT)
    listed = tasks(site, within)
    if form == "json":
        rows = [{"day": task.day.isoformat(), "late": task.late, "kind": task.kind, "file": task.file, "field": task.field, "detail": task.detail,
                 "message": {code: _said(task, code) for code in _WORDS}} for task in listed]
        click.echo(json.dumps({"as_of": site.as_of.isoformat(), "within": within, "due": rows}, ensure_ascii=False, indent=2))
        return
    for heading, late in (("late", True), ("soon", False)):
        some = [task for task in listed if task.late is late]
        if some:
            click.echo(f"{str(_WORDS[lang][heading]).format(within=within)} ({len(some)}):")
        for task in some:
            click.echo(f"  {task.file}{f' ({task.field})' if task.field else ''}: {_said(task, lang)}")
    if not listed:
        click.echo(str(_WORDS[lang]["none"]).format(within=within))


def _said(task: Task, lang: str) -> str:
    return _WORDS[lang].get(task.kind, _WORDS[lang]["deadline"])[not task.late].format(day=task.day, detail=task.detail)
