"""The command ``cet``: the only place that prints and exits."""

from __future__ import annotations

import gc
from importlib import import_module

import click

from generator import __version__

COMMANDS = ("addresses", "book", "build", "check", "diff", "due", "export", "import", "kit", "links", "new", "pull", "quarter", "review", "schema",
            "serve", "translations")


class Lazy(click.Group):
    """Each command is a module of this package, imported when it is asked for: a build with nothing to do loads little else."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        command: click.Command | None = import_module(f"generator.cli.{name}").command if name in COMMANDS else None
        return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cet")
def main() -> None:
    """Builds the knowledge site of a cleaner production centre from YAML records and Markdown pages."""


def run() -> None:
    """The command as a process of its own."""
    try:
        main()
    finally:
        gc.freeze()  # it ends here: the collector need not go through all that is known of ten thousand records once more
