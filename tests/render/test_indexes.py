"""The index of the site: a collection of many records has pages of its own there."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest

from generator.model import Site
from generator.render import indexes, pages
from generator.render.pages import Page, plan
from generator.render.render import render


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch, shown: Site) -> Site:
    """A site on whose index a page holds one title."""
    monkeypatch.setattr(pages, "TITLES", 1)
    monkeypatch.setattr(indexes, "TITLES", 1)
    return replace(shown)  # without what is remembered of the other


def links(site: Site, page: Page) -> list[tuple[str, str]]:
    body = lxml.html.fromstring(render(site, page)["body"])
    return [(str(a.get("href")), " ".join(a.text_content().split())) for a in body.xpath("//section//a")]


def test_few_records_stand_on_the_first_page(shown: Site, small_pages: list[Page]) -> None:
    assert not [page for page in small_pages if page.kind == "index"]
    [first] = [page for page in small_pages if page.kind == "find" and page.language == "es"]
    titles = [text for href, text in links(shown, first) if href.startswith("../casos/")]
    assert titles == sorted(titles, key=pages.slugify)
    assert len(titles) == len(shown.of("case_studies"))


def test_many_records_have_pages_of_their_own(short: Site) -> None:
    every = plan(short)
    found = [page for page in every if page.kind == "index" and page.collection == "case_studies" and page.language == "es"]
    assert [page.address for page in found] == ["buscar/casos/", *(f"buscar/casos/pagina/{n}/" for n in range(2, len(found) + 1))]
    assert len(found) == len(short.of("case_studies")) > 1
    shown = [text for page in found for _, text in links(short, page)]
    assert shown == sorted(shown, key=pages.slugify)
    [first] = [page for page in every if page.kind == "find" and page.language == "es"]
    named = [(href, text) for href, text in links(short, first) if href.startswith("../buscar/casos/")]
    assert named == [(f"../{page.address}", f"{title} … {title}") for page, title in zip(found, shown, strict=True)]
