"""What the commands share: their options, the date, and how they end."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from generator.diagnostics import LANGUAGES, Fault

BUILT, CONTENT, FAULT = 0, 1, 2
ENGINES = ("mkdocs", "properdocs")  # the names of generator.engines, without loading them


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
        except (OSError, Fault) as error:
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
