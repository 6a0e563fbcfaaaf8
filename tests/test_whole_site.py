"""The repository's own site, built once and walked as a visitor's browser would: every link leads somewhere."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from tests.exports.feeds import validators


@pytest.fixture(scope="module")
def site(real_published: Path) -> Path:
    return real_published


@cache
def tree(page: Path) -> html.HtmlElement:
    return html.parse(str(page)).getroot()


@cache
def ids(page: Path) -> Counter[str]:
    return Counter(element.get("id") for element in tree(page).iter() if isinstance(element.tag, str) and element.get("id"))


def pages(site: Path) -> Iterator[Path]:
    return (page for page in sorted(site.rglob("*.html")) if page.name != "404.html")


def broken(site: Path, page: Path, files: set[str]) -> Iterator[str]:
    here = page.relative_to(site).as_posix()
    for element in tree(page).iter("a", "link", "script", "img", "use"):
        link = element.get("href") or element.get("src") or ""
        parts = urlsplit(link)
        if parts.scheme or not link:
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path))) if parts.path else here
        target = target if target in files else posixpath.normpath(f"{target}/index.html")
        if target not in files or (parts.fragment and target.endswith(".html") and parts.fragment not in ids(site / target)):
            yield f"{here}: {link}"


def test_every_internal_link_and_fragment_leads_somewhere(site: Path) -> None:
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert [link for page in pages(site) for link in broken(site, page, files)] == []


def test_every_page_has_one_heading_and_no_id_twice(site: Path) -> None:
    for page in pages(site):
        assert len(tree(page).findall(".//h1")) == 1, page
        assert [name for name, count in ids(page).items() if count > 1] == [], page


def test_every_page_exists_in_both_languages_and_says_so(site: Path) -> None:
    for page in pages(site):
        link = tree(page).xpath('//div[@class="lang"]/a')[0]
        assert (page.parent / link.get("href") / "index.html").resolve().exists(), page
        languages = {found.get("hreflang") for found in tree(page).xpath('//link[@rel="alternate"][@hreflang]')}
        assert languages == {"es", "en", "x-default"}, page


def test_no_page_has_inline_script_or_style(site: Path) -> None:
    for page in pages(site):
        for element in tree(page).iter():
            if isinstance(element.tag, str):
                assert element.tag != "style" and not element.get("style"), page
                assert not any(name.startswith("on") for name in element.keys()), page  # noqa: SIM118
                if element.tag == "script":
                    assert element.get("src") or element.get("type") == "application/ld+json", page


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    for page in pages(site):
        for element in tree(page).iter("script", "img", "use", "iframe", "source", "video", "audio"):
            assert not urlsplit(element.get("src") or element.get("href") or "").netloc, page
        for element in tree(page).iter("link"):
            if element.get("rel") in ("stylesheet", "icon", "preload"):
                assert not urlsplit(element.get("href")).netloc, page


def test_every_feed_is_valid(site: Path) -> None:
    feeds = [path for path in sorted((site / "feeds").rglob("*.*")) if path.suffix != ".opml"][:: 1 if os.environ.get("CET_LONG") else 3]
    assert feeds
    assert [problem for path in feeds for problem in validators.problems(str(path), path.read_bytes())] == []
    assert list(validators.opml((site / "feeds" / "feeds.opml").read_bytes())) == []
