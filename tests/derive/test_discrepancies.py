"""Two figures for one thing: every kind, and what is no disagreement."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator.derive.discrepancies import Discrepancy, discrepancies

from .building import BOTH, case, effect, measure, record, site_of, usd

D = Decimal


def found(*records: Any) -> list[Discrepancy]:
    site = site_of(*records)
    return [item for record in site.records.values() for item in discrepancies(site, record)]


def shown(*records: Any) -> list[tuple[str, tuple[Any, ...], Decimal, Decimal, str]]:
    return [(d.kind, d.path, d.printed, d.computed, d.unit) for d in found(*records)]


def stated(**fields: Any) -> dict[str, Any]:
    return {"stated": {"payback": {"source": "s", **fields}}}


PAID = {"investment": usd("1000"), "annual_saving": usd("2000")}  # six months


def test_a_stated_payback_that_its_amounts_contradict() -> None:
    assert shown(case(**PAID, **stated(months=D("9")))) == [("payback", ("stated", "payback"), D("9"), D("6"), "months")]


@pytest.mark.parametrize("fields", [
    {"months": D("6")},
    {"months": D("6.1")},
    {"years": D("0.5")},
    {"days": D("183")},
    {"months": D("6.4"), "qualifier": "about"},
    {"months": D("7"), "qualifier": "less_than"},
    {"months": D("6"), "qualifier": "up_to"},
    {"months": D("3"), "qualifier": "more_than"},
])
def test_a_stated_payback_within_its_rounding_or_bound(fields: dict[str, Any]) -> None:
    assert not found(case(**PAID, **stated(**fields)))


@pytest.mark.parametrize("fields", [
    {"months": D("7"), "qualifier": "about"},
    {"months": D("5"), "qualifier": "less_than"},
    {"months": D("8"), "qualifier": "more_than"},
    {"years": D("0.6")},
    {"days": D("60")},
])
def test_a_stated_payback_beyond_them(fields: dict[str, Any]) -> None:
    assert [d.kind for d in found(case(**PAID, **stated(**fields)))] == ["payback"]


@pytest.mark.parametrize("missing", ["investment", "annual_saving"])
def test_no_comparison_without_both_amounts(missing: str) -> None:
    amounts = {name: money for name, money in PAID.items() if name != missing}
    assert not found(case(**amounts, **stated(months=D("99"))))


def test_a_stated_return_that_its_amounts_contradict() -> None:
    record_ = case(**PAID, stated={"simple_return": {"percent": D("150"), "source": "s"}})
    assert shown(record_) == [("simple-return", ("stated", "simple_return"), D("150"), D("200"), "percent")]


def test_a_stated_return_of_exact_amounts_has_only_its_rounding_as_margin() -> None:
    def with_return(printed: str, **more: Any) -> Any:
        amounts = {"investment": usd("1000", **more), "annual_saving": usd("2000")}
        return case(**amounts, stated={"simple_return": {"percent": D(printed), "source": "s"}})

    assert not found(with_return("200"))
    assert found(with_return("200.4"))[0].difference == D("0.4")
    assert not found(with_return("203", qualifier="about"))
    assert found(with_return("205", qualifier="about"))


def test_a_total_that_is_not_the_sum_of_its_measures() -> None:
    measures = [measure(investment=usd("400")), measure(investment=usd("500"))]
    assert shown(case(investment=usd("1000"), measures=measures)) == [("sum-of-measures", ("investment",), D("1000"), D("900"), "USD")]
    assert not found(case(investment=usd("900"), measures=measures))


@pytest.mark.parametrize("measures", [
    [measure(investment=usd("400")), measure()],  # some are unknown: no sum
    [measure(investment=usd("400")), measure(investment=usd("500", currency="PEN"))],  # no adding of currencies
    [],
])
def test_a_sum_is_compared_only_where_it_is_whole(measures: list[Any]) -> None:
    assert not found(case(investment=usd("1000"), measures=measures))


def test_a_percentage_that_does_not_follow_from_before_and_after() -> None:
    wrong = effect(baseline=D(200), after=D(150), unit="L", change_percent=D(-40))
    assert shown(case(effects=[wrong])) == [("effect-percent", ("effects", 0), D("-40"), D("-25"), "percent")]


@pytest.mark.parametrize("fields", [
    {"baseline": D(200), "after": D(150), "change_percent": D("-25.8")},  # within one point
    {"baseline": D(200), "after": D(150), "change_percent": D(-40), "qualifier": "up_to"},
    {"baseline": D(200), "change_percent": D(-40)},
    {"after": D(150), "change_percent": D(-40)},
    {"baseline": D(0), "after": D(150), "change_percent": D(40)},
])
def test_a_percentage_that_may_be_right(fields: dict[str, Any]) -> None:
    assert not found(case(effects=[effect(unit="L", **fields)]))


def test_the_effects_of_measures_are_compared_too() -> None:
    wrong = effect(baseline=D(10), after=D(5), unit="L", change_percent=D(-10))
    odd = found(case(measures=[measure(), measure(effects=[effect(change_percent=D(-1)), wrong])]))
    assert [(d.kind, d.path) for d in odd] == [("effect-percent", ("measures", 1, "effects", 1))]


def project(row: int, approved: str, guaranteed: str, guarantee: str, **back: Any) -> Any:
    fields: dict[str, Any] = {
        "line": "fondo", "row": row, "client": "company", "approved": usd(approved), "sources": ["s"],
        "guarantee": {"percent": D(guaranteed), "amount": D(guarantee), "source": "s"},
    }
    if back:
        fields["reimbursement"] = {"source": "s", **back}
    return record("credit_projects", f"p-{row}", **fields)


def line(**printed: Any) -> Any:
    return record(
        "credit_lines", "fondo", state="closed", state_note=BOTH, funder="f", sources=["s"],
        rules=[{"id": "r", "name": BOTH, "sources": ["s"]}], printed={"source": "s", "currency": "USD", **printed},
    )


def test_a_guarantee_that_is_not_its_percentage_of_the_credit() -> None:
    assert shown(project(1, "1000.50", "50", "500.25")) == []
    odd = found(project(1, "1000.50", "50", "500.30"))
    assert [(d.kind, d.path, d.difference) for d in odd] == [("guarantee", ("guarantee", "amount"), D("0.05"))]
    assert dict(odd[0].values) == {"percent": D("50"), "base": D("1000.50")}


def test_a_reimbursement_that_is_not_its_percentage_of_the_credit() -> None:
    odd = found(project(1, "1000", "50", "500", percent=D(25), amount=D(150)))
    assert [(d.kind, d.printed, d.computed) for d in odd] == [("reimbursement", D(150), D(250))]
    assert dict(odd[0].values)["effective"] == D(15)
    assert not found(project(1, "1000", "50", "500", percent=D(25), amount=D(250)))
    assert not found(project(1, "1000", "50", "500", percent=D(25)))
    assert not found(project(1, "1000", "50", "500", amount=D(3)))


def test_printed_totals_that_the_rows_contradict() -> None:
    rows = [project(1, "1000", "50", "500", percent=D(25), amount=D(250)), project(2, "2000", "50", "1000")]
    assert not found(line(credit=D(3000), guarantee=D(1500), reimbursement=D(250)), *rows)
    odd = found(line(credit=D(3001), guarantee=D(1400), reimbursement=D(260)), *rows)
    assert [(d.kind, d.path[-1], d.printed, d.computed) for d in odd] == [
        ("total", "credit", D(3001), D(3000)),
        ("total", "guarantee", D(1400), D(1500)),
        ("total", "reimbursement", D(260), D(250)),
        ("guarantee-of-total", "guarantee", D(1400), D("1500.5")),
    ]
    assert dict(odd[0].values) == {"what": "credit", "rows": 2}


def test_the_guarantee_of_a_total_is_compared_only_where_one_percentage_rules() -> None:
    rows = [project(1, "1000", "50", "500"), project(2, "2000", "40", "800")]
    assert not found(line(credit=D(3000), guarantee=D(1300)), *rows)


def test_a_line_without_rows_or_printed_totals_says_nothing() -> None:
    assert not found(line(credit=D(3000)))
    assert not found(line(), project(1, "1000", "50", "500"))


def outcome(name: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "name": BOTH, "source": "s", **fields}


def programme(*outcomes: dict[str, Any]) -> Any:
    return record("programmes", "fase", kind="phase", outcomes=list(outcomes), sources=["s"])


def test_a_payback_that_is_called_a_rate_of_return() -> None:
    rows = [
        outcome("i", role="investment", currency="USD", recommended=D(2000), implemented=D(1000)),
        outcome("s", role="annual_saving", currency="USD", recommended=D(1000), implemented=D(2000)),
        outcome("p", role="payback_months", recommended=D("23"), implemented=D("5.9"), printed_as="rate-of-return", printed_label="TIR"),
    ]
    odd = found(programme(*rows))
    assert [(d.kind, d.path, d.printed, d.computed) for d in odd] == [
        ("payback-called-return", ("outcomes", 2, "implemented"), D("5.9"), D("6")),
        ("payback-called-return", ("outcomes", 2, "recommended"), D("23"), D("24")),
    ]
    assert dict(odd[0].values) == {"label": "TIR", "rate": D(200)}
    rows[2]["printed_as"] = "payback"
    assert not found(programme(*rows))


def test_a_share_far_from_all_others() -> None:
    rows = [outcome(str(n), recommended=D(100), implemented=D(40 + n)) for n in range(4)]
    assert not found(programme(*rows))
    odd = found(programme(*rows, outcome("slip", recommended=D(10000), implemented=D(5))))
    assert [(d.kind, d.path, d.printed) for d in odd] == [("share-outlier", ("outcomes", 4), D("0.05"))]


def test_no_share_is_an_outlier_of_a_handful() -> None:
    assert not found(programme(outcome("a", recommended=D(100), implemented=D(40)), outcome("b", recommended=D(10000), implemented=D(1))))
