"""From what a person typed into a cell to a value of the content. What can be read in two ways is explained, never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from generator.diagnostics import Report
from generator.editing.rules import DAY, FORMULA, NUMBER, TRUTH
from generator.editing.shape import Column
from generator.editing.tables import Cell
from generator.sources import scalars

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[.,\u00a0\u202f' ]\d{3})+(?:[.,]\d+)?")
_COMMA = re.compile(r"([+-]?)(\d+),(\d+)")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_DATE_ES = ("una fecha, año-mes-día", "Escríbala así: {}.")
_DATE_EN = ("a date, year-month-day", "Write it like this: {}.")
WRONG: Any = object()


def value_of(cell: Cell | None, column: Column, report: Report) -> Any:
    """The value of a cell; None where it is empty, WRONG after a finding."""
    if cell is None or cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
        return None
    if cell.formula and not (column.kind == "text" and cell.span.line):  # a .csv holds no formulas: only its numbers can look like one
        report.add(FORMULA.at(cell.span, (column.header,)))
        return WRONG
    if not column.many:
        return _one(cell.value, cell, column, report)
    parts = re.split(r"\n" if column.separator == "\n" else r"[,\n]", cell.value) if isinstance(cell.value, str) else [cell.value]
    values = tuple(_one(part, cell, column, report) for part in parts if not isinstance(part, str) or part.strip())
    return WRONG if WRONG in values else values


def _one(value: Any, cell: Cell, column: Column, report: Report) -> Any:
    if column.kind == "number":
        return _number(value, cell, column, report)
    if column.kind == "truth":
        found = value if isinstance(value, bool) else {"true": True, "false": False, "verdadero": True, "falso": False}.get(str(value).strip().lower())
        if found is None:
            report.add(TRUTH.at(cell.span, (column.header,), value=value))
        return WRONG if found is None else found
    if column.kind == "date":
        return _date(value, cell, column, report)
    if isinstance(value, date):
        cure = ("El programa de hojas lo convirtió en fecha: escríbalo con un apóstrofo delante, '2026-11.", "The spreadsheet made a date of it: write it after an apostrophe, '2026-11.")
        report.add(DAY.at(cell.span, (column.header,), value=value, expected="un texto", expected_en="a text", cure=cure[0], cure_en=cure[1]))
        return WRONG
    if isinstance(value, bool):
        return "true" if value else "false"
    return digits(value) if isinstance(value, int | float) else value.strip()


def digits(value: float) -> str:
    """A number as a spreadsheet keeps it, in the digits a person would type."""
    return str(int(value)) if value == int(value) else f"{Decimal(repr(value)):f}"


def _number(value: Any, cell: Cell, column: Column, report: Report) -> Any:
    text = digits(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value).strip()
    try:
        read = scalars.plain(text) if text else None
    except ValueError:
        read = None
    if isinstance(read, int | Decimal) and not isinstance(read, bool):
        return read
    es, en = _meant(text)
    report.add(NUMBER.at(cell.span, (column.header,), value=value, meant=es, meant_en=en))
    return WRONG


def _meant(text: str) -> tuple[str, str]:
    """How to write what looks like a number, in both languages; both readings where there are two."""
    comma = _COMMA.fullmatch(text)
    if _GROUPED.fullmatch(text):
        sign, bare = ("-" if text[0] == "-" else ""), text.lstrip("+-")
        marks = re.sub(r"\d", "", bare)
        last = bare[max(bare.rfind("."), bare.rfind(",")) + 1 :]
        if len(set(marks)) == 1 and marks[0] in ".,":  # 1.234 or 1,234: thousands, or three decimals
            whole = re.sub(r"\D", "", bare)
            if len(marks) > 1:
                return f"{sign}{whole}", f"{sign}{whole}"
            point = f"{sign}{bare.replace(',', '.')}"
            return f"{sign}{whole} si son miles, o {point} si son decimales", f"{sign}{whole} if these are thousands, or {point} if they are decimals"
        has_decimals = marks[-1] != marks[0] and marks[-1] in ".,"
        whole = re.sub(r"\D", "", bare[: -len(last) - 1] if has_decimals else bare)
        found = f"{sign}{whole}.{last}" if has_decimals else f"{sign}{whole}"
        return found, found
    if comma:
        found = f"{comma[1].replace('+', '')}{comma[2]}.{comma[3]}"
        return found, found
    return "solo cifras, sin unidad ni signo de moneda o de porcentaje: 3400.50 o -30", "digits only, without unit, currency or percent sign: 3400.50 or -30"


def _date(value: Any, cell: Cell, column: Column, report: Report) -> Any:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        typed = _DAY.fullmatch(text)
        example = "2026-11-23"
        if typed and int(typed[2]) <= 12:
            example = f"{typed[3]}-{int(typed[2]):02}-{int(typed[1]):02}"
            if int(typed[1]) <= 12 and typed[1] != typed[2]:
                other = f"{typed[3]}-{int(typed[1]):02}-{int(typed[2]):02}"
                es, en = f"{example} si el día va primero, o {other} si va primero el mes", f"{example} if the day comes first, or {other} if the month does"
                report.add(DAY.at(cell.span, (column.header,), value=value, expected=_DATE_ES[0], expected_en=_DATE_EN[0],
                                  cure=_DATE_ES[1].format(es), cure_en=_DATE_EN[1].format(en)))
                return WRONG
        report.add(DAY.at(cell.span, (column.header,), value=value, expected=_DATE_ES[0], expected_en=_DATE_EN[0],
                          cure=_DATE_ES[1].format(example), cure_en=_DATE_EN[1].format(example)))
        return WRONG
