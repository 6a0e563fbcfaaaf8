"""Sums over records: what is unknown is left out of none of them in silence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator.derive.site import derive

from .building import BOTH, effect, record, site_of, usd

D = Decimal


def row(number: int, client: str = "company", paid: str | None = None, **more: Any) -> Any:
    fields: dict[str, Any] = {
        "line": "fondo", "row": number, "client": client, "approved": usd("1000"), "sources": ["s"],
        "guarantee": {"percent": D(50), "amount": D("500.50"), "source": "s"},
    }
    if paid:
        fields["reimbursement"] = {"amount": D(paid), "source": "s"}
    return record("credit_projects", f"p-{number}", **{**fields, **more})


def fund(*rows: Any) -> Any:
    line = record("credit_lines", "fondo", state="closed", state_note=BOTH, funder="f", sources=["s"],
                  rules=[{"id": "r", "name": BOTH, "sources": ["s"]}])
    return derive(site_of(line, *rows)).derived["credit_lines", "fondo"]


def test_a_fund_s_sums_count_every_row_a_natural_person_s_too() -> None:
    found = fund(row(2), row(1, paid="250"), row(10, client="natural-person"))
    assert [key[1] for key in found["rows"]] == ["p-1", "p-2", "p-10"]
    assert (found["credit"], found["guarantee"]) == (D(3000), D("1501.50"))
    assert (found["reimbursement"], found["reimbursed_rows"]) == (D(250), 1)


def test_retired_rows_and_rows_of_other_funds_do_not_count() -> None:
    assert fund(row(1), row(2, status="retired"), row(3, line="otro"))["credit"] == D(1000)


def test_a_project_s_paid_share_is_unknown_where_nothing_is_printed() -> None:
    site = derive(site_of(row(1), row(2, paid="250")))
    assert site.derived["credit_projects", "p-1"] == {"guarantee_percent": D("50.05"), "reimbursement_percent": None}
    assert site.derived["credit_projects", "p-2"]["reimbursement_percent"] == D(25)


@pytest.mark.parametrize(("minutes", "expected"), [((60, 90), 150), ((60, None), None), ((None, None), None), ((), None)])
def test_a_kit_s_minutes_are_a_whole_sum_or_none(minutes: tuple[int | None, ...], expected: int | None) -> None:
    sessions = [
        {"id": f"s-{n}", "kind": "workshop", "title": BOTH, **({"duration_minutes": m} if m else {})} for n, m in enumerate(minutes)
    ]
    kit = record(
        "toolkits", "k", limits=BOTH, stage="proposed", version="0.1.0", area="pml", audience=["a"], languages=["es"], licence="l",
        sources=["s"], modules=[{"id": "m", "title": BOTH, "sessions": sessions,
                                 "worksheets": [{"id": "w01", "title": BOTH}, {"id": "w02", "title": BOTH}]}],
    )
    found = derive(site_of(kit)).derived["toolkits", "k"]
    assert (found["modules"], found["worksheets"], found["minutes"]) == (1, 2, expected)


def test_a_programme_s_shares_need_both_numbers() -> None:
    outcomes = [
        {"id": "a", "name": BOTH, "source": "s", "recommended": D(200), "implemented": D(50)},
        {"id": "b", "name": BOTH, "source": "s", "recommended": D(200)},
        {"id": "c", "name": BOTH, "source": "s", "implemented": D(50)},
        {"id": "d", "name": BOTH, "source": "s", "recommended": D(200), "implemented": D(0)},
        {"id": "e", "name": BOTH, "source": "s", "recommended": D(6), "implemented": D(3), "role": "payback_months"},
    ]
    programme = record("programmes", "fase", kind="phase", outcomes=outcomes, effects=[effect(change=D(-5), unit="L")], sources=["s"])
    found = derive(site_of(programme)).derived["programmes", "fase"]
    assert found["shares"] == {"a": D(25), "d": D(0)}
    assert found["effects"][0].canonical is not None
