"""``cet check``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.cli.common import AS_OF, BUILT, CONTENT, LANG, PROJECT, faults, today
from generator.diagnostics import Diagnostic, Report
from generator.reports import FORMATS


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@PROJECT
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True, help="How findings are written.")
@LANG
@AS_OF
@faults
def command(paths: tuple[Path, ...], project: Path, form: str, lang: str, as_of: date | None) -> None:
    """Say everything that is wrong with the content, and build nothing.

    With PATHS, only what concerns those files or folders.
    """
    checked = pipeline.check(project.resolve(), as_of or today())
    found = list(_within(checked.report, paths, project.resolve()))
    click.echo(FORMATS[form](found, checked.known, lang))
    sys.exit(CONTENT if any(d.severity == "error" for d in found) else BUILT)


def _within(report: Report, paths: tuple[Path, ...], project: Path) -> list[Diagnostic]:
    if not paths:
        return list(report)
    wanted: list[str] = []
    for path in paths:
        places = [place for place in (path.resolve(), (project / path).resolve()) if place.exists()]
        if not places:
            raise click.UsageError(f"{path}: no existe / does not exist")
        inside = next((place for place in places if place.is_relative_to(project)), None)
        if inside is None:
            raise click.UsageError(f"{path}: fuera del proyecto / outside the project")
        wanted.append(inside.relative_to(project).as_posix())
    return [d for d in report if any(d.span.file == w or d.span.file.startswith(f"{w}/") or w == "." for w in wanted)]
