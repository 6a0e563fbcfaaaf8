"""Figures by which records are compared in lists, and the ranges they fall into. Nobody types a range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.model import Money, Term


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure that can be compared with others of the same ``currency``; '' for months and years."""

    value: Decimal
    currency: str = ""


def figure(card: Mapping[str, Any], name: str) -> Amount | None:
    """A figure of a card; None where it is unknown."""
    value = card.get(name)
    if isinstance(value, Money):
        return Amount(value.amount, value.currency)
    return Amount(Decimal(value)) if value is not None else None


def band_of(amount: Amount | None, bands: Mapping[str, Term]) -> tuple[str, ...]:
    """The range an amount falls into, if any: one of its own currency, else the range that has neither currency nor limits."""
    if amount is None:
        return ()
    other, known = None, False
    for name, term in bands.items():
        low, high = term.more.get("from"), term.more.get("below")
        if low is None and high is None:
            other = name
        elif term.more.get("currency", "") == amount.currency:
            known = True
            if (low is None or amount.value >= low) and (high is None or amount.value < high):
                return (name,)
    return () if known or other is None else (other,)
