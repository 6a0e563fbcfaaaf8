"""Unquoted YAML words: what people mistake is text or an error, never a silent other value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.sources.scalars import AmbiguousNumber, ImpossibleDate, plain


@pytest.mark.parametrize("text", [
    "yes", "no", "Yes", "NO", "y", "n", "sí", "Sí", "si", "on", "off", "ON", "True", "TRUE", "False", "Null", "NULL", "None",
    "1:30", "12:30:45", "190:20:30.15", "0x1F", "0b101", "0o17", "1_000", "1e3", "1E3", "12e03", "685.230_15e+03",
    ".5", "1.", "+5", "-.5", "--5", "-", "1.2.3", "1,5", "1.000,50", "3 400", "1/2", ".inf", "-.inf", ".nan", "nan", "inf",
    "2026-2-3", "2026/02/03", "2026-02", "20-02-2026", "2026-02-03T10:00:00Z", "2001-12-14 21:59:43",
    "٣", "²", "½", "−5", "=", "<<", "1 ", "5%", "1234567890123456", "9" * 100_000, "0." + "3" * 40,
])  # fmt: skip
def test_stays_text(text: str) -> None:
    assert plain(text) == text
    assert type(plain(text)) is str


@pytest.mark.parametrize(("text", "value"), [
    ("0", 0), ("7", 7), ("-9800", -9800), ("2008", 2008), ("-0", 0), ("999999999999999", 999999999999999),
    ("true", True), ("false", False), ("", None), ("~", None), ("null", None),
    ("2026-11-23", date(2026, 11, 23)), ("2024-02-29", date(2024, 2, 29)),
])  # fmt: skip
def test_is_read_as(text: str, value: object) -> None:
    assert plain(text) == value
    assert type(plain(text)) is type(value)


@pytest.mark.parametrize("text", ["3400.50", "0.5", "-0.36", "-0.0", "1586596.39", "0.00", "999999999999.99"])
def test_a_decimal_keeps_the_digits_as_printed(text: str) -> None:
    value = plain(text)
    assert isinstance(value, Decimal)
    assert str(value) == text


@pytest.mark.parametrize("text", ["012", "00", "-012", "007", "010.5", "01.", "0123456789"])
def test_a_leading_zero_is_refused_because_it_may_be_a_code(text: str) -> None:
    with pytest.raises(AmbiguousNumber):
        plain(text)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "2025-02-29", "0000-01-01", "2026-00-10", "2026-04-31"])
def test_a_day_that_is_not_in_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ImpossibleDate):
        plain(text)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=40), st.from_regex(r"-?[0-9._:eE+xX-]{0,20}")))
def test_any_word_is_a_value_or_one_of_two_refusals(text: str) -> None:
    try:
        value = plain(text)
    except (AmbiguousNumber, ImpossibleDate):
        return
    assert value is None or isinstance(value, str | int | Decimal | bool | date)
    if isinstance(value, int | Decimal) and type(value) is not bool:
        assert text.isascii()
        assert value.is_finite() if isinstance(value, Decimal) else abs(value) < 10**15
