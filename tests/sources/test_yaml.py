"""YAML: what is refused and where, and the place of every value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from conftest import lines

from generator.diagnostics import Report
from generator.model import Span
from generator.sources.yaml import MAX_DEPTH, Document, parse


def read(text: str) -> tuple[Document | None, list[str]]:
    report = Report()
    return parse("f.yml", text, report), lines(report)


def value_of(text: str) -> Any:
    document, found = read(text)
    assert found == []
    assert document is not None
    return document.value


@pytest.mark.parametrize(("text", "value"), [
    ("a: 1", {"a": 1}),
    ("a: {b: [1, 2.50, sí]}", {"a": {"b": [1, Decimal("2.50"), "sí"]}}),
    ("- a\n- [b, {c: d}]", ["a", ["b", {"c": "d"}]]),
    ("a: '012'", {"a": "012"}),
    ('a: "yes"', {"a": "yes"}),
    ('a: ""', {"a": ""}),
    ("a: |\n  uno\n  dos\n", {"a": "uno\ndos\n"}),
    ("a: >-\n  uno\n  dos\n", {"a": "uno dos"}),
    ("2008: x", {"2008": "x"}),
    ("yes: x", {"yes": "x"}),
    ("a: 2026-11-23", {"a": date(2026, 11, 23)}),
    ("{}", {}),
    ("a: []", {"a": []}),
    ('a: "\\u00e1\\n\\t"', {"a": "á\n\t"}),
    ("- ~", [None]),
    ("<<: {a: 1}", {"<<": {"a": 1}}),
])  # fmt: skip
def test_is_read_as(text: str, value: Any) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(("text", "found"), [
    ("a: 1\na: 2", ["duplicate-key f.yml:2:1"]),
    ("a: 1\na: 2\na: 3", ["duplicate-key f.yml:2:1", "duplicate-key f.yml:3:1"]),
    ("x:\n  - y: {b: 1, b: 2}\n  - y: {b: 1}", ["duplicate-key f.yml:2:15"]),
    ("x: {a: 1}\ny: {a: 1}\nx: {a: 1}", ["duplicate-key f.yml:3:1"]),
    ("a: &x 1", ["yaml-anchor f.yml:1:4"]),
    ("a: &x {b: 1}", ["yaml-anchor f.yml:1:4"]),
    ("&x a: 1", ["yaml-anchor f.yml:1:1"]),
    ("a: *x", ["yaml-anchor f.yml:1:4"]),
    ("a: [*x]", ["yaml-anchor f.yml:1:5"]),
    ("*x : 1", ["yaml-anchor f.yml:1:1"]),
    ("a: !x 1", ["yaml-tag f.yml:1:4"]),
    ("a: !!str 1", ["yaml-tag f.yml:1:4"]),
    ("a: !!python/object/apply:os.system [x]", ["yaml-tag f.yml:1:4"]),
    ("!x a: 1", ["yaml-tag f.yml:1:1"]),
    ("a: 1\n---\nb: 2", ["yaml-several-documents f.yml:2:1"]),
    ("---\na: 1\n...\n---\nb: 2", ["yaml-several-documents f.yml:4:1"]),
    ("a:\n\t- x", ["yaml-tab f.yml:2:1"]),
    ("a:\n  b: 1\n\tc: 2", ["yaml-tab f.yml:3:1"]),
    ("a: @x", ["yaml-syntax f.yml:1:4"]),
    ("a: `x`", ["yaml-syntax f.yml:1:4"]),
    ("a: x: y", ["yaml-syntax f.yml:1:5"]),
    ("a: [1, 2", ["yaml-syntax f.yml:1:4"]),
    ("a: %x", ["yaml-syntax f.yml:1:4"]),
    ("a: 'x", ["yaml-syntax f.yml:1:6"]),
    ("a: 1\n  b: 2", ["yaml-syntax f.yml:2:4"]),
    ("[a]: 1", ["yaml-key f.yml:1:1"]),
    ("{a: 1}: 1", ["yaml-key f.yml:1:1"]),
    ("a: 012\nb: 2026-02-30", ["ambiguous-number f.yml:1:4", "impossible-date f.yml:2:4"]),
    ("a:\nb: ~\nc: {d: }", ["empty-value f.yml:1:3", "empty-value f.yml:2:4", "empty-value f.yml:3:8"]),
    ("", ["file-empty f.yml"]),
    ("# nada\n", ["file-empty f.yml"]),
    ("---\n", ["file-empty f.yml"]),
    ("~", ["file-empty f.yml"]),
    ('a: "x\\u0000y"', ["control-character f.yml:1:4"]),
    ('a: "x\\u202Ey"', ["control-character f.yml:1:4"]),
    ('"a\\e": x', ["control-character f.yml:1:1"]),
    ('a: "\\ud800"', ["yaml-syntax f.yml:1:7"]),
])  # fmt: skip
def test_is_refused_where_it_stands(text: str, found: list[str]) -> None:
    document, raised = read(text)
    assert document is None
    assert raised == found


TEXT = """\
título: {es: "Ñandú", en: "Rhea"}
lista:
  - {resource: agua, "change": -5}
  -   unit: kWh
      change: 7
bloque:
  es: |
    Uno
"""


@pytest.mark.parametrize(("path", "key", "place"), [
    ((), False, (1, 1)),
    (("título",), True, (1, 1)),
    (("título",), False, (1, 9)),
    (("título", "es"), True, (1, 10)),
    (("título", "es"), False, (1, 14)),
    (("título", "en"), True, (1, 23)),
    (("título", "en"), False, (1, 27)),
    (("lista",), False, (3, 3)),
    (("lista", 0), False, (3, 5)),
    (("lista", 0, "change"), True, (3, 22)),
    (("lista", 0, "change"), False, (3, 32)),
    (("lista", 1), False, (4, 7)),
    (("lista", 1, "unit"), False, (4, 13)),
    (("lista", 1, "change"), True, (5, 7)),
    (("bloque", "es"), False, (7, 7)),
    (("bloque", "falta"), False, (7, 3)),
    (("lista", 9, "x"), False, (3, 3)),
    (("nada", "de", "esto"), False, (1, 1)),
])  # fmt: skip
def test_the_place_of_a_value_or_of_the_nearest_thing_around_it(path: tuple[Any, ...], key: bool, place: tuple[int, int]) -> None:
    document, _ = read(TEXT)
    assert document is not None
    assert document.span(path, key=key) == Span("f.yml", *place)


def test_columns_count_characters_not_bytes() -> None:
    assert read("a: {ñ: 'áéíóú', b: 012}")[1] == ["ambiguous-number f.yml:1:20"]
    assert read("a: {x: '😀😀', b: 012}")[1] == ["ambiguous-number f.yml:1:17"]


def test_lines_before_the_text_count_too() -> None:
    report = Report()
    assert parse("p.md", "a: 1\na: 2", report, offset=3) is None
    assert lines(report) == ["duplicate-key p.md:5:1"]
    document = parse("p.md", "a: 1", Report(), offset=3)
    assert document is not None
    assert document.span(("a",)) == Span("p.md", 4, 4)


def test_the_first_value_is_kept_while_the_rest_is_read() -> None:
    """A duplicate does not hide what is wrong further down."""
    assert read("a: 1\na: 2\nb: 012")[1] == ["duplicate-key f.yml:2:1", "ambiguous-number f.yml:3:4"]


@pytest.mark.parametrize("open_, close", [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_depth_is_bounded_and_five_thousand_levels_do_not_crash(open_: str, close: str) -> None:
    assert read(open_ * 5000 + "x" + close * 5000)[1][0].startswith("yaml-too-deep")
    assert read(open_ * (MAX_DEPTH + 1) + "x" + close * (MAX_DEPTH + 1))[1][0].startswith("yaml-too-deep")
    assert read(open_ * MAX_DEPTH + "x" + close * MAX_DEPTH)[1] == []


def test_the_place_of_a_value_is_looked_up_in_little_time_however_many_are_asked_for() -> None:
    document, _ = read("".join(f"k{i}: {i}\n" for i in range(20_000)))
    assert document is not None
    assert all(document.span((f"k{i}",)).line == i + 1 for i in range(20_000))
