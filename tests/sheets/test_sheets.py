"""Sheets and cards of the small site: made, readable, the same again, and never broken by what a record holds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from generator import sheets
from generator.model import Artifact, Site
from generator.render.pages import Page, plan
from generator.render.render import render
from generator.sheets import document, press
from generator.sheets.store import Store


class Nowhere(Store):
    """Keeps nothing."""

    def get(self, name: str, key: bytes, make: Any) -> bytes:
        made: bytes = make()
        return made


@pytest.fixture(scope="module")
def site(shown: Site) -> Site:
    return replace(shown, settings=replace(shown.settings, sheets=True))


@pytest.fixture(scope="module")
def pages(site: Site) -> list[Page]:
    return plan(site)


def page_of(pages: list[Page], identifier: str, language: str) -> Page:
    return next(page for page in pages if page.key and page.key[1] == identifier and page.language == language and page.kind == "record")


def made(site: Site, page: Page, body: str | None = None) -> list[Artifact]:
    slots = render(site, page)
    return list(sheets.of_page(site, page, slots if body is None else {**slots, "body": body}, Nowhere(site.project)))


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader(content).pages).split())


@pytest.mark.parametrize("language, name", [("es", "ficha.pdf"), ("en", "sheet.pdf")])
def test_a_case_has_a_sheet_and_a_card_beside_its_page(site: Site, pages: list[Page], language: str, name: str) -> None:
    page = page_of(pages, "fundicion-luz", language)
    sheet, card = made(site, page)
    assert (sheet.path, card.path) == (f"{page.address}{name}", f"{page.address}card.png")
    assert f'href="{name}"' in render(site, page)["body"]
    assert f'<meta property="og:image" content="{site.settings.url}{card.path}">' in render(site, page)["head"]


def test_a_sheet_says_what_the_page_says_and_is_accessible(site: Site, pages: list[Page]) -> None:
    page = page_of(pages, "fundicion-luz", "es")
    content = made(site, page)[0].content
    text = words(content).replace("\N{NO-BREAK SPACE}", " ")
    for part in ("Fundición Ejemplo gasta menos en luz", "US$ 1 200", "declarado", "Fuentes", site.settings.url + page.address):
        assert part in text, text
    found: Any = reader(content)
    assert found.metadata.title == "Fundición Ejemplo gasta menos en luz"
    assert "/CreationDate" not in found.metadata
    assert found.trailer["/Root"]["/Lang"].startswith("es")
    assert found.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in content
    assert len(found.pages) <= 2


def test_the_same_bytes_again(site: Site, pages: list[Page]) -> None:
    page = page_of(pages, "fundicion-luz", "en")
    assert made(site, page) == made(site, page)


def test_only_what_changed_is_made_again(site: Site, pages: list[Page], tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, page, count = Store(tmp_path), page_of(pages, "fundicion-luz", "en"), []
    press_pdf = press.pdf
    monkeypatch.setattr(press, "pdf", lambda template, data: count.append(1) or press_pdf(template, data))
    slots = dict(render(site, page))
    others = '<h2 id="next">Next</h2><ul class="next"><li><a href="../x/">Another case</a></li></ul>'
    for body in (slots["body"], slots["body"], slots["body"] + others.replace("Another", "Other"), slots["body"] + others, slots["body"] + "<p>More.</p>"):
        list(sheets.of_page(site, page, {**slots, "body": body}, kept))
    assert len(count) == 3, "the ways to other cases are not on paper: only their heading was new"


def test_a_card_is_small_and_has_its_size(site: Site, pages: list[Page]) -> None:
    content = made(site, page_of(pages, "fundicion-luz", "es"))[1].content
    assert Image.open(io.BytesIO(content)).size == (1200, 630)
    assert len(content) <= 60_000


WORST = {
    "no figures": "<h1>Sin cifras</h1><p>Nada.</p>",
    "an endless word": f"<h1>{'palabra' * 60}</h1><p>{'x' * 5000}</p><table><tr><td>{'y' * 400}</td><td>z</td></tr></table>",
    "other letters": "<h1>مرحبا بالعالم 🏭 日本語</h1><p>שלום 👩🏽‍🔧 Ελληνικά кириллица</p><ul><li dir='rtl'>عربى</li></ul>",
    "forty measures": "<h1>Cuarenta</h1><ul>" + "<li><strong>Medida</strong><br>texto " + "muchas palabras " * 40 + "</li>" * 40 + "</ul>",
    "typst": "<h1>#panic(\"no\") *a* _b_ $x$ `c` &lt;label&gt; @ref</h1><p>#read(\"/etc/passwd\") \\ // /* */ ] [ } {</p>",
    "nothing": "",
    "deep": "<h1>Hondo</h1>" + "<ul><li>" * 24 + "fondo" + "</li></ul>" * 24,
    "control": "<h1>A\x00B\x07C\ud800D</h1><p>\x0c\x1b</p>",
    "empty parts": "<h1></h1><p class='meta'></p><dl class='figures'></dl><dl class='kv'></dl><table></table><ul></ul><ol class='sources'></ol><div class='note'></div>",
}


@pytest.mark.parametrize("name", WORST)
def test_no_text_breaks_a_sheet(site: Site, pages: list[Page], name: str) -> None:
    sheet, card = made(site, page_of(pages, "fundicion-luz", "es"), WORST[name])
    assert len(reader(sheet.content).pages) >= 1
    assert Image.open(io.BytesIO(card.content)).size == (1200, 630)


def test_no_text_leaves_the_paper(site: Site, pages: list[Page]) -> None:
    """An endless word is broken, so every letter of it is on a page."""
    sheet = made(site, page_of(pages, "fundicion-luz", "es"), f"<h1>T</h1><p>{'abcdefghij' * 100}</p>")[0]
    assert words(sheet.content).replace(" ", "").replace("\u200b", "").count("abcdefghij") == 100


def test_without_the_setting_there_is_nothing(shown: Site, small_pages: list[Page]) -> None:
    assert not shown.settings.sheets
    page = page_of(small_pages, "fundicion-luz", "es")
    slots = render(shown, page)
    assert not list(sheets.of_page(shown, page, slots, Nowhere(shown.project)))
    assert "ficha.pdf" not in slots["body"]
    assert "og:image" not in slots["head"]
    assert not list(sheets.default_cards(shown))


def test_every_language_has_a_default_card(site: Site, tmp_path: Path) -> None:
    assert [a.path for a in sheets.default_cards(replace(site, project=tmp_path))] == ["assets/card-es.png", "assets/card-en.png"]


def test_a_code_is_the_address(site: Site) -> None:
    assert document.code("https://a.test/") != document.code("https://b.test/")
    assert document.code("https://a.test/").startswith("<svg")


def test_the_edition_changes_with_a_template(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    before = press.edition()
    press.edition.cache_clear()
    (tmp_path / "sheet.typ").write_text("other")
    monkeypatch.setattr(press, "HERE", tmp_path)
    assert press.edition() != before
    press.edition.cache_clear()


@pytest.fixture(scope="module", autouse=True)
def fresh_edition() -> Iterator[None]:
    yield
    press.edition.cache_clear()
