"""Passing a case on: its sheet, an e-mail, the address, the citation; and its page on paper."""

from __future__ import annotations

import io
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Published
from playwright.sync_api import Browser
from pypdf import PdfReader

from .conftest import Visit

pytestmark = pytest.mark.browser
CASE = "casos/fundicion-cambia-luz/"


@pytest.mark.parametrize("visit", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True)
def test_address_and_citation_are_copied(visit: Visit) -> None:
    page = visit.go(CASE)
    page.get_by_role("button", name="Copiar enlace").click()
    page.get_by_role("button", name="Enlace copiado").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"https://ejemplo.test/{CASE}"
    page.locator(".cite summary", has_text="Citar").click()
    page.get_by_role("button", name="Copiar la cita").click()
    page.get_by_role("button", name="Cita copiada").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (f"Sitio de ejemplo (2026). «Fundición Ejemplo gasta menos en luz». Caso. https://ejemplo.test/{CASE}. Consultado el [fecha].")
    assert visit.problems == []


@pytest.mark.parametrize("visit", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True)
def test_a_block_to_paste_and_a_feed_s_address_are_copied(visit: Visit) -> None:
    page = visit.go(CASE)
    page.locator(".cite summary", has_text="Ponerlo en su sitio web").click()
    page.get_by_role("button", name="Copiar el HTML").click()
    page.get_by_role("button", name="HTML copiado").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith('<blockquote lang="es">') and f'href="https://ejemplo.test/{CASE}"' in copied
    page = visit.go("suscribirse/casos/")
    page.get_by_role("button", name="Copiar la dirección").click()
    page.get_by_role("button", name="Dirección copiada").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "https://ejemplo.test/feeds/es/case_studies.atom"
    assert visit.problems == []


def test_the_letter_says_what_the_message_says(visit: Visit) -> None:
    page = visit.go(CASE)
    letter = page.get_by_role("link", name="Por correo").get_attribute("href") or ""
    message = page.get_by_role("link", name="Enviar por WhatsApp").get_attribute("href") or ""
    parts = parse_qs(urlsplit(letter).query)
    assert parts["subject"] == ["Fundición Ejemplo gasta menos en luz"]
    assert parts["body"] == parse_qs(urlsplit(message).query)["text"]


@pytest.mark.parametrize("path", [CASE, "en/case-studies/foundry-changes-lighting/", "casos/textil-agua/"])
def test_a_printed_case_is_one_clean_sheet(browser: Browser, root: str, published: Published, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(root + path)
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False))).pages
    text = " ".join(" ".join(sheet.extract_text() for sheet in pages).split())
    context.close()
    assert len(pages) <= 2
    assert f"https://ejemplo.test/{path}" in text
    for screen in ("WhatsApp", "Saltar al contenido", "Quién ayuda", "Who can help", "Citar", "Cite", "Copiar", "Todo el contenido es inventado"):
        assert screen not in text
