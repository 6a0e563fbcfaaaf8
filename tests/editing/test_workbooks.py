"""Records as workbooks: every value goes out and comes back, and people find drop-downs, notes and locks."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import REPOSITORY, lines, whole

from generator.diagnostics import Report
from generator.editing.csvs import read_csvs, zipped
from generator.editing.outgoing import book_of, read
from generator.editing.shape import sheets_of
from generator.editing.tables import STATE, written
from generator.editing.workbook import LISTS, read_xlsx, xlsx
from generator.model import Site
from generator.schemas import COLLECTIONS
from tests.editing.sheets import back, without_state

CASES = "case_studies"
LIGHT = "fundicion-luz"


@pytest.mark.parametrize("collection", sorted(COLLECTIONS))
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_every_real_record_comes_back_as_it_went_out(real_site: Site, tmp_path: Path, collection: str, form: str) -> None:
    report = Report()
    book = book_of(real_site, collection, report)
    path = tmp_path / f"{collection}.{form}.zip"
    path.write_bytes(xlsx(book) if form == "xlsx" else zipped(book))
    tables = read_xlsx(path, report) if form == "xlsx" else read_csvs(path, report)
    assert sum(len(table.rows) for table in tables) == sum(map(len, book.rows))
    for given in (tables, without_state(tables)):
        found, said = back(real_site, given)
        assert (lines(said), [change.file for change in found]) == ([], [])
    assert not list(report)


def _leaves(raw: Any) -> Iterator[str]:
    if isinstance(raw, dict | list):
        for inner in raw.values() if isinstance(raw, dict) else raw:
            yield from _leaves(inner)
    else:
        yield written(raw)


@pytest.mark.parametrize("collection", sorted(COLLECTIONS))
def test_every_value_of_every_real_record_has_its_cell(real_site: Site, collection: str) -> None:
    book = book_of(real_site, collection, Report())
    cells: dict[str, set[str]] = {}
    for sheet, rows in zip(book.sheets, book.rows, strict=True):
        for row in rows:
            known = cells.setdefault(row[0], set())
            for value in row[len(sheet.keys):]:
                known |= {written(part) for part in (value if isinstance(value, tuple) else (value,)) if part is not None}
    for key, (_, raw) in read(real_site.project, COLLECTIONS[collection], Report()).items():
        assert set(_leaves(raw)) <= cells[key], key


def test_names_of_sheets_and_columns_are_told_apart() -> None:
    for collection in COLLECTIONS.values():
        sheets = sheets_of(collection, ("es", "en"))
        assert len({sheet.name for sheet in sheets}) == len(sheets)
        assert sheets[0].name == collection.id
        for sheet in sheets:
            assert len(sheet.name) <= 31
            assert len({*sheet.headers, STATE}) == len(sheet.headers) + 1, sheet.name
            assert all(set(column.label) == {"es", "en"} for column in sheet.columns)


def test_drop_downs_notes_and_locks(small_copy: Path) -> None:
    site = whole(small_copy)
    content = xlsx(book_of(site, CASES, Report()))
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    page = workbook["measures"]
    columns = {cell.value: cell for cell in page[1]}
    letter = columns["type"].column_letter
    offered = [rule for rule in page.data_validations.dataValidation if f"{letter}3" in rule.sqref]
    assert offered and offered[0].formula1.startswith(f"'{LISTS}'!")
    assert "Tipo de opción / Option type" in columns["type"].comment.text
    assert page[f"{letter}2"].value == "Tipo de opción / Option type"
    assert page.protection.sheet and page["A3"].protection.locked and not page[f"{letter}3"].protection.locked


def test_the_program_does_not_load_them_to_start() -> None:
    code = "import sys, generator.cli.check, generator.cli.build; sys.exit(any(n in sys.modules for n in ('openpyxl', 'xlsxwriter', 'ruamel.yaml')))"
    assert subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=False).returncode == 0
