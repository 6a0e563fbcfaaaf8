"""How the figures of similar cases spread: the median, the middle half, and the values themselves while they are few.

Computed from entries, each group once, in linear time. Small numbers make no statistics: under five values a median
would pretend to know, under twenty the middle half would.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from statistics import median, quantiles
from typing import Any

from generator.derive.cases import payback_of_card
from generator.model import Entry, Key, Money, Site

LISTED = 2  # from here on the cases are listed
SMALL = 5  # from here on a median is shown
ENOUGH = 20  # from here on the middle half is shown
MANY = 100  # above this, peers are told by rounded numbers alone: one case more changes the page of no other


@dataclass(frozen=True, slots=True)
class Distribution:
    """The spread of some values: months of payback, or amounts of money in one currency."""

    count: int
    rounded: bool  # there are more than ``count``
    median: Decimal
    middle: tuple[Decimal, Decimal] | None  # a quarter of the values lies below it, a quarter above
    least: Decimal | None
    most: Decimal | None
    values: tuple[tuple[Decimal, int], ...]  # to two digits, each with how many there are


def distribution(values: Sequence[Decimal]) -> Distribution | None:
    """The spread of sorted values; None under five."""
    if len(values) < SMALL:
        return None
    middle = None
    if len(values) >= ENOUGH:
        lower, _, upper = quantiles(values, n=4, method="inclusive")
        middle = (two_digits(lower), two_digits(upper))
    found = Counter(map(two_digits, values))
    return Distribution(len(values), False, two_digits(median(values)), middle, values[0], values[-1], tuple(sorted(found.items())))


def two_digits(value: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
    """To two significant digits, as computed figures are written."""
    return value.quantize(Decimal(1).scaleb(value.adjusted() - 1), rounding) + 0 if value else Decimal(0)


def of_practice(cases: Iterable[Entry], practice: str) -> dict[str, Any]:
    """Paybacks and savings of the cases that did this measure and no other: only then are the case's figures the measure's."""
    alone = [entry for entry in cases if {name for name, _ in entry.card["practices"]} == {practice}]
    paybacks = _sorted((found.months, entry) for entry in alone if (found := payback_of_card(entry.card)))
    amounts = [(money, entry) for entry in alone if (money := _saving(entry)) is not None]
    counts = Counter(money.currency for money, _ in amounts)
    currency = min(counts, key=lambda code: (-counts[code], code), default=None)
    savings = _sorted((money.amount, entry) for money, entry in amounts if money.currency == currency)
    return {
        "payback_cases": _few(paybacks), "paybacks": distribution([value for value, _ in paybacks]),
        "saving_cases": _few(savings), "savings": distribution([value for value, _ in savings]),
        "saving_currency": currency, "saving_others": len(amounts) - len(savings) or None,
    }


class Peers:
    """Computed paybacks by sector. Cases without a known year stay out."""

    def __init__(self, site: Site) -> None:
        values: dict[str, list[Decimal]] = {}
        for entry in site.of("case_studies"):
            found = payback_of_card(entry.card)
            if found and entry.card["sector"] and entry.card["year"]:
                values.setdefault(entry.card["sector"], []).append(found.months)
        self._sectors = {sector: _steady(distribution(sorted(months))) for sector, months in values.items()}

    def of(self, entry: Entry) -> Distribution | None:
        """The spread of a case's sector; None where the case has no computed payback, or the sector fewer than five."""
        known = entry.listed and entry.card["sector"] and payback_of_card(entry.card)
        return self._sectors.get(entry.card["sector"]) if known else None


def _steady(found: Distribution | None) -> Distribution | None:
    """Many values told so that one more changes nothing, as a rule."""
    if found is None or found.count <= MANY:
        return found
    count = int(two_digits(Decimal(found.count - 1), ROUND_FLOOR))
    return Distribution(count, True, found.median, found.middle, None, None, ())


Sample = list[tuple[Decimal, Entry]]


def _few(sample: Sample) -> tuple[Key, ...]:
    return tuple(entry.key for _, entry in sample) if LISTED <= len(sample) < SMALL else ()


def _saving(entry: Entry) -> Money | None:
    saving: Money | None = entry.card["saving"]
    return saving if saving is not None and saving.amount > 0 else None


def _sorted(values: Iterable[tuple[Decimal, Entry]]) -> Sample:
    return sorted(values, key=lambda item: (item[0], item[1].order))
