"""What a worksheet is made of, said without a cell: fields, tables, results and charts in sections.

Formulas are written in names. A bare name is a field, a result, or the whole column of a table; ``[name]`` is the cell of that
column in the row at hand, ``[name:first]`` its first cell, ``[name:up]`` from the first down to the row at hand, ``[#]`` the
number of the row, from 1. ``needs`` names what must hold a number: while one is blank, the result is blank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Value = float | int | str | date | None
Given = Mapping[str, Any]  # name -> value of a field, or list of values of a column
Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Field:
    """One cell to fill in, or with a ``formula`` one result. ``kind`` is a key of ``styles.KINDS``; ``unit`` one of common.yml."""

    name: str
    kind: str = "amount"
    unit: str = ""
    choices: str = ""  # list whose labels may be chosen
    bounds: Bounds | None = None  # where other than the kind's own
    preset: Value | tuple[Value, ...] = None  # what stands in the cell of a new sheet
    formula: str = ""
    needs: tuple[str, ...] = ()
    width: int = 0  # characters; only columns


class Column(Field):
    """A column of a table; its name is the whole range, and ``preset`` may be a tuple with a value for each row."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to fill in. ``name`` is the heading of its first column; ``fixed`` rows have their labels in the texts, the others a number."""

    name: str
    rows: int
    columns: tuple[Column, ...]
    fixed: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of columns of one table. ``lines`` are drawn as lines, on a second axis where their unit is not that of the columns."""

    name: str
    columns: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    categories: str = ""  # a column; without it, the labels of the rows
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    name: str
    items: tuple[Field | Table | Chart, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet. ``compute`` gives every result of what is given, by the project's formulas; it is what the cells are tested against."""

    sections: tuple[Section, ...]
    compute: Callable[[Given], dict[str, Any]]
    landscape: bool = False
    label_width: int = 34  # of the first column, in characters

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, in order."""
        return tuple(item for section in self.sections for item in section.items if isinstance(item, Table))

    @property
    def fields(self) -> tuple[Field, ...]:
        """All single cells, in order."""
        return tuple(item for section in self.sections for item in section.items if isinstance(item, Field))

    @property
    def cells(self) -> tuple[Field, ...]:
        """All that has a name: single cells and columns."""
        return (*self.fields, *(column for table in self.tables for column in table.columns))

    def table_of(self, column: str) -> Table | None:
        """The table of a column, None for a single cell."""
        return next((table for table in self.tables if any(column == other.name for other in table.columns)), None)

    def complete(self, given: Given) -> dict[str, Any]:
        """What is given, with blanks for the rest and every column as long as its table; presets where nothing was given."""
        out: dict[str, Any] = {}
        for cell in self.cells:
            if cell.formula:
                continue
            table, preset = self.table_of(cell.name), cell.preset
            if table is None:
                out[cell.name] = given.get(cell.name, preset)
                continue
            presets = list(preset) if isinstance(preset, tuple) else [preset] * table.rows
            values = list(given.get(cell.name, presets))
            out[cell.name] = values + [None] * (table.rows - len(values))
        return out

    def results(self, given: Given) -> dict[str, Any]:
        """Every result, in the order of the sheet."""
        found = self.compute(self.complete(given))
        return {cell.name: found[cell.name] for cell in self.cells if cell.formula}

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists that cells choose from, in order of appearance."""
        return tuple(dict.fromkeys(cell.choices for cell in self.cells if cell.choices))


def general(*, money: bool = True) -> Section:
    """What every sheet begins with: whose it is and when it was filled in; with ``money``, the currency of all its amounts."""
    currency = (Field("currency", "choice", choices="currencies", preset="PEN"),) if money else ()
    return Section("general", (Field("company", "text"), Field("prepared_on", "date"), *currency))


def sum_of(*names: str) -> str:
    """Formula: the sum of what is known, blank where nothing is."""
    listed = ",".join(names)
    return f'IF(COUNT({listed})=0,"",SUM({listed}))'


def share_of(part: str, whole: str) -> str:
    """Formula: part as % of the whole, blank for a whole of zero."""
    return f'IFERROR(100*{part}/{whole},"")'


def ratio_of(part: str, whole: str) -> str:
    """Formula: part ÷ whole, blank for a whole of zero."""
    return f'IFERROR({part}/{whole},"")'
