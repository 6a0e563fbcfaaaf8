"""Simple payback. A case's card needs it, so it stands below the derived values.

Source: payback as in UNIDO/UNEP cleaner production manuals (investment ÷ annual saving).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.formulas import payback_months
from generator.model import Money

MONTHS = Decimal(12)
DAYS_OF_MONTH = Decimal("30.4375")  # 365.25 / 12


@dataclass(frozen=True, slots=True)
class Payback:
    """Simple payback in months; ``approximate`` where an input is qualified ("more than", "about")."""

    months: Decimal
    approximate: bool


def payback(investment: Money | None, saving: Money | None) -> Payback | None:
    """12 × investment ÷ annual saving; None where either is unknown, the saving is not positive, or currencies differ."""
    if investment is None or saving is None or investment.currency != saving.currency:
        return None
    months = payback_months(investment.amount, saving.amount)
    return None if months is None else Payback(months, bool(investment.qualifier or saving.qualifier))


def months_of(days: Decimal | None, months: Decimal | None, years: Decimal | None) -> Decimal | None:
    """A stated duration in months, whichever way it was printed."""
    if months is not None:
        return months
    if years is not None:
        return years * MONTHS
    return days / DAYS_OF_MONTH if days is not None else None
