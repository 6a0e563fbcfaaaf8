"""Numbers, money, dates and plurals as readers of a language write them.

Spanish: groups of three with a no-break space, decimal point: ``US$ 20 400``, ``44 %``. A comma or a dot as group mark would be read as a decimal sign in some
country of the network; a space cannot be. All other languages as Babel has them.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

NBSP = "\N{NO-BREAK SPACE}"
_GROUPS = {"es": NBSP, "en": ","}  # decimal point in both; other languages as Babel writes them
MINUS = "\N{MINUS SIGN}"
DAYS_OF_MONTH = Decimal("30.4375")


@cache
def locale_of(language: str) -> Locale:
    """Babel's locale: Peru's Spanish, British English, else the language's own; English where Babel knows none."""
    territory = {"es": "es_PE", "en": "en_GB"}.get(language, language.replace("-", "_"))
    try:
        return Locale.parse(territory)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def number(value: Decimal | int, language: str, decimals: int | None = None) -> str:
    """A number; ``decimals`` None keeps the digits as they were printed."""
    if decimals is not None:
        value = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    group = _GROUPS.get(language)
    if group is None:
        return _as_babel_writes(Decimal(value), language)
    text = str(value)
    if "E" in text:
        text = f"{value:f}"
    sign = ""
    if text[0] == "-":
        sign, text = (MINUS if value else ""), text[1:]
    whole, point, fraction = text.partition(".")
    if len(whole) > 3:
        whole = f"{int(whole):,}"
        if group != ",":
            whole = whole.replace(",", group)
    return sign + whole + point + fraction


def _as_babel_writes(exact: Decimal, language: str) -> str:
    places = max(0, -int(exact.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return (MINUS if exact < 0 else "") + format_decimal(abs(exact), pattern, locale_of(language))


def significant(value: Decimal, language: str, digits: int = 2) -> str:
    """A computed number with this many significant digits, but never fewer than its whole part has."""
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - value.adjusted())
    return number(value, language, decimals)


def percent(value: Decimal, language: str, decimals: int | None = None) -> str:
    """A percentage: ``44 %`` in Spanish, ``44%`` in English, as the language's own pattern sets it."""
    return number(value, language, decimals) + _percent_sign(language)


@cache
def _percent_sign(language: str) -> str:
    spaced = language == "es" or locale_of(language).percent_formats[None].pattern.endswith((f"{NBSP}%", " %"))
    return f"{NBSP}%" if spaced else "%"


def money(amount: Decimal, symbol: str, language: str, decimals: int | None = None) -> str:
    """An amount with its currency's symbol: ``US$ 20 400`` in Spanish, ``US$20,400`` in English."""
    text = number(amount, language, decimals)
    sign = ""
    if text.startswith(MINUS):
        sign, text = MINUS, text[1:]
    spaced = language != "en" or symbol[-1].isalpha()
    return f"{sign}{symbol}{NBSP if spaced else ''}{text}"


def day(value: date, language: str) -> str:
    """A date in words: ``15 de mayo de 2007``, ``15 May 2007``."""
    return format_date(value, "long", locale_of(language))


@cache
def partial(value: str, language: str) -> str:
    """A date as exact as it is known: a year, a month, or a day."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return value
    if len(parts) == 2:
        return format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=locale_of(language))
    return day(date(*parts), language)


def plural(count: int, language: str) -> str:
    """The plural category of a count: ``one`` or ``other`` (``few`` and ``many`` where a language has them)."""
    return str(locale_of(language).plural_form(count))


def duration(months: Decimal) -> tuple[Decimal, str, int]:
    """Months in human time: value, unit (days, months, years) and decimals.

    Under one month in days, from 24 months in years; two significant digits.
    """
    if months < 1:
        value, unit = months * DAYS_OF_MONTH, "days"
    elif months >= 24:
        value, unit = months / 12, "years"
    else:
        value, unit = months, "months"
    decimals = 0 if unit == "days" and value >= 1 else max(0, 1 - value.adjusted())
    return value, unit, decimals
