"""What a template sees: texts with their language, figures with their qualifier, links that lead somewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import lxml.html
import pytest

from generator.derive.figures import Payback
from generator.model import Localized, Money, Quantity, Site
from generator.render.cases import PageView
from generator.render.pages import Page, plan_record
from generator.render.render import render
from generator.render.urls import relative
from generator.schemas.core.common import Review
from generator.schemas.core.freshness import digest_of

D = Decimal
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def view(shown: Site, small_pages: list[Page]) -> PageView:
    return view_of(shown, small_pages, "es")


@pytest.fixture
def english(shown: Site, small_pages: list[Page]) -> PageView:
    return view_of(shown, small_pages, "en")


def view_of(site: Site, pages: list[Page], language: str) -> PageView:
    return PageView(site, next(p for p in pages if p.key == ("case_studies", "fundicion-luz") and p.language == language))


def test_a_text_is_marked_only_where_it_is_in_another_language(view: PageView, english: PageView) -> None:
    only_spanish = Localized({"es": "Solo <aquí>"})
    assert view.text(only_spanish) == "Solo &lt;aquí&gt;"
    assert english.text(only_spanish) == '<span lang="es">Solo &lt;aquí&gt;</span>'
    assert english.text(Localized({"": "Nestlé S.A."})) == "Nestlé S.A."
    assert english.text(None) == ""


def test_prose_is_marked_as_a_block(view: PageView, english: PageView) -> None:
    only_spanish = Localized({"es": "Una **cosa**"})
    assert "lang" not in view.prose(only_spanish)
    block = lxml.html.fromstring(english.prose(only_spanish))
    assert (block.tag, block.get("lang"), block.findtext(".//strong")) == ("div", "es", "cosa")


def test_untranslated_means_shown_in_another_language(view: PageView, english: PageView) -> None:
    texts = (Localized({"es": "x"}), None)
    assert english.untranslated(*texts)
    assert not view.untranslated(*texts)
    assert not english.untranslated(Localized({"": "name"}), Localized({"es": "x", "en": "x"}))


def test_a_third_language_falls_back_in_the_site_s_order(view: PageView) -> None:
    assert view.text(Localized({"pt": "ó", "en": "oh"})) == '<span lang="en">oh</span>'
    assert view.text(Localized({"pt": "ó"})) == '<span lang="pt">ó</span>'


def test_a_qualifier_is_part_of_the_figure(view: PageView, english: PageView) -> None:
    money = Money(D("20400"), "USD", qualifier="more_than")
    spanish, other = (lxml.html.fromstring(f"<p>{v.amount(money)}</p>").text_content() for v in (view, english))
    assert spanish == f"más de US${NBSP}20{NBSP}400"
    assert other == "more than US$20,400"
    assert 'class="qualifier"' in view.amount(money)
    assert view.amount(Money(D("20400"), "USD")) == f"US${NBSP}20{NBSP}400"


@pytest.mark.parametrize(("value", "unit", "expected"), [
    ("14.15842", "m3", "14.158"), ("14158.42", "m3", f"14{NBSP}158"), ("-0.0123456", "m3", "0.012346"), ("5.000", "m3", "5"), ("1200", "kWh", f"1{NBSP}200"),
])
def test_a_converted_quantity_pretends_no_accuracy(view: PageView, value: str, unit: str, expected: str) -> None:
    assert view.canonical(Quantity(D(value), unit)).rpartition(NBSP)[0] == expected


def test_a_computed_payback_says_when_it_is_approximate(view: PageView, english: PageView) -> None:
    assert view.payback(Payback(D("4.234"), approximate=False)) == f"4.2{NBSP}meses"
    assert english.payback(Payback(D("4.234"), approximate=True)) == f"approx. 4.2{NBSP}months"


@pytest.mark.parametrize(("months", "es", "en"), [
    ("0.92", f"28{NBSP}días", f"28{NBSP}days"),
    ("0.0329", f"1{NBSP}día", f"1{NBSP}day"),
    ("1.3", f"1.3{NBSP}meses", f"1.3{NBSP}months"),
    ("91.2", f"7.6{NBSP}años", f"7.6{NBSP}years"),
])
def test_durations_in_words(view: PageView, english: PageView, months: str, es: str, en: str) -> None:
    assert (view.duration(D(months)), english.duration(D(months))) == (es, en)


@pytest.mark.parametrize(("count", "es", "en"), [(1, "1 caso", "1 case"), (0, "0 casos", "0 cases"), (7, "7 casos", "7 cases"), (1234, f"1{NBSP}234 casos", "1,234 cases")])
def test_counts_choose_their_word(view: PageView, english: PageView, count: int, es: str, en: str) -> None:
    assert (view.n("home.count_cases", count), english.n("home.count_cases", count)) == (es, en)


def test_links_lead_to_records_and_say_their_title(view: PageView) -> None:
    link = lxml.html.fromstring(view.link("organisations", "fundicion-ejemplo-sac"))
    assert link.text == "Fundición Ejemplo S.A.C."
    assert link.get("href") == relative(view.page.address, "directorio/fundicion-ejemplo-sac/")


def test_what_has_no_page_is_named_without_a_link(view: PageView) -> None:
    assert view.link("credit_projects", "ej-02") == "Persona natural"
    assert view.link("organisations", "no-<such>") == "no-&lt;such&gt;"


def test_a_person_without_consent_is_not_even_an_entry(view: PageView) -> None:
    assert view.entry("consultants", "c-0003") is None


def test_sources_are_numbered_as_they_are_cited(view: PageView) -> None:
    first, again, nobody = view.ref("boletin-ejemplo"), view.ref("boletin-ejemplo"), view.ref("no-such-source")
    assert first == again
    assert lxml.html.fromstring(first).xpath(".//a/@href") == ["#source-1"]
    assert nobody == view.ref(None) == ""
    assert [number for number, _ in view.cited_entries] == [1]


def test_headings_are_noted_for_the_column_at_the_side(view: PageView) -> None:
    assert view.heading("a", "Uno & dos") == '<h2 id="a">Uno &amp; dos</h2>'
    assert view.headings == [("a", "Uno & dos")]


@pytest.mark.parametrize(("note", "key"), [("0123456789", "translation.stale"), ("{now}/machine", "translation.machine"), ("{now}", None)])
def test_a_page_says_how_its_translation_stands(shown: Site, note: str, key: str | None) -> None:
    record = shown.records["case_studies", "textil-agua"]
    noted = f"summary={note.format(now=digest_of(record.data.summary['es']))}"
    site = replace(shown, records={**shown.records, record.key: replace(record, data=record.data.model_copy(update={"translations": {"en": (noted,)}}))})
    for page in plan_record(site, record.key):
        body = render(site, page)["body"]
        for name in ("translation.stale", "translation.machine"):
            assert (site.strings[page.language][name] in body) == (page.language == "en" and name == key)


def test_a_page_says_who_reviewed_it(shown: Site) -> None:
    record = shown.records["case_studies", "textil-agua"]
    review = Review(by="centro-ejemplo", date=date(2026, 11, 20))
    site = replace(shown, records={**shown.records, record.key: replace(record, data=record.data.model_copy(update={"review": review}))})
    body = render(site, next(page for page in plan_record(site, record.key) if page.language == "es"))["body"]
    assert 'Revisado el 20 de noviembre de 2026 por <a href="' in body
