"""Spreads of similar cases: nothing is pretended where there are few."""

from __future__ import annotations

import sys
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from generator.derive.distribution import Peers, distribution, of_practice, two_digits
from generator.derive.site import derive
from generator.model import Record, Site

from .building import BOTH, case, measure, record, site_of, usd

D = Decimal


def did(name: str, investment: str | None, saving: str | None, *practices: str, currency: str = "USD", **fields: Any) -> Record:
    money = {"investment": usd(investment, currency=currency) if investment else None,
             "annual_saving": usd(saving, currency=currency) if saving else None}
    known = {key: value for key, value in money.items() if value}
    return case(name, measures=[measure(practice=practice) for practice in practices or ("p",)], sector="24", period={"after": 2010}, **known, **fields)


def practice(name: str = "p") -> Record:
    return record("practices", name, definition=BOTH, type="t", themes=["t"], resources=["water"])


def built(*records: Record) -> Site:
    return derive(site_of(practice(), practice("q"), *records))


@pytest.mark.parametrize(("count", "median", "middle"), [(4, None, None), (5, D(3), None), (19, D(10), None), (20, D("11"), (D("5.8"), D("15")))])
def test_how_many_values_a_statistic_needs(count: int, median: Decimal | None, middle: Any) -> None:
    found = distribution([D(value) for value in range(1, count + 1)])
    assert (found.median if found else None) == median
    assert (found.middle if found else None) == middle


@pytest.mark.parametrize(("value", "shown"), [("0", "0"), ("0.9856", "0.99"), ("4.25", "4.3"), ("104.3", "100"), ("15500", "16000")])
def test_figures_keep_two_digits(value: str, shown: str) -> None:
    assert two_digits(D(value)) == D(shown)


def test_a_measure_s_paybacks_are_those_of_cases_that_did_nothing_else() -> None:
    site = built(did("a", "12", "12"), did("b", "24", "12"), did("c", "1", "12", "p", "q"), did("d", None, "12"), did("e", "3", "12"))
    found = site.derived["practices", "p"]
    assert [key[1] for key in found["payback_cases"]] == ["e", "a", "b"]
    assert found["paybacks"] is None  # three are too few for a median
    assert site.derived["practices", "q"]["payback_cases"] == ()


def test_five_cases_have_a_median_and_are_listed_no_more() -> None:
    site = built(*(did(f"c{n}", str(n), "12") for n in range(1, 6)))
    found = site.derived["practices", "p"]
    assert (found["paybacks"].count, found["paybacks"].median, found["paybacks"].least, found["paybacks"].most) == (5, D(3), D(1), D(5))
    assert found["payback_cases"] == ()


def test_savings_stay_in_the_most_frequent_currency_and_the_others_are_counted() -> None:
    site = built(did("a", None, "5"), did("b", None, "4"), did("c", None, "9", currency="PEN"), did("d", None, None))
    found = site.derived["practices", "p"]
    assert (found["saving_currency"], [key[1] for key in found["saving_cases"]], found["saving_others"]) == ("USD", ["b", "a"], 1)
    assert (site.derived["practices", "q"]["saving_currency"], site.derived["practices", "q"]["saving_cases"]) == (None, ())


def test_peers_are_of_the_same_sector_with_a_known_year() -> None:
    far = [case(f"far{n}", sector="10", period={"after": 2010}, investment=usd("1"), annual_saving=usd("12")) for n in range(4)]
    undated = case("undated", sector="24", investment=usd("1"), annual_saving=usd("12"))
    site = built(*(did(f"c{n}", str(n), "12") for n in range(1, 6)), did("bare", None, "3"), *far, undated)
    peers = site.derived["case_studies", "c1"]["peers"]
    assert (peers.count, peers.median) == (5, D(3))
    assert site.derived["case_studies", "far0"]["peers"] is None  # four
    assert site.derived["case_studies", "bare"]["peers"] is None  # no payback to compare
    assert site.derived["case_studies", "undated"]["peers"] == peers


def test_one_case_more_among_many_changes_the_page_of_no_other() -> None:
    model = built(did("a", "12", "12")).entries["case_studies", "a"]

    def of(count: int) -> Any:
        entries = {("case_studies", str(n)): replace(model, key=("case_studies", str(n)), order=(n,),
                                                     card={**model.card, "investment": replace(model.card["investment"], amount=D(n % 90 + 10))})
                   for n in range(count)}
        return Peers(replace(site_of(), entries=entries)).of(model)

    assert of(1034) == of(1035)
    assert (of(1034).count, of(1034).rounded, of(1034).values) == (1000, True, ())
    assert (of(100).count, of(100).rounded) == (100, False)
    assert of(101).count == 100


def test_ten_thousand_cases_cost_about_ten_times_a_thousand() -> None:
    model = built(did("a", "12", "12")).entries["case_studies", "a"]

    def cost(count: int) -> int:
        """Calls of functions, which no other program's work changes."""
        site = replace(site_of(), entries={("case_studies", str(n)): replace(model, key=("case_studies", str(n)), order=(n,)) for n in range(count)})
        calls = 0

        def called(*_: object) -> None:
            nonlocal calls
            calls += 1

        before = sys.getprofile()
        sys.setprofile(called)
        try:
            peers = Peers(site)
            for entry in site.entries.values():
                peers.of(entry)
            of_practice(site.entries.values(), "p")
        finally:
            sys.setprofile(before)
        return calls

    assert cost(10_000) < 12 * cost(1000)
