"""Numbers, money and dates as Spanish and English readers write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render import formats

D = Decimal


def spaced(text: str) -> str:
    """Figures hold no breaking space; to read well here, their no-break spaces are shown as ``_``."""
    assert " " not in text
    return text.replace(formats.NBSP, "_")


@pytest.mark.parametrize(("value", "es", "en"), [
    ("0", "0", "0"),
    ("7", "7", "7"),
    ("999", "999", "999"),
    ("1000", "1_000", "1,000"),
    ("20400", "20_400", "20,400"),
    ("1234567.5", "1_234_567.5", "1,234,567.5"),
    ("3400.50", "3_400.50", "3,400.50"),
    ("0.001", "0.001", "0.001"),
    ("-9800", "−9_800", "−9,800"),
    ("-0.36", "−0.36", "−0.36"),
])
def test_numbers_keep_the_digits_as_printed(value: str, es: str, en: str) -> None:
    assert (spaced(formats.number(D(value), "es")), spaced(formats.number(D(value), "en"))) == (es, en)


@pytest.mark.parametrize(("value", "decimals", "es"), [
    ("2.5", 0, "3"), ("3.5", 0, "4"), ("-2.5", 0, "−3"), ("1.005", 2, "1.01"), ("7", 1, "7.0"), ("999.95", 1, "1_000.0"),
])
def test_rounding_is_half_up(value: str, decimals: int, es: str) -> None:
    assert spaced(formats.number(D(value), "es", decimals)) == es


def test_nothing_is_shown_as_minus_zero() -> None:
    assert formats.number(D("-0.4"), "es", 0) == "0"
    assert formats.number(D("-0.04"), "en", 1) == "0.0"


@pytest.mark.parametrize(("symbol", "amount", "es", "en"), [
    ("US$", "20400", "US$_20_400", "US$20,400"),
    ("S/", "3400.50", "S/_3_400.50", "S/3,400.50"),
    ("CHF", "1000000", "CHF_1_000_000", "CHF_1,000,000"),
    ("€", "500", "€_500", "€500"),
    ("US$", "-0.36", "−US$_0.36", "−US$0.36"),
    ("Bs", "12", "Bs_12", "Bs_12"),
])
def test_money_carries_its_symbol(symbol: str, amount: str, es: str, en: str) -> None:
    assert (spaced(formats.money(D(amount), symbol, "es")), spaced(formats.money(D(amount), symbol, "en"))) == (es, en)


@pytest.mark.parametrize(("value", "decimals", "es", "en"), [
    ("44", None, "44_%", "44%"), ("-30", None, "−30_%", "−30%"), ("12.50", None, "12.50_%", "12.50%"), ("33.333", 1, "33.3_%", "33.3%"),
])
def test_percentages(value: str, decimals: int | None, es: str, en: str) -> None:
    assert (spaced(formats.percent(D(value), "es", decimals)), spaced(formats.percent(D(value), "en", decimals))) == (es, en)


@pytest.mark.parametrize(("value", "es", "en"), [
    ("2007", "2007", "2007"),
    ("2007-05", "mayo de 2007", "May 2007"),
    ("2007-05-15", "15 de mayo de 2007", "15 May 2007"),
    ("2026-11-23", "23 de noviembre de 2026", "23 November 2026"),
    ("2009-01", "enero de 2009", "January 2009"),
])
def test_dates_are_as_exact_as_they_are_known(value: str, es: str, en: str) -> None:
    assert (formats.partial(value, "es"), formats.partial(value, "en")) == (es, en)


def test_a_day_in_words() -> None:
    assert formats.day(date(2007, 5, 1), "es") == "1 de mayo de 2007"
    assert formats.day(date(2007, 5, 1), "en") == "1 May 2007"


def shown(months: str) -> str:
    value, unit, decimals = formats.duration(D(months))
    return f"{formats.number(value, 'en', decimals)} {unit}"


@pytest.mark.parametrize(("months", "expected"), [
    ("0.92", "28 days"),
    ("0.5", "15 days"),
    ("1", "1.0 months"),
    ("1.3", "1.3 months"),
    ("4.2", "4.2 months"),
    ("20.5714", "21 months"),
    ("23.9", "24 months"),
    ("24", "2.0 years"),
    ("91.2", "7.6 years"),
    ("144", "12 years"),
])
def test_durations_in_human_time(months: str, expected: str) -> None:
    assert shown(months) == expected


@pytest.mark.parametrize(("count", "es", "en"), [(0, "other", "other"), (1, "one", "one"), (2, "other", "other"), (100, "other", "other")])
def test_plural_categories(count: int, es: str, en: str) -> None:
    assert (formats.plural(count, "es"), formats.plural(count, "en")) == (es, en)


def test_a_third_language_is_written_in_its_own_way() -> None:
    assert formats.number(D("20400.5"), "pt") == "20.400,5"
    assert formats.partial("2007-05-15", "pt") == "15 de maio de 2007"
    assert formats.percent(D(44), "pt") == "44%"
    assert spaced(formats.money(D("20400"), "R$", "pt")) == "R$_20.400"


def test_a_language_nobody_knows_still_gets_numbers() -> None:
    assert formats.number(D("20400.5"), "xx") == "20,400.5"


@pytest.mark.parametrize(("value", "expected"), [("0", "0"), ("0.012345", "0.012"), ("14.158", "14"), ("1234.5", "1_235")])
def test_significant_digits_never_cut_the_whole_part(value: str, expected: str) -> None:
    assert spaced(formats.significant(D(value), "es")) == expected


numbers = st.decimals(min_value=-10**12, max_value=10**12, places=4)


@settings(max_examples=150, deadline=None)
@given(numbers)
def test_every_number_can_be_read_back(value: Decimal) -> None:
    spanish, english = formats.number(value, "es"), formats.number(value, "en")
    assert Decimal(spanish.replace(formats.NBSP, "").replace(formats.MINUS, "-")) == value
    assert Decimal(english.replace(",", "").replace(formats.MINUS, "-")) == value
