"""What all tests share: the small site, and one date that every test believes in."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.diagnostics import Report
from generator.model import Site

REPOSITORY = Path(__file__).resolve().parents[1]
SMALL = REPOSITORY / "tests" / "sites" / "small"
AS_OF = date(2026, 11, 23)


def copy_small(target: Path) -> Path:
    """The small site as a project of its own: its content, with the repository's theme and engine configuration beside it."""
    shutil.copytree(SMALL, target)
    shutil.copytree(REPOSITORY / "theme_overrides", target / "theme_overrides")
    shutil.copy(REPOSITORY / "mkdocs.yml", target / "mkdocs.yml")
    return target


def checked(project: Path, *, as_of: date = AS_OF, drafts: bool = False) -> pipeline.Checked:
    """Reading and checking a project, as ``cet check`` does."""
    return pipeline.check(project, as_of, drafts=drafts)


def lines(report: Report) -> list[str]:
    """Findings as short lines, ``code file:line:column``, in the report's order."""
    return [f"{found.code} {found.span}" for found in report]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small site that the test may change."""
    return copy_small(tmp_path / "small")


@pytest.fixture(scope="session")
def small_site() -> Site:
    """The small site, read and checked once; frozen, so tests share it."""
    site = checked(SMALL).site
    assert site is not None
    return site


@pytest.fixture(scope="session")
def real() -> pipeline.Checked:
    """The repository's own content, read and checked once."""
    return checked(REPOSITORY)
