"""A collection as one .xlsx, and back. Texts stay texts, numbers keep the digits they have, ids are locked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

from generator.diagnostics import Report
from generator.editing.outgoing import Book
from generator.editing.rules import NO_BOOK
from generator.editing.shape import Column, Sheet
from generator.editing.tables import STATE, Cell, Table, written
from generator.model import Span
from generator.schemas import COLLECTIONS

LISTS = "·"  # the sheet of what may be chosen; it is not read back
MAX_BYTES = 200 * 1024 * 1024  # of what a workbook unpacks to
LAST = 1_048_575  # rows of a sheet, counted from 0
LABELS = 48  # height of the row of labels, in points: three lines
FIRST = 2  # rows before the first record: the names of the columns, and what they are called
_TRUTHS = {"=TRUE()": True, "=FALSE()": False}  # how LibreOffice keeps them
GUIDE = "i"  # the sheet of a template that says how it is used; it is not read back either
MADE = datetime(2026, 1, 1)  # of every file: a date of making would change its bytes
HELP = {"es": "Obligatorio.", "en": "Required."}
KEEP, RECORD = {"es": "No cambiar", "en": "Keep as it is"}, {"es": "Registro", "en": "Record"}
COMMAS, LINES = {"es": "Varios, separados con comas", "en": "Several, separated by commas"}, {"es": "Varios, uno por línea", "en": "Several, one per line"}


def xlsx(book: Book) -> bytes:
    """The workbook: a header of field names, one of labels with notes, drop-downs, and what was exported."""
    stream = io.BytesIO()
    workbook = import_module("xlsxwriter").Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"})
    workbook.set_properties({"title": book.collection.id, "created": MADE})
    choices = _Choices(book)
    looks = _Looks(workbook)
    if book.language:
        _guide(workbook, book, looks)
    for sheet, rows in zip(book.sheets, book.rows, strict=True):
        _sheet(workbook.add_worksheet(sheet.name), sheet, book, rows, choices, looks)
    choices.write(workbook)
    workbook.close()
    return stream.getvalue()


class _Looks:
    """The formats of cells, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._kept: dict[tuple[Any, ...], Any] = {}

    def __call__(self, **look: Any) -> Any:
        at = tuple(sorted(look.items()))
        if at not in self._kept:
            self._kept[at] = self._workbook.add_format({"valign": "top", **look})
        return self._kept[at]

    def of(self, kind: str, value: Any, locked: bool) -> Any:
        form = "@"
        if kind == "number":
            places = len(str(value).partition(".")[2]) if isinstance(value, Decimal) else 0
            form = f"0.{'0' * places}" if places else "General"
        elif kind == "date":
            form = "yyyy-mm-dd"
        return self(num_format=form, locked=locked, **({"font_color": "#606060", "bg_color": "#eeeeee"} if locked else {}))


class _Choices:
    """What may be chosen: terms, records and fixed words, each a pair of columns (id, name) of one sheet."""

    def __init__(self, book: Book) -> None:
        self._site = book.site
        self._language = book.language or book.site.settings.order[0]
        self._open = frozenset(name for name, kept in COLLECTIONS.items() if kept.wide) if book.language else frozenset()  # too many to offer
        self._columns: dict[str, tuple[int, list[tuple[str, str]]]] = {}

    def range_of(self, column: Column) -> str:
        """The cells a drop-down offers; '' where anything may be written."""
        name = column.vocabulary or column.collection or "/".join(column.choices)
        if not name or column.many or name in self._open:
            return ""
        if name not in self._columns:
            self._columns[name] = (len(self._columns), self._offered(column))
        number, offered = self._columns[name]
        letter = import_module("xlsxwriter.utility").xl_col_to_name(2 * number)
        return f"='{LISTS}'!${letter}$2:${letter}${len(offered) + 1}" if offered else ""

    def _offered(self, column: Column) -> list[tuple[str, str]]:
        order = self._site.settings.order
        if column.vocabulary:
            terms = self._site.vocabularies.get(column.vocabulary, {})
            return [(term.id, term.label.pick(self._language, order)[0]) for term in terms.values()]
        if column.collection:
            entries = sorted((entry for key, entry in self._site.entries.items() if key[0] == column.collection), key=lambda entry: entry.key)
            return [(entry.key[1], entry.title.pick(self._language, order)[0]) for entry in entries]
        return [(choice, "") for choice in column.choices]

    def write(self, workbook: Any) -> None:
        sheet = workbook.add_worksheet(LISTS)
        for name, (number, offered) in self._columns.items():
            sheet.write_string(0, 2 * number, name)
            for row, (value, label) in enumerate(offered, 1):
                sheet.write_string(row, 2 * number, value)
                sheet.write_string(row, 2 * number + 1, label)


def _guide(workbook: Any, book: Book, looks: _Looks) -> None:
    """How the template is used, in its language; it is not read back."""
    words = book.site.strings[book.language]
    page = workbook.add_worksheet(GUIDE)
    page.set_column(0, 0, 100)
    page.write_string(0, 0, words[f"template.title.{book.collection.id}"], looks(bold=True, text_wrap=True))
    for row, line in enumerate((key for key in sorted(words) if key.startswith("template.step.")), 1):
        page.write_string(row, 0, f"{row}. {words[line]}", looks(text_wrap=True))


def _sheet(page: Any, sheet: Sheet, book: Book, rows: Sequence[tuple[Any, ...]], choices: _Choices, looks: _Looks) -> None:
    headers, language = book.headers(sheet), book.language
    columns: dict[str, Column] = {column.header: column for column in sheet.columns}
    keys = sheet.keys or ("id",)
    bold, small = looks(bold=True, locked=True, bg_color="#dfe9e4"), looks(italic=True, locked=True, text_wrap=True, bg_color="#f2f6f4")
    for number, header in enumerate(headers):
        column = columns.get(header)
        page.write_string(0, number, header, bold)
        page.write_string(1, number, _title(sheet, header, column, language), small)
        if column:
            page.write_comment(0, number, _note(column, language), {"x_scale": 2})
        kind = column.kind if column else "text"
        width = 24 if header in keys[:1] or (column and (column.localized or column.many)) else 14
        page.set_column(number, number, width, looks.of(kind, None, False), {"hidden": header == STATE})
        offered: Any = choices.range_of(column) if column else ""
        if kind == "truth":  # words, because programs keep truths in different ways
            offered = ["true", "false"]
        if offered:
            page.data_validation(FIRST, number, LAST, number, {"validate": "list", "source": offered, "error_type": "warning"})
    page.set_row(1, LABELS)
    for row, values in enumerate(rows, FIRST):
        for number, (header, value) in enumerate(zip(headers, values, strict=True)):
            if value is not None:
                _cell(page, row, number, columns.get(header), value, looks, header in keys or header == STATE)
    page.freeze_panes(FIRST, len(keys))
    page.autofilter(1, 0, max(len(rows) + 1, 2), len(headers) - 1)
    page.protect("", {"format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True, "sort": True, "autofilter": True})


def _cell(page: Any, row: int, number: int, column: Column | None, value: Any, looks: _Looks, locked: bool) -> None:
    kind = column.kind if column else "number" if isinstance(value, int) else "text"
    look = looks.of(kind, value, locked)
    if kind == "number" and isinstance(value, int | Decimal) and not isinstance(value, bool):
        page.write_number(row, number, value, look)
    elif kind == "date" and isinstance(value, date):
        page.write_datetime(row, number, value, look)
    else:
        page.write_string(row, number, written(value, column.separator if column else ", "), look)


def _title(sheet: Sheet, header: str, column: Column | None, language: str) -> str:
    if column:
        return _said(column.label, language)
    if header in sheet.keys[1:]:
        return "N.º / No."
    return _said(KEEP if header == STATE else RECORD, language)


def _note(column: Column, language: str) -> str:
    """What a column is, in the words of its schema."""
    lines = [_said(column.label, language), *(text for code, text in column.help.items() if language in ("", code))]
    if column.required:
        lines.append(_said(HELP, language))
    if column.many:
        lines.append(_said(COMMAS if column.separator == ", " else LINES, language))
    name = column.vocabulary or column.collection
    if name:
        lines.append(f"→ {name}")
    return "\n".join(filter(None, lines))


def _said(texts: Mapping[str, str], language: str) -> str:
    """In one language; in Spanish and English where none is given, or where it has no words."""
    return texts.get(language) or " / ".join(dict.fromkeys(texts.values()))


def read_xlsx(path: Path, report: Report) -> list[Table]:
    """The sheets of a workbook as they were saved; none after a finding."""
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(item.file_size for item in packed.infolist()) > MAX_BYTES:
                report.add(NO_BOOK.at(Span(path.name), reason="es demasiado grande", reason_en="it is too large"))
                return []
        workbook = import_module("openpyxl").load_workbook(io.BytesIO(path.read_bytes()), read_only=True)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        report.add(NO_BOOK.at(Span(path.name), reason=str(error), reason_en=str(error)))
        return []
    tables = [_table(path.name, page) for page in workbook.worksheets if page.title not in (LISTS, GUIDE)]
    workbook.close()
    return tables


def _table(file: str, page: Any) -> Table:
    letters = import_module("openpyxl.utils").get_column_letter
    table = Table(page.title, (), span=Span(f"{file}!{page.title}"))
    for number, row in enumerate(page.iter_rows(), 1):
        if number == 1:
            table.headers = tuple(str(cell.value or "").strip() for cell in row)
        elif number > FIRST:
            cells = {}
            for index, (header, cell) in enumerate(zip(table.headers, row, strict=False), 1):
                if header and cell.value is not None:
                    value = cell.value.replace("\r\n", "\n") if isinstance(cell.value, str) else cell.value
                    formula = cell.data_type == "f"
                    if formula and str(value).upper() in _TRUTHS:
                        value, formula = _TRUTHS[str(value).upper()], False
                    cells[header] = Cell(value, Span(f"{file}!{page.title}!{letters(index)}{number}"), formula)
            if cells:
                table.rows.append(cells)
    return table
