"""The page of what comes from the network, and what it must never get into."""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html
import pytest
from conftest import whole

from generator import exports
from generator.derive.feeds import feeds_of
from generator.derive.site import derive
from generator.derive.visible import visible
from generator.model import Site
from generator.render.pages import Page, plan
from generator.render.render import render

FEED = """id: hermano
status: published
updated: 2026-11-20
title: "Centro hermano"
summary: {es: "Lo que publica.", en: "What it publishes."}
url: "https://centro.test/feed"
sources: [boletin-ejemplo]
"""
CACHE = r"""cache:
  changed: 2026-11-21
  items:
    - {id: "1", url: "https://centro.test/1", title: "<b>Uma</b> \"notícia\" & mais", summary: "{{ 7*7 }} مرحبا", date: 2026-11-19, language: pt}
    - {id: "2", url: "https://centro.test/2", title: "Sin fecha ni idioma"}
"""


def site_of(project: Path, text: str = "") -> Site:
    if text:
        file = project / "content" / "network_feeds" / "hermano.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return derive(visible(whole(project)))


def pages_of(site: Site) -> dict[str, Page]:
    return {page.address: page for page in plan(site)}


def body(site: Site, address: str) -> str:
    return render(site, pages_of(site)[address])["body"]


@pytest.fixture
def fed(small: Path) -> Site:
    return site_of(small, FEED + CACHE)


def test_an_item_has_its_words_its_language_its_origin_and_its_link(fed: Site) -> None:
    first, second = lxml.html.fromstring(body(fed, "en/from-the-network/")).xpath("//ul[@class='network']/li")
    link = first.xpath("a")[0]
    assert (link.text_content(), link.get("href"), link.get("lang"), link.get("rel")) == ('<b>Uma</b> "notícia" & mais', "https://centro.test/1", "pt", "noopener")
    assert "{{ 7*7 }} مرحبا" in first.text_content()
    assert "Centro hermano · 19 November 2026 · " in first.text_content()
    assert "undated" in second.text_content() and second.xpath("a")[0].get("lang") is None


def test_the_page_explains_itself_when_it_is_empty(small: Path) -> None:
    assert "Todavía no seguimos" in body(site_of(small), "de-la-red/")
    assert "nada que mostrar" in body(site_of(small, FEED), "de-la-red/")


def test_nothing_of_a_stranger_is_in_our_pages_feeds_lists_or_sums(fed: Site) -> None:
    """Only the page itself and its data hold it."""
    files = {artifact.path: artifact.content for artifact in exports.artifacts(fed, plan(fed))}
    files |= {artifact.path: artifact.content for artifact in exports.record_artifacts(fed, fed.records.values())}
    holding = {path for path, content in files.items() if "notícia".encode() in content}
    assert holding == {"data/network.json"}
    assert {page.address for page in plan(fed) if "notícia" in render(fed, page)["body"]} == {"de-la-red/", "en/from-the-network/"}
    assert "network_feeds" not in feeds_of(fed) and "api/v1/network_feeds/hermano.json" in files
    assert json.loads(files["data/network.json"])["items"][1] == {"feed": "hermano", "id": "2", "url": "https://centro.test/2", "title": "Sin fecha ni idioma"}


def test_a_feed_that_is_a_draft_or_retired_shows_nothing(small: Path) -> None:
    for status in ("draft", "retired"):
        assert "notícia" not in body(site_of(small, FEED.replace("published", status) + CACHE), "de-la-red/")
