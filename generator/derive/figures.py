"""The arithmetic of figures: conversion, simple return, and the payback of the schemas. Pure functions of Decimals.

Sources: payback and simple return as in UNIDO/UNEP cleaner production manuals (investment ÷ annual saving);
unit factors as in the units vocabulary, exact by definition unless marked otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from generator import formulas
from generator.model import Money, Quantity, Term
from generator.schemas.core.payback import DAYS_OF_MONTH as DAYS_OF_MONTH
from generator.schemas.core.payback import Payback as Payback
from generator.schemas.core.payback import months_of as months_of
from generator.schemas.core.payback import payback as payback

TWO_PERCENT = Decimal("0.02")


def simple_return(investment: Money | None, saving: Money | None) -> Decimal | None:
    """Annual saving as a percentage of the investment; None as for :func:`payback` and for an investment of zero."""
    if investment is None or saving is None or investment.currency != saving.currency:
        return None
    return formulas.simple_return(investment.amount, saving.amount)


def convert(quantity: Quantity, to: str, units: Mapping[str, Term]) -> Quantity | None:
    """The quantity in another unit of the same dimension; None where no factor leads there."""
    if quantity.unit == to:
        return quantity
    source, target = units.get(quantity.unit), units.get(to)
    if source is None or target is None or source.get("to") is None or source.get("to") != target.get("to"):
        return None
    if source.get("factor") is None or target.get("factor") is None:
        return None
    return Quantity(quantity.value * Decimal(str(source.get("factor"))) / Decimal(str(target.get("factor"))), to)


def cents(value: Decimal) -> Decimal:
    """Rounded to cents, half up, as banks and the funds' tables do."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def printed_tolerance(value: Decimal) -> Decimal:
    """Half a unit of the last printed digit: 5.5 stands for anything from 5.45 to 5.55."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)


def agrees(printed: Decimal, computed: Decimal, *, relative: Decimal = TWO_PERCENT) -> bool:
    """Whether a printed figure can be the computed one: within its rounding, or within ``relative`` of it."""
    return abs(printed - computed) <= max(printed_tolerance(printed), relative * abs(computed))
