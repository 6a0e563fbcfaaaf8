"""Whole pages of the small site, word for word. A change that is meant is accepted with
``UPDATE_GOLDEN=1 pytest tests/golden`` and read in the diff of the commit."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from generator.model import Site
from generator.render.pages import Page
from generator.render.render import render

FOLDER = Path(__file__).parent
KINDS = ("record", "part", "retired", "home", "find", "help", "request")


def name_of(page: Page) -> str:
    """``<language>-<collection>-<id>.html``; a part has its number behind, a page without a record its kind."""
    words = [page.language, *(page.key or (page.kind,)), *([str(page.part + 1)] if page.kind == "part" else [])]
    return "-".join(words) + ".html"


@pytest.fixture(scope="module")
def bodies(shown: Site, small_pages: list[Page]) -> dict[str, str]:
    chosen = [page for page in small_pages if page.kind in KINDS or (page.kind == "list" and page.collection == "case_studies" and not page.facet)]
    found = {name_of(page): render(shown, page)["body"] + "\n" for page in chosen}
    assert len(found) == len(chosen)
    if os.environ.get("UPDATE_GOLDEN"):
        for old in FOLDER.glob("*.html"):
            old.unlink()
        for name, body in found.items():
            (FOLDER / name).write_text(body, encoding="utf-8")
    return found


def test_there_is_a_golden_page_for_every_page(bodies: dict[str, str]) -> None:
    assert sorted(path.name for path in FOLDER.glob("*.html")) == sorted(bodies), "UPDATE_GOLDEN=1 pytest tests/golden"


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.html")))
def test_the_page_is_as_it_was_accepted(name: str, bodies: dict[str, str]) -> None:
    was, now = (FOLDER / name).read_text(encoding="utf-8").splitlines(), bodies.get(name, "").splitlines()
    difference = "\n".join(difflib.unified_diff(was, now, f"tests/golden/{name}", "now", lineterm="", n=1))
    assert not difference, f"\n{difference}\n\nIf this is meant: UPDATE_GOLDEN=1 pytest tests/golden"
