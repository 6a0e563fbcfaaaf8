"""Who is in which feed: never a draft or a person, each language its own, a tombstone for what was withdrawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Published, checked, lines, whole
from lxml import html

from generator.derive import feeds
from generator.model import Localized, Site
from generator.render.urls import target_address
from tests.exports.feeds.validators import AT, A, strict

CASE = ("case_studies", "fundicion-luz")


def ids(content: bytes) -> set[str]:
    return {entry.findtext(f"{A}id") or "" for entry in strict(content).iter(f"{A}entry")}


def test_a_record_is_in_the_feeds_of_its_subjects(shown: Site) -> None:
    assert feeds.names_of(shown, shown.entries[CASE]) == ["everything", "case_studies", "theme-energy-efficiency", "area-pml", "country-pe"]


def test_nobody_s_name_is_in_a_feed(published: Published) -> None:
    for path in (published.site / "feeds").rglob("*.*"):
        assert b"consultants/" not in path.read_bytes() and b"c-000" not in path.read_bytes(), path


def test_no_draft_is_in_a_feed_even_where_drafts_are_built(small_site: Site) -> None:
    entry = small_site.entries["case_studies", "borrador-curtiembre"]
    assert entry.addresses and feeds.names_of(small_site, entry) == []


def test_a_withdrawn_record_leaves_a_tombstone_and_nothing_else(published: Published) -> None:
    for code, name in (("es", "everything"), ("es", "organisations"), ("en", "organisations")):
        content = (published.site / "feeds" / code / f"{name}.atom").read_bytes()
        dead = strict(content).find(f"{AT}deleted-entry")
        assert dict(dead.attrib) == {"ref": f"tag:ejemplo.test,2026:{code}/organisations/fundicion-antigua", "when": "2026-11-21T00:00:00Z"}
        assert not [name for name in ids(content) if name.endswith("/fundicion-antigua")]
        for ending in ("rss", "json"):
            assert "organisations/fundicion-antigua" not in published.read(f"feeds/{code}/{name}.{ending}")


def test_a_text_in_one_language_is_in_that_language_s_feed_only(shown: Site) -> None:
    entry = shown.entries[CASE]
    for change in ({"title": Localized({"es": "Solo"})}, {"summary": Localized({"es": "Solo"})}):
        site = replace(shown, entries={**shown.entries, CASE: replace(entry, **change)})
        assert CASE in {found.key for found in feeds.newest(site, "case_studies", "es")}
        assert CASE not in {found.key for found in feeds.newest(site, "case_studies", "en")}


def test_a_name_that_is_the_same_everywhere_is_in_every_feed(shown: Site) -> None:
    key = ("organisations", "fundicion-ejemplo-sac")
    for code in ("es", "en"):
        assert key in {found.key for found in feeds.newest(shown, "organisations", code)}


@pytest.mark.parametrize(("collection", "card", "name", "there"), [
    ("toolkits", {"stage": "proposed"}, "kits", False), ("toolkits", {"stage": "released"}, "kits", True),
    ("credit_lines", {"state": "historical"}, "opportunities", False), ("credit_lines", {"state": "open"}, "opportunities", True),
    ("trainings", {"state": "held"}, "opportunities", False), ("trainings", {"state": "planned"}, "opportunities", True),
    ("case_studies", {"state": "open"}, "opportunities", False),
])
def test_kits_are_released_and_opportunities_open(shown: Site, collection: str, card: dict[str, str], name: str, there: bool) -> None:
    entry = replace(shown.entries[CASE], key=(collection, "x"), card=card)
    assert (name in feeds.names_of(shown, entry)) == there


def test_a_network_s_feed_has_what_is_marked_for_it(real_shown: Site) -> None:
    found = feeds.shelves(real_shown)["cp-latinnet"]
    assert ("news", "plataforma-en-linea") in {entry.key for entry in found}
    assert {entry.key[0] for entry in found} == {"case_studies", "news"}
    assert all(("networks", "cp-latinnet") in entry.subjects for entry in found)


def test_the_list_of_feeds_follows_from_vocabularies_and_not_from_records(shown: Site) -> None:
    assert [*feeds.feeds_of(shown)] == [*feeds.feeds_of(replace(shown, entries={}))]


def test_every_page_s_head_names_its_feeds(published: Published) -> None:
    base = "https://ejemplo.test/feeds"
    for path, expected in (
        ("index.html", [f"{base}/es/everything.atom"]), ("acerca/index.html", [f"{base}/es/everything.atom"]),
        ("casos/fundicion-cambia-luz/index.html", [f"{base}/es/everything.atom", f"{base}/es/case_studies.atom"]),
        ("en/case-studies/index.html", [f"{base}/en/everything.atom", f"{base}/en/case_studies.atom"]),
        ("suscribirse/pais-peru/index.html", [f"{base}/es/everything.atom", f"{base}/es/country-pe.atom"]),
    ):
        page = html.fromstring(published.read(path).encode())
        assert page.xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href") == expected, path


def test_beside_every_feed_stands_a_page_that_says_the_same(published: Published) -> None:
    for atom in sorted((published.site / "feeds").glob("*/*.atom")):
        root = strict(atom.read_bytes())
        there = root.find(f"{A}link[@rel='alternate'][@type='text/html']").get("href").removeprefix("https://ejemplo.test/")
        page = html.fromstring((published.site / there / "index.html").read_bytes())
        titles = [entry.findtext(f"{A}title") for entry in root.iter(f"{A}entry")]
        assert [title.text_content() for title in page.xpath("//h3[@class='card-title']")] == titles, there
        assert page.xpath("//code[@id='feed-address']/text()") == [f"https://ejemplo.test/{atom.relative_to(published.site).as_posix()}"]


def test_no_page_takes_an_address_of_the_feeds(small: Path) -> None:
    for code, segment in (("es", "suscribirse"), ("en", "subscribe")):
        page = small / "content" / "pages" / code / segment / "todo.md"
        page.parent.mkdir()
        page.write_text("---\ntitle: x\ndescription: x\nupdated: 2026-11-20\n---\n\nx\n", encoding="utf-8")
        assert f"address-reserved content/pages/{code}/{segment}/todo.md:1:1" in lines(checked(small).report)
        page.unlink()


def test_a_record_can_be_marked_for_a_network_that_exists_only(small: Path) -> None:
    networks = small / "content" / "vocabularies" / "networks.yml"
    networks.write_text("- {id: red, label: {es: Red, en: Network}, feed: true}\n", encoding="utf-8")
    case = small / "case_studies" / "fundicion-luz.yml"
    text = case.read_text(encoding="utf-8")
    for name, findings in (("red", 0), ("no-existe", 1)):
        case.write_text(f"{text}syndicate: [{name}]\n", encoding="utf-8")
        assert len([line for line in lines(checked(small).report) if "fundicion-luz" in line]) == findings
    case.write_text(f"{text}syndicate: [red]\n", encoding="utf-8")
    assert [entry.key for entry in feeds.shelves(whole(small))["red"]] == [CASE]


def test_menus_lead_to_the_page_that_explains_feeds(real_shown: Site) -> None:
    assert [target_address(real_shown, "subscribe:", code) for code in ("es", "en")] == ["suscribirse/", "en/subscribe/"]
