"""Figures of cards fall into the ranges of a vocabulary; money only into those of its own currency."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from generator.model import Localized, Money, Site, Term
from generator.schemas.core.bands import Amount, band_of, figure
from generator.schemas.core.loader import entry_of

D = Decimal


def bands(**more: dict[str, Any]) -> dict[str, Term]:
    return {name: Term(name, Localized({"es": name}), attributes) for name, attributes in more.items()}


MONTHS = bands(short={"from": 0, "below": 6}, long={"from": 6})
MONEY = bands(small={"currency": "USD", "from": 0, "below": 1000}, big={"currency": "USD", "from": 1000}, other={})


@pytest.mark.parametrize(("months", "expected"), [("0", "short"), ("5.999", "short"), ("6", "long"), ("900", "long")])
def test_a_range_begins_at_its_first_value_and_ends_before_the_next(months: str, expected: str) -> None:
    assert band_of(Amount(D(months)), MONTHS) == (expected,)


def test_money_is_never_put_into_another_currency_s_range() -> None:
    assert band_of(Amount(D(999), "USD"), MONEY) == ("small",)
    assert band_of(Amount(D(1000), "USD"), MONEY) == ("big",)
    assert band_of(Amount(D(1000), "PEN"), MONEY) == ("other",)
    assert band_of(Amount(D(1000), "PEN"), {name: band for name, band in MONEY.items() if name != "other"}) == ()


def test_what_is_unknown_or_outside_every_range_has_none() -> None:
    assert band_of(Amount(D(-1), "USD"), MONEY) == band_of(Amount(D(5)), {}) == band_of(None, MONEY) == ()


def test_a_figure_of_a_card_is_money_months_or_a_year() -> None:
    card = {"saving": Money(D(5), "PEN"), "year": 2001, "payback": D("4.2"), "investment": None}
    found = [figure(card, name) for name in ("saving", "year", "payback", "investment", "absent")]
    assert found == [Amount(D(5), "PEN"), Amount(D(2001)), Amount(D("4.2")), None, None]


@pytest.mark.parametrize(("name", "payback", "investment"), [("fundicion-luz", ("6-to-12-months",), ("usd-1000-to-10000",)), ("textil-agua", (), ())])
def test_the_payback_of_a_list_is_the_printed_one_its_card_shows(small_site: Site, name: str, payback: Any, investment: Any) -> None:
    record = small_site.records["case_studies", name]
    entry = entry_of(record, small_site.settings, small_site.strings, small_site.vocabularies)
    assert (entry.facets["payback"], entry.facets["investment"]) == (payback, investment)


def test_the_computed_payback_serves_where_none_is_printed(small_site: Site) -> None:
    record = small_site.records["case_studies", "fundicion-luz"]
    bare = replace(record, data=record.data.model_copy(update={"stated": None}))
    entry = entry_of(bare, small_site.settings, small_site.strings, small_site.vocabularies)
    assert round(entry.card["payback"], 2) == D("4.23")
    assert entry.facets["payback"] == ("under-6-months",)
