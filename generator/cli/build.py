"""``cet build``."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from generator.cli.common import AS_OF, BUILT, CONTENT, ENGINES, LANG, PROJECT, faults, today
from generator.clock import STAGES
from generator.memory import unchanged

_DONE = {
    "es": "{pages} páginas y {files} archivos más en {site} ({seconds:.1f} s).",
    "en": "{pages} pages and {files} other files in {site} ({seconds:.1f} s).",
}
_SAME = {
    "es": "Nada cambió: {pages} páginas en {site} ({seconds:.1f} s).",
    "en": "Nothing changed: {pages} pages in {site} ({seconds:.1f} s).",
}
_AMENDED = {
    "es": "{pages} páginas y {files} archivos más en {site}; cambiaron {changed} archivos ({seconds:.1f} s).",
    "en": "{pages} pages and {files} other files in {site}; {changed} files changed ({seconds:.1f} s).",
}
_UNSEARCHED = {
    "es": "Sin buscador: falta el paquete pagefind_bin; la lupa lleva al índice del sitio.",
    "en": "Without a search: the package pagefind_bin is missing; the magnifier leads to the site's index.",
}
_NO_EDITOR = {
    "es": "Sin editor web: su programa no está instalado. «.venv/bin/python .ci/editor» lo instala; necesita npm y red.",
    "en": "Without the web editor: its program is not installed. “.venv/bin/python .ci/editor” installs it; it needs npm and a network.",
}
_TOO_BIG = {
    "es": "El sitio es demasiado grande para llevarlo en un archivo: no se hizo la copia.",
    "en": "The site is too big to take along in one file: no copy was made.",
}
_TIMES = {"es": ("etapa", "este proceso, s", "los demás, s"), "en": ("stage", "this process, s", "the others, s")}


@click.command("build")
@PROJECT
@click.option("--site", type=click.Path(path_type=Path), default=None, show_default="PROJECT/site", help="Folder to publish.")
@click.option("--jobs", type=click.IntRange(min=1), default=None, show_default="one per core", help="Processes that render.")
@click.option("--engine", type=click.Choice(ENGINES), default=ENGINES[0], show_default=True, help="What renders Markdown and theme.")
@AS_OF
@click.option("--drafts", is_flag=True, help="Show drafts too, marked.")
@click.option("--full", is_flag=True, help="Forget what earlier builds kept in build/.")
@click.option("--no-sheets", is_flag=True, help="Leave out PDF sheets, books, share cards and the files of kits: a faster build.")
@click.option("--no-kits", is_flag=True, help="Leave out the files of kits only.")
@click.option("--no-offline", is_flag=True, help="Leave out the copy of the site to take along: a faster build.")
@click.option("--no-search", is_flag=True, help="No search index: the magnifier leads to the site's index.")
@click.option("--timings", is_flag=True, help="Say how long each stage took.")
@LANG
@faults
def command(project: Path, site: Path | None, jobs: int | None, engine: str, as_of: date | None, drafts: bool, full: bool,
            no_sheets: bool, no_kits: bool, no_offline: bool, no_search: bool, timings: bool, lang: str) -> None:
    """Build the site. A content error builds nothing: the published site stays as it was."""
    started = time.monotonic()
    root, day = project.resolve(), as_of or today()
    target = (site or root / "site").absolute()
    head = None if full or timings else unchanged(root, target, day, (engine, drafts, not no_sheets, not no_offline, not no_search, not no_kits))
    if head is not None:  # before most of the program is loaded
        click.echo(_SAME[lang].format(pages=head.pages, site=target, seconds=time.monotonic() - started))
        return
    pipeline, reports, progress, editor = (import_module(f"generator.{name}") for name in ("pipeline", "reports", "progress", "exports.editor"))
    with progress.shown(lang) as tell:
        built = pipeline.build(pipeline.Options(root, target, day, jobs or 0, engine, drafts, full, not no_sheets, not no_offline, not no_search, not no_kits, tell))
    report = built.checked.report
    if len(report):
        click.echo(reports.FORMATS["text"](list(report), built.checked.known, lang), err=True)
    if report.errors:
        sys.exit(CONTENT)
    if built.too_big:
        click.echo(_TOO_BIG[lang], err=True)
    words = _DONE if built.way == "full" else _AMENDED
    click.echo(words[lang].format(pages=built.pages, files=built.files, changed=built.changed, site=target, seconds=time.monotonic() - started))
    if not built.searchable:
        click.echo(_UNSEARCHED[lang], err=True)
    if editor.missing(built.checked.site):
        click.echo(_NO_EDITOR[lang], err=True)
    if timings:
        click.echo(_table(built.spent, built.shares, lang))
    sys.exit(BUILT)


def _table(spent: Mapping[str, float], shares: tuple[Mapping[str, float], ...], lang: str) -> str:
    """Seconds per stage: of the process that leads, and of each that works."""
    names = [name for name in STAGES if name in spent or any(name in share for share in shares)]
    rows: list[tuple[str, ...]] = [_TIMES[lang]]
    rows += [(name, _seconds(spent, name), ", ".join(_seconds(share, name) for share in shares)) for name in names]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def _seconds(spent: Mapping[str, Any], name: str) -> str:
    return f"{spent[name]:.2f}" if name in spent else "-"
