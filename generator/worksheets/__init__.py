"""Worksheets with live formulas, as Excel files in every language of their texts.

A worksheet is a module ``wNN.py`` (its fields, formulas in names, and the computation by ``generator.formulas``) and its words,
``wNN.yml``, beside it; being in this folder registers it. How to add one: docs/worksheets.md.
"""

from __future__ import annotations

import pkgutil
import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from generator.worksheets import guide
from generator.worksheets.book import Book
from generator.worksheets.parts import Given, Sheet
from generator.worksheets.texts import Texts
from generator.worksheets.write import example_of, workbook

IDS: tuple[str, ...] = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if re.fullmatch(r"w\d+", module.name)))


@dataclass(frozen=True, slots=True)
class Name:
    """A documented name of a workbook."""

    name: str
    meaning: str
    unit: str
    cells: str
    result: bool


def sheet(worksheet_id: str) -> Sheet:
    """The definition of a worksheet; KeyError for an id that no module has."""
    if worksheet_id not in IDS:
        raise KeyError(worksheet_id)
    found: Sheet = import_module(f"{__name__}.{worksheet_id}").SHEET
    return found


def title(worksheet_id: str, lang: str) -> str:
    """What the worksheet is called."""
    return Texts(worksheet_id, lang).get("title")


@cache
def make(worksheet_id: str, lang: str) -> bytes:
    """The workbook: instructions, the sheet to fill in, a worked example, names and lists. The same bytes at every call."""
    return workbook(worksheet_id, sheet(worksheet_id), lang)


def filled(worksheet_id: str, lang: str, given: Given) -> bytes:
    """The workbook with values in its first sheet and every result still to be computed: what the tests give to a spreadsheet."""
    return workbook(worksheet_id, sheet(worksheet_id), lang, given, computed=False)


def example(worksheet_id: str, lang: str) -> dict[str, object]:
    """The inputs of the worked example."""
    return example_of(sheet(worksheet_id), Texts(worksheet_id, lang))


def names(worksheet_id: str, lang: str = "es") -> tuple[Name, ...]:
    """Every name, with what it means and where it stands."""
    book = Book(worksheet_id, sheet(worksheet_id), lang)
    return tuple(
        Name(cell.name, guide.meaning(book, cell), guide.unit(book, cell), book.plan.places[cell.name].cells, bool(cell.formula))
        for cell in book.sheet.cells
    )
