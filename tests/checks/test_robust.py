"""Content that is valid piece by piece and absurd as a whole is still only findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import checked, lines


def with_project(small: Path, approved: str, guarantee: str, reimbursement: str) -> list[str]:
    file = small / "content/credit_projects/ej-01.yml"
    text = file.read_text(encoding="utf-8").replace("amount: 100000.50", f"amount: {approved}").replace("amount: 50000.25", f"amount: {guarantee}")
    file.write_text(text.replace("amount: 40000.20", f"amount: {reimbursement}"), encoding="utf-8")
    return [found.code for found in checked(small).report]


@pytest.mark.parametrize(("approved", "guarantee", "reimbursement", "code"), [
    ("0", "1", "5", "amount-not-positive"),
    ("-100", "1", "5", "amount-not-positive"),
    ("0.0000000000001", "999999999999999", "999999999999999", "guarantee-disagrees"),
    ("999999999999999", "0.0000000000001", "0.0000000000001", "guarantee-disagrees"),
])  # fmt: skip
def test_absurd_amounts_are_findings_and_no_crash(small: Path, approved: str, guarantee: str, reimbursement: str, code: str) -> None:
    assert code in with_project(small, approved, guarantee, reimbursement)


@pytest.mark.parametrize("number", ["1e999999", "9" * 40, '"9999999999999999999999999999999999"', "0.00000000000000000000000001", "1_0", "Infinity"])
def test_a_number_no_arithmetic_could_bear_is_not_a_number(small: Path, number: str) -> None:
    assert "not-a-number" in with_project(small, number, "1", "1")


def test_a_retired_or_draft_row_is_in_no_total(small: Path) -> None:
    row = (small / "content/credit_projects/ej-02.yml").read_text(encoding="utf-8").replace("row: 2", "row: 3")
    for status, name in (("retired", "ej-03"), ("draft", "ej-04")):
        text = row.replace("ej-02", name).replace("status: published", f"status: {status}")
        (small / f"content/credit_projects/{name}.yml").write_text(text, encoding="utf-8")
    assert lines(checked(small).report) == []


def test_what_the_menus_point_to_must_be_there(small: Path) -> None:
    site = small / "content/site.yml"
    site.write_text(site.read_text(encoding="utf-8").replace("record:credit_lines/linea-ejemplo", "record:credit_projects/ej-02"), encoding="utf-8")
    [found] = checked(small).report
    assert found.code == "dangling-reference"
    assert found.field == "home.doors[2].to"


def test_the_same_content_gives_the_same_report_twice(small: Path) -> None:
    (small / "content/sources/mala.yml").write_text("id: mala\ntítulo: x\naño: 1\n", encoding="utf-8")
    first, second = list(checked(small).report), list(checked(small).report)
    assert first == second
    assert [d.sort_key for d in first] == sorted(d.sort_key for d in first)
