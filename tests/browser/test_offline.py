"""The copy to take along, unpacked and opened from the disk: home, case, search, the other language, dark; no network, no complaint."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Published
from playwright.sync_api import Browser

from .conftest import Visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def unpacked(complete: Published, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("una carpeta con ñ")
    with zipfile.ZipFile(complete.site / "data" / "sitio-de-ejemplo.zip") as archive:
        archive.extractall(folder)
    return Path(folder, "sitio-de-ejemplo").as_uri() + "/"


@pytest.fixture(params=[1280, 360], ids=["desk", "phone"])
def disk(browser: Browser, unpacked: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": request.param, "height": 800}, offline=True)
    context.set_default_timeout(20_000)
    yield Visit(context.new_page(), unpacked)
    context.close()


def test_a_reader_without_a_network_finds_a_case(disk: Visit) -> None:
    page = disk.go("index.html")
    page.locator(".card-title a").first.click()
    page.wait_for_url("**/casos/*/index.html")
    page.locator("h1").wait_for()
    page.locator("[data-find]").click()
    page.locator("#offline-search").fill("FUNDICION luz")
    assert page.locator("#offline-count").inner_text() == "1 resultado"
    page.locator("#offline-hits a").first.click()
    page.wait_for_url("**/casos/*/index.html")
    assert page.locator("h1").inner_text() == "Fundición Ejemplo gasta menos en luz"
    page.locator(".lang a").first.click()
    page.wait_for_url("**/en/**")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("[data-theme]").click()
    dark = page.locator("html").get_attribute("data-md-color-scheme")
    page.reload()
    assert page.locator("html").get_attribute("data-md-color-scheme") == dark
    assert disk.problems == []
    assert [url for url in disk.requests if not url.startswith(disk.root)] == []


def test_symbols_are_seen(disk: Visit) -> None:
    page = disk.go("casos/fundicion-cambia-luz/index.html")
    symbol = page.locator(".meta svg use").first.get_attribute("href")
    assert symbol
    assert symbol.startswith("#")
    assert page.locator(f"symbol{symbol}").count() == 1
    assert page.locator(".meta svg").first.evaluate("e => e.getBBox().width") > 0


def test_the_search_says_when_there_is_nothing(disk: Visit) -> None:
    page = disk.go("en/find/index.html")
    page.locator("#offline-search").fill("zzz <b>")
    assert page.locator("#offline-count").inner_text() == "No record has all of these words."
    page.locator("#offline-search").fill("")
    assert page.locator("#offline-count").inner_text() == ""
    assert page.locator("#offline-hits li").count() == 0
    assert disk.problems == []


def test_the_search_key_leads_to_the_search(disk: Visit) -> None:
    page = disk.go("casos/fundicion-cambia-luz/index.html")
    page.keyboard.press("/")
    page.wait_for_url("**/buscar/index.html")
    assert page.evaluate("document.activeElement.id") == "offline-search"
    assert disk.problems == []


def test_a_filter_leads_to_the_page_of_its_value(disk: Visit) -> None:
    page = disk.go("casos/index.html")
    if page.locator(".facets summary").is_visible() and not page.locator(".facet-group a").first.is_visible():
        page.locator(".facets summary").first.click()
    page.locator(".facet-group a:visible").first.click()
    page.wait_for_url("**/casos/*/*/index.html")
    assert page.locator(".list-head select").count() == 0 or not page.locator(".list-head select").is_visible()
    assert disk.problems == []
