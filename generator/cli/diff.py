"""``cet diff``."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import LANG, PROJECT, faults
from generator.editing.review import markdown
from generator.editing.revisions import revised


@click.command("diff")
@click.argument("revision", metavar="REV", default="HEAD")
@PROJECT
@LANG
@faults
def command(revision: str, project: Path, lang: str) -> None:
    """Say in words what changed in the records since REV (HEAD by default).

    Markdown, for those who review: every value as it was and as it is. Figures
    that jump, change their sign, unit or currency, or vanish, bear a sign.
    """
    click.echo(markdown(revised(project.resolve(), revision), revision, lang), nl=False)
