"""The formulas of cleaner production work, each once: worksheets, the site and the tests take them from here.

Arguments are numbers in the units that each docstring names; None is a blank, and where a formula needs what is blank, its
result is blank too: unknown is never 0. Percentages are plain numbers (12 means 12 %). Functions that work on floats as on
Decimals say so by :data:`N`; amounts that are rounded to cents go through Decimal, half up, as banks do.

Sources: payback, return and present value as in the UNIDO and UNEP manuals of cleaner production; specific use and productivity
as in the RECP indicators for enterprises of UNIDO and UNEP; emissions as in the 2006 IPCC Guidelines, volume 2, with the
warming potentials of the fifth assessment report; guarantee and reimbursement as in the centre's Phase II plan, section 2.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import wraps
from typing import TypeVar

T = TypeVar("T")
N = TypeVar("N", float, Decimal)
Number = float | None
Numbers = Sequence[Number]

GJ_PER_KWH = 0.0036  # exact, by definition of the kilowatt hour
# The Environmental Credit Line's bands as we read its rules: fall of the indicator from %, whether exactly that much is enough, reimbursement %.
CREDIT_BANDS = ((0, True, 0), (20, True, 20), (40, False, 40))
GWP_CH4, GWP_N2O = 28.0, 265.0  # IPCC AR5, 100 years
AT_LEAST_SHOWN = 6  # decimals of a reduction that decide on which side of a band's edge it lies


def known(function: Callable[..., T]) -> Callable[..., T | None]:
    """Blank in, blank out."""

    @wraps(function)
    def guarded(*args: Number) -> T | None:
        return None if None in args else function(*args)

    return guarded


# Sums and shares


def total(values: Iterable[Number]) -> Number:
    """Sum of what is known; blank where nothing is."""
    found = [value for value in values if value is not None]
    return sum(found) if found else None


def count(values: Iterable[object]) -> int | None:
    """How many are filled in; blank where none is."""
    return sum(value is not None for value in values) or None


def count_of(values: Iterable[object], wanted: object) -> int | None:
    """How many are ``wanted``; blank where nothing is filled in at all, 0 where others are."""
    found = [value for value in values if value is not None]
    return sum(value == wanted for value in found) if found else None


def weighted(amounts: Numbers, prices: Numbers) -> Number:
    """Sum of amount × price over the pairs that are complete; blank where none is."""
    return total(times(amount, price) for amount, price in zip(amounts, prices, strict=True))


@known
def times(a: float, b: float) -> float:
    """Product."""
    return a * b


@known
def less(a: float, b: float) -> float:
    """Difference."""
    return a - b


@known
def ratio(part: float, whole: float) -> Number:
    """Part ÷ whole; blank for a whole of zero."""
    return part / whole if whole else None


@known
def percent(part: float, whole: float) -> Number:
    """Part as % of the whole; blank for a whole of zero."""
    return 100 * part / whole if whole else None


@known
def change_percent(before: float, after: float) -> Number:
    """Change as % of the value before; a fall is negative."""
    return 100 * (after / before - 1) if before else None


def mean(values: Iterable[Number]) -> Number:
    """Arithmetic mean of what is known."""
    found = [value for value in values if value is not None]
    return sum(found) / len(found) if found else None


def running(values: Numbers) -> list[Number]:
    """Running sum; blank where the value itself is."""
    summed, out = 0.0, list[Number]()
    for value in values:
        summed += value or 0
        out.append(None if value is None else summed)
    return out


# Money


def payback_months(investment: N | None, saving: N | None) -> N | None:
    """12 × investment ÷ net annual saving, in months. Blank without a saving above zero; 0 only for an investment of zero."""
    if investment is None or saving is None or saving <= 0:
        return None
    return 12 * investment / saving


def simple_return(investment: N | None, saving: N | None) -> N | None:
    """Net annual saving as % of the investment (ROI); blank for an investment of zero or less."""
    if investment is None or saving is None or investment <= 0:
        return None
    return 100 * saving / investment


def cash_flow(investment: Number, saving: Number, years: Number, salvage: Number = None) -> list[float] | None:
    """Flow of the years 0 to ``years``: the investment is year 0, what the equipment still fetches falls in the last year."""
    if investment is None or saving is None or years is None or years < 1:
        return None
    flows = [-investment, *[saving] * int(years)]
    flows[-1] += salvage or 0
    return flows


def npv(flows: Sequence[float] | None, rate: Number) -> Number:
    """Net present value at ``rate`` % a year. The flow of year 0 is not discounted: it stands outside a spreadsheet's NPV()."""
    if flows is None or rate is None or rate <= -100:
        return None
    return sum(flow / (1 + rate / 100) ** year for year, flow in enumerate(flows))


def irr(flows: Sequence[float] | None) -> Number:
    """Internal rate of return in % a year; blank unless something is spent in year 0 and something comes back: otherwise no rate exists."""
    if flows is None or not (flows[0] < 0 < max(flows)):
        return None
    low, high = -99.9999, 100.0
    while (npv(flows, high) or 0) > 0 and high < 1e12:
        high *= 10
    if (npv(flows, low) or 0) < 0 or (npv(flows, high) or 0) > 0:
        return None
    for _ in range(300):
        middle = (low + high) / 2
        low, high = (middle, high) if (npv(flows, middle) or 0) > 0 else (low, middle)
    return (low + high) / 2


# Resources


@known
def lighting_saving(old_w: float, new_w: float, units: float, hours: float) -> float:
    """Electricity saved in kWh a year by equipment of ``new_w`` instead of ``old_w`` watts, ``hours`` a year."""
    return (old_w - new_w) * units * hours / 1000


@known
def fuel_after(old: float, energy_old: float, efficiency_old: float, energy_new: float, efficiency_new: float) -> Number:
    """Quantity of the new fuel that gives the same useful heat. Energy contents in MJ per unit of fuel, efficiencies in %."""
    useful = energy_new * efficiency_new
    return old * energy_old * efficiency_old / useful if useful else None


@known
def energy_gj(quantity: float, mj_per_unit: float) -> float:
    """Energy of a fuel in GJ."""
    return quantity * mj_per_unit / 1000


@known
def electricity_gj(kwh: float) -> float:
    """Electricity in GJ."""
    return kwh * GJ_PER_KWH


@known
def emissions_t(quantity: float, kg_per_unit: float) -> float:
    """Emissions in t CO2e of a quantity and its factor in kg CO2e per unit."""
    return quantity * kg_per_unit / 1000


@known
def fuel_factor(ncv: float, co2: float, ch4: float, n2o: float) -> float:
    """kg CO2e per kg of fuel, of its net calorific value in MJ/kg and its gases in kg/TJ."""
    return ncv * (co2 + GWP_CH4 * ch4 + GWP_N2O * n2o) / 1e6


@known
def convert(value: float, factor: float, to_factor: float) -> Number:
    """A quantity in another unit, by the factors of both units to their common base."""
    return value * factor / to_factor if to_factor else None


# The Environmental Credit Line


def cents(amount: Number) -> Number:
    """Rounded to cents, half up, away from zero; the decimal digits decide, not their binary neighbour."""
    return None if amount is None else float(Decimal(repr(float(amount))).quantize(Decimal("0.01"), ROUND_HALF_UP))


def guarantee(credit: Number, share: float = 50) -> Number:
    """Guaranteed part of the approved credit, rounded to cents; ``share`` in %."""
    return None if credit is None else cents(float(Decimal(repr(float(credit))) * Decimal(repr(float(share))) / 100))


def reduction_percent(before: Number, after: Number, output_before: Number, output_after: Number) -> Number:
    """Fall of the indicator per unit of output, as % of its value before; negative where it rose."""
    specific_before, specific_after = ratio(before, output_before), ratio(after, output_after)
    fall = percent(less(specific_before, specific_after), specific_before)
    return None if fall is None else round(fall, AT_LEAST_SHOWN)


def band_reached(reduction: Number, start: Number, included: bool | None, back: Number) -> Number:
    """A band's reimbursement in % where the reduction exceeds its start, or equals it and exactly that much is enough."""
    if reduction is None or start is None or back is None:
        return None
    return back if reduction > start or (reduction == start and bool(included)) else None


def band_percent(reduction: Number, bands: Iterable[tuple[Number, bool | None, Number]]) -> Number:
    """Reimbursement in %: the highest of the bands reached; 0 where there are bands and none is. Bands as in :func:`band_reached`."""
    found = [band for band in bands if band[0] is not None and band[2] is not None]
    if reduction is None or not found:
        return None
    return max((back for band in found if (back := band_reached(reduction, *band)) is not None), default=0.0)


def reimbursement(credit: Number, share: Number, cap: Number = None) -> Number:
    """Part of the credit paid back, rounded to cents, at most ``cap``; ``share`` in %."""
    if credit is None or share is None:
        return None
    amount = guarantee(credit, share)
    return amount if cap is None or amount is None else min(amount, cap)


def all_met(answers: Iterable[bool | None]) -> bool | None:
    """True where every condition is met, False where one is not, None while it is not known."""
    found = list(answers)
    if False in found:
        return False
    return None if None in found or not found else True


# Judgements


def score(points: Numbers, weights: Numbers) -> Number:
    """Weighted mean of points; blank unless every point and weight is given and the weights are not all zero."""
    if None in points or None in weights:
        return None
    return ratio(weighted(points, weights), total(weights))


def ranks(values: Numbers) -> list[int | None]:
    """Place of each value, the greatest first; equals share a place."""
    filled = [value for value in values if value is not None]
    return [None if value is None else 1 + sum(other > value for other in filled) for value in values]


def attained_percent(answers: Numbers, weights: Numbers, top: float) -> Number:
    """Points reached as % of those possible, over the items that were answered; ``top`` is the best answer."""
    pairs = [(a, w) for a, w in zip(answers, weights, strict=True) if a is not None and w is not None]
    return percent(sum(a * w for a, w in pairs), top * sum(w for _, w in pairs)) if pairs else None


@known
def risk_level(risk: float) -> str:
    """Level of a risk of probability 1-3 × severity 1-3: 1-2 low, 3-4 medium, 6-9 high."""
    return "high" if risk >= 6 else "medium" if risk >= 3 else "low"


def company_size(sales_uit: Number, workers: Number, uit_limits: Numbers, worker_limits: Numbers) -> str | None:
    """Size by annual sales in UIT and, where the regime limits them, workers; the higher of both decides.

    Limits are the upper ones of micro, small and medium; a regime without one for medium leaves ``medium_large`` together.
    """
    if sales_uit is None or uit_limits[0] is None or uit_limits[1] is None:
        return None

    def level(value: float, limits: Numbers) -> int:
        return sum(limit is not None and value > limit for limit in limits)

    reached = max(level(sales_uit, uit_limits), 0 if workers is None else level(workers, worker_limits))
    if reached >= 2 and uit_limits[2] is None:
        return "medium_large"
    return ("micro", "small", "medium", "large")[reached]


def pareto(counts: Numbers) -> list[tuple[int, float, Number, Number]]:
    """(place in the list, count, share %, cumulative share %), the greatest first; equals keep their order. No shares of zero."""
    filled = sorted(((-value, place) for place, value in enumerate(counts) if value is not None))
    whole = -sum(value for value, _ in filled)
    out, summed = list[tuple[int, float, Number, Number]](), 0.0
    for value, place in filled:
        summed -= value
        out.append((place, -value, percent(-value, whole), percent(summed, whole)))
    return out
