"""One workbook being written, in one language: its pages, its formats, its words."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.worksheets.layout import plan
from generator.worksheets.parts import Sheet
from generator.worksheets.styles import KINDS, style
from generator.worksheets.texts import Texts

MADE = datetime(2026, 1, 1)  # of every file: a date of making would change its bytes
A4 = 9


class Book:
    """What the pages of a workbook share."""

    def __init__(self, worksheet_id: str, sheet: Sheet, lang: str) -> None:
        self.id, self.sheet, self.text, self.plan = worksheet_id, sheet, Texts(worksheet_id, lang), plan(sheet)
        self._stream = BytesIO()
        self.file = xlsxwriter.Workbook(self._stream, {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
            "default_date_format": KINDS["date"].number,
        })
        self.file.set_properties({"title": self.title, "subject": self.text.get("purpose"), "created": MADE})
        self._formats: dict[tuple[str, str], Format] = {}

    @property
    def title(self) -> str:
        """Number and name of the worksheet."""
        return f"{self.id.upper()} · {self.text.get('title')}"

    @property
    def currency(self) -> str:
        """What a new sheet and the examples are in, unless they say otherwise."""
        return self.text.choice("currencies", next(str(field.preset) for field in self.sheet.fields if field.name == "currency"))

    def style(self, name: str, kind: str = "") -> Format:
        """A format, made once."""
        if (name, kind) not in self._formats:
            self._formats[name, kind] = self.file.add_format(style(name, kind))
        return self._formats[name, kind]

    def page(self, name: str) -> Worksheet:
        """A new page, protected without a password, that prints on A4 as wide as one sheet of paper."""
        page = self.file.add_worksheet(self.text.get("sheets", name))
        page.hide_gridlines(2)
        page.set_paper(A4)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L&8{self.title.replace('&', '&&')}&C&8&A&R&8&P / &N")
        page.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})
        return page

    def close(self) -> bytes:
        """The bytes of the finished file."""
        self.file.close()
        return self._stream.getvalue()
