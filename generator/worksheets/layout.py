"""Where everything of a worksheet stands: rows, cells and ranges, and formulas in names turned into formulas of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from generator.worksheets.parts import Chart, Column, Field, Sheet, Table

LABEL, VALUE, UNIT, NOTE = range(4)  # columns of a single cell
LEAST_COLUMNS = 6
TOP = 3  # first free row under the title
CHART_ROWS = 16
ROW_CELL = re.compile(r"\[([a-z0-9_#]+)(?::(first|up))?\]")


@dataclass(frozen=True, slots=True)
class Place:
    """The cells of one name: from ``row`` to ``last`` in one column, all counted from 0."""

    row: int
    last: int
    column: int

    @property
    def absolute(self) -> str:
        """As a defined name needs it: ``$B$5`` or ``$B$5:$B$16``."""
        return self.first if self.row == self.last else f"{self.first}:{self.last_cell}"

    @property
    def first(self) -> str:
        """The upper cell, fixed."""
        return str(xl_rowcol_to_cell(self.row, self.column, True, True))

    @property
    def last_cell(self) -> str:
        """The lower cell, fixed."""
        return str(xl_rowcol_to_cell(self.last, self.column, True, True))

    @property
    def cells(self) -> str:
        """The same without the signs of fixing, for readers and validations."""
        return self.absolute.replace("$", "")


@dataclass(frozen=True, slots=True)
class Plan:
    """A sheet laid out: ``starts`` is the row where an item begins, by its name; charts and sections are named with their kind."""

    places: dict[str, Place]
    starts: dict[tuple[str, str], int]
    rows: int
    columns: int


def height(item: Field | Table | Chart) -> int:
    """Rows that an item takes."""
    if isinstance(item, Table):
        return item.rows + 3  # heading, units, and an empty row after
    return CHART_ROWS if isinstance(item, Chart) else 1


def plan(sheet: Sheet) -> Plan:
    """Everything one under the other."""
    places: dict[str, Place] = {}
    starts: dict[tuple[str, str], int] = {}
    row, columns = TOP, LEAST_COLUMNS
    for section in sheet.sections:
        starts["section", section.name] = row
        row += 1
        for before, item in zip((None, *section.items), section.items, strict=False):
            row += isinstance(item, Table) and isinstance(before, Field)  # air between a cell and a table
            starts[type(item).__name__.lower(), item.name] = row
            if isinstance(item, Table):
                columns = max(columns, len(item.columns) + 1)
                for number, column in enumerate(item.columns, start=1):
                    places[column.name] = Place(row + 2, row + 1 + item.rows, number)
            elif isinstance(item, Field):
                places[item.name] = Place(row, row, VALUE)
            row += height(item)
        row += 1 if not isinstance(section.items[-1], Table) else 0
    return Plan(places, starts, row, columns)


def formula(cell: Field, plan: Plan, row: int) -> str:
    """The formula of a cell in a row: blank while a need is, and named otherwise as written."""

    def in_row(found: re.Match[str]) -> str:
        name, part = found[1], found[2]
        if name == "#":
            return str(row - plan.places[cell.name].row + 1)
        place = plan.places[name]
        here = xl_rowcol_to_cell(row, place.column)
        first = f"{xl_col_to_name(place.column)}${place.row + 1}"
        return first if part == "first" else f"{first}:{here}" if part == "up" else here

    own = plan.places[cell.name]
    beside = {name for name, place in plan.places.items() if (place.row, place.last) == (own.row, own.last) and isinstance(cell, Column)}
    needs = [f"[{name}]" if name in beside else name for name in cell.needs]
    text = f'IF(COUNT({",".join(needs)})<{len(needs)},"",{cell.formula})' if needs else cell.formula
    return "=" + ROW_CELL.sub(in_row, text)

