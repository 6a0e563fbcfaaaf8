"""Every template renders every record there is, in both languages, into well-formed HTML that keeps the rules."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import lxml.html
import pytest

from generator.derive.feeds import feeds_of
from generator.derive.site import derive
from generator.derive.visible import visible
from generator.model import Site
from generator.render.feeds import FORMATS, OAI, OPML, feed_path
from generator.render.pages import Page, plan
from generator.render.publication import CITATIONS, citable, citation_address
from generator.render.render import SLOTS, Slots, prose_slots, render
from generator.schemas import COLLECTIONS
from generator.sheets import books_of, has_sheet

Rendered = list[tuple[Page, Slots]]


@pytest.fixture(scope="module")
def small_rendered(shown: Site, small_pages: list[Page]) -> Rendered:
    return [(page, render(shown, page)) for page in small_pages]


@pytest.fixture(scope="module")
def real_rendered(real_shown: Site) -> Rendered:
    return [(page, render(real_shown, page)) for page in plan(real_shown)]


@pytest.fixture(params=["small", "real"])
def rendered(request: pytest.FixtureRequest) -> Rendered:
    found: Rendered = request.getfixturevalue(f"{request.param}_rendered")
    return found


def body(slots: Slots) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(slots["body"], create_parent="article")


def failing(rendered: Rendered, problem: Any) -> dict[str, Any]:
    """The pages where ``problem(page, slots)`` finds something, and what."""
    return {page.address: found for page, slots in rendered if (found := problem(page, slots))}


def test_every_slot_of_every_page_is_a_text(rendered: Rendered) -> None:
    assert not failing(rendered, lambda page, slots: [s for s in SLOTS if not isinstance(slots[s], str)] or set(slots) ^ set(SLOTS))


def test_every_page_has_one_title(rendered: Rendered) -> None:
    assert not failing(rendered, lambda page, slots: len(body(slots).xpath(".//h1")) != 1)


def test_no_page_repeats_an_anchor(rendered: Rendered) -> None:
    assert not failing(rendered, lambda page, slots: [k for k, n in Counter(body(slots).xpath(".//@id")).items() if n > 1])


def test_links_inside_a_page_find_their_anchor(rendered: Rendered) -> None:
    def lost(page: Page, slots: Slots) -> list[str]:
        made = body(slots)
        anchors = set(made.xpath(".//@id"))
        toc = re.findall(r'href="(#[^"]*)"', slots["toc"])
        return [link for link in [*made.xpath(".//a/@href"), *toc] if link.startswith("#") and link[1:] not in anchors]

    assert not failing(rendered, lost)


def test_no_page_shows_the_program_s_own_words(rendered: Rendered) -> None:
    own = re.compile(r">\s*None\s*<|\bNone\N{NO-BREAK SPACE}|=\"None|Undefined|Decimal\(|Localized\(|&lt;Markup|<bound method|\{\{|\{%")
    assert not failing(rendered, lambda page, slots: own.search(slots["body"]))


def test_no_page_holds_inline_style_or_script(rendered: Rendered) -> None:
    assert not failing(rendered, lambda page, slots: body(slots).xpath(".//script | .//style | .//@style | .//@*[starts-with(name(), 'on')]"))


def test_links_have_a_target_and_a_text(rendered: Rendered) -> None:
    def poor(page: Page, slots: Slots) -> list[str]:
        links = body(slots).xpath(".//a")
        return [lxml.html.tostring(a).decode() for a in links if not a.get("href") or not (a.text_content().strip() or a.get("aria-label"))]

    assert not failing(rendered, poor)


def test_headings_do_not_jump(rendered: Rendered) -> None:
    def jumps(page: Page, slots: Slots) -> list[str]:
        levels = [int(h.tag[1]) for h in body(slots).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        return [f"h{a} h{b}" for a, b in zip([0, *levels], levels, strict=False) if b > a + 1]

    assert not failing(rendered, jumps)


def internal(page: Page, slots: Slots) -> set[str]:
    """The addresses of this site that a page links to."""
    up = "../" * page.depth
    links = re.findall(r'href="([^"#?]*)', "".join(slots[slot] for slot in SLOTS if slot != "head"))
    return {link.removeprefix(up).removeprefix("./") for link in links if link and not re.match(r"[a-z]+:|//", link)}


@pytest.mark.parametrize("which", ["small", "real"])
def test_no_link_is_broken(which: str, request: pytest.FixtureRequest) -> None:
    rendered: Rendered = request.getfixturevalue(f"{which}_rendered")
    site: Site = request.getfixturevalue({"small": "shown", "real": "real_shown"}[which])
    there = {page.address for page, _ in rendered} | {page.address for page in site.prose}
    files = {f"api/v1/{c}/{i}.json" for (c, i), entry in site.entries.items() if entry.addresses}
    files |= {sheet for page, _ in rendered if has_sheet(site, page) for sheet in ("ficha.pdf", "sheet.pdf")}
    files |= {"libro.pdf", "book.pdf"} if books_of(site) else set()
    files |= {feed_path(name, code, ending) for name in feeds_of(site) for code in site.settings.order for ending in FORMATS} | {OPML, OAI}
    files |= {citation_address(site.settings, entry, name) for entry in site.entries.values() if citable(entry) for name in CITATIONS}
    files |= {"api/v1/index.json", "data/catalog.jsonld", "data/datapackage.json"}
    assets = {"assets/icons.svg"}
    assert not failing(rendered, lambda page, slots: internal(page, slots) - there - files - assets)


def test_the_small_site_shows_every_collection_it_has(small_rendered: Rendered, shown: Site) -> None:
    present = {key[0] for key, entry in shown.entries.items() if entry.listed}
    assert {page.collection for page, _ in small_rendered if page.kind == "record"} == present
    assert present <= set(COLLECTIONS)


def test_prose_pages_have_the_same_slots(shown: Site) -> None:
    for page in shown.prose:
        slots = prose_slots(shown, page)
        assert set(slots) == set(SLOTS)
        assert len(body(slots).xpath(".//h1")) == 1


def test_a_prose_page_in_another_language_says_so(shown: Site) -> None:
    found = {page.language: prose_slots(shown, page) for page in shown.prose if page.path == "solo-espanol"}
    assert body(found["en"]).xpath(".//h1/@lang") == ["es"]
    assert body(found["en"]).find_class("notice")
    assert not body(found["es"]).find_class("notice")


def test_an_untranslated_text_keeps_its_figures_and_says_so(small_rendered: Rendered) -> None:
    slots = {page.language: slots for page, slots in small_rendered if page.key == ("case_studies", "textil-agua")}
    assert body(slots["en"]).find_class("notice")
    assert body(slots["en"]).xpath(".//div[@lang='es']")
    assert not body(slots["es"]).find_class("notice")


def test_both_figures_of_a_disagreement_are_shown(small_rendered: Rendered) -> None:
    slots = {page.language: slots for page, slots in small_rendered if page.key == ("case_studies", "fundicion-luz")}
    for language, (printed, computed) in {"es": ("7.6", "4.2"), "en": ("7.6", "4.2")}.items():
        text = body(slots[language]).get_element_by_id("discrepancy-1").text_content()
        assert printed in text
        assert computed in text


def test_a_natural_person_s_row_shows_amount_and_year_without_a_link(small_rendered: Rendered) -> None:
    slots = next(slots for page, slots in small_rendered if page.key == ("credit_lines", "linea-ejemplo") and page.language == "es")
    row = next(row for row in body(slots).xpath(".//tr") if "Persona natural" in row.text_content())
    assert "50\N{NO-BREAK SPACE}000" in row.text_content()
    assert not row.xpath(".//a[not(starts-with(@href, '#'))]")


def test_drafts_are_marked_where_they_are_shown(small_site: Site) -> None:
    site = derive(visible(replace(small_site, drafts=True)))
    page = next(page for page in plan(site) if page.key == ("case_studies", "borrador-curtiembre"))
    assert body(render(site, page)).find_class("draft")
