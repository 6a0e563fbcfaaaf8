"""The formulas against vectors: those the calculator in the browser shares, and one for every worksheet."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import formulas as f
from generator import worksheets
from generator.worksheets import w03

HERE = Path(__file__).parent
VECTORS = yaml.safe_load((HERE / "vectors.yml").read_text(encoding="utf-8"))
VOCABULARIES = HERE.parents[1] / "content" / "vocabularies"
UNITS = {unit["id"]: unit for unit in yaml.safe_load((VOCABULARIES / "units.yml").read_text(encoding="utf-8"))}


def _convert(value: float | None, unit: str, other: str) -> float | None:
    return f.convert(value, float(UNITS[unit]["factor"]), float(UNITS[other]["factor"]))


def _npv(investment: float, saving: float, years: float, rate: float, salvage: float) -> float | None:
    return f.npv(f.cash_flow(investment, saving, years, salvage), rate)


def _irr(investment: float, saving: float, years: float, salvage: float) -> float | None:
    return f.irr(f.cash_flow(investment, saving, years, salvage))


def _reimbursement(credit: float, reduction: float, cap: float) -> float | None:
    return f.reimbursement(credit, f.band_percent(reduction, [tuple(band) for band in VECTORS["bands"]]), cap)


CALLS: dict[str, Callable[..., Any]] = {
    "payback_months": f.payback_months, "simple_return": f.simple_return, "npv": _npv, "irr": _irr, "convert": _convert,
    "emissions_t": f.emissions_t, "fuel_factor": f.fuel_factor, "guarantee": f.guarantee, "reduction_percent": f.reduction_percent,
    "reimbursement": _reimbursement, "eligible": lambda *answers: f.all_met(answers),
}
CASES = [(name, case) for name in CALLS for case in VECTORS[name]]


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}-{case['in']}" for name, case in CASES])
def test_vectors(name: str, case: dict[str, Any]) -> None:
    found = CALLS[name](*case["in"])
    if isinstance(case["out"], (int, float)) and not isinstance(case["out"], bool):
        assert found == pytest.approx(case["out"], rel=1e-6, abs=1e-6)
    else:
        assert found is case["out"]


def test_every_group_of_vectors_is_used() -> None:
    assert set(VECTORS) == {*CALLS, "bands"}


# One known result for each worksheet: inputs -> results, by name.
KNOWN: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "w01": ({"sales": 510000, "uit": 3400, "regime": "ley_28015"}, {"sales_uit": 150, "company_size": "micro"}),
    "w02": ({"kwh": [1000] * 12, "tariff": [0.35] * 12, "demand_kw": [20] * 12, "demand_charge": [12] * 12}, {"annual_cost": 7080}),
    "w03": ({"grid_kwh": 10000, "quantity": [1000]}, {"all_t": 12.6824}),
    "w04": ({"water_in": [500, 300], "water_out": [100, 150, 450], "water_price": 1.5}, {"unaccounted": 100, "loss_percent": 12.5, "loss_cost": 150}),
    "w05": ({"mass_in": [1000], "mass_product": [900], "mass_byproduct": [40], "mass_waste": [35], "unit_cost": [2]},
            {"total_loss": 25, "closure_percent": [97.5], "total_loss_cost": 200}),
    "w06": ({"tonnes": [10], "disposal_price": [30], "raw_price": [400], "sale_income": [500]}, {"total_cost": 3800}),
    "w07": ({"points_environment": [5], "points_economy": [4], "points_technique": [3], "points_people": [2]}, {"option_score": [3.7], "option_rank": [1]}),
    "w08": ({"investment": 10000, "annual_saving": 4000, "annual_cost": 500, "lifetime": 5, "rate": 12},
            {"payback": 34.2857143, "return_percent": 35, "present_value": 2616.7167, "internal_rate": 22.10629}),
    "w09": ({"power_old": [40], "power_new": [36], "unit_count": [100], "hours": [3000], "tariff": [0.12], "change_investment": [100]},
            {"total_kwh": 1200, "total_money": 144, "change_payback": [8.3333333]}),
    "w10": ({"output_before": 100, "output_after": 120, "resource_before": [500], "resource_after": [510]},
            {"productivity_before": [0.2], "productivity_after": [0.23529412], "resource_change": [17.6470588]}),
    "w11": ({"credit": 59690, "indicator_before": 100, "indicator_after": 70, "output_before": 1, "output_after": 1},
            {"guarantee": 29845, "reduction": 30, "reimbursement": 11938}),
    "w12": ({"answer_policy": [3, 2, None, 1], "weight_policy": [1, 2, 1, 1]}, {"section_percent": [66.6666667], "total_percent": 66.6666667}),
    "w13": ({"legal_status": ["complies"] * 6 + ["partial"] * 2 + ["fails"] * 2 + ["not_applicable"] * 5}, {"compliance_percent": 60}),
    "w14": ({"measure": ["m"] * 12, "status": ["implemented"] * 2 + ["verified"] + ["planned"] * 9}, {"done_percent": 25}),
    "w15": ({"baseline_use": 2, "baseline_output": 1, "resource_price": 0.4, "month_output": [100], "month_use": [180]},
            {"baseline_specific": 2, "saved": [20], "saved_money_total": 8}),
    "w16": ({"sds": ["no"] * 4 + ["yes"]}, {"without_sds": 4}),
    "w17": ({"probability_now": [2], "severity_now": [3]}, {"risk_now": [6], "level_now": ["high"]}),
    "w18": ({"points_sort": [4, 3, 2, 3, 4]}, {"percent_sort": 80, "percent_5s": 80}),
    "w19": ({"influence": [4], "interest": [5]}, {"priority": [20], "approach": ["work_together"]}),
    "w20": ({"women": [9], "men": [16], "undisclosed": [1]}, {"women_share": 36, "people_total": 26}),
    "w21": ({"criterion_met": ["yes"] * 6 + ["no"]}, {"criteria_met": 6, "complete": "no"}),
}


@pytest.mark.parametrize("worksheet_id", worksheets.IDS)
def test_every_worksheet_has_a_known_result(worksheet_id: str) -> None:
    given, expected = KNOWN[worksheet_id]
    results = worksheets.sheet(worksheet_id).results(given)
    for name, value in expected.items():
        found = results[name][:len(value)] if isinstance(value, list) else results[name]
        assert found == (value if isinstance(value, str) or (isinstance(value, list) and isinstance(value[0], str)) else pytest.approx(value)), name


@pytest.mark.parametrize(("regime", "sales_uit", "workers", "size"), [
    ("ley_28015", 150, 9, "micro"), ("ley_28015", 150, 11, "small"), ("ley_28015", 151, 5, "small"), ("ley_28015", 851, 5, "medium_large"),
    ("ley_28015", 100, 51, "medium_large"), ("ley_30056", 150, 400, "micro"), ("ley_30056", 1700, None, "small"), ("ley_30056", 2300, None, "medium"),
    ("ley_30056", 2301, None, "large"), ("own_limits", 10, 1, None), (None, 10, 1, None),
])
def test_company_sizes(regime: str | None, sales_uit: float, workers: float | None, size: str | None) -> None:
    given = {"sales": sales_uit * 1000, "uit": 1000, "regime": regime, "workers_women": workers}
    assert worksheets.sheet("w01").results(given)["company_size"] == size


def test_emission_factors_are_those_of_the_vocabulary() -> None:
    factors = {factor["id"]: factor for factor in yaml.safe_load((VOCABULARIES / "emission_factors.yml").read_text(encoding="utf-8"))}
    assert float(factors["pe-grid-2022-ember"]["kg_co2e_per_kwh"]) == w03.GRID
    per_unit = {"diesel": "gal_us", "residual_fuel_oil": "gal_us", "lpg": "kg", "gasoline": "gal_us"}
    for place, (fuel, unit) in enumerate(per_unit.items()):
        assert w03.KG_PER_UNIT[place] == float(factors[fuel][f"kg_co2e_per_{unit}"])
        assert w03.MJ_PER_UNIT[place] == float(factors[fuel]["ncv_mj_per_kg" if unit == "kg" else "mj_per_gal_us"])
    assert pytest.approx(float(factors["natural_gas"]["kg_co2e_per_tj"]) / 1000) == w03.KG_PER_UNIT[4]
    for place, coal in ((5, "coal-anthracite"), (6, "coal-bituminous")):
        assert pytest.approx(1000 * float(factors[coal]["kg_co2e_per_kg"])) == w03.KG_PER_UNIT[place]
        assert pytest.approx(1000 * float(factors[coal]["ncv_mj_per_kg"])) == w03.MJ_PER_UNIT[place]
    for fuel in ("diesel", "lpg", "natural_gas", "coal-anthracite"):
        one = factors[fuel]
        computed = f.fuel_factor(*(float(one[name]) for name in ("ncv_mj_per_kg", "co2", "ch4", "n2o")))
        assert computed == pytest.approx(float(one["kg_co2e_per_kg"]), abs=5e-5)


def test_the_vectors_use_the_bands_of_the_formulas() -> None:
    assert tuple(map(tuple, VECTORS["bands"])) == f.CREDIT_BANDS


def test_money_works_on_decimals_too() -> None:
    assert f.payback_months(Decimal(100), Decimal(144)) == Decimal(1200) / Decimal(144)
    assert f.simple_return(Decimal(10000), Decimal(3500)) == Decimal(35)


def test_half_a_cent_goes_up_whatever_the_binary_digits() -> None:
    assert [f.cents(value) for value in (1.005, 2.675, -1.005, 0.125)] == [1.01, 2.68, -1.01, 0.13]


def test_equals_keep_their_order_and_share_a_place() -> None:
    assert [place for place, *_ in f.pareto([5, None, 9, 5])] == [2, 0, 3]
    assert f.ranks([5, None, 9, 5]) == [2, None, 1, 2]
    assert f.pareto([]) == [] and f.pareto([None]) == []


def test_presets_are_used_only_where_nothing_was_given() -> None:
    sheet = worksheets.sheet("w07")
    assert sheet.complete({})["weight_economy"] == 3
    assert sheet.complete({"weight_economy": None})["weight_economy"] is None
