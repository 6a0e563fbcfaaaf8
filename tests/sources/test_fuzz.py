"""Whatever a file holds, reading it gives values or findings, never a crash."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from conftest import SMALL
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Report
from generator.schemas import COLLECTIONS
from generator.schemas.core.validate import validate
from generator.sources.yaml import Document, parse

RECORDS = {
    collection.id: [path.read_text(encoding="utf-8") for path in sorted((SMALL / collection.home).glob("*.yml"))]
    for collection in COLLECTIONS.values()
}
TEXTS = sorted(text for texts in RECORDS.values() for text in texts)
FEW = settings(max_examples=150, deadline=None)

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.decimals(allow_nan=False, allow_infinity=False), st.dates(), st.text(max_size=20),
    st.sampled_from(["boletin-ejemplo", "2008-11", "1e999999", "https://x.test/", "es", 2008, Decimal("3400.50"), date(2026, 11, 23)]),
)  # fmt: skip
FIELDS = sorted({name for collection in COLLECTIONS.values() for name in collection.model.model_fields} | {"amount", "currency", "source", "es", "en"})
keys = st.one_of(st.sampled_from(FIELDS), st.text(max_size=8))
values = st.recursive(scalars, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=6)), max_leaves=25)
names = st.sampled_from(sorted(COLLECTIONS))


def read(name: str, text: str) -> None:
    """Read and validate; every finding can be said in both languages and stands inside the text."""
    report = Report()
    document = parse("x/uno.yml", text, report)
    if document is not None:
        validate(COLLECTIONS[name], document, report)
    said(report, len(re.split("\r\n|[\n\r\x85\u2028\u2029]", text)) + 1)
    assert document is not None or report.errors


def said(report: Report, last: int) -> None:
    for found in report:
        assert 0 <= found.span.line <= last
        assert all(found.message(language) and found.cure(language) for language in ("es", "en"))


@FEW
@given(names, st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.text("{}[]:-?&*!|>'\"%@`#,ab1 \n\t", max_size=60)))
def test_any_text(name: str, text: str) -> None:
    read(name, text)


@FEW
@given(names, st.data())
def test_a_valid_record_with_a_piece_cut_put_in_or_doubled(name: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(RECORDS[name] or TEXTS))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        piece = data.draw(st.one_of(st.just(""), st.just(text[start:end] * 2), st.text("{}[]:-?&*!|>'\"%@`#,ab1 \n\té", max_size=6)))
        text = text[:start] + piece + text[end:]
    read(name, text)


@FEW
@given(names, st.dictionaries(keys, values, max_size=12))
def test_any_values_in_any_fields(name: str, value: dict[str, Any]) -> None:
    report = Report()
    data = validate(COLLECTIONS[name], Document("x/uno.yml", "a: 1\n", value), report)
    assert (data is None) == bool(report.errors)
    said(report, 2)


@FEW
@given(st.data())
def test_a_valid_record_with_one_field_replaced_by_anything(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(name for name, texts in RECORDS.items() if texts)))
    document = parse("x/uno.yml", data.draw(st.sampled_from(RECORDS[name])), Report())
    assert document is not None
    path = data.draw(st.sampled_from(sorted(document.value)))
    report = Report()
    changed = Document("x/uno.yml", document.text, {**document.value, path: data.draw(values)})
    found = validate(COLLECTIONS[name], changed, report)
    assert (found is None) == bool(report.errors)
    said(report, document.text.count("\n") + 2)
