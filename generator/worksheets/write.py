"""From a worksheet and its texts to the bytes of a workbook, the same on every machine and at every time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from xlsxwriter.worksheet import Worksheet

from generator.worksheets import charts, guide
from generator.worksheets.book import Book
from generator.worksheets.layout import LABEL, NOTE, UNIT, VALUE, Place, formula
from generator.worksheets.parts import Chart, Field, Given, Section, Sheet, Table, Value
from generator.worksheets.styles import CHARACTER_PIXELS, KINDS
from generator.worksheets.texts import Texts

UNCOMPUTED = -987654321  # what a result holds until a spreadsheet computes it, in a file made for that test
COLUMN_WIDTH, LINE, LETTERS = 13, 13.5, 1.12  # characters; points; letters that fit one character of width
TALL, WIDE = 1.42, 0.64  # height of a printed page as part of its width, upright and across
ROW_PIXELS = 19  # of a row, headings and long labels averaged in
LONG = 20  # rows from which a table repeats its heading on every printed page


def workbook(worksheet_id: str, sheet: Sheet, lang: str, given: Given | None = None, *, computed: bool = True) -> bytes:
    """A finished file. ``given`` fills the sheet; without ``computed`` its results wait for a spreadsheet."""
    book = Book(worksheet_id, sheet, lang)
    guide.instructions(book, book.page("instructions"))
    _Page(book, book.page("sheet"), example=False).write(given or {}, computed)
    _Page(book, book.page("example"), example=True).write(example_of(sheet, book.text), computed)
    guide.names(book, book.page("names"))
    guide.lists(book, book.page("lists"))
    book.file.worksheets()[0 if given is None else 1].activate()
    return book.close()


def example_of(sheet: Sheet, text: Texts) -> dict[str, Any]:
    """The worked example's inputs: single values by name, and the rows of each table over its inputs, in the order of the columns."""
    given: dict[str, Any] = {}
    for name, value in text.own["example"]["given"].items():
        table = next((table for table in sheet.tables if table.name == name), None)
        if table is None:
            given[name] = _worded(text, value)
            continue
        inputs = [column.name for column in table.columns if not column.formula]
        for place, column in enumerate(inputs):
            given[column] = [_worded(text, row[place]) if place < len(row) else None for row in value]
    return given


def _worded(text: Texts, value: Any) -> Any:
    if isinstance(value, list):
        return [_worded(text, part) for part in value]
    return text.say(value) if isinstance(value, Mapping) else value


class _Page:
    """The sheet to fill in, or the same with the example in it."""

    def __init__(self, book: Book, page: Worksheet, *, example: bool) -> None:
        self.book, self.page, self.name, self.example = book, page, str(page.get_name()), example
        self.sheet, self.text, self.plan = book.sheet, book.text, book.plan
        self.heights: dict[int, float] = {}

    def write(self, given: Given, computed: bool) -> None:
        """Everything on the page."""
        values = self.sheet.complete(given)
        results = self.sheet.results(given) if computed else {}
        self.widths = self._widths()
        self._title()
        for section in self.sheet.sections:
            self._heading(section)
            for item in section.items:
                if isinstance(item, Table):
                    self._table(item, values | results, computed)
                elif isinstance(item, Chart):
                    charts.insert(self.book, self.page, self.name, item, self.plan.starts["chart", item.name], self.widths)
                else:
                    self._single(item, values | results, computed)
        self._names()
        self._print()

    def _widths(self) -> list[float]:
        widths = [float(self.sheet.label_width)] + [float(COLUMN_WIDTH)] * (self.plan.columns - 1)
        for table in self.sheet.tables:
            for number, column in enumerate(table.columns, start=1):
                widths[number] = max(widths[number], column.width)
        for number, width in enumerate(widths):
            self.page.set_column(number, number, width)
        return widths

    def _title(self) -> None:
        last = self.plan.columns - 1
        self.page.merge_range(0, 0, 0, last, self.book.title, self.book.style("title"))
        self.page.set_row(0, 26)
        if self.example:
            self.page.merge_range(1, 0, 1, last, self.text.say(self.text.own["example"]["about"]), self.book.style("banner"))
            self._lines(1, self.text.say(self.text.own["example"]["about"]), sum(self.widths))
        else:
            self.page.write_string(1, 0, self.text.get("legend", "title"), self.book.style("unit"))
            self.page.merge_range(1, 1, 1, 2, self.text.get("legend", "input"), self.book.style("input", "text"))
            self.page.merge_range(1, 3, 1, 4, self.text.get("legend", "result"), self.book.style("result", "text"))
            self.page.write_string(1, 5, self.text.get("legend", "locked"), self.book.style("unit"))
            self.page.set_row(1, 2 * LINE)
        self.page.freeze_panes(2, 1)

    def _heading(self, section: Section) -> None:
        row = self.plan.starts["section", section.name]
        for column in range(self.plan.columns):
            self.page.write_blank(row, column, None, self.book.style("section"))
        self.page.write_string(row, 0, self.text.get("sections", section.name), self.book.style("section"))
        self.page.set_row(row, 22)

    def _lines(self, row: int, words: str, width: float) -> None:
        """Makes a row high enough for words: a spreadsheet does so by itself only where no cells are merged."""
        lines = sum(max(1, -(-len(part) // max(int(width * LETTERS), 1))) for part in words.split("\n"))
        wanted = max(self.heights.get(row, 16.5), lines * LINE + 3)
        if wanted > 16.5:
            self.heights[row] = wanted
            self.page.set_row(row, wanted)

    def _single(self, item: Field, values: Given, computed: bool) -> None:
        row, label = self.plan.places[item.name].row, self.text.label(item.name)
        self.page.write_string(row, LABEL, label, self.book.style("label"))
        self._lines(row, label, self.widths[0])
        value = values.get(item.name)
        if item.kind in ("text", "choice"):  # words need room, and have no unit
            self.page.merge_range(row, VALUE, row, UNIT, "", self.book.style("result" if item.formula else "input", item.kind))
            self._lines(row, value if isinstance(value, str) else "", self.widths[VALUE] + self.widths[UNIT])
        else:
            self._unit(row, UNIT, item.unit, "unit")
            self._lines(row, self.text.unit(item.unit), self.widths[UNIT] * 0.95)
        self._cell(item, row, VALUE, value, computed)
        if note := self.text.maybe("help", item.name):
            self.page.merge_range(row, NOTE, row, self.plan.columns - 1, note, self.book.style("note"))
            self._lines(row, note, sum(self.widths[NOTE:]) * 1.15)

    def _unit(self, row: int, column: int, unit: str, look: str) -> None:
        """A unit; that of money follows the currency that was chosen."""
        money, per, rest = unit.partition("/")
        if money == "money":
            rest = f"/{self.text.unit(rest)}" if per else ""
            currency = self.plan.places["currency"].absolute
            self.page.write_formula(row, column, f'={currency}&"{rest}"', self.book.style(look), self.book.currency + rest)
        else:
            self.page.write_string(row, column, self.text.unit(unit) if unit else "", self.book.style(look))

    def _table(self, table: Table, values: Given, computed: bool) -> None:
        row = self.plan.starts["table", table.name]
        heads = [self.text.label(table.name), *(self.text.label(column.name) for column in table.columns)]
        for column, head in enumerate(heads):
            self.page.write_string(row, column, head, self.book.style("head"))
            self._lines(row, head, self.widths[column] * 0.85)
        self.page.write_blank(row + 1, LABEL, None, self.book.style("headunit"))
        for number, item in enumerate(table.columns, start=1):
            self._unit(row + 1, number, item.unit, "headunit")
        labels = self.text.rows(table.name) if table.fixed else [str(number + 1) for number in range(table.rows)]
        for index, label in enumerate(labels):
            here = row + 2 + index
            self.page.write_string(here, LABEL, label, self.book.style("row"))
            self._lines(here, label, self.widths[0])
            for number, item in enumerate(table.columns, start=1):
                listed = values.get(item.name)
                value = listed[index] if listed is not None else None
                self._cell(item, here, number, value, computed)
                if isinstance(value, str):
                    self._lines(here, value, self.widths[number])

    def _cell(self, item: Field, row: int, column: int, value: Value, computed: bool) -> None:
        if item.choices and value is not None:
            value = self.text.choice(item.choices, str(value))
        if item.formula:
            table = self.sheet.table_of(item.name) is not None
            look = self.book.style("cell" if table else "result", item.kind)
            shown: Any = ("" if value is None else value) if computed else UNCOMPUTED
            self.page.write_formula(row, column, formula(item, self.plan, row), look, shown)
            return
        look = self.book.style("input", item.kind)
        if value is None:
            self.page.write_blank(row, column, None, look)
        elif isinstance(value, date):
            self.page.write_datetime(row, column, datetime(value.year, value.month, value.day), look)
        elif isinstance(value, str):
            self.page.write_string(row, column, value, look)
        else:
            self.page.write_number(row, column, value, look)
        self._validate(item, row, column)

    def _validate(self, item: Field, row: int, column: int) -> None:
        kind, said = KINDS[item.kind], self.text.common["validation"]
        if item.choices:
            rule: dict[str, Any] = {"validate": "list", "source": f"=list_{item.choices}", "error_message": self.text.say(said["choice"])}
        elif kind.validate:
            low, high = item.bounds or (kind.low, kind.high)
            message = self.text.say(said["date" if kind.validate == "date" else "whole" if kind.validate == "integer" else "number"])
            limits = "" if kind.validate == "date" else f" ({low:g} – {high:g})" if item.bounds or item.kind in ("percent", "score", "year") else ""
            rule = {"validate": kind.validate, "criteria": "between", "minimum": low, "maximum": high, "error_message": message + limits}
        else:
            return
        self.page.data_validation(row, column, row, column, rule | {"error_title": self.text.say(said["title"])})

    def _names(self) -> None:
        """The first sheet's names hold in the whole workbook, the example's only on its own."""
        scope = f"'{self.name}'!" if self.example else ""
        for name, place in self.plan.places.items():
            self.book.file.define_name(f"{scope}{name}", f"='{self.name}'!{place.absolute}")

    def _print(self) -> None:
        """A4, one page wide. What holds a chart begins a page of its own where the sheet needs more than one: no chart is cut."""
        if self.sheet.landscape:
            self.page.set_landscape()
        long = next((table for table in self.sheet.tables if table.rows >= LONG), None)
        start = self.plan.starts["table", long.name] if long else 0
        self.page.repeat_rows(start, start + 1 if long else 0)
        last = self.plan.columns - 1
        breaks = [0]
        if self.plan.rows * ROW_PIXELS > sum(self.widths) * CHARACTER_PIXELS * (WIDE if self.sheet.landscape else TALL):
            drawn = (section for section in self.sheet.sections if any(isinstance(item, Chart) for item in section.items))
            breaks += [self.plan.starts["section", section.name] for section in drawn]
        areas = [f"'{self.name}'!{Place(first, after - 1, 0).first}:{Place(first, after - 1, last).last_cell}"
                 for first, after in pairwise([*breaks, self.plan.rows])]
        self.book.file.define_name(f"'{self.name}'!_xlnm.Print_Area", "=" + ",".join(areas))
