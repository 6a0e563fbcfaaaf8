"""The plan: which pages there are, where, and that no two share a place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from generator.model import Entry, Localized, Site, Term
from generator.render.pages import PER_PAGE, Page, facet_address, facet_members, plan, short_label, slugify
from generator.schemas import COLLECTIONS
from generator.schemas.core.collection import Facet


def addresses(pages: list[Page]) -> list[str]:
    return [page.address for page in pages]


@pytest.mark.parametrize("fixture", ["shown", "real_shown"])
def test_no_two_pages_share_an_address(fixture: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(fixture)
    taken = Counter([*addresses(plan(site)), *(page.address for page in site.prose)])
    assert [address for address, count in taken.items() if count > 1] == []


@pytest.mark.parametrize("fixture", ["shown", "real_shown"])
def test_every_page_exists_in_every_language(fixture: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(fixture)
    pages = {page.address: page for page in plan(site)}
    for page in pages.values():
        assert set(page.alternates) == set(site.settings.order)
        assert page.alternates[page.language] == page.address
        for language, there in page.alternates.items():
            assert pages[there].language == language
            assert pages[there].alternates == page.alternates


@pytest.mark.parametrize("fixture", ["shown", "real_shown"])
def test_addresses_are_plain_folders(fixture: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(fixture)
    for page in plan(site):
        assert page.address == page.address.lower()
        assert not page.address or page.address.endswith("/")
        assert all(part and slugify(part.replace(".", "-")) == part.replace(".", "-") for part in page.address.split("/")[:-1])
        assert page.address.startswith(site.settings.prefixes[page.language])


def test_the_plan_is_the_same_twice(shown: Site, small_pages: list[Page]) -> None:
    assert plan(shown) == small_pages


def kinds(pages: list[Page], collection: str, identifier: str) -> list[str]:
    return [page.kind for page in pages if page.key == (collection, identifier)]


def test_records_retired_records_and_parts_have_their_pages(small_pages: list[Page]) -> None:
    assert kinds(small_pages, "case_studies", "fundicion-luz") == ["record", "record"]
    assert kinds(small_pages, "organisations", "fundicion-antigua") == ["retired", "retired"]
    assert sorted(kinds(small_pages, "awards", "premio-ejemplo")) == ["part", "part", "record", "record"]


def test_drafts_hidden_people_and_natural_persons_have_none(small_pages: list[Page]) -> None:
    for key in (("case_studies", "borrador-curtiembre"), ("consultants", "c-0003"), ("credit_projects", "ej-02")):
        assert not kinds(small_pages, *key)


def test_a_retired_record_stands_in_no_list(small_pages: list[Page]) -> None:
    listed = {entry.key for page in small_pages for entry in page.entries}
    assert ("organisations", "fundicion-ejemplo-sac") in listed
    assert ("organisations", "fundicion-antigua") not in listed


def with_copies(site: Site, count: int) -> Site:
    """The site with so many cases that its list needs several pages."""
    entry = site.entries["case_studies", "textil-agua"]
    record = site.records[entry.key]
    entries: dict[tuple[str, str], Entry] = dict(site.entries)
    records = dict(site.records)
    for number in range(count):
        key = ("case_studies", f"copia-{number:03}")
        places = {code: address.replace("textil-agua", key[1]) for code, address in entry.addresses.items()}
        entries[key] = replace(entry, key=key, addresses=places, order=(True, key[1]))
        records[key] = replace(record, id=key[1])
    return replace(site, entries=entries, records=records)


@pytest.mark.parametrize(("more", "pages"), [(PER_PAGE - 2, 1), (PER_PAGE - 1, 2), (2 * PER_PAGE, 3)])
def test_a_long_list_is_cut_into_pages(shown: Site, more: int, pages: int) -> None:
    site = with_copies(shown, more)
    found = [p for p in plan(site) if p.kind == "list" and p.collection == "case_studies" and not p.facet and p.language == "es"]
    assert [page.number for page in found] == list(range(1, pages + 1))
    assert {(page.pages, page.total) for page in found} == {(pages, more + 2)}
    assert [entry for page in found for entry in page.entries] == site.of("case_studies")
    assert all(0 < len(page.entries) <= PER_PAGE for page in found)


def test_further_pages_have_their_own_address_in_each_language(shown: Site) -> None:
    found = {page.address for page in plan(with_copies(shown, PER_PAGE)) if page.number == 2 and not page.facet}
    assert found == {"casos/pagina/2/", "en/case-studies/page/2/"}


def test_a_collection_without_records_still_has_its_list(small_pages: list[Page]) -> None:
    page = next(page for page in small_pages if page.collection == "news" and page.language == "es")
    assert (page.kind, page.total, page.pages, page.entries) == ("list", 0, 1, ())


def test_facet_pages_hold_the_records_of_their_value(shown: Site, small_pages: list[Page]) -> None:
    water = next(page for page in small_pages if page.facet == "resource" and page.value == "water" and page.language == "en")
    assert water.address == "en/case-studies/resource/water/"
    assert {entry.key[1] for entry in water.entries} == {"fundicion-luz", "textil-agua"}
    energy = next(page for page in small_pages if page.facet == "resource" and page.value == "energy" and page.language == "es")
    assert energy.address == facet_address(shown, "case_studies", "resource", "energy", "es") == "casos/recurso/energia/"


def test_facet_values_come_with_the_most_frequent_first(shown: Site) -> None:
    facet: Facet = next(f for f in COLLECTIONS["case_studies"].facets if f.id == "resource")
    assert list(facet_members(facet, shown.of("case_studies"))) == ["water", "energy"]


@pytest.mark.parametrize(("text", "slug"), [
    ("Energía eléctrica", "energia-electrica"), ("Ñandú & Cía.", "nandu-cia"), ("  a--b  ", "a-b"), ("CO₂", "co2"), ("水", ""),
])
def test_slugs_are_plain_words(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_the_short_label_is_used_where_there_is_one() -> None:
    long, short = Localized({"es": "Fabricación de metales básicos"}), Localized({"es": "Metales"})
    assert short_label(Term("24", long, {})) is long
    assert short_label(Term("24", long, {"short": short})) is short
