"""What an unquoted YAML word means here. Stricter than YAML 1.1: what people mistake is text or an error.

Plain ``yes``, ``no``, ``sí``, ``on``, ``1:30`` and ``1_000`` stay text; ``012`` is refused, because nobody can
tell a number from a code; decimals keep their digits (``3400.50`` stays that, read as Decimal).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

Scalar = str | int | Decimal | bool | date | None

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_LEADING_ZERO = re.compile(r"-?0[0-9]+(\.[0-9]*)?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
WORDS: dict[str, Scalar] = {"": None, "~": None, "null": None, "true": True, "false": False}

MAX_DIGITS = 15  # 999999999999.99: beyond any figure, and within what Decimal's 28 digits can multiply and divide


class AmbiguousNumber(ValueError):
    """A plain scalar like 012 that some readers take for octal and others for a code."""


class ImpossibleDate(ValueError):
    """A plain scalar like 2026-02-30."""


def plain(text: str) -> Scalar:
    """The value of an unquoted scalar."""
    if text in WORDS:
        return WORDS[text]
    first = text[0]
    if not (first.isdigit() or first == "-") or len(text) > MAX_DIGITS:
        return text
    number = _NUMBER.fullmatch(text)
    if number:
        return Decimal(text) if number[1] else int(text)
    if _LEADING_ZERO.fullmatch(text):
        raise AmbiguousNumber(text)
    day = _DATE.fullmatch(text)
    if day:
        try:
            return date(int(day[1]), int(day[2]), int(day[3]))
        except ValueError as error:
            raise ImpossibleDate(text) from error
    return text
