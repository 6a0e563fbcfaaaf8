"""What people write in a form -> a value. What has one reading is read; what has two is explained."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.editing.forms.choices import plain
from generator.model import Localized, Site
from generator.sources import scalars

Number = int | Decimal
_NUMBER = r"[-+\u2212\u2013]?\s*\d(?:[\d.,'\u00a0\u202f\u2009 ]*\d)?"
NUMBER = re.compile(_NUMBER)
_GROUPS = re.compile(r"\d{1,3}(?:[ '\u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?")
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_PARTIAL = re.compile(r"[12]\d{3}(-\d{2}(-\d{2})?)?")
_MONEY_YEAR = re.compile(r"[(,]?\s*(?:(?:en|de|in|of|del)\s+)?(?<!\d)((?:19|20)\d{2})\s*\)?\s*$", re.IGNORECASE)
_SIGNS = {">": "more_than", "<": "less_than", "~": "about", "≈": "about", "≤": "up_to"}
_SPOKEN = {"soles": "PEN", "nuevos soles": "PEN", "s": "PEN", "dolares": "USD", "dolares americanos": "USD", "us dollars": "USD", "dollars": "USD", "us": "USD", "euros": "EUR"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why something cannot be read, and what to write instead, in Spanish and English."""

    problem: tuple[str, str]
    cure: tuple[str, str]


_TWO = ("puede leerse de dos maneras", "it may be read in two ways")
_NO_NUMBER = ("no es un número", "it is not a number")
_DIGITS = ("solo cifras, con punto decimal: 3400.50", "digits only, with a decimal point: 3400.50")
_LONG = Wrong(("tiene demasiadas cifras", "it has too many digits"), ("la cifra en una unidad mayor", "the figure in a larger unit"))


def number_of(text: str) -> Number | Wrong:
    """A number: 12500, 12 500, 12 500.75, 12,500.75, 12.500,75 or 440,5. Never 1.234 or 1,234."""
    bare = text.strip()
    negative = bare[:1] in "-\u2212\u2013"
    bare = bare.lstrip("-+\u2212\u2013").strip()
    sign = "-" if negative else ""
    if not bare or not re.fullmatch(r"[\d.,' \u00a0\u202f\u2009]+", bare) or not bare[-1].isdigit() or not bare[0].isdigit():
        return Wrong(_NO_NUMBER, _DIGITS)
    if _GROUPS.fullmatch(bare):
        bare = re.sub(r"[ '\u00a0\u202f\u2009]", "", bare)
        return _read(sign + bare.replace(",", "."))
    marks = re.findall(r"[^\d]", bare)
    if not set(marks) <= {".", ","}:
        return Wrong(_NO_NUMBER, _DIGITS)
    if len(set(marks)) == 2:  # the last sign separates decimals, if it stands there once and the others stand before threes
        last = marks[-1]
        other = "," if last == "." else "."
        whole, _, decimals = bare.rpartition(last)
        if last in whole or not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(other)}\d{{3}})+", whole):
            return Wrong(_NO_NUMBER, _DIGITS)
        return _read(f"{sign}{whole.replace(other, '')}.{decimals}")
    if len(marks) > 1:
        return _read(sign + re.sub(r"[.,]", "", bare)) if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare) else Wrong(_NO_NUMBER, _DIGITS)
    if marks and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", bare):
        thousand, decimal = f"{sign}{re.sub(r'[.,]', '', bare)}", f"{sign}{bare.replace(',', '.')}0"
        return Wrong(_TWO, (f"{thousand} si son miles, o {decimal} si son decimales", f"{thousand} if these are thousands, or {decimal} if they are decimals"))
    return _read(sign + bare.replace(",", "."))


def _read(text: str) -> Number | Wrong:
    try:
        value = scalars.plain(text)
    except ValueError:
        return Wrong(_NO_NUMBER, _DIGITS)
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else _LONG if len(text) > scalars.MAX_DIGITS else Wrong(_NO_NUMBER, _DIGITS)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money as it was written."""

    amount: Number
    currency: str
    year: int | None
    qualifier: str | None


def money_of(site: Site, text: str) -> Amount | Wrong:
    """Money with its currency: US$ 440, S/ 1 200.50 (2008), más de 76 000 USD."""
    rest = " ".join(text.split())
    year = _MONEY_YEAR.search(rest) if len(NUMBER.findall(rest[: _at_year(rest)])) else None
    if year:
        rest = rest[: year.start()].strip()
    qualifier, rest = qualified(site, rest)
    digits = list(NUMBER.finditer(rest))
    if len(digits) != 1:
        return Wrong(_NO_NUMBER if not digits else ("hay más de una cifra", "there is more than one figure"), _money_example())
    value = number_of(digits[0][0])
    if isinstance(value, Wrong):
        return value
    around = (rest[: digits[0].start()] + " " + rest[digits[0].end():]).strip(" .,;()")
    currency = _currency(site, around)
    if currency is None:
        problem = ("no dice en qué moneda está", "it does not say its currency") if not around or around == "$" else (f"«{around}» no es una moneda conocida", f"“{around}” is no known currency")
        return Wrong(problem, _money_example())
    return Amount(value, currency, int(year[1]) if year else None, qualifier)


def _at_year(text: str) -> int:
    found = _MONEY_YEAR.search(text)
    return found.start() if found else len(text)


def _money_example() -> tuple[str, str]:
    return "la moneda y la cifra: US$ 440 o S/ 440", "the currency and the figure: US$ 440 or S/ 440"


def _currency(site: Site, around: str) -> str | None:
    if around == "$" or not around:
        return None
    for term in site.vocabularies.get("currencies", {}).values():
        symbol = term.get("symbol")
        words = {term.id, *term.label.values(), *(symbol.values() if isinstance(symbol, Localized) else ())}
        if around in words or plain(around) in {plain(word) for word in words if plain(word)} - {"s", "r", "us"}:
            return term.id
    return _SPOKEN.get(plain(around)) if around not in ("S", "s") else None


def qualified(site: Site, text: str) -> tuple[str | None, str]:
    """What says how exact a figure is, and the rest: «más de 76 000» -> more_than, «76 000»."""
    text = text.strip()
    if text[:1] in _SIGNS:
        return _SIGNS[text[0]], text[1:].strip()
    for term in site.vocabularies.get("qualifiers", {}).values():
        for word in term.label.values():
            if text.casefold().startswith(f"{word.casefold()} "):
                return term.id, text[len(word):].strip()
    return None, text


def year_of(text: str) -> int | Wrong:
    found = text.strip()
    if re.fullmatch(r"(19|20)\d{2}", found):
        return int(found)
    return Wrong(("no es un año", "it is not a year"), ("solo el año, con cuatro cifras: 2024", "the year alone, in four digits: 2024"))


def date_of(text: str) -> int | str | date | Wrong:
    """A date as exact as it is known: 2026, 2026-03 or 2026-03-15."""
    found = text.strip()
    if _PARTIAL.fullmatch(found):
        try:
            whole = date.fromisoformat((found + "-01-01")[:10])
            return int(found) if len(found) == 4 else whole if len(found) == 10 else found
        except ValueError:
            return Wrong(("esa fecha no existe", "there is no such date"), ("la del calendario", "the one of the calendar"))
    typed = _DATE.fullmatch(found)
    day, month, year = (int(typed[1]), int(typed[2]), typed[3]) if typed else (15, 3, "2026")
    cure = f"{year}-{month:02}-{day:02}"
    if typed and day <= 12 and month <= 12 and day != month:
        other = f"{year}-{day:02}-{month:02}"
        return Wrong(_TWO, (f"{cure} si el día va primero, o {other} si va primero el mes", f"{cure} if the day comes first, or {other} if the month does"))
    return Wrong(("no tiene la forma de una fecha", "it does not have the form of a date"), (f"año-mes-día: {cure}", f"year-month-day: {cure}"))
