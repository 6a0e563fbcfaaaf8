"""``cet review``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.cli.common import AS_OF, LANG, PROJECT, faults, today
from generator.diagnostics import LANGUAGES
from generator.editing.revisions import revised
from generator.editing.summary import summary


@click.command("review")
@click.argument("revision", metavar="REV", default="HEAD")
@PROJECT
@click.option("--preview", default=None, help="Address at which the built site can be downloaded; '' says that there is none.", show_default="not mentioned")
@LANG
@AS_OF
@faults
def command(revision: str, project: Path, preview: str | None, lang: str, as_of: date | None) -> None:
    """Say on one page what a change means: findings, changes in words, preview.

    Markdown in both languages, LANG first, for the summary of a pull request.
    Findings are told, not judged: the exit code is 0 even with errors.
    """
    root = project.resolve()
    found = list(pipeline.check(root, as_of or today()).report)
    languages = (lang, *(other for other in LANGUAGES if other != lang))
    click.echo(summary(found, revised(root, revision), revision, preview, languages), nl=False)
