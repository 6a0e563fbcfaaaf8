"""Dublin Core in the head of publications, and nowhere else."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
import pytest
from conftest import Published

from generator.model import Localized, Site
from generator.render.dublin import dublin_core
from generator.render.pages import plan
from generator.render.publication import CITATIONS, citable

ELEMENTS = {"title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier", "source", "language",
            "relation", "coverage", "rights"}  # the fifteen of ISO 15836


def said(html: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in lxml.html.document_fromstring(html).xpath("//meta[starts-with(@name, 'DC.')]"):
        found.setdefault(meta.get("name").removeprefix("DC."), []).append(meta.get("content"))
    return found


def test_a_case_says_what_it_is(published: Published) -> None:
    page = published.read("en/case-studies/foundry-changes-lighting/index.html")
    found = said(page)
    assert found["date"] == ["2026-11-23"] and found["language"] == ["en"] and found["type"] == ["Text"]
    assert found["identifier"] == ["https://ejemplo.test/en/case-studies/foundry-changes-lighting/"]
    assert found["rights"] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert found["title"] == [lxml.html.document_fromstring(page).findtext(".//h1").strip()]
    assert found["creator"] == found["publisher"] and "Cleaner Production" in found["subject"]
    assert 'rel="schema.DC" href="http://purl.org/dc/elements/1.1/"' in page


def test_every_publication_and_no_other_page_has_it(published: Published, shown: Site) -> None:
    wanted = {f"{address}index.html" for entry in shown.entries.values() if citable(entry) for address in entry.addresses.values()}
    pages = {path.relative_to(published.site).as_posix(): said(path.read_text(encoding="utf-8")) for path in published.site.rglob("index.html")}
    assert {path for path, found in pages.items() if found} == wanted
    for path in wanted:
        found = pages[path]
        assert found.keys() <= ELEMENTS and found.keys() >= {"title", "creator", "publisher", "date", "type", "language", "identifier", "rights"}
        assert all(len(values) == 1 for name, values in found.items() if name != "subject")
        assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", found["date"][0])


@pytest.mark.parametrize("address", ["casos/fundicion-cambia-luz/", "en/case-studies/foundry-changes-lighting/"])
def test_the_citations_it_names_are_there_for_all_languages(published: Published, address: str) -> None:
    page = lxml.html.document_fromstring(published.read(f"{address}index.html"))
    links = page.xpath("//link[@rel='describedby']")
    assert [link.get("type") for link in links] == [media for _, media in CITATIONS.values()]
    assert [link.get("href") for link in links] == [f"https://ejemplo.test/casos/fundicion-cambia-luz/{name}" for name in CITATIONS]
    assert all((published.site / link.get("href").removeprefix("https://ejemplo.test/")).is_file() for link in links)


@pytest.mark.parametrize("text", ['"><script>', "a & b", "línea\nlínea", "' onload='x"])
def test_any_title_stays_in_its_place(shown: Site, text: str) -> None:
    key = ("case_studies", "fundicion-luz")
    site = replace(shown, entries={**shown.entries, key: replace(shown.entries[key], title=Localized({"es": text, "en": text}))})
    page = next(page for page in plan(site) if page.key == key)
    head = lxml.html.document_fromstring(f"<html><head>{''.join(dublin_core(site, page))}</head><body></body></html>").head
    assert {element.tag for element in head} == {"meta", "link"}
    assert head.xpath("//meta[@name='DC.title']/@content") == [text]


def test_a_draft_has_none(shown: Site) -> None:
    key = ("case_studies", "fundicion-luz")
    site = replace(shown, entries={**shown.entries, key: replace(shown.entries[key], status="draft")})
    assert [line for page in plan(site) if page.key == key for line in dublin_core(site, page)] == []
