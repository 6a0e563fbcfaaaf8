"""``cet serve``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.cli.common import AS_OF, ENGINES, LANG, PROJECT, faults, today
from generator.engines import DEFAULT
from generator.preview import Preview


@click.command("serve")
@PROJECT
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes a free one.")
@click.option("--engine", type=click.Choice(sorted(ENGINES)), default=DEFAULT, show_default=True, help="What renders Markdown and theme.")
@AS_OF
@LANG
@faults
def command(project: Path, host: str, port: int, engine: str, as_of: date | None, lang: str) -> None:
    """Preview all languages, drafts included. A change is shown at once; a content error is shown on the page."""
    root = project.resolve()
    preview = Preview(pipeline.Options(root, root / "site", as_of or today(), engine=engine, drafts=True), lang, say=click.echo)
    with preview.server(host, port) as address:
        click.echo(f"http://{address[0]}:{address[1]}/")
        try:
            preview.watch()
        except KeyboardInterrupt:
            click.echo("")
