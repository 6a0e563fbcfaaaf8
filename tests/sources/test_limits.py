"""Nothing a file of the permitted size holds takes long: it is read, or refused, in time that grows with its length."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from conftest import lines

from generator.diagnostics import Report
from generator.schemas import COLLECTIONS
from generator.schemas.core.validate import validate
from generator.sources.files import MAX_BYTES
from generator.sources.markdown import MAX_BLOCK, MAX_SIGNS, MAX_UNDERLINES, Converter, inspect
from generator.sources.yaml import MAX_LENGTH, MAX_MARKS, parse

PATIENCE = 5.0  # seconds, on a slow machine; without the limits some of these take minutes

YAML = {
    "a list of numbers": ("[", "1,", "1]"), "a list of maps": ("a: [", "{},", "{}]"), "keys": ("", "k: 1\n", ""), "items": ("", "- a\n", ""),
    "open brackets": ("", "[", ""), "open braces": ("", "{", ""), "explicit keys": ("", "? ", ""), "dashes": ("", "- ", ""),
    "one value": ("id: ", "a", ""), "one key": ("", "a", ": 1"), "digits": ("id: ", "9", ""), "escapes": ('a: "', "\\u0041", '"'),
    "quotes": ("a: '", "''", "'"), "colons": ("", ":", ""), "comments": ("", "#\n", ""), "block": ("a: |\n", "  x\n", ""),
    "tags": ("a: ", "!a ", ""), "anchors": ("a: ", "&a ", ""), "documents": ("", "---\n", ""), "directives": ("", "%YAML 1.1\n", ""),
}  # fmt: skip
MARKDOWN = [
    "[", "![", "[a](", "[a][", "[[]", "[]", "*", "_", "**a ", "_a *b ", "`", "``x`", "<", "<a", "&", "&#", "\\", "\\[", "> ", ">", "- ", "1. ",
    "# ", "#", "a\n===\n", "a\n---\n", "a\n- b\n", "    - a\n", "[a]: b\n", "{.a", "{: ", "](", "|", "a|b\n", "~~~\n", "***a*", "\n", " ",
]  # fmt: skip


def filled(start: str, unit: str, end: str, size: int) -> str:
    return start + unit * ((size - len(start) - len(end)) // len(unit)) + end


@pytest.mark.parametrize("name", YAML)
def test_a_file_full_of_one_thing_is_soon_done_with(name: str) -> None:
    start, unit, end = YAML[name]
    report, begin = Report(), time.perf_counter()
    document = parse("x/uno.yml", filled(start, unit, end, MAX_BYTES), report)
    assert document is None
    assert time.perf_counter() - begin < PATIENCE
    assert len(report) == 1, lines(report)[:5]


@pytest.mark.parametrize("name", YAML)
def test_a_file_just_within_the_limits_is_soon_done_with(name: str) -> None:
    start, unit, end = YAML[name]
    size = min(MAX_LENGTH, len(unit) * (MAX_MARKS - 1))
    report, begin = Report(), time.perf_counter()
    document = parse("x/uno.yml", filled(start, unit, end, size), report)
    if document is not None:
        validate(COLLECTIONS["case_studies"], document, report)
    assert time.perf_counter() - begin < PATIENCE


@pytest.mark.parametrize(("text", "found"), [
    ("a: [" + "1," * MAX_MARKS + "1,1]", "too-many-values f.yml"),
    (f"a: 1\nb: {'x' * (MAX_LENGTH + 1)}", "value-too-long f.yml:2:4"),
    (f'a: "{"x" * (MAX_LENGTH + 1)}"', "value-too-long f.yml:1:4"),
    (f"a: |\n  {'x' * (MAX_LENGTH + 1)}", "value-too-long f.yml:1:4"),
])  # fmt: skip
def test_limits_of_a_file_are_said(text: str, found: str) -> None:
    report = Report()
    assert parse("f.yml", text, report) is None
    assert lines(report) == [found]


def test_a_value_of_exactly_the_limit_is_read() -> None:
    report = Report()
    document = parse("f.yml", f"a: {'x' * MAX_LENGTH}", report)
    assert document is not None
    assert len(document.value["a"]) == MAX_LENGTH


@pytest.mark.parametrize("unit", MARKDOWN)
def test_a_text_full_of_one_sign_is_soon_rendered_or_refused(unit: str) -> None:
    begin = time.perf_counter()
    kinds = {kind for text in (unit * (MAX_LENGTH // len(unit)), unit * (MAX_SIGNS // 2)) for kind in worked(text)}
    assert time.perf_counter() - begin < PATIENCE, kinds


def worked(text: str) -> set[str]:
    """What is found in a text; it is rendered unless that is an error."""
    found = {kind for kind, _, _ in inspect(text)}
    if "heavy" not in found and "deep" not in found:
        Converter(lambda target: None).to_html(text)
    return found


@pytest.mark.parametrize(("text", "offset"), [
    ("Antes.\n\n" + "[" * (MAX_SIGNS + 1), 8),
    ("Antes.\n \n" + "`a" * (MAX_SIGNS + 1) + "\n\nDespués.", 9),
    ("a" * (MAX_BLOCK + 1), 0),
    ("b\n\n\n" + "a\n===\n" * (MAX_UNDERLINES + 1), 4),
])  # fmt: skip
def test_a_heavy_paragraph_is_found_where_it_begins_and_alone(text: str, offset: int) -> None:
    assert [(kind, at) for kind, at, _ in inspect(text + "\n\n<script>")] == [("heavy", offset)]


def test_many_ordinary_paragraphs_are_not_heavy() -> None:
    assert list(inspect("Vea [uno](https://a.test/) y `dos`.\n\n" * 500)) == []


@pytest.mark.parametrize("number", ["1e999999999", "9" * 9_000, "-" + "9" * 9_000, "0." + "0" * 9_000 + "1", "1e-999999999", "Infinity", "NaN", "0x" + "f" * 900])
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_number_no_arithmetic_could_bear_is_refused_at_once(number: str, quote: str, small: Path) -> None:
    """In every numeric field of a case there is, through the model's own rules."""
    text = (small / "case_studies/fundicion-luz.yml").read_text(encoding="utf-8")
    for old in ("amount: 1200", "change: -9800", "baseline: 39200", "change_percent: -30", "months: 7.6", "year: 2008", "value: 40"):
        report, begin = Report(), time.perf_counter()
        name = old.partition(":")[0]
        document = parse("case_studies/fundicion-luz.yml", text.replace(old, f"{name}: {quote}{number}{quote}", 1), report)
        assert document is not None
        assert validate(COLLECTIONS["case_studies"], document, report) is None
        assert time.perf_counter() - begin < 1
        assert len(report) == 1, lines(report)
