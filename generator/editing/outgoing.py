"""A collection as tables, ready for any file format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics import Report
from generator.editing.shape import Sheet, sheets_of
from generator.editing.tables import STATE, languages_of, rows_of, state_of, written
from generator.model import Site, Span
from generator.schemas import COLLECTIONS, Collection
from generator.schemas.core.loader import files_of
from generator.sources.files import read_text
from generator.sources.rules import NOT_A_MAP
from generator.sources.yaml import parse

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Book:
    """A collection's sheets with their rows, one value per header; the records' sheet ends in what each record was.

    With a ``language`` they are a template: nothing in them, explained in that language, and offering only what is little.
    """

    collection: Collection
    sheets: tuple[Sheet, ...]
    rows: tuple[list[Row], ...]
    site: Site
    language: str = ""

    def headers(self, sheet: Sheet) -> tuple[str, ...]:
        return sheet.headers if sheet.lists or self.language else (*sheet.headers, STATE)


def template_of(site: Site, collection: str, language: str) -> Book:
    """The sheets of a collection, to be filled in by somebody who has none of its records."""
    kept = COLLECTIONS[collection]
    sheets = sheets_of(kept, site.settings.order)
    return Book(kept, sheets, tuple([] for _ in sheets), site, language)


def book_of(site: Site, collection: str, report: Report) -> Book:
    """The sheets of a collection. What cannot be read is a finding, and missing in them."""
    kept = COLLECTIONS[collection]
    records = read(site.project, kept, report)
    sheets = sheets_of(kept, languages_of(site.settings.order, [raw for _, raw in records.values()]))
    rows: tuple[list[Row], ...] = tuple([] for _ in sheets)
    for key, (text, raw) in records.items():
        cells: list[tuple[str, ...]] = []
        for sheet, into in zip(sheets, rows, strict=True):
            for keys, values in rows_of(sheet, key, raw):
                into.append((*keys, *(values.get(column.header) for column in sheet.columns)))
                cells += cells_of(sheet, keys[1:], values)
        last = rows[0].pop()
        rows[0].append((*last, state_of(text, cells)))
    return Book(kept, sheets, rows, site)


def cells_of(sheet: Sheet, numbers: Sequence[Any], values: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """A row as what a record's state is made of: the same for a value however the cell spells it."""
    return [(sheet.name, *map(str, numbers), column.header, same(value)) for column in sheet.columns if (value := values.get(column.header)) is not None]


def same(value: Any) -> str:
    """Equal for equal values: 3400.5 is 3400.50."""
    text = written(value)
    kind = type(value).__name__
    return text.rstrip("0").rstrip(".") if kind == "Decimal" and "." in text else text


def read(project: Path, collection: Collection, report: Report) -> dict[str, tuple[str, Any]]:
    """The records of a collection as they stand in their files: id -> text and plain value."""
    found: dict[str, tuple[str, Any]] = {}
    for _, path, name in files_of(project, collection, report):
        text = read_text(path, name, report)
        document = parse(name, text, report) if text is not None else None
        if document is not None and isinstance(document.value, dict):
            found[path.stem] = (text or "", document.value)
        elif document is not None:
            report.add(NOT_A_MAP.at(Span(name, 1, 1)))
    return found
