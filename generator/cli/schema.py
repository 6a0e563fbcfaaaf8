"""``cet schema``."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from generator.cli.common import AS_OF, CONTENT, LANG, PROJECT, faults, today
from generator.diagnostics import Report
from generator.editing.forms import github
from generator.editing.schema import FOLDER, schema_of
from generator.exports.editor.config import document
from generator.reports import FORMATS
from generator.schemas import COLLECTIONS
from generator.schemas.core.loader import load_whole

EDITOR = "web-editor.yml"
_DONE = {"es": "{n} esquemas y la configuración del editor web en {out}.", "en": "{n} schemas and the configuration of the web editor in {out}."}
_FORMS = {"es": "{n} archivos en {out}.", "en": "{n} files in {out}."}


@click.command("schema")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=None, show_default=f"PROJECT/{FOLDER}", help="Folder to write to.")
@click.option("--forms", is_flag=True, help="Write the public forms of the code host (.github/ISSUE_TEMPLATE) instead.")
@PROJECT
@AS_OF
@LANG
@faults
def command(out: Path | None, forms: bool, project: Path, as_of: date | None, lang: str) -> None:
    """Write a JSON Schema for each collection, for editors that complete and check,
    and the configuration of the web editor (web-editor.yml).

    Visual Studio Code with the YAML extension finds them through the repository's
    settings; other editors through the first line that `cet new` writes. With
    --forms, the forms in which people without git send a case, a firm or an
    opportunity.
    """
    found = Report()
    site = load_whole(project.resolve(), found, as_of or today())
    if site is None:
        click.echo(FORMATS["text"](list(found), 0, lang), err=True)
        sys.exit(CONTENT)
    if forms:
        folder = out or project / github.FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        written = list(github.files(site))
        for file, text in written:
            (folder / Path(file).name).write_text(text, encoding="utf-8", newline="\n")
        click.echo(_FORMS[lang].format(n=len(written), out=folder))
        return
    folder = out or project / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, collection in COLLECTIONS.items():
        text = json.dumps(schema_of(site, collection), ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    (folder / EDITOR).write_bytes(document(site))
    click.echo(_DONE[lang].format(n=len(COLLECTIONS), out=folder))
