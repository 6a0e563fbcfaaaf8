"""The page of the translations: what is to be done, by language and collection, for published records only."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest

from generator.model import Entry, Key, Site
from generator.render import translations
from generator.render.pages import plan_lists
from generator.render.render import render

CASE: Key = ("case_studies", "fundicion-luz")
PERSON = "consultants"


def body(site: Site, language: str) -> lxml.html.HtmlElement:
    [page] = [page for page in plan_lists(site) if page.kind == "translations" and page.language == language]
    return lxml.html.fromstring(f"<div>{render(site, page)['body']}</div>")


def with_gaps(site: Site, gaps: dict[Key, tuple[tuple[str, str, str], ...]], **more: str) -> Site:
    """The site whose records have these gaps and no others; ``more`` is for their entries."""
    def of(key: Key, entry: Entry) -> Entry:
        return replace(entry, gaps=gaps.get(key, ()), **(more if key in gaps else {}))

    entries = {key: of(key, entry) for key, entry in site.entries.items()}
    prose = tuple(replace(page, text_language=page.language) for page in site.prose)
    return replace(site, entries=entries, prose=prose)


def row(found: lxml.html.HtmlElement, name: str) -> list[str]:
    [cells] = [line.xpath("td/text()") for line in found.xpath("//tbody/tr") if line[0].text_content() == name]
    return [str(cell) for cell in cells]


def said(found: lxml.html.HtmlElement) -> list[str]:
    return [" ".join(item.text_content().split()) for item in found.xpath("//ul/li")]


@pytest.mark.parametrize(("language", "words"), [
    ("es", "desactualizado: Resumen; falta: Medidas · Qué se hizo"), ("en", "stale: Summary; missing: Measures · What was done"),
])
def test_a_record_is_counted_and_named_with_its_fields(shown: Site, language: str, words: str) -> None:
    site = with_gaps(shown, {CASE: (("en", "missing", "measures.title"), ("en", "stale", "summary"))})
    found, total = body(site, language), len(site.of("case_studies"))
    assert row(found, shown.strings[language]["collection.case_studies.many"]) == ["1", "1", "0", str(total - 1), str(total)]
    [item] = said(found)
    assert item.endswith(words)
    [link] = found.xpath("//ul/li/a/@href")
    assert link == ("../" * (1 if language == "es" else 2)) + site.entries[CASE].addresses[language]


def test_stale_ones_stand_first_and_the_rest_is_a_number(shown: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "MOST", 2)
    keys = [entry.key for entry in shown.of("organisations")][:2]
    site = with_gaps(shown, {keys[0]: (("en", "machine", "title"),), keys[1]: (("en", "missing", "title"),), CASE: (("en", "stale", "title"),)})
    found = body(site, "en")
    assert [item.partition(")")[2].partition(":")[0] for item in said(found)] == ["stale", "missing"]
    assert "and 1 more" in found.text_content() and found.xpath("//p/code/text()") == ["cet translations --to en"]


@pytest.mark.parametrize(("language", "words"), [("es", "Todo está traducido"), ("en", "Everything is translated")])
def test_where_nothing_is_to_be_done_it_says_so(shown: Site, language: str, words: str) -> None:
    found = body(with_gaps(shown, {}), language)
    assert found.text_content().count(words) == len(shown.settings.languages)
    assert not found.xpath("//table | //ul")


def test_a_page_without_translation_is_named_under_its_title(shown: Site) -> None:
    site = with_gaps(shown, {})
    first = next(page for page in site.prose if page.language == "en")
    site = replace(site, prose=tuple(replace(page, text_language="es") if page is first else page for page in site.prose))
    found = body(site, "es")
    title = next(page.title for page in site.prose if page.path == first.path and page.language == "es")
    assert said(found) == [f"{title} (página de texto)falta"]


def test_drafts_and_retired_records_are_not_on_it(shown: Site) -> None:
    for status in ("draft", "retired"):
        site = with_gaps(shown, {CASE: (("en", "missing", "summary"),)}, status=status)
        assert not said(body(site, "es"))


def test_of_persons_only_those_who_may_be_shown(small_site: Site, shown: Site) -> None:
    hidden = {key for key in small_site.entries if key[0] == PERSON} - shown.entries.keys()
    assert hidden
    site = with_gaps(shown, {key: (("en", "missing", "summary"),) for key in small_site.entries if key[0] == PERSON})
    text = body(site, "es").text_content()
    assert not [key for key in hidden if key[1] in text]


def test_search_engines_are_asked_to_leave_it_out(shown: Site) -> None:
    [page] = [page for page in plan_lists(shown) if page.kind == "translations" and page.language == "es"]
    assert page.address == "traducciones/"
    assert '<meta name="robots" content="noindex">' in render(shown, page)["head"]
