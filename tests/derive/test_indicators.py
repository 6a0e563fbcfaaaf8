"""Progress of indicators: sums, latest years, and what small numbers hide."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from generator.derive.indicators import outcome_due, progress, years_of
from generator.schemas.core.persons import Persons
from generator.schemas.indicators import Indicator, IndicatorSet


def indicator(kind: str = "count", **more: Any) -> Indicator:
    return Indicator.model_validate({"id": "uno", "text": {"es": "Uno", "en": "One"}, "kind": kind, **more})


def result(year: int, **more: Any) -> dict[str, Any]:
    return {"year": year, "source": "boletin", **more}


def test_nothing_recorded_is_no_value_and_no_share() -> None:
    found = progress(indicator(targets=[{"value": 12}]), 1)
    assert (found.value, found.share, found.years, found.evidence) == (None, None, (), ())


def test_a_recorded_zero_is_a_zero() -> None:
    found = progress(indicator(targets=[{"value": 12}], results=[result(2008, value=0)]), 1)
    assert (found.value, found.share) == (0, 0)


def test_counts_add_up_over_the_years() -> None:
    found = progress(indicator(targets=[{"value": 8}], results=[result(2009, value=2), result(2007, value=4)]), 1)
    assert (found.value, found.share, found.years) == (6, 75, (2007, 2009))


@pytest.mark.parametrize("kind", ["percent", "boolean", "amount"])
def test_of_anything_else_the_latest_year_holds(kind: str) -> None:
    found = progress(indicator(kind, targets=[{"value": 25}], results=[result(2009, value=20), result(2007, value=40)]), 1)
    assert (found.value, found.years) == (20, (2009,))
    assert found.share == (None if kind == "amount" else 80)


def test_each_target_has_its_own_results() -> None:
    line = indicator(targets=[{"value": 2}, {"value": 20}], results=[result(2008, value=1), result(2008, value=5, target=2)])
    assert [progress(line, number).share for number in (1, 2)] == [50, 25]


def test_few_persons_leave_only_what_it_is_at_least() -> None:
    line = indicator(of_persons=True, targets=[{"value": 60}], results=[result(2008, persons={"women": 12, "few": ["men"]})])
    found = progress(line, 1)
    assert (found.value, found.lower, found.share) == (12, True, Decimal(20))


def test_evidence_is_counted_once() -> None:
    shown = {"events": ["foro-1"], "cases": ["caso"]}
    line = indicator(results=[{"year": 2007, "value": 1, "evidence": shown}, {"year": 2008, "value": 1, "evidence": shown}])
    assert progress(line, 1).evidence == (("case_studies", "caso"), ("events", "foro-1"))


@pytest.mark.parametrize("cells", [{"women": 1}, {"men": 4}, {"women": 9, "undisclosed": 3}])
def test_a_number_below_five_cannot_be_written(cells: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="could point at somebody"):
        Persons.model_validate(cells)


@pytest.mark.parametrize("cells", [{}, {"women": 7, "few": ["women"]}])
def test_persons_say_one_thing(cells: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Persons.model_validate(cells)


@pytest.mark.parametrize("wrong", [
    {"value": 3}, {"value": 3, "evidence": {}}, {"source": "x"}, {"value": 3, "persons": {"women": 5}, "source": "x"},
])
def test_a_result_needs_one_number_and_what_shows_it(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        indicator(results=[{"year": 2008, **wrong}])


def test_persons_are_never_a_plain_number() -> None:
    with pytest.raises(ValidationError):
        indicator(of_persons=True, results=[result(2008, value=3)])


def test_effects_are_due_six_months_after_the_year() -> None:
    assert outcome_due(2026) == date(2027, 7, 1)


def test_years_are_those_of_the_period_and_of_results() -> None:
    data = {"id": "x", "status": "published", "updated": date(2026, 1, 1), "title": {"es": "X"}, "summary": {"es": "X"}, "kind": "outcome", "position": 1,
            "period": {"start": "2007-05", "end": "2009"}, "sources": ["boletin"], "groups": [{"indicators": [
                {"id": "uno", "text": {"es": "Uno"}, "kind": "count", "results": [result(2011, value=1)]}]}]}
    assert years_of(IndicatorSet.model_validate(data)) == (2007, 2008, 2009, 2011)
