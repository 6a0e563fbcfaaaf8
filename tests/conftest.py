"""What all tests share: the small site, and one date that every test believes in."""

from __future__ import annotations

import os
import shutil
import socket
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.derive.site import derive
from generator.derive.visible import visible
from generator.diagnostics import Report
from generator.model import Site
from generator.render.pages import Page, plan
from generator.schemas.core.loader import load_whole

os.environ.pop("CI", None)  # there a build tells how far it has come; tests that want to hear it say so

REPOSITORY = Path(__file__).resolve().parents[1]
SMALL = REPOSITORY / "tests" / "sites" / "small"
AS_OF = date(2026, 11, 23)
REQUEST = """id: pedido
status: published
updated: 2026-11-01
title: {es: "Se busca ahorro de agua", en: "Water saving wanted"}
summary: {es: "Inventado.", en: "Made up."}
themes: [water-effluents]
date: 2026-11-01
expires: 2026-11-30
"""
COSTLY = ("real_published", "complete", "real_shown", "real_site", "real", "browser", "published")  # what takes longest to make, first


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one costly thing stand together: of two processes, mostly one makes it."""
    def rank(item: pytest.Item) -> int:
        asked = getattr(item, "fixturenames", ())
        return next((place for place, name in enumerate(COSTLY) if name in asked), len(COSTLY))

    items.sort(key=rank)


def copy_small(target: Path) -> Path:
    """The small site as a project of its own: its content, with the repository's theme and engine configuration beside it."""
    shutil.copytree(SMALL, target)
    shutil.copytree(REPOSITORY / "theme_overrides", target / "theme_overrides")
    shutil.copy(REPOSITORY / "mkdocs.yml", target / "mkdocs.yml")
    return target


def checked(project: Path, *, as_of: date = AS_OF, drafts: bool = False) -> pipeline.Checked:
    """Reading and checking a project, as ``cet check`` does."""
    return pipeline.check(project, as_of, drafts=drafts)


def whole(project: Path) -> Site:
    """A project with all its records in one piece."""
    site = load_whole(project, Report(), AS_OF)
    assert site is not None
    return site


def lines(report: Report) -> list[str]:
    """Findings as short lines, ``code file:line:column``, in the report's order."""
    return [f"{found.code} {found.span}" for found in report]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small site that the test may change."""
    return copy_small(tmp_path / "small")


@pytest.fixture(scope="session")
def small_site() -> Site:
    """The small site, read once and whole; frozen, so tests share it."""
    return whole(SMALL)


@pytest.fixture(scope="session")
def real() -> pipeline.Checked:
    """The repository's own content, read and checked once."""
    return checked(REPOSITORY)


@dataclass(frozen=True)
class Published:
    """A project that was built: its folder, its site, and what the build said."""

    project: Path
    site: Path
    built: pipeline.Built

    def read(self, path: str) -> str:
        return (self.site / path).read_text(encoding="utf-8")


def build(project: Path, **options: Any) -> pipeline.Built:
    """Building a project into its own ``site``, as ``cet build`` does."""
    return pipeline.build(pipeline.Options(**{"project": project, "site": project / "site", "as_of": AS_OF, **options}))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The small site, built once; nobody changes it."""
    project = copy_small(tmp_path_factory.mktemp("published") / "small")
    return Published(project, project / "site", build(project))


BOOK = """id: libro-ejemplo
status: published
updated: 2026-11-20
title: {es: "Libro de ejemplo", en: "Example book"}
summary: {es: "Dos casos inventados.", en: "Two made-up cases."}
state: published
cases: [textil-agua, fundicion-luz]
sources: [boletin-ejemplo]
"""


def copy_complete(target: Path) -> Path:
    """The small site with everything that can be switched off: sheets, cards, a book, the copy to take along."""
    project = copy_small(target)
    settings = project / "content" / "site.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "sheets: true\noffline: true\n", encoding="utf-8")
    (project / "content" / "case_collections").mkdir()
    (project / "content" / "case_collections" / "libro-ejemplo.yml").write_text(BOOK, encoding="utf-8")
    return project


@pytest.fixture(scope="session")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """That site, built once; nobody changes it."""
    project = copy_complete(tmp_path_factory.mktemp("complete") / "small")
    return Published(project, project / "site", build(project))


@pytest.fixture
def warm(published: Published, tmp_path: Path) -> Published:
    """A copy of the built small site that the test may change; what the engine made is kept, so it builds again fast."""
    project = tmp_path / "warm"
    shutil.copytree(published.project, project)
    return Published(project, project / "site", published.built)


@pytest.fixture(scope="session")
def shown(small_site: Site) -> Site:
    """The small site as it is rendered: without what must not appear, with its derived values."""
    return derive(visible(small_site))


@pytest.fixture(scope="session")
def small_pages(shown: Site) -> list[Page]:
    """Every stamped page of the small site."""
    return plan(shown)


@pytest.fixture(scope="session")
def real_site() -> Site:
    """The repository's own content, read once and whole."""
    return whole(REPOSITORY)


@pytest.fixture(scope="session")
def real_shown(real_site: Site) -> Site:
    """The repository's own content as it is rendered."""
    return derive(visible(real_site))


@pytest.fixture(scope="session")
def real_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site, built once; nobody changes it. On paper and as a copy to take along: in the long run (``tests/sheets`` has its own)."""
    target = tmp_path_factory.mktemp("real") / "site"
    extras = bool(os.environ.get("CET_LONG"))
    assert pipeline.build(pipeline.Options(REPOSITORY, target, AS_OF, sheets=extras, offline=extras)).pages > 2000
    return target


@pytest.fixture
def free_port() -> int:
    """A port of this machine that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
