"""The repository's own records on paper: no sheet reaches the size its page promises, and none is longer than it may be.

The longest records always; with ``CET_LONG=1`` every one.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator import sheets
from generator.model import Artifact, Site
from generator.render.pages import Page, plan
from generator.render.render import render
from generator.render.sharing import SHEETS
from generator.sheets.store import Store

LONG = bool(os.environ.get("CET_LONG"))
MOST_PAGES = {"case_studies": 2, "toolkits": 5}
CARD_BYTES = 60_000


@pytest.fixture(scope="module")
def bodies(real_shown: Site) -> list[tuple[Page, dict[str, str]]]:
    pages = [page for page in plan(real_shown) if sheets.has_sheet(real_shown, page)]
    made = [(page, dict(render(real_shown, page))) for page in pages if LONG or page.language == "es"]
    return sorted(made, key=lambda item: -len(item[1]["body"]))


@pytest.mark.parametrize("collection", SHEETS)
def test_no_sheet_reaches_its_limit(real_shown: Site, bodies: list[tuple[Page, dict[str, str]]], collection: str, tmp_path: Path) -> None:
    chosen = [item for item in bodies if item[0].collection == collection]
    assert chosen
    for page, slots in chosen if LONG else chosen[:3]:
        sheet, card = _made(real_shown, page, slots, tmp_path)
        assert len(sheet.content) < SHEETS[collection] * 1000, sheet.path
        assert len(PdfReader(io.BytesIO(sheet.content)).pages) <= MOST_PAGES[collection], sheet.path
        assert len(card.content) <= CARD_BYTES, card.path


def _made(site: Site, page: Page, slots: dict[str, str], folder: Path) -> list[Artifact]:
    return list(sheets.of_page(site, page, slots, Store(folder)))
