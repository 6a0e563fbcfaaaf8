"""The arithmetic of figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.derive.figures import agrees, cents, convert, months_of, payback, printed_tolerance, simple_return
from generator.model import Localized, Money, Quantity, Term

D = Decimal


def usd(amount: str, qualifier: str | None = None, currency: str = "USD") -> Money:
    return Money(D(amount), currency, qualifier=qualifier)


def unit(name: str, to: str | None = None, factor: object = None) -> Term:
    more = {"to": to, "factor": factor}
    return Term(name, Localized({"es": name}), {key: value for key, value in more.items() if value is not None})


UNITS = {
    "m3": unit("m3", "m3", 1),
    "L": unit("L", "m3", D("0.001")),
    "gal_us": unit("gal_us", "m3", D("0.003785411784")),
    "gal_uk": unit("gal_uk", "m3", D("0.00454609")),
    "gal": unit("gal"),
    "kWh": unit("kWh", "MJ", D("3.6")),
    "MJ": unit("MJ", "MJ", 1),
    "bag": unit("bag", "m3"),
}


@pytest.mark.parametrize(("investment", "saving", "months"), [
    ("1200", "3600", "4"),
    ("20400", "11900", "20.57142857142857142857142857"),
    ("0.5", "12", "0.5"),
])
def test_payback_is_twelve_times_investment_over_saving(investment: str, saving: str, months: str) -> None:
    found = payback(usd(investment), usd(saving))
    assert found is not None
    assert (found.months, found.approximate) == (D(months), False)


@pytest.mark.parametrize(("investment", "saving"), [
    (None, usd("5")),
    (usd("5"), None),
    (None, None),
    (usd("5"), usd("0")),
    (usd("5"), usd("-3")),
    (usd("5"), usd("5", currency="PEN")),
])
def test_payback_is_unknown_rather_than_guessed(investment: Money | None, saving: Money | None) -> None:
    assert payback(investment, saving) is None


@pytest.mark.parametrize(("first", "second"), [("more_than", None), (None, "about"), ("up_to", "less_than")])
def test_a_qualified_input_makes_the_payback_approximate(first: str | None, second: str | None) -> None:
    found = payback(usd("12", first), usd("12", second))
    assert found is not None
    assert found.approximate


def test_simple_return_is_the_saving_as_a_percentage_of_the_investment() -> None:
    assert simple_return(usd("200"), usd("50")) == D(25)
    assert simple_return(usd("8"), usd("10")) == D(125)


@pytest.mark.parametrize(("investment", "saving"), [
    (None, usd("5")), (usd("5"), None), (usd("0"), usd("5")), (usd("-1"), usd("5")), (usd("5"), usd("5", currency="PEN")),
])
def test_simple_return_is_unknown_rather_than_guessed(investment: Money | None, saving: Money | None) -> None:
    assert simple_return(investment, saving) is None


@pytest.mark.parametrize(("value", "source", "to", "expected"), [
    ("1000", "L", "m3", "1"),
    ("1", "gal_us", "m3", "0.003785411784"),
    ("1", "gal_uk", "m3", "0.00454609"),
    ("-9800", "kWh", "MJ", "-35280"),
    ("36", "MJ", "kWh", "10"),
    ("5", "m3", "m3", "5"),
])
def test_convert_uses_exact_factors(value: str, source: str, to: str, expected: str) -> None:
    assert convert(Quantity(D(value), source), to, UNITS) == Quantity(D(expected), to)


def test_a_us_gallon_is_not_an_imperial_one() -> None:
    american, british = (convert(Quantity(D(1000), name), "L", UNITS) for name in ("gal_us", "gal_uk"))
    assert american is not None
    assert british is not None
    assert cents(american.value) == D("3785.41")
    assert cents(british.value) == D("4546.09")


@pytest.mark.parametrize(("source", "to"), [
    ("kWh", "m3"),  # another dimension
    ("gal", "m3"),  # whose gallon?
    ("bag", "m3"),  # a dimension, but no factor
    ("m3", "bag"),
    ("furlong", "m3"),
    ("m3", "furlong"),
])
def test_convert_refuses_where_no_factor_leads(source: str, to: str) -> None:
    assert convert(Quantity(D(1), source), to, UNITS) is None


def test_a_quantity_in_the_wanted_unit_stays_even_without_a_factor() -> None:
    assert convert(Quantity(D("3.50"), "gal"), "gal", {}) == Quantity(D("3.50"), "gal")


@pytest.mark.parametrize(("days", "months", "years", "expected"), [
    (None, "4.2", None, "4.2"),
    (None, None, "2", "24"),
    ("30.4375", None, None, "1"),
    ("365.25", None, None, "12"),
    (None, None, None, None),
    (None, "0", None, "0"),
])
def test_months_of_reads_any_printed_duration(days: str | None, months: str | None, years: str | None, expected: str | None) -> None:
    given_ = [D(value) if value is not None else None for value in (days, months, years)]
    assert months_of(*given_) == (D(expected) if expected is not None else None)


@pytest.mark.parametrize(("value", "tolerance"), [("5.5", "0.05"), ("5", "0.5"), ("5.50", "0.005"), ("-120.25", "0.005"), ("0", "0.5")])
def test_printed_tolerance_is_half_a_unit_of_the_last_digit(value: str, tolerance: str) -> None:
    assert printed_tolerance(D(value)) == D(tolerance)


@pytest.mark.parametrize(("printed", "computed", "relative", "expected"), [
    ("5.5", "5.54", "0", True),
    ("5.5", "5.55", "0", True),
    ("5.5", "5.56", "0", False),
    ("5.50", "5.54", "0", False),  # two decimals were printed, so two are meant
    ("100", "102", "0.02", True),
    ("100", "102.1", "0.02", False),
    ("-40", "-40.4", "0", True),
    ("40", "-40", "0.02", False),
    ("1", "0.6", "0.02", True),
])
def test_a_printed_figure_agrees_within_its_rounding_or_the_margin(printed: str, computed: str, relative: str, expected: bool) -> None:
    assert agrees(D(printed), D(computed), relative=D(relative)) is expected


@pytest.mark.parametrize(("value", "expected"), [("1.005", "1.01"), ("1.004", "1.00"), ("2.675", "2.68"), ("-1.005", "-1.01")])
def test_cents_are_rounded_half_up(value: str, expected: str) -> None:
    assert cents(D(value)) == D(expected)


amounts = st.decimals(min_value="0.01", max_value="10000000", places=2)


@settings(max_examples=150, deadline=None)
@given(amounts, amounts)
def test_payback_and_return_are_each_other_s_inverse(investment: Decimal, saving: Decimal) -> None:
    months, percent = payback(Money(investment, "USD"), Money(saving, "USD")), simple_return(Money(investment, "USD"), Money(saving, "USD"))
    assert months is not None
    assert percent is not None
    assert abs(months.months * percent - 1200) < D("0.0001")


@settings(max_examples=150, deadline=None)
@given(st.decimals(min_value=-1000000, max_value=1000000, places=3), st.sampled_from(["m3", "L", "gal_us", "gal_uk"]))
def test_converting_there_and_back_gives_the_same_quantity(value: Decimal, name: str) -> None:
    there = convert(Quantity(value, name), "m3", UNITS)
    assert there is not None
    back = convert(there, name, UNITS)
    assert back is not None
    assert abs(back.value - value) < D("1e-9")
