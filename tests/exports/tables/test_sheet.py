"""The workbook of the cases, read as a spreadsheet program reads it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from typing import Any

import openpyxl
import pytest
from conftest import Published

from generator.exports import archive
from generator.exports.tables import sheet
from generator.model import Site

DAY = date(2026, 11, 23)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize(("language", "names", "title"), [("es", ["Casos", "Columnas"], "Caso"), ("en", ["Cases", "Columns"], "Case")])
def test_a_workbook_for_each_language(published: Published, language: str, names: list[str], title: str) -> None:
    book = opened((published.site / f"data/case_studies.{language}.xlsx").read_bytes())
    page = book.worksheets[0]
    assert book.sheetnames == names and page["B1"].value == title
    assert page.freeze_panes == "C2"
    assert page.auto_filter.ref == page.dimensions == f"A1:{sheet.LETTERS[-1]}{page.max_row}"
    assert [cell.value for cell in book.worksheets[1]["A"]][1 : len(sheet.COLUMNS) + 1] == [cell.value for cell in page[1]]
    assert all(cell.value for cell in book.worksheets[1]["B"][: len(sheet.COLUMNS) + 1])


def test_words_numbers_and_dates_are_what_they_are(published: Published) -> None:
    page = opened((published.site / "data/case_studies.es.xlsx").read_bytes()).worksheets[0]
    names = [column.name for column in sheet.COLUMNS]
    cases = {cells[0].value: dict(zip(names, cells, strict=True)) for cells in page.iter_rows(min_row=2)}
    assert set(cases) == {"fundicion-luz", "textil-agua"}
    case = cases["fundicion-luz"]
    assert (case["saving"].value, case["saving"].number_format, case["saving_currency"].value) == (3400.5, "#,##0.00", "USD")
    assert (case["best_percent"].value, case["payback_stated"].value, case["year"].value) == (-30, 7.6, 2008)
    assert case["updated"].value == datetime(2026, 11, 23) and case["updated"].is_date
    assert case["country"].value == "Perú"
    assert cases["textil-agua"]["investment"].value is None


def test_a_text_is_never_a_formula_and_nothing_breaks_the_page(shown: Site) -> None:
    key = ("case_studies", "fundicion-luz")
    record = shown.records[key]
    title = type(record.data.title)({"es": "=HYPERLINK(\"x\") <&> r=\"A1\" s=\"text\" \x01\0", "en": "x" * 40000})
    site = replace(shown, entries={**shown.entries, key: replace(shown.entries[key], title=title)})
    made = sheet.rows(site, record, site.entries[key])
    cell = opened(sheet.workbook(site, "es", [made[sheet.name_of("es")]], DAY)).worksheets[0]["B2"]
    assert (cell.data_type, cell.value) == ("s", "=HYPERLINK(\"x\") <&> r=\"A1\" s=\"text\" \ufffd\ufffd")
    assert len(opened(sheet.workbook(site, "en", [made[sheet.name_of("en")]], DAY)).worksheets[0]["B2"].value) == sheet.LONGEST


def test_a_workbook_taken_apart_and_put_together_is_the_same(shown: Site) -> None:
    record = shown.records["case_studies", "fundicion-luz"]
    line = sheet.rows(shown, record, shown.entries[record.key])[sheet.name_of("es")]
    lines = [line.replace(b"<t>fundicion-luz<", b"<t>caso-%d<" % number) for number in range(12)]
    whole = sheet.workbook(shown, "es", lines, DAY)
    assert whole == sheet.workbook(shown, "es", lines, DAY)
    parts = sheet.taken_apart(whole)
    assert list(parts) == [f"caso-{number}" for number in range(12)]
    assert sheet.workbook(shown, "es", list(parts.values()), DAY) == whole
    del parts["caso-3"]
    assert sheet.workbook(shown, "es", list(parts.values()), DAY) == sheet.workbook(shown, "es", lines[:3] + lines[4:], DAY)


def test_nothing_of_the_clock_or_the_machine_is_in_it(published: Published) -> None:
    files = archive.unpacked((published.site / "data/case_studies.es.xlsx").read_bytes())
    assert b"2026-11-23T00:00:00Z" in archive.content(files["docProps/core.xml"])


@pytest.mark.parametrize(("name", "before", "tab"), [
    ("Casos", "", "Casos"), ("Casos", "casos", "Casos 2"), ("History", "", "History 2"), ("[a]:*?/\\", "", "a"), ("'", "", "2"), ("", "", "2"),
    ("x" * 40, "", "x" * 28), ("<p title='a'>", "", "<p title='a'>"),
])
def test_any_word_can_be_the_name_of_a_page(name: str, before: str, tab: str) -> None:
    assert sheet._tab(name, 2, before) == tab
    book = import_module("xlsxwriter").Workbook(io.BytesIO())
    assert book.add_worksheet(sheet._tab(name, 2, before)).get_name() == tab
