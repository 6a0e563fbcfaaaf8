"""``sitemap.xml``, ``robots.txt`` and the pages for lost addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
from conftest import Published
from lxml import etree

from generator.derive.visible import visible
from generator.exports import sitemap
from generator.model import Site
from generator.render.pages import Page, plan

BASE = "https://ejemplo.test/"
SCHEMAS = Path(__file__).parent / "schemas"
NAMES = {"s": sitemap.SM, "x": sitemap.XHTML, "i": sitemap.IMAGE}


def urls(xml: bytes) -> Iterator[tuple[str, str, dict[str, str]]]:
    for url in etree.fromstring(xml).iterfind("s:url", NAMES):
        alternates = {link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", NAMES)}
        yield url.findtext("s:loc", namespaces=NAMES), url.findtext("s:lastmod", namespaces=NAMES), alternates


@cache
def schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / f"{name}.xsd")))


def complaints(content: bytes, name: str = "sitemap-parts") -> list[str]:
    schema(name).validate(etree.fromstring(content))
    return [str(error) for error in schema(name).error_log]


@pytest.fixture
def found(published: Published) -> dict[str, tuple[str, dict[str, str]]]:
    return {address: (changed, alternates) for address, changed, alternates in urls((published.site / "sitemap.xml").read_bytes())}


def test_every_address_is_a_page_of_the_site(published: Published, found: dict[str, tuple[str, dict[str, str]]]) -> None:
    assert all((published.site / address.removeprefix(BASE) / "index.html").is_file() for address in found)


def test_every_page_is_in_it_once_but_those_search_engines_leave_out(published: Published, found: dict[str, tuple[str, dict[str, str]]]) -> None:
    folders = [path.parent.relative_to(published.site).as_posix() for path in published.site.rglob("index.html")]
    pages = {BASE if folder == "." else f"{BASE}{folder}/" for folder in folders}
    retired = {f"{BASE}directorio/fundicion-antigua/", f"{BASE}en/directory/fundicion-antigua/"}
    for_editors = {f"{BASE}traducciones/", f"{BASE}en/translations/"}
    assert set(found) == pages - retired - for_editors
    listed = [address for address, _, _ in urls((published.site / "sitemap.xml").read_bytes())]
    assert listed == sorted(set(listed))


def test_alternates_are_mutual_and_the_default_is_spanish(found: dict[str, tuple[str, dict[str, str]]]) -> None:
    for address, (_, alternates) in found.items():
        assert set(alternates) == {"es", "en", "x-default"}
        assert alternates["x-default"] == alternates["es"]
        assert address in alternates.values()
        for there in alternates.values():
            assert found[there][1] == alternates


def test_alternates_agree_with_the_page_s_own(published: Published, found: dict[str, tuple[str, dict[str, str]]]) -> None:
    for address, (_, alternates) in found.items():
        page = lxml.html.parse(str(published.site / address.removeprefix(BASE) / "index.html"))
        links = page.xpath("//link[@rel='alternate'][@hreflang]")
        assert {link.get("hreflang"): link.get("href") for link in links} == alternates
        assert page.xpath("//link[@rel='canonical']/@href") == [address]


def test_the_last_change_is_the_editor_s_date(found: dict[str, tuple[str, dict[str, str]]]) -> None:
    assert found[f"{BASE}casos/textil-agua/"][0] == "2026-11-20"
    assert found[f"{BASE}en/case-studies/foundry-changes-lighting/"][0] == "2026-11-23"
    assert all(date.fromisoformat(changed) <= date(2026, 11, 23) for changed, _ in found.values())


def test_drafts_are_left_out_even_where_they_are_built(small_site: Site) -> None:
    site = visible(replace(small_site, drafts=True))
    pages = plan(site)
    assert any(page.key == ("case_studies", "borrador-curtiembre") for page in pages)
    made = {artifact.path: artifact.content for artifact in sitemap.artifacts(site, pages)}
    assert b"borrador" not in made["sitemap.xml"]


def test_beyond_the_limit_there_is_an_index(shown: Site, small_pages: list[Page], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = next(a.content for a in sitemap.artifacts(shown, small_pages) if a.path == "sitemap.xml")
    monkeypatch.setattr(sitemap, "LIMIT", 40)
    made = {artifact.path: artifact.content for artifact in sitemap.artifacts(shown, small_pages)}
    index = etree.fromstring(made["sitemap.xml"])
    assert etree.QName(index).localname == "sitemapindex"
    names = [loc.text.removeprefix(BASE) for loc in index.iterfind("s:sitemap/s:loc", NAMES)]
    assert names == [f"sitemap-{number}.xml" for number in range(1, len(names) + 1)] == sorted(set(made) - {"sitemap.xml", "robots.txt"})
    parts = [list(urls(made[name])) for name in names]
    assert [len(part) for part in parts[:-1]] == [40] * (len(names) - 1)
    assert [url for part in parts for url in part] == list(urls(whole))
    dates = [changed.text for changed in index.iterfind("s:sitemap/s:lastmod", NAMES)]
    assert dates == [max(url[1] for url in part) for part in parts]


def test_every_document_is_valid(published: Published, complete: Published, shown: Site, small_pages: list[Page], monkeypatch: pytest.MonkeyPatch) -> None:
    for site in (published, complete):
        assert complaints((site.site / "sitemap.xml").read_bytes()) == []
    monkeypatch.setattr(sitemap, "LIMIT", 40)
    for artifact in sitemap.artifacts(shown, small_pages):
        if artifact.path.endswith(".xml"):
            assert complaints(artifact.content, "siteindex" if artifact.path == "sitemap.xml" else "sitemap-parts") == []
            assert len(artifact.content) < 50 * 1024 * 1024


@pytest.mark.parametrize(("wrong", "right"), [
    (b"<lastmod>2026", b"<lastmod>ayer"), (b'hreflang="es"', b'hreflang="espa"'), (b"<loc>https://ejemplo.test/", b"<loc>x"), (b' rel="alternate"', b""),
])
def test_the_schema_complains(published: Published, wrong: bytes, right: bytes) -> None:
    content = (published.site / "sitemap.xml").read_bytes()
    assert wrong in content and complaints(content.replace(wrong, right))


def test_a_page_with_a_card_of_its_own_names_it(complete: Published) -> None:
    root = etree.fromstring((complete.site / "sitemap.xml").read_bytes())
    pictures = {url.findtext("s:loc", namespaces=NAMES): [loc.text for loc in url.iterfind("i:image/i:loc", NAMES)] for url in root.iterfind("s:url", NAMES)}
    assert pictures[f"{BASE}casos/textil-agua/"] == [f"{BASE}casos/textil-agua/card.png"]
    assert pictures[f"{BASE}casos/"] == pictures[BASE] == []
    assert all((complete.site / place.removeprefix(BASE)).is_file() for places in pictures.values() for place in places)
    for address, places in pictures.items():
        page = lxml.html.parse(str(complete.site / address.removeprefix(BASE) / "index.html"))
        assert not places or page.xpath("//meta[@property='og:image']/@content") == places


def test_fifty_thousand_addresses_fit_into_a_file(complete: Published) -> None:
    """A sitemap may have 50 MB."""
    content = (complete.site / "sitemap.xml").read_bytes()
    assert max(len(part) for part in content.split(b"<url>")) * sitemap.LIMIT < 50 * 1024 * 1024


def test_exactly_the_limit_is_still_one_sitemap(shown: Site, small_pages: list[Page], monkeypatch: pytest.MonkeyPatch) -> None:
    count = len(list(urls(next(a.content for a in sitemap.artifacts(shown, small_pages) if a.path == "sitemap.xml"))))
    monkeypatch.setattr(sitemap, "LIMIT", count)
    assert {artifact.path for artifact in sitemap.artifacts(shown, small_pages)} == {"sitemap.xml", "robots.txt"}


def test_robots_name_the_sitemap(published: Published) -> None:
    assert published.read("robots.txt").splitlines() == ["User-agent: *", "Allow: /", "", f"Sitemap: {BASE}sitemap.xml"]


@pytest.mark.parametrize(("path", "language", "words", "cases"), [
    ("404.html", "es", "No encontramos esa página", "casos/"), ("en/404.html", "en", "We could not find that page", "en/case-studies/"),
])
def test_lost_addresses_have_a_page_in_each_language(published: Published, path: str, language: str, words: str, cases: str) -> None:
    page = lxml.html.document_fromstring(published.read(path))
    assert page.get("lang") == language
    assert page.findtext(".//h1") == words
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    links = page.xpath("//a/@href | //link/@href | //script/@src | //img/@src")
    assert all(link.startswith(("/", "#", "https://")) for link in links)  # it is served from any depth
    places = [urljoin(BASE, link).removeprefix(BASE) for link in links if link.startswith("/")]
    assert cases in places
    assert all((published.site / place).exists() for place in places)
