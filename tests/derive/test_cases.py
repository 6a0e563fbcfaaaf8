"""What follows from a case's figures, and from other records' about it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from generator.derive.cases import Neighbours, case_facts, documented, effect_view, missing, origin
from generator.derive.site import Crossing, derive, inbound
from generator.model import Quantity
from generator.schemas.case_studies import total

from .building import BOTH, case, data_of, effect, measure, record, site_of, usd

D = Decimal


@pytest.mark.parametrize(("country", "centre", "expected"), [
    ("PE", None, "peru"), ("PE", "cpts-bolivia", "peru"), ("BO", "cpts-bolivia", "network"), ("AT", "some-centre", "network"),
    ("BO", None, "region"), ("AT", None, "elsewhere"), ("DE", None, "elsewhere"),
])
def test_origin_says_whose_work_a_case_is(country: str, centre: str | None, expected: str) -> None:
    assert origin(country, centre) == expected


def test_a_bare_case_knows_nothing_and_says_so() -> None:
    bare = data_of(case())
    assert documented(bare) == (0, 4)
    assert missing(bare) == ("investment", "annual_saving", "baseline", "amounts", "year", "place", "size", "verification")


def test_a_full_case_misses_nothing() -> None:
    full = data_of(case(
        investment=usd("5"), annual_saving=usd("6"), problem=BOTH, effects=[effect(change_percent=D(-3))], size="small",
        period={"after": 2008}, place={"country": "PE", "locality": "Ate"}, measures=[measure(status="verified")],
    ))
    assert documented(full) == (4, 4)
    assert missing(full) == ()


@pytest.mark.parametrize(("fields", "gap"), [
    ({"investment": usd("5")}, "investment"),
    ({"effects": [effect(baseline=D(5), unit="L", direction="decrease")]}, "baseline"),
    ({"effects": [effect(change=D(-5), unit="L")]}, "amounts"),
    ({"period": {"baseline": 2007}}, "year"),
    ({"place": {"country": "PE", "region": "PE-LIM"}}, "place"),
])
def test_what_is_known_is_no_gap(fields: dict[str, Any], gap: str) -> None:
    assert gap in missing(data_of(case()))
    assert gap not in missing(data_of(case(**fields)))


def test_the_year_of_a_publication_is_not_the_year_of_the_result() -> None:
    assert "year" in missing(data_of(case(period={"reported": 2009})))


def test_a_direction_alone_is_no_amount() -> None:
    assert "amounts" in missing(data_of(case(effects=[effect(direction="decrease")])))


def test_a_total_is_the_case_s_own_figure() -> None:
    own = data_of(case(investment=usd("9"), measures=[measure(investment=usd("1")), measure(investment=usd("2"))]))
    found = total(own, "investment")
    assert found is not None
    assert found.amount == D(9)


def test_a_total_is_the_sum_where_every_measure_states_one() -> None:
    summed = total(data_of(case(measures=[measure(investment=usd("1.50")), measure(investment=usd("2"))])), "investment")
    assert summed is not None
    assert summed.amount == D("3.50")


@pytest.mark.parametrize("second", [
    measure(),
    measure(investment=usd("2", currency="PEN")),
    measure(investment=usd("2", year=2008)),
    measure(investment=usd("2", qualifier="more_than")),
])
def test_there_is_no_partial_or_mixed_sum(second: dict[str, Any]) -> None:
    assert total(data_of(case(measures=[measure(investment=usd("1")), second])), "investment") is None


def test_a_percentage_is_computed_only_where_none_is_printed() -> None:
    site = site_of()
    before_after = {"baseline": D(200), "after": D(150), "unit": "L"}
    found = data_of(case(effects=[
        effect(**before_after, direction="decrease"), effect(**before_after, change_percent=D("-25.1")), effect(direction="decrease"),
    ]))
    views = [effect_view(site, one) for one in found.effects]
    assert [(view.percent, view.percent_computed) for view in views] == [(D(-25), True), (D("-25.1"), False), (None, False)]


@pytest.mark.parametrize(("unit", "expected"), [
    ("L", Quantity(D("-5.000"), "m3")),
    ("gal_us", Quantity(D("-18.92705892"), "m3")),
    ("m3", None),  # it is the resource's own unit
    ("sack", None),  # no factor: nothing is pretended
    ("kWh", None),  # not water
])
def test_the_canonical_quantity(unit: str, expected: Quantity | None) -> None:
    one = data_of(case(effects=[effect(change=D(-5000), unit=unit)])).effects[0]
    assert effect_view(site_of(), one).canonical == expected


def test_facts_of_a_case_without_amounts_are_unknown_not_zero() -> None:
    facts = case_facts(site_of(), data_of(case()))
    assert (facts["payback"], facts["simple_return"], facts["investment"], facts["annual_saving"]) == (None, None, None, None)


def test_related_cases_share_something_that_matters() -> None:
    base = {"sector": "24", "measures": [measure(practice="p1"), measure(practice="p2")], "effects": [effect(change_percent=D(-1))]}
    me = case("me", **base)
    sector = case("same-sector", sector="24", place={"country": "BO"})
    practice = case("same-practice", measures=[measure(practice="p1")], place={"country": "BO"})
    country = case("same-country")
    best = case("best", **base)
    site = site_of(me, sector, practice, country, best)
    neighbours = Neighbours(site)
    assert [entry.key[1] for entry in neighbours.of(site.entries[me.key])] == ["best", "same-sector", "same-practice"]
    assert [entry.key[1] for entry in neighbours.of(site.entries[me.key], 1)] == ["best"]
    assert neighbours.of(site.entries[country.key]) == ()


def test_every_case_of_a_full_sector_is_somebody_s_neighbour() -> None:
    site = site_of(*(case(f"c-{number:02}", sector="24") for number in range(30)))
    neighbours = Neighbours(site)
    found = {key: [entry.key for entry in neighbours.of(entry)] for key, entry in site.entries.items()}
    assert all(len(set(near)) == 3 and key not in near for key, near in found.items())
    assert {key for near in found.values() for key in near} == set(site.entries)


def test_values_that_need_others_are_the_same_before_and_after_they_are_settled() -> None:
    site = site_of(*(case(f"c-{number:02}", sector="24") for number in range(30)))
    site = replace(site, inbound=inbound(site.entries))
    half = list(site.entries)[::2]
    settled = Crossing(site)
    settled.settle(half)
    assert {key: settled.at(key) for key in site.entries} == {key: Crossing(site).of(entry) for key, entry in site.entries.items()}
    assert all(settled.at(key)["related"] for key in half)


def test_drafts_and_retired_cases_are_related_to_nothing() -> None:
    me = case("me", sector="24")
    site = derive(site_of(me, case("old", sector="24", status="retired")))
    assert site.derived[me.key]["related"] == ()
    assert site.derived["case_studies", "old"]["related"] == ()


PRACTICE = {"definition": BOTH, "type": "x", "themes": ["t"], "resources": ["water"]}


def test_a_practice_s_median_needs_five_cases_that_did_nothing_else() -> None:
    def paid(number: int, *more: str) -> Any:
        return case(f"c-{number}", investment=usd(str(number)), annual_saving=usd("12"),
                    measures=[measure(practice=name) for name in ("p", *more)])

    practice = record("practices", "p", **PRACTICE)
    four = derive(site_of(practice, *(paid(n) for n in (1, 2, 3, 9)), paid(100, "q"))).derived["practices", "p"]
    assert (len(four["cases"]), four["payback_count"], four["payback_median"]) == (5, 4, None)
    five = derive(site_of(practice, *(paid(n) for n in (1, 2, 3, 9, 5)))).derived["practices", "p"]
    assert (five["payback_count"], five["payback_median"]) == (5, D(3))


def test_inbound_links_stand_beside_the_records() -> None:
    site = derive(site_of(case("a", measures=[measure(practice="p")]), record("practices", "p", **PRACTICE)))
    assert site.inbound["practices", "p"] == ((("case_studies", "a"), "measures"),)
