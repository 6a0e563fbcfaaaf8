"""Findings as data: order, identity, wording."""

from __future__ import annotations

import re
import string

import errors_page
import pytest

from generator.diagnostics import RULES, Report, define, dotted
from generator.model import Span

CODES = errors_page.codes()


@pytest.mark.parametrize(("path", "text"), [
    ((), ""), (("a",), "a"), (("measures", 0, "type"), "measures[1].type"), ((2,), "[3]"), ((0, 1), "[1][2]"), (("a", "b", 9), "a.b[10]"),
])  # fmt: skip
def test_a_field_path_is_counted_from_one(path: tuple[str | int, ...], text: str) -> None:
    assert dotted(path) == text


@pytest.mark.parametrize(("span", "text"), [(Span("f.yml", 3, 4), "f.yml:3:4"), (Span("f.yml"), "f.yml")])
def test_a_place_prints_as_editors_open_it(span: Span, text: str) -> None:
    assert str(span) == text


def test_a_report_is_sorted_by_place_and_holds_each_finding_once() -> None:
    rule = RULES["missing-field"]
    places = [Span("b.yml", 1, 1), Span("a.yml", 10, 1), Span("a.yml", 9, 2), Span("a.yml", 9, 1), Span("a.yml")]
    report = Report(rule.at(place, key="x") for place in [*places, *places])
    assert len(report) == 5
    assert [str(found.span) for found in report] == ["a.yml", "a.yml:9:1", "a.yml:9:2", "a.yml:10:1", "b.yml:1:1"]
    assert rule.at(places[0], key="x") in report
    assert rule.at(places[0], key="y") not in report
    assert "b.yml" not in report


def test_two_findings_at_one_place_differ_by_what_they_say() -> None:
    rule = RULES["missing-field"]
    report = Report([rule.at(Span("a.yml", 1, 1), key="uno"), rule.at(Span("a.yml", 1, 1), key="dos")])
    assert [found.message("en") for found in report] == ["The field “dos” is missing.", "The field “uno” is missing."]


def test_errors_and_warnings_are_told_apart() -> None:
    report = Report([RULES["missing-field"].at(Span("a"), key="x"), RULES["page-not-translated"].at(Span("b"), language="en", shown="es", page="b")])
    assert [found.code for found in report.errors] == ["missing-field"]
    assert [found.code for found in report.warnings] == ["page-not-translated"]


@pytest.mark.parametrize("value", ["x" * 5000, "uno\ndos", "\x1b[31mrojo", "\u202egnp.exe", "{0.__class__}", "%s {key}"])
def test_what_comes_from_content_cannot_break_or_bury_a_message(value: str) -> None:
    message = RULES["missing-field"].at(Span("a"), key=value).message("es")
    assert len(message) < 200
    assert message.isprintable()
    assert message.startswith("Falta el campo «")


def test_a_language_without_wording_is_answered_in_the_first() -> None:
    found = RULES["file-empty"].at(Span("a"))
    assert found.message("pt") == found.message("es")


def test_a_code_is_defined_once() -> None:
    with pytest.raises(ValueError, match="file-empty"):
        define("file-empty", "error", es=("", ""), en=("", ""))


@pytest.mark.parametrize("code", CODES)
def test_every_rule_speaks_both_languages_with_message_and_cure(code: str) -> None:
    rule = RULES[code]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert rule.severity in ("error", "warning")
    assert set(rule.wordings) == {"es", "en"}
    texts = [text for wording in rule.wordings.values() for text in (wording.message, wording.cure)]
    for text in texts:
        assert text[0].isupper() or not text[0].isalpha()
        assert re.sub(r"\{hint(_en)?\}$", "", text).rstrip("”»\"").endswith((".", "}", "…")), text
    assert len(set(texts)) == 4


@pytest.mark.parametrize("code", CODES)
def test_both_languages_speak_of_the_same_things(code: str) -> None:
    def names(language: str) -> set[str]:
        wording = RULES[code].wordings[language]
        return {name.removesuffix("_en") for text in (wording.message, wording.cure) for _, name, _, _ in string.Formatter().parse(text) if name}

    assert names("es") == names("en")
