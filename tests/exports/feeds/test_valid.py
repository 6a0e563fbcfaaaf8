"""Every document of every feed passes a strict validator of its format, whatever its records say."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path

import feedparser
import pytest
from conftest import Published

from generator.derive.feeds import EVERYTHING, feeds_of
from generator.exports.feeds.article import LOST, Article, clean
from generator.exports.feeds.documents import FullLines, current
from generator.model import Entry, Localized, Site
from tests.exports.feeds import validators

UGLY = {
    "control characters": "a\x00b\x0bc\x1bd\x7f\x85e",
    "end of CDATA": "]]> <![CDATA[ &amp; & < > \" '",
    "emoji": "🏭💧👩🏽‍🔧 agua",
    "right to left": "\u202eabc\u202c עברית العربية",
    "lone surrogate": "a\ud800b",
    "not a character": "a\ufffeb\uffffc",
    "ten thousand letters": "palabra " * 1250,
    "ten thousand signs": "&" * 10_000,
    "one word": "x" * 10_000,
    "lines": "una\r\ndos\u2028tres\u0085cuatro\tcinco",
    "markup": "<script>alert(1)</script><b>no</b>",
    "spaces only inside": "a\u00a0\u200b\u3000b",
}


def feeds(site: Path) -> list[Path]:
    return [path for path in sorted((site / "feeds").rglob("*")) if path.suffix in (".atom", ".rss", ".json")]


def with_entry(site: Site, change: Callable[[Entry], Entry], key: tuple[str, str] = ("case_studies", "fundicion-luz")) -> Site:
    return replace(site, entries={**site.entries, key: change(site.entries[key])})


def documents(site: Site, name: str = EVERYTHING, articles: dict[tuple[tuple[str, str], str], Article] | None = None) -> dict[str, bytes]:
    return {made.path: made.content for made in current(site, name, FullLines(site, articles or {}))}


def test_every_feed_of_the_site_is_valid(published: Published) -> None:
    found = feeds(published.site)
    assert len(found) == len(feeds_of_site(published)) * 2 * 3
    assert [problem for path in found for problem in validators.problems(path.name, path.read_bytes())] == []


def feeds_of_site(published: Published) -> set[str]:
    return {path.stem for path in (published.site / "feeds" / "es").glob("*.atom")}


def test_there_is_a_feed_for_everything_a_reader_may_choose(shown: Site) -> None:
    names = set(feeds_of(shown))
    assert {"everything", "case_studies", "toolkits", "news", "kits", "opportunities", "area-pml", "theme-energy-efficiency", "country-pe"} <= names
    assert "consultants" not in names


def test_the_list_of_feeds_is_valid_and_names_files_that_exist(published: Published) -> None:
    content = (published.site / "feeds" / "feeds.opml").read_bytes()
    assert list(validators.opml(content)) == []
    outlines = [outline for outline in validators.strict(content).iter("outline") if outline.get("xmlUrl")]
    assert len(outlines) == 2 * len(feeds_of_site(published))
    for outline in outlines:
        for name, ending in (("xmlUrl", ""), ("htmlUrl", "index.html")):
            assert (published.site / (outline.get(name).removeprefix("https://ejemplo.test/") + ending)).is_file(), outline.get(name)


@pytest.mark.parametrize("text", UGLY.values(), ids=UGLY)
def test_bad_input_leaves_feeds_valid(shown: Site, text: str) -> None:
    title = Localized({"es": text, "en": text})
    site = with_entry(shown, lambda entry: replace(entry, title=title, summary=title))
    key = ("case_studies", "fundicion-luz")
    for given in ({}, {(key, code): Article(clean(f"<p>{escape(text)}</p>", "https://ejemplo.test/") or "<p>-</p>") for code in ("es", "en")}):
        found = documents(site, articles=given)
        assert [problem for path, content in found.items() for problem in validators.problems(path, content)] == []
        assert all(b"fundicion-luz" in content for content in found.values())


def test_a_lost_character_is_seen_to_be_lost(shown: Site) -> None:
    site = with_entry(shown, lambda entry: replace(entry, title=Localized({"es": "a\x0bb", "en": "a\x0bb"})))
    for path, content in documents(site).items():
        assert f">a{LOST}b<" in content.decode() or f'"title":"a{LOST}b"' in content.decode(), path


def test_a_feed_without_any_record_is_valid(shown: Site) -> None:
    site = replace(shown, entries={})
    for name in feeds_of(site):
        found = documents(site, name)
        assert [problem for path, content in found.items() for problem in validators.problems(path, content)] == []


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1970, 1, 1), date(9999, 12, 31)])
def test_any_date_is_valid(shown: Site, day: date) -> None:
    found = documents(with_entry(shown, lambda entry: replace(entry, updated=day)))
    assert [problem for path, content in found.items() for problem in validators.problems(path, content) if "younger" not in problem] == []


def test_what_a_reader_gets_is_what_the_record_says(published: Published) -> None:
    for ending in ("atom", "rss"):
        found = feedparser.parse((published.site / "feeds" / "es" / f"case_studies.{ending}").read_bytes())
        entry = next(entry for entry in found.entries if entry.link.endswith("/fundicion-cambia-luz/"))
        assert entry.id == "tag:ejemplo.test,2026:es/case_studies/fundicion-luz"
        assert entry.title == "Fundición Ejemplo gasta menos en luz"
        assert entry.summary == "Una fundición inventada cambió sus lámparas."
        assert "<strong>viejas</strong>" in entry.content[0].value
        assert {"Caso", "Eficiencia energética", "Producción Más Limpia", "Perú"} <= {tag.label or tag.term for tag in entry.tags}
        assert (entry.updated_parsed if ending == "atom" else entry.published_parsed)[:3] == (2026, 11, 23)
    found = json.loads((published.site / "feeds" / "es" / "case_studies.json").read_bytes())
    item = next(item for item in found["items"] if item["id"].endswith("/fundicion-luz"))
    assert "<strong>viejas</strong>" in item["content_html"] and item["_cet"]["translations"] == {"en": "https://ejemplo.test/en/case-studies/foundry-changes-lighting/"}
