"""``cet translations``."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from generator.cli.common import AS_OF, CONTENT, LANG, PROJECT, faults, today
from generator.diagnostics import Report
from generator.editing.files import Change, shown, write
from generator.editing.freshness import PAGES, TOLD, Survey, confirmed, survey
from generator.editing.pofiles import exported, imported, language_of
from generator.model import Site
from generator.reports import FORMATS
from generator.schemas import COLLECTIONS
from generator.schemas.core.loader import load_whole
from generator.sources.files import read_text

MOST_PO = 64 * 1024 * 1024  # bytes of a PO file; that of 10,000 cases has about half
_WORDS = {
    "es": {"missing": "faltan", "stale": "desactualizadas", "machine": "de máquina, sin revisar", "of": "de", "none": "Nada cambió.",
           "clean": "No falta ninguna traducción, y de ninguna se sabe que esté desactualizada.", "po": "{out}: {n} textos.",
           "seen": "Cambiarían {n} archivos; no se escribió nada. Repita con --yes.", "done": "Archivos escritos: {n}.",
           "one": {"missing": "falta", "stale": "desactualizada", "machine": "de máquina, sin revisar"}},
    "en": {"missing": "missing", "stale": "stale", "machine": "machine-made, not reviewed", "of": "of", "none": "Nothing changed.",
           "clean": "No translation is missing, and of none is it known that it is stale.", "po": "{out}: {n} texts.",
           "seen": "{n} files would change; nothing was written. Say it again with --yes.", "done": "Files written: {n}.",
           "one": {"missing": "missing", "stale": "stale", "machine": "machine-made, not reviewed"}},
}


@click.command("translations")
@click.option("--to", "languages", multiple=True, metavar="LANGUAGE", help="Only translations into this language; may be repeated.")
@click.option("--collection", "collections", multiple=True, type=click.Choice([*sorted(COLLECTIONS), PAGES]), metavar="COLLECTION",
              help="Only this collection, or `pages`; may be repeated.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How the report is written.")
@click.option("--confirm", "records", multiple=True, metavar="RECORD",
              help="Note that the translations of RECORD (case_studies/ID, or a whole collection) say what their source says now.")
@click.option("--field", "fields", multiple=True, metavar="FIELD", help="With --confirm: only this field, such as `summary` or `measures[0].title`.")
@click.option("--po", "out", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Write the texts for a translator; needs --to.")
@click.option("--import", "source", type=click.Path(path_type=Path, dir_okay=False, exists=True), default=None, help="Bring a translated PO file back.")
@click.option("--machine", is_flag=True, help="With --import: a program translated it, and nobody has read it yet.")
@click.option("--yes", is_flag=True, help="With --import: write the changes; without it they are only shown.")
@PROJECT
@AS_OF
@LANG
@faults
def command(languages: tuple[str, ...], collections: tuple[str, ...], form: str, records: tuple[str, ...], fields: tuple[str, ...], out: Path | None,
            source: Path | None, machine: bool, yes: bool, project: Path, as_of: date | None, lang: str) -> None:
    """Say which texts lack a translation, or have one of an older source.

    A translation is stale where its record notes another source text than the one
    that stands there; where nothing is noted, nothing is known. `--confirm` notes
    it, and so does `--import`: nobody types it.
    """
    found = Report()
    site = load_whole(project.resolve(), found, as_of or today())
    if site is None or found.errors:
        click.echo(FORMATS["text"](list(found.errors), 0, lang), err=True)
        sys.exit(CONTENT)
    unknown = [code for code in languages if code not in site.settings.order]
    if unknown:
        raise click.UsageError(f"--to {unknown[0]}: {', '.join(site.settings.order)}")
    if records:
        _written(site, confirmed(site, records, fields, languages), True, lang)
    elif source is not None:
        _import(site, source, languages, machine, yes, lang)
    elif out is not None:
        if len(languages) != 1:
            raise click.UsageError("--po: --to LANGUAGE")
        content = exported(site, languages[0], collections)
        out.write_bytes(content)
        click.echo(_WORDS[lang]["po"].format(out=out, n=content.count(b"\nmsgctxt ")))  # type: ignore[attr-defined]
    else:
        seen = survey(site, languages, collections)
        click.echo(_as_json(seen) if form == "json" else _as_text(seen, lang), nl=False)


def _import(site: Site, source: Path, languages: Sequence[str], machine: bool, yes: bool, lang: str) -> None:
    report = Report()
    content = read_text(source, str(source), report, limit=MOST_PO)
    language = languages[0] if languages else language_of(content or "")
    if content is not None and language not in site.settings.order:
        raise click.UsageError(f"{source}: --to {'|'.join(site.settings.order)}")
    planned = [] if content is None else imported(site, str(source), content, language, report, machine=machine)
    if list(report):
        click.echo(FORMATS["text"](list(report), 0, lang), err=True)
    if report.errors:
        sys.exit(CONTENT)
    for change in planned:
        click.echo(shown(change), nl=False)
    _written(site, planned, yes, lang)


def _written(site: Site, planned: Sequence[Change], yes: bool, lang: str) -> None:
    if yes:
        write(site.project, planned)
    click.echo(str(_WORDS[lang]["none" if not planned else "done" if yes else "seen"]).format(n=len(planned)))


def _as_text(seen: Survey, lang: str) -> str:
    """A line for each collection and field that has something to do, then the places."""
    words, lines = _WORDS[lang], []
    for language, collections in seen.counts.items():
        for collection, fields in collections.items():
            total = seen.total(language, collection)
            if not any(total.get(standing) for standing in TOLD):
                continue
            lines.append(f"{language}  {collection}: {_numbers(total, lang)} {words['of']} {sum(total.values())}")
            lines += [f"      {field}: {_numbers(count, lang)}" for field, count in fields.items() if field and any(count.get(s) for s in TOLD)]
    one = words["one"]
    lines += [f"{item.file}{f' ({item.field})' if item.field else ''}: {item.language}: {one[item.standing]}" for item in seen.items]  # type: ignore[index]
    return "\n".join(lines or [str(words["clean"])]) + "\n"


def _numbers(count: dict[str, int] | object, lang: str) -> str:
    assert isinstance(count, dict)
    return ", ".join(f"{count[standing]} {_WORDS[lang][standing]}" for standing in TOLD if count.get(standing))


def _as_json(seen: Survey) -> str:
    rows = [{"language": item.language, "collection": item.collection, "id": item.id, "file": item.file, "field": item.field, "state": item.standing}
            for item in seen.items]
    return json.dumps({"counts": seen.counts, "translations": rows}, ensure_ascii=False, indent=2) + "\n"
