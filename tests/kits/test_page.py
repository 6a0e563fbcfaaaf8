"""What the page of a kit says of its files, in both languages."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
from conftest import AS_OF, Published

from generator import pipeline
from kits.making import rewrite

PAGES = {"es": "kits/kit-ejemplo/", "en": "en/tool-kits/kit-ejemplo/"}


@pytest.fixture(params=["es", "en"])
def page(request: pytest.FixtureRequest, kit_site: Published) -> tuple[str, lxml.html.HtmlElement]:
    return request.param, lxml.html.fromstring(kit_site.read(f"{PAGES[request.param]}index.html"))


def test_every_file_of_the_language_is_offered_with_its_size(page: tuple[str, lxml.html.HtmlElement], kit_site: Published) -> None:
    language, tree = page
    links = {urljoin(PAGES[language], link.get("href", "")): link for link in tree.xpath("//a[@download]")}
    home = kit_site.site / "kits/kit-ejemplo/0.1.0"
    for path in (home / language).rglob("*"):
        if path.is_file():
            link = links[path.relative_to(kit_site.site).as_posix()]
            assert f"{-(-path.stat().st_size // 1000)}\N{NO-BREAK SPACE}kB" in link.text_content()
    for other in ("es", "en"):
        assert f"kits/kit-ejemplo/0.1.0/kit-ejemplo-0.1.0-{other}.zip" in links


def test_the_first_archive_is_in_the_reader_s_language(page: tuple[str, lxml.html.HtmlElement]) -> None:
    language, tree = page
    first = tree.xpath("//a[@type='application/zip']")[0]
    assert first.get("href").endswith(f"-{language}.zip")
    assert "btn--main" in first.get("class")


def test_the_sums_on_the_page_are_those_of_the_files(page: tuple[str, lxml.html.HtmlElement], kit_site: Published) -> None:
    tree = page[1]
    rows = tree.xpath("//table[.//code]/tbody/tr")
    assert len(rows) == 12  # ten files and two archives
    for row in rows:
        content = (kit_site.site / "kits/kit-ejemplo/0.1.0" / row.xpath("string(th)")).read_bytes()
        assert row.xpath("string(td)") == hashlib.sha256(content).hexdigest()


def test_version_licence_and_changes_are_told(page: tuple[str, lxml.html.HtmlElement]) -> None:
    language, tree = page
    text = tree.text_content()
    assert "0.1.0" in text
    assert "Creative Commons" in text
    assert {"es": "Primera versión.", "en": "First version."}[language] in text
    assert {"es": "todavía no se pueden descargar", "en": "cannot be downloaded yet"}[language] not in text


def test_nothing_of_it_needs_a_script_or_a_style(page: tuple[str, lxml.html.HtmlElement]) -> None:
    assert not page[1].xpath("//main//script | //main//*[@style] | //main//*[@onclick]")


def test_a_preview_shows_the_files_of_the_last_build(kit_site: Published) -> None:
    _, snapshot = pipeline.snapshot(pipeline.Options(kit_site.project, kit_site.site, AS_OF))
    assert snapshot is not None
    for path in ("kits/kit-ejemplo/index.html", "kits/kit-ejemplo/0.1.0/es/guia.docx", "kits/kit-ejemplo/0.1.0/SHA256SUMS"):
        assert snapshot.content(path) == (kit_site.site / path).read_bytes()


def test_a_preview_does_not_wait_for_what_the_texts_say_now(kit_site: Published, tmp_path: Path) -> None:
    project = shutil.copytree(kit_site.project, tmp_path / "copy")
    rewrite(project, ("Reciba a la gente", "Salude"), file="toolkits/kit-ejemplo/es/guide.md")
    _, site = pipeline.prepared(project, AS_OF)
    assert site is not None
    assert not site.kits
