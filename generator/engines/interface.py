"""What the pipeline asks of an engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol


class EngineFault(Exception):
    """The engine could not build, or built with a warning; one line says why."""


@dataclass(frozen=True)
class Job:
    """One run: a folder of Markdown for one language, and where its HTML goes."""

    project: Path  # holds mkdocs.yml
    language: str
    site_url: str
    docs: Path
    out: Path
    extra: Mapping[str, Any]  # the theme's ``config.extra``; every text already escaped for HTML


class Engine(Protocol):
    """An engine is stateless: the same job gives the same files."""

    @property
    def name(self) -> str:
        """Its name on the command line."""

    def fingerprint(self) -> str:
        """What its output depends on beside the job: names and versions of the packages."""

    def stylesheets(self) -> tuple[Path, ...]:
        """The theme's stylesheets, in the order in which they apply."""

    def build(self, job: Job) -> None:
        """Write the HTML of every page of ``job.docs`` below ``job.out``. Raises :class:`EngineFault`."""
