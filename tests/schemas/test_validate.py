"""A document becomes a model, or findings that say what to mend and where."""

from __future__ import annotations

from decimal import Decimal

import pytest
from conftest import lines

from generator.diagnostics import Report
from generator.model import Localized
from generator.schemas import COLLECTIONS
from generator.schemas.core.common import RecordModel
from generator.schemas.core.validate import validate
from generator.sources.yaml import parse

CASE = """\
id: caso
status: published
updated: 2026-11-23
title: {es: "Caso", en: "Case"}
summary: {es: "Inventado.", en: "Invented."}
areas: [pml]
themes: [energy-efficiency]
place: {country: PE}
sources: [boletin-ejemplo]
"""
LINES = CASE.count("\n")


def read(extra: str, collection: str = "case_studies", base: str = CASE) -> tuple[RecordModel | None, Report]:
    report = Report()
    document = parse("case_studies/caso.yml", base + extra, report)
    assert document is not None, lines(report)
    return validate(COLLECTIONS[collection], document, report), report


def one(extra: str) -> tuple[str, str, int, int]:
    """The only finding: code, field, line after the base, column."""
    data, report = read(extra)
    assert data is None
    [found] = report
    return found.code, found.field, found.span.line - LINES, found.span.column


@pytest.mark.parametrize(("extra", "code", "field", "line", "column"), [
    ("measures:\n  - {status: implemented}", "missing-field", "measures[1].title", 2, 5),
    ("measures:\n  - title: {es: a, en: b}\n    investment: {amount: 5}", "missing-field", "measures[1].investment.currency", 3, 5),
    ("stated: {payback: {months: 4}}", "missing-field", "stated.payback.source", 1, 10),
    ("place2: {}", "unknown-field", "place2", 1, 1),
    ("measures:\n  - {title: {es: a, en: b}, efects: []}", "unknown-field", "measures[1].efects", 2, 29),
    ("investment: {amount: 5, currency: USD, yaer: 2008}", "unknown-field", "investment.yaer", 1, 40),
    ("investment: 5", "wrong-type", "investment", 1, 13),
    ("investment: []", "wrong-type", "investment", 1, 13),
    ("investment: {amount: mil, currency: USD}", "not-a-number", "investment.amount", 1, 22),
    ("investment: {amount: {a: 1}, currency: USD}", "wrong-type", "investment.amount", 1, 22),
    ('investment: {amount: "nan", currency: USD}', "not-a-number", "investment.amount", 1, 22),
    ("investment: {amount: 1e9, currency: USD}", "not-a-number", "investment.amount", 1, 22),
    ("investment: {amount: true, currency: USD}", "not-a-number", "investment.amount", 1, 22),
    ("period: {after: 2008.5}", "not-a-number", "period.after", 1, 17),
    ("period: {after: 1492}", "out-of-range", "period.after", 1, 17),
    ("period: 2008", "wrong-type", "period", 1, 9),
    ("measures: {}", "wrong-type", "measures", 1, 11),
    ("measures: [uno]", "wrong-type", "measures[1]", 1, 12),
    ("notes: [uno]", "text-without-language", "notes[1]", 1, 9),
    ("notes:\n  - {es: uno, en: 2}", "text-not-text", "notes[1].en", 2, 19),
    ("notes:\n  - {es: \"  \", en: b}", "text-empty", "notes[1].es", 2, 10),
    ("notes:\n  - {Español: uno}", "text-language-code", "notes[1].Español", 2, 6),
    ("slug: {es: Con Espacio}", "id-form", "slug.es", 1, 12),
    ("slug: uno", "wrong-type", "slug", 1, 7),
    ("isic_class: {code: 2431}", "code-without-quotes", "isic_class.code", 1, 20),
    ("effects:\n  - {resource: water, source: x}", "effect-without-value", "effects[1]", 2, 5),
    ("effects:\n  - {resource: water, change: -1, source: x}", "effect-without-unit", "effects[1]", 2, 5),
    ("effects:\n  - {resource: water, change_percent: 5, direction: decrease, source: x}", "effect-sign", "effects[1]", 2, 5),
    ("effects:\n  - {resource: water, direction: baja, source: x}", "value-not-allowed", "effects[1].direction", 2, 34),
    ("effects:\n  - {resource: water, direction: [a], source: x}", "value-not-allowed", "effects[1].direction", 2, 34),
])  # fmt: skip
def test_one_mistake_is_one_finding_at_its_place(extra: str, code: str, field: str, line: int, column: int) -> None:
    assert one(extra) == (code, field, line, column)


@pytest.mark.parametrize(("field", "meant"), [
    ("problm", "problem"), ("anual_saving", "annual_saving"), ("measure", "measures"), ("source", "sources"), ("lesson", "lessons"),
])  # fmt: skip
def test_a_misspelt_field_is_told_what_was_meant(field: str, meant: str) -> None:
    [found] = read(f"{field}: x")[1]
    assert found.code == "unknown-field"
    assert f"«{meant}»" in found.message("es")
    assert f"“{meant}”" in found.message("en")


def test_a_field_like_no_other_is_told_what_there_is_and_nothing_more() -> None:
    [found] = read("measures:\n  - {title: {es: a, en: b}, zzzz: 1}")[1]
    assert "¿Quiso decir" not in found.message("es")
    assert "annual_saving, description, effects" in found.cure("es")


def test_all_mistakes_are_found_at_once() -> None:
    _, report = read("uno: 1\ndos: 2\ninvestment: {currency: USD}\nnotes: [x]")
    assert [found.code for found in report] == ["unknown-field", "unknown-field", "missing-field", "text-without-language"]


def test_a_valid_record_keeps_its_digits_and_its_texts() -> None:
    data, report = read("investment: {amount: 3400.50, currency: USD, source: x}\nperiod: {after: 2008}")
    assert lines(report) == []
    assert str(data.investment.amount) == "3400.50"
    assert data.title == Localized({"es": "Caso", "en": "Case"})
    assert data.measures == ()
    assert data.lessons is None


@pytest.mark.parametrize(("written", "meant"), [('"3400.50"', "3400.50"), ("12", "12"), ("-5", "-5"), ("0.10", "0.10")])
def test_a_number_may_stand_in_quotes_but_must_be_a_number(written: str, meant: str) -> None:
    data, report = read(f"effects:\n  - {{resource: water, change: {written}, unit: l, source: x}}")
    assert lines(report) == []
    assert data.effects[0].change == Decimal(meant)
    assert str(data.effects[0].change) == meant


def test_a_citation_may_be_written_short_or_long() -> None:
    base = "id: caso\nstatus: published\nupdated: 2026-11-23\ntitle: Uno\nkind: company\nsummary: {es: a, en: b}\n"
    short, _ = read("sources: [x]", "organisations", base)
    long, _ = read("sources: [{source: x}]", "organisations", base)
    assert short == long
    data, report = read("sources: [{locator: p. 1}]", "organisations", base)
    assert data is None
    assert lines(report) == ["missing-field case_studies/caso.yml:7:11"]


@pytest.mark.parametrize(("text", "found"), [
    ("- id: caso\n", "not-a-map case_studies/caso.yml:1:1"),
    ("solo texto\n", "not-a-map case_studies/caso.yml:1:1"),
    (CASE.replace("id: caso", "id: otro"), "id-not-file-name case_studies/caso.yml:1:5"),
    (CASE.replace("id: caso", "id: Caso"), "id-form case_studies/caso.yml:1:5"),
    (CASE.replace("id: caso", "id: 2008"), "code-without-quotes case_studies/caso.yml:1:5"),
    (CASE.replace("sources: [boletin-ejemplo]", "sources: []"), "empty-value case_studies/caso.yml:9:10"),
])  # fmt: skip
def test_the_frame_of_a_record_is_checked_too(text: str, found: str) -> None:
    data, report = read("", base=text)
    assert data is None
    assert lines(report) == [found]


@pytest.mark.parametrize("value", ["2008", '"2008"', "2008-11", "2008-11-30", '"2008-11-30"'])
def test_a_partial_date_is_a_year_a_month_or_a_day(value: str) -> None:
    data, report = read(f"period: {{start: {value}}}", "projects", PROJECT)
    assert lines(report) == []
    assert data.period.start == value.strip('"')


@pytest.mark.parametrize("value", ['"2008-13"', '"2008-02-30"', '"0000"', "08", '"ayer"', "2008.5", "20", "[2008]", "true"])
def test_a_partial_date_that_is_none_is_refused(value: str) -> None:
    report = Report()
    document = parse("content/projects/caso.yml", PROJECT + f"period: {{start: {value}}}", report)
    data = validate(COLLECTIONS["projects"], document, report) if document else None
    assert data is None
    assert [found.code for found in report] == ["ambiguous-number" if value == "08" else "not-a-date"]


def test_a_stretch_of_time_compares_ends_as_far_as_both_are_known() -> None:
    assert lines(read("period: {start: 2008-11, end: 2008}", "projects", PROJECT)[1]) == []
    assert lines(read("period: {start: 2008-11, end: 2008-10}", "projects", PROJECT)[1]) == ["period-backwards case_studies/caso.yml:9:9"]


PROJECT = """\
id: caso
status: published
updated: 2026-11-23
title: "Uno"
summary: {es: a, en: b}
kind: regional
state: held
sources: [x]
"""
