"""The command ``cet``: the only place that prints and exits."""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from generator import __version__, pipeline
from generator.diagnostics import LANGUAGES, Diagnostic, Report
from generator.engines import DEFAULT, ENGINES
from generator.preview import Preview
from generator.reports import FORMATS

BUILT, CONTENT, FAULT = 0, 1, 2


class AsOf(click.ParamType[date]):
    """A calendar date."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r}: YYYY-MM-DD", param, ctx)


def today() -> date:
    """The build's one date where none is given: SOURCE_DATE_EPOCH, else today in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(f"SOURCE_DATE_EPOCH={epoch!r}: {error}") from error


def faults(command: Callable[..., None]) -> Callable[..., None]:
    """A fault of the environment is one clear line and exit code 2; a bug ends with 2 as well, never with the 1 of content errors."""

    @wraps(command)
    def guarded(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except (OSError, pipeline.Fault) as error:
            click.echo(f"cet: {error}", err=True)
            sys.exit(FAULT)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:
            click.echo(traceback.format_exc(), err=True, nl=False)
            sys.exit(FAULT)

    return guarded


PROJECT = click.option("--project", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path(),
                       show_default="this folder", help="Folder of the project.")
LANG = click.option("--lang", type=click.Choice(LANGUAGES), default="es", show_default=True, help="Language of the messages.")
AS_OF = click.option("--as-of", type=AsOf(), default=None, help="The date the build believes in.", show_default="SOURCE_DATE_EPOCH or today (UTC)")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cet")
def main() -> None:
    """Builds the knowledge site of a cleaner production centre from YAML records and Markdown pages."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@PROJECT
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True, help="How findings are written.")
@LANG
@AS_OF
@faults
def check(paths: tuple[Path, ...], project: Path, form: str, lang: str, as_of: date | None) -> None:
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


@main.command()
@PROJECT
@click.option("--site", type=click.Path(path_type=Path), default=None, show_default="PROJECT/site", help="Folder to publish.")
@click.option("--jobs", type=click.IntRange(min=1), default=None, show_default="one per core", help="Processes that render.")
@click.option("--engine", type=click.Choice(sorted(ENGINES)), default=DEFAULT, show_default=True, help="What renders Markdown and theme.")
@AS_OF
@click.option("--drafts", is_flag=True, help="Show drafts too, marked.")
@click.option("--full", is_flag=True, help="Forget what earlier builds kept in build/.")
@LANG
@faults
def build(project: Path, site: Path | None, jobs: int | None, engine: str, as_of: date | None, drafts: bool, full: bool, lang: str) -> None:
    """Build the site. A content error builds nothing: the published site stays as it was."""
    root = project.resolve()
    options = pipeline.Options(root, (site or root / "site").absolute(), as_of or today(), jobs or 0, engine, drafts, full)
    started = time.monotonic()
    built = pipeline.build(options)
    report = built.checked.report
    if len(report):
        click.echo(FORMATS["text"](list(report), built.checked.known, lang), err=True)
    if report.errors:
        sys.exit(CONTENT)
    click.echo(_DONE[lang].format(pages=built.pages, files=built.files, site=options.site, seconds=time.monotonic() - started))


_DONE = {
    "es": "{pages} páginas y {files} archivos más en {site} ({seconds:.1f} s).",
    "en": "{pages} pages and {files} other files in {site} ({seconds:.1f} s).",
}


@main.command()
@PROJECT
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes a free one.")
@click.option("--engine", type=click.Choice(sorted(ENGINES)), default=DEFAULT, show_default=True, help="What renders Markdown and theme.")
@AS_OF
@LANG
@faults
def serve(project: Path, host: str, port: int, engine: str, as_of: date | None, lang: str) -> None:
    """Preview all languages, drafts included. A change is shown at once; a content error is shown on the page."""
    root = project.resolve()
    preview = Preview(pipeline.Options(root, root / "site", as_of or today(), engine=engine, drafts=True), lang, say=click.echo)
    with preview.server(host, port) as address:
        click.echo(f"http://{address[0]}:{address[1]}/")
        try:
            preview.watch()
        except KeyboardInterrupt:
            click.echo("")
