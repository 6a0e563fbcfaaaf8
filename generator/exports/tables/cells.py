"""Values as cells of a CSV file (RFC 4180, UTF-8): a row is one line, an unknown value an empty cell, and no cell a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from generator.exports.json import plain
from generator.exports.tables.columns import Column

BREAK = " ¶ "  # stands for a line break inside a text, so that a row is one line
END = "\r\n"
_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
_SIGNS = ("=", "+", "-", "@", "'", "\t")
_RISKY = re.compile(r"'*[=+\-@\t]")  # a spreadsheet program would take it for a formula, or it looks like one made safe


def cell(column: Column, value: Any) -> str:
    """A value as a cell. A text that a spreadsheet could take for a formula has an apostrophe before it; a number never has one."""
    if value is None or value == ():
        return ""
    text = column.separator.join(map(_written, value)) if column.many else _written(value)
    return f"'{text}" if column.kind == "string" and text.startswith(_SIGNS) and _RISKY.match(text) else text


def _written(value: Any) -> str:
    if type(value) is str:
        text = value.strip()
        return text if text.isprintable() else _BREAKS.sub(BREAK, text).replace("\0", "\ufffd")
    if isinstance(value, Decimal):
        return f"{plain(value):f}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def line(cells: Iterable[str]) -> bytes:
    """Cells as a line of the file."""
    written: list[str] = []
    csv.writer(_Into(written), lineterminator=END).writerow(cells)
    return written[0].encode("utf-8", "replace")


class _Into:
    """Where a writer of CSV leaves its line."""

    def __init__(self, written: list[str]) -> None:
        self.write = written.append
