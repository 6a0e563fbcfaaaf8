"""What a build is asked for, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator.diagnostics import Report
from generator.engines import DEFAULT
from generator.model import Site
from generator.progress import Progress


@dataclass(frozen=True)
class Options:
    """What a build is asked for."""

    project: Path
    site: Path
    as_of: date
    jobs: int = 0  # 0: one per core
    engine: str = DEFAULT
    drafts: bool = False
    full: bool = False  # forget what earlier builds left in build/
    sheets: bool = True  # False: no sheets, books and cards, whatever the site's settings say
    offline: bool = True  # False: no copy to take along
    search: bool = True  # False: no search index; the index page serves
    kits: bool = True  # False: no files of kits
    tell: Progress | None = field(default=None, compare=False)

    @property
    def asked(self) -> tuple[Any, ...]:
        """What changes the bytes, beside the content and the date."""
        return self.engine, self.drafts, self.sheets, self.offline, self.search, self.kits


@dataclass(frozen=True)
class Checked:
    """What reading and checking gave: the site as written, every finding not yet accepted, and how many are."""

    site: Site | None
    report: Report
    known: int


@dataclass(frozen=True)
class Built:
    """What a build gave: its findings, and how many pages and other files the site has (0 after an error).

    ``way`` is "full", "amended" (``changed`` files differ) or, after an error, "". ``spent`` are seconds per stage of
    this process, ``shares`` of each of the others.
    """

    checked: Checked
    pages: int = 0
    files: int = 0
    way: str = ""
    spent: Mapping[str, float] = field(default_factory=dict)
    shares: tuple[Mapping[str, float], ...] = ()
    changed: int = 0
    searchable: bool = True  # False where Pagefind's command is not installed: the index page serves instead
    too_big: bool = False  # for a copy to take along


def copies(site: Site, options: Options) -> bool:
    """Whether a copy to take along is made."""
    return site.settings.offline and options.offline


def templates(options: Options) -> Path:
    """Where compiled templates are kept."""
    return options.project / "build" / "templates"


def shelf(options: Options) -> Path:
    """Where the search keeps the documents and the index of the last build."""
    return options.project / "build" / "search"
