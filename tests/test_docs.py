"""docs/cli.md is the program's own help, word for word. ``UPDATE_DOCS=1 pytest tests/test_docs.py`` writes it anew."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click
import pytest
from conftest import REPOSITORY

from generator.cli import main

PAGE = REPOSITORY / "docs" / "cli.md"
TITLE = """# La orden `cet` / The command `cet`

Esta página es la ayuda del propio programa (`cet --help`); una prueba las compara.
Códigos de salida: 0 hecho, 1 el contenido tiene errores, 2 mal uso o una falla ajena al contenido.

This page is the program's own help (`cet --help`); a test compares them.
Exit codes: 0 done, 1 the content has errors, 2 wrong usage or a fault outside the content.
"""


def commands(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """The full name and the help of a command and of all below it."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=80, max_content_width=80, help_option_names=["-h", "--help"])
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from commands(found, below, context)


def reference() -> str:
    """The page."""
    sections = (f"## `{name}`\n\n```text\n{text.rstrip()}\n```\n" for name, text in commands(main, "cet"))
    return "\n".join([TITLE, *sections])


@pytest.fixture(scope="module")
def page() -> str:
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(reference(), encoding="utf-8")
    return PAGE.read_text(encoding="utf-8")


def test_the_page_is_the_program_s_help(page: str) -> None:
    assert page == reference(), "UPDATE_DOCS=1 pytest tests/test_docs.py writes docs/cli.md anew"


def test_every_command_and_option_explains_itself() -> None:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        assert command.help
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        assert [option.name for option in options if not option.help] == []
