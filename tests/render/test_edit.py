"""The foot of a record's page: its date, its own file, its data."""

from __future__ import annotations

from dataclasses import replace

from lxml import html

from generator.model import Site
from generator.render.pages import plan
from generator.render.render import render


def foot(site: Site, language: str) -> html.HtmlElement:
    page = next(p for p in plan(site) if p.kind == "record" and p.key == ("case_studies", "fundicion-luz") and p.language == language)
    return html.fromstring(f"<div>{render(site, page)['edit']}</div>")


def test_with_a_repository_the_foot_links_to_the_records_own_file(shown: Site) -> None:
    hosted = replace(shown, settings=replace(shown.settings, repository="https://git.example/centro"))
    hosted = replace(hosted, derived=shown.derived, inbound=shown.inbound, findings=shown.findings)
    for language, words in (("es", "Corregir este registro"), ("en", "Correct this record")):
        [link] = [a for a in foot(hosted, language).findall("a") if a.text == words]
        assert link.get("href") == "https://git.example/centro/edit/main/case_studies/fundicion-luz.yml"


def test_without_one_it_names_the_file_and_links_the_data(shown: Site) -> None:
    element = foot(shown, "en")
    assert element.findtext(".//code") == "case_studies/fundicion-luz.yml"
    assert [a.get("href") for a in element.findall("a")] == ["../../../api/v1/case_studies/fundicion-luz.json"]
    assert element.find(".//time").get("datetime")
