"""Workbooks that people have edited: what changed is read and nothing else, and what is wrong is said at its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from conftest import AS_OF, checked, lines, whole

from generator.cli import main
from generator.diagnostics import Report
from generator.editing.csvs import csvs, read_csvs
from generator.editing.incoming import Change, changes
from generator.editing.outgoing import book_of
from generator.editing.workbook import read_xlsx, xlsx
from tests.editing.sheets import back, without_state

CASES = "case_studies"
LIGHT = "fundicion-luz"


Change_ = Callable[[Any], None]


def _edited(project: Path, change: Change_, collection: str = CASES) -> tuple[Path, Report, list[Change]]:
    """Export, let ``change`` edit the workbook as a person would, and read it back."""
    site = whole(project)
    path = project / "libro.xlsx"
    path.write_bytes(xlsx(book_of(site, collection, Report())))
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)
    report = Report()
    found = changes(site, read_xlsx(path, report), report)
    return path, report, found


def _put(workbook: Any, sheet: str, record: str, header: str, value: Any, number: int | None = None) -> str:
    """Type a value into the row of a record, or of its item with this number; the cell's name."""
    page = workbook[sheet]
    columns = {cell.value: cell.column for cell in page[1]}
    numbers = [name for name in columns if str(name).endswith(" #")]
    row = next((row for row in range(3, page.max_row + 1) if page.cell(row, 1).value == record
                and (number is None or page.cell(row, columns[numbers[-1]]).value == number)), page.max_row + 1)
    page.cell(row, 1).value = record
    if number is not None:
        page.cell(row, columns[numbers[-1]]).value = number
    cell = page.cell(row, columns[header])
    cell.value = value
    return f"libro.xlsx!{sheet}!{cell.coordinate}"


def _added(change: Change) -> list[str]:
    before = change.before.splitlines()
    return [line for line in change.after.splitlines() if line not in before]


def test_one_changed_cell_changes_one_line(small_copy: Path) -> None:
    text = small_copy / CASES / f"{LIGHT}.yml"
    text.write_text("# primera línea\n" + text.read_text(encoding="utf-8").replace("status: published", "status: published  # listo"), encoding="utf-8")
    _, report, found = _edited(small_copy, lambda book: _put(book, CASES, LIGHT, "title.es", "Otro: título #1"))
    assert lines(report) == []
    assert [change.file for change in found] == [f"{CASES}/{LIGHT}.yml"]
    assert len(_added(found[0])) == 1
    assert 'es: "Otro: título #1"' in _added(found[0])[0]
    assert found[0].after.startswith("# primera línea\n") and "published  # listo" in found[0].after


def test_numbers_keep_their_digits(small_copy: Path) -> None:
    _, report, found = _edited(small_copy, lambda book: _put(book, CASES, LIGHT, "title.en", "Other"))
    assert lines(report) == []
    assert "amount: 3400.50" in found[0].after


def test_a_number_is_compared_by_its_value(small_copy: Path) -> None:
    def change(book: Any) -> None:
        page = book["measures"]
        column = next(cell.column for cell in page[1] if cell.value == "investment.amount")
        row = next(row for row in range(3, page.max_row + 1) if page.cell(row, column).value is not None)
        page.cell(row, column).value = float(page.cell(row, column).value)

    assert _edited(small_copy, change)[2] == []


def test_what_begins_like_a_formula_stays_text(small_copy: Path) -> None:
    path = small_copy / CASES / f"{LIGHT}.yml"
    site = whole(small_copy)
    for sign in ("=1+1", "+51 1", "-30 de algo", "@aquí", "'=x", "''@"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Es un caso inventado.", sign), encoding="utf-8")
        book = book_of(site, CASES, Report())
        files = dict(csvs(book))
        cells = files["cautions.csv"].decode("utf-8-sig").splitlines()[1].split(",")
        assert not cells[2].startswith(("=", "+", "-", "@"))
        (small_copy / "csv").mkdir(exist_ok=True)
        for name, content in files.items():
            (small_copy / "csv" / name).write_bytes(content)
        found, said = back(site, without_state(read_csvs(small_copy / "csv", Report())))
        assert (found, lines(said)) == ([], [])
        (small_copy / "l.xlsx").write_bytes(xlsx(book))
        page = openpyxl.load_workbook(small_copy / "l.xlsx")["cautions"]
        assert (page.cell(3, 3).value, page.cell(3, 3).data_type) == (sign, "s")
        path.write_text(text, encoding="utf-8")


def test_an_item_is_added_with_what_belongs_to_it_and_one_is_taken_out(small_copy: Path) -> None:
    def change(book: Any) -> None:
        for header, value in (("title.es", "Nueva"), ("title.en", "New"), ("status", "rejected")):
            _put(book, "measures", LIGHT, header, value, 9)
        page = book["measures.effects"]
        columns = {cell.value: cell.column for cell in page[1]}
        row = page.max_row + 1
        for header, value in (("record", LIGHT), ("measures #", 9), ("resource", "water"), ("change_percent", -30), ("source", "boletin-ejemplo")):
            page.cell(row, columns[header]).value = value

    _, report, found = _edited(small_copy, change)
    assert lines(report) == []
    assert 'es: "Nueva"' in found[0].after
    assert "change_percent: -30" in found[0].after
    assert found[0].after.startswith(found[0].before.split("measures:")[0])


def test_a_row_emptied_is_an_item_taken_out(small_copy: Path) -> None:
    def change(book: Any) -> None:
        for sheet in ("measures", "measures.effects"):
            page = book[sheet]
            keys = sum(str(cell.value).endswith(" #") for cell in page[1]) + 1
            for row in range(3, page.max_row + 1):
                if page.cell(row, 1).value == LIGHT and page.cell(row, 2).value == 1:
                    for column in range(keys + 1, page.max_column + 1):
                        page.cell(row, column).value = None

    _, report, found = _edited(small_copy, change)
    assert lines(report) == []
    assert len(found) == 1 and len(found[0].after) < len(found[0].before)


def test_sorting_a_sheet_changes_nothing(small_copy: Path) -> None:
    def change(book: Any) -> None:
        page = book["effects" if "effects" in book.sheetnames else "measures"]
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=3)]
        for number, values in enumerate(reversed(rows), 3):
            for column, value in enumerate(values, 1):
                page.cell(number, column).value = value

    assert _edited(small_copy, change)[2] == []


@pytest.mark.parametrize(("header", "typed", "code", "cure"), [
    ("investment.amount", "1.234,56", "cell-number", "1234.56"),
    ("investment.amount", "1,234.56", "cell-number", "1234.56"),
    ("investment.amount", "1 234 567", "cell-number", "1234567"),
    ("investment.amount", "1,234", "cell-number", "1234 si son miles, o 1.234 si son decimales"),
    ("investment.amount", "3,5", "cell-number", "3.5"),
    ("investment.amount", "US$ 440", "cell-number", "solo cifras"),
    ("investment.amount", "=A1*2", "cell-formula", "el valor que muestra"),
    ("investment.currency", "dolares", "unknown-term", "content/vocabularies/currencies.yml"),
    ("practice", "no-hay", "dangling-reference", "content/practices/no-hay.yml"),
    ("title.es", "=1+1", "cell-formula", "el valor que muestra"),
])
def test_what_is_wrong_is_said_at_its_cell(small_copy: Path, header: str, typed: str, code: str, cure: str) -> None:
    cells: list[str] = []
    _, report, found = _edited(small_copy, lambda book: cells.append(_put(book, "measures", LIGHT, header, typed, 1)))
    assert found == []
    assert [(d.code, str(d.span)) for d in report] == [(code, cells[0])]
    assert cure in next(iter(report)).cure("es")


@pytest.mark.parametrize(("typed", "cure"), [("23/11/2026", "2026-11-23."), ("03/04/2026", "2026-04-03 si el día va primero, o 2026-03-04"), ("ayer", "2026-11-23")])
def test_a_date_written_otherwise_is_explained(small_copy: Path, typed: str, cure: str) -> None:
    _, report, _ = _edited(small_copy, lambda book: _put(book, CASES, LIGHT, "updated", typed))
    assert [d.code for d in report] == ["cell-date"]
    assert cure in next(iter(report)).cure("es")


def test_a_file_that_changed_since_is_not_overwritten(small_copy: Path) -> None:
    site = whole(small_copy)
    path = small_copy / "libro.xlsx"
    path.write_bytes(xlsx(book_of(site, CASES, Report())))
    record = small_copy / CASES / f"{LIGHT}.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("2026-11-23", "2026-11-22"), encoding="utf-8")
    assert back(site, read_xlsx(path, Report()))[0] == []  # a record nobody touched in the sheets is left as it is
    workbook = openpyxl.load_workbook(path)
    _put(workbook, CASES, LIGHT, "title.es", "Otro")
    workbook.save(path)
    found, report = back(site, read_xlsx(path, Report()))
    assert found == []
    assert [d.code for d in report] == ["record-changed-since"]


@pytest.mark.parametrize(("text", "code"), [("id: [", "yaml-syntax"), ("- una\n- lista\n", "not-a-map"), ("", "file-empty")])
def test_a_file_that_cannot_be_read_is_not_taken_for_a_new_record(small_copy: Path, text: str, code: str) -> None:
    site = whole(small_copy)
    path = small_copy / "libro.xlsx"
    path.write_bytes(xlsx(book_of(site, CASES, Report())))
    (small_copy / CASES / f"{LIGHT}.yml").write_text(text, encoding="utf-8")
    found, report = back(site, read_xlsx(path, Report()))
    assert found == []
    assert code in {d.code for d in report}


@pytest.mark.parametrize("key", ["../fuera", "Con Mayúsculas", "a/b"])
def test_an_id_never_leads_out_of_the_folder(small_copy: Path, key: str) -> None:
    _, report, found = _edited(small_copy, lambda book: _put(book, "sources", key, "title", "X"), "sources")
    assert found == []
    assert "id-form" in {d.code for d in report}


@pytest.mark.parametrize("content", [b"", b"no es un libro", b"PK\x03\x04roto"])
def test_a_file_that_is_no_workbook_is_said(tmp_path: Path, content: bytes) -> None:
    for name, reader in (("x.xlsx", read_xlsx), ("x.zip", read_csvs)):
        (tmp_path / name).write_bytes(content)
        report = Report()
        assert reader(tmp_path / name, report) == []
        assert [d.code for d in report] == ["book-unreadable"]


def test_a_new_row_is_a_new_record(small_copy: Path) -> None:
    def change(book: Any) -> None:
        for header, value in (("status", "draft"), ("updated", "2026-11-23"), ("title", "Un libro: dos"), ("language", "es"), ("kind", "bulletin"), ("read", "whole")):
            _put(book, "sources", "libro-nuevo", header, value)
        _put(book, "sources", "libro-nuevo", "kind", whole(small_copy).records["sources", "boletin-ejemplo"].data.kind)

    _, report, found = _edited(small_copy, change, "sources")
    assert lines(report) == []
    assert found[0].file == "content/sources/libro-nuevo.yml"
    assert found[0].after.splitlines()[:4] == ["id: libro-nuevo", "status: draft", "updated: 2026-11-23", 'title: "Un libro: dos"']


def test_new_records_may_cite_each_other(small_copy: Path) -> None:
    def change(book: Any) -> None:
        for record, other in (("uno-nuevo", "otro-nuevo"), ("otro-nuevo", "uno-nuevo")):
            for header, value in (("status", "published"), ("updated", "2026-11-23"), ("title.es", "Uno"), ("title.en", "One"), ("summary.es", "Uno."), ("summary.en", "One."),
                                  ("areas", "pml"), ("themes", "energy-efficiency"), ("place.country", "PE"), ("related", other), ("sources", "boletin-ejemplo")):
                _put(book, CASES, record, header, value)

    _, report, found = _edited(small_copy, change)
    assert lines(report) == []
    assert [change.file for change in found] == [f"{CASES}/uno-nuevo.yml", f"{CASES}/otro-nuevo.yml"]
    for change_ in found:
        (small_copy / change_.file).write_text(change_.after, encoding="utf-8")
    assert [d for d in checked(small_copy).report if d.severity == "error"] == []


def test_a_figure_that_jumps_is_shown(small_copy: Path) -> None:
    path, _, _ = _edited(small_copy, lambda book: _put(book, "measures", LIGHT, "investment.amount", 12000, 1))
    run = CliRunner().invoke(main, ["import", str(path), "--project", str(small_copy), "--as-of", AS_OF.isoformat()])
    assert "⚠ **Medidas 1 · Inversión**: 1\N{NO-BREAK SPACE}200 → 12\N{NO-BREAK SPACE}000 USD (×10)" in run.output


def test_the_command_shows_first_and_writes_only_when_told(small_copy: Path) -> None:
    run = CliRunner()
    out = small_copy / "casos.xlsx"
    options = ["--project", str(small_copy), "--as-of", AS_OF.isoformat()]
    assert run.invoke(main, ["export", CASES, "--out", str(out), *options]).exit_code == 0
    assert run.invoke(main, ["import", str(out), *options]).output == "Nada cambió.\n"
    workbook = openpyxl.load_workbook(out)
    _put(workbook, CASES, LIGHT, "title.es", "Otro")
    workbook.save(out)
    record = small_copy / CASES / f"{LIGHT}.yml"
    before = record.read_bytes()
    shown = run.invoke(main, ["import", str(out), *options, "--lang", "en"])
    assert "Otro" in shown.output and "--yes" in shown.output
    assert record.read_bytes() == before
    assert run.invoke(main, ["import", str(out), *options, "--yes"]).output.endswith("Archivos escritos: 1.\n")
    assert b"Otro" in record.read_bytes()
    assert run.invoke(main, ["import", str(out), *options]).output == "Nada cambió.\n"
