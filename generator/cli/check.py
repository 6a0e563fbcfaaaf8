"""``cet check``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.cli.common import AS_OF, BUILT, CONTENT, LANG, PROJECT, faults, today
from generator.diagnostics import Diagnostic, Report
from generator.editing.excerpt import Excerpts
from generator.editing.files import fixes, shown, write
from generator.reports import FORMATS, as_text


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@PROJECT
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True, help="How findings are written.")
@click.option("--fix", is_flag=True, help="First mend what has one right reading, and show it.")
@LANG
@AS_OF
@faults
def command(paths: tuple[Path, ...], project: Path, form: str, fix: bool, lang: str, as_of: date | None) -> None:
    """Say everything that is wrong with the content, and build nothing.

    With PATHS, only what concerns those files or folders. `--fix` mends tabs,
    byte order marks, line ends, spaces at the end of lines, curly quotes around
    values, decimal commas and sí/no for true/false; comments stay.
    """
    root = project.resolve()
    if fix:
        planned = [change for change in fixes(root) if not paths or _inside(change.file, _wanted(paths, root))]
        write(root, planned)
        for change in planned:
            click.echo(shown(change), nl=False, err=form != "text")
    checked = pipeline.check(root, as_of or today())
    found = list(_within(checked.report, paths, root))
    click.echo(as_text(found, checked.known, lang, Excerpts(root)) if form == "text" else FORMATS[form](found, checked.known, lang))
    sys.exit(CONTENT if any(d.severity == "error" for d in found) else BUILT)


def _within(report: Report, paths: tuple[Path, ...], project: Path) -> list[Diagnostic]:
    if not paths:
        return list(report)
    wanted = _wanted(paths, project)
    return [d for d in report if _inside(d.span.file, wanted)]


def _inside(file: str, wanted: list[str]) -> bool:
    return any(file == w or file.startswith(f"{w}/") or w == "." for w in wanted)


def _wanted(paths: tuple[Path, ...], project: Path) -> list[str]:
    """The files and folders meant, relative to the project."""
    wanted: list[str] = []
    for path in paths:
        places = [place for place in (path.resolve(), (project / path).resolve()) if place.exists()]
        if not places:
            raise click.UsageError(f"{path}: no existe / does not exist")
        inside = next((place for place in places if place.is_relative_to(project)), None)
        if inside is None:
            raise click.UsageError(f"{path}: fuera del proyecto / outside the project")
        wanted.append(inside.relative_to(project).as_posix())
    return wanted
