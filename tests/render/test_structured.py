"""The structured data of every kind of page is what the vocabulary allows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import lxml.html
import pytest
from conftest import Published

from generator.model import Site
from generator.render.cases import PageView
from generator.render.pages import Page, plan
from generator.render.render import _face, render
from generator.schemas import COLLECTIONS
from tests.render.structured_rules import VOCABULARY, problems


def structured(html: str) -> list[dict[str, Any]]:
    return [json.loads(script.text) for script in lxml.html.document_fromstring(html).xpath("//script[@type='application/ld+json']")]


def sample(site: Site, most: int = 4) -> list[Page]:
    """Some pages of every kind, collection and language."""
    seen: dict[tuple[str, str, str], int] = {}
    found = []
    for page in plan(site):
        at = page.kind, page.collection, page.language
        seen[at] = seen.get(at, 0) + 1
        if seen[at] <= most:
            found.append(page)
    return found


def test_every_page_has_structured_data_once_and_it_is_valid(published: Published) -> None:
    pages = {path.relative_to(published.site).as_posix(): structured(path.read_text(encoding="utf-8")) for path in published.site.rglob("index.html")}
    assert {path: len(found) for path, found in pages.items() if len(found) != 1} == {}
    assert {path: problems(found[0]) for path, found in pages.items() if problems(found[0])} == {}
    assert {"WebSite", "CollectionPage", "WebPage", "Report", "Article", "LearningResource", "Organization", "LoanOrCredit", "CreativeWork"} <= {
        found[0]["@type"] for found in pages.values()
    }


def test_every_kind_of_page_of_the_real_site_is_valid(real_shown: Site) -> None:
    pages = sample(real_shown)
    assert {page.collection for page in pages if page.kind == "record"} >= {name for name in COLLECTIONS if real_shown.of(name)}
    found = {page.address: problems(face.data) for page in pages if (face := _face(real_shown, page, PageView(real_shown, page))).data}
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_the_way_to_a_page_stands_on_every_page_but_the_first(published: Published) -> None:
    for path in published.site.rglob("index.html"):
        page = lxml.html.parse(str(path))
        shown = [item.strip() for item in page.xpath("//*[contains(@class, 'crumbs')]//li//text()") if item.strip()]
        (data,) = structured(path.read_text(encoding="utf-8"))
        trail = (data.get("breadcrumb") or data.get("mainEntityOfPage", {}).get("breadcrumb", {})).get("itemListElement", [])
        assert bool(trail) == (data["@type"] != "WebSite" or bool(shown)), path
        if trail:
            assert trail[-1]["item"] == page.xpath("//link[@rel='canonical']/@href")[0]


def test_the_first_page_says_how_to_search(published: Published) -> None:
    for path, address in (("index.html", "https://ejemplo.test/indice/"), ("en/index.html", "https://ejemplo.test/en/index/")):
        (data,) = structured(published.read(path))
        target = data["potentialAction"]["target"]["urlTemplate"]
        assert target.endswith("?q={search_term_string}") and data["potentialAction"]["query-input"] == "required name=search_term_string"
        place = target.removeprefix("https://ejemplo.test/").partition("?")[0]
        assert (published.site / place / "index.html").is_file(), (target, address)


def test_a_list_names_what_stands_on_it(published: Published) -> None:
    (data,) = structured(published.read("casos/index.html"))
    items = data["mainEntity"]["itemListElement"]
    assert data["mainEntity"]["numberOfItems"] == len(items) > 1
    assert all((published.site / item.removeprefix("https://ejemplo.test/") / "index.html").is_file() for item in items)


def test_a_case_is_our_report_and_a_source_is_not(real_shown: Site) -> None:
    def face(collection: str) -> dict[str, Any]:
        page = next(page for page in plan(real_shown) if page.kind == "record" and page.collection == collection and page.language == "es")
        return dict(_face(real_shown, page, PageView(real_shown, page)).data)

    case, source = face("case_studies"), face("sources")
    assert case["@type"] == "Report" and case["author"]["name"] == "CER Perú" and case["license"].startswith("https://creativecommons.org/")
    assert "author" not in source and "license" not in source and "dateModified" not in source
    assert source["mainEntityOfPage"]["dateModified"] and source["mainEntityOfPage"]["license"].startswith("https://creativecommons.org/")


def test_a_withdrawn_record_is_only_a_page(published: Published) -> None:
    (data,) = structured(published.read("directorio/fundicion-antigua/index.html"))
    assert data["@type"] == "WebPage"


def test_a_person_is_a_person(shown: Site) -> None:
    pages = [page for page in plan(shown) if page.collection == "consultants" and page.kind == "record"]
    kinds = {shown.records[page.key].data.kind: _face(shown, page, PageView(shown, page)).data["@type"] for page in pages if page.key}
    assert kinds and kinds == {kind: {"person": "Person", "firm": "Organization"}[kind] for kind in kinds}


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "]]>", '"\\', "a\u2028b", "🏭"])
def test_no_text_leaves_its_place(shown: Site, text: str) -> None:
    key = ("case_studies", "fundicion-luz")
    entry = shown.entries[key]
    title = type(entry.title)({"es": text, "en": text})
    site = replace(shown, entries={**shown.entries, key: replace(entry, title=title, summary=title)})
    page = next(page for page in plan(site) if page.key == key)
    (data,) = structured(f"<html><head>{render(site, page)['head']}</head></html>")
    assert data["name"] == data["headline"] == data["description"] == text and problems(data) == []


@pytest.mark.parametrize(("change", "complaint"), [
    ({"@type": "Reprot"}, "type"), ({"colour": "x"}, "no such property"), ({"breadcrumb": "x"}, "not a property"), ({"author": "x"}, "a text instead"),
    ({"dateModified": "ayer"}, "no date"), ({"license": "CC BY"}, "no address"), ({"about": {"@type": "ListItem"}}, "no position"), ({"headline": ""}, "empty"),
    ({"name": None}, "None"), ({"image": {"@type": "Person", "name": "x"}}, "Person instead"), ({"author": []}, "empty"),
])
def test_the_rules_complain(change: dict[str, Any], complaint: str) -> None:
    valid = {"@context": "https://schema.org", "@type": "Report", "name": "x", "headline": "x"}
    assert problems(valid) == []
    assert any(complaint in problem for problem in problems({**valid, **change}))


def test_every_type_of_a_collection_is_in_the_vocabulary() -> None:
    assert {collection.schema_type for collection in COLLECTIONS.values()} <= VOCABULARY["types"].keys()
