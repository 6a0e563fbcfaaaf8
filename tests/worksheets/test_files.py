"""What every workbook is: names documented, formulas locked, inputs open, nothing hidden in it, the same bytes every time."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from generator import worksheets
from generator.worksheets.layout import plan
from generator.worksheets.texts import Texts
from generator.worksheets.write import UNCOMPUTED

LANGUAGES = ("es", "en")
BOTH = [(worksheet_id, lang) for worksheet_id in worksheets.IDS for lang in LANGUAGES]
# What Excel and LibreOffice both have, by the same name in a file.
FUNCTIONS = {
    "ABS", "AND", "AVERAGE", "COUNT", "COUNTA", "COUNTIF", "IF", "IFERROR", "INDEX", "INT", "IRR", "ISNUMBER", "LARGE", "LOOKUP", "MATCH",
    "MAX", "MIN", "NPV", "OR", "RANK", "ROUND", "SUM", "SUMIF", "SUMPRODUCT", "TODAY",
}
CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+$|[rRcC]$|[rR][0-9]*[cC][0-9]*$")
ROOT = Path(__file__).parents[2]


def each(test: Any) -> Any:
    return pytest.mark.parametrize(("worksheet_id", "lang"), BOTH)(test)


@cache
def book(worksheet_id: str, lang: str) -> openpyxl.Workbook:
    """The workbook as openpyxl reads it; a warning of loss is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(io.BytesIO(worksheets.make(worksheet_id, lang)))


@cache
def shown(worksheet_id: str, lang: str) -> openpyxl.Workbook:
    """The same with the values that the file brings along, as a viewer that computes nothing shows them."""
    return openpyxl.load_workbook(io.BytesIO(worksheets.make(worksheet_id, lang)), data_only=True)


def page(worksheet_id: str, lang: str, name: str = "sheet") -> Worksheet:
    found: Worksheet = book(worksheet_id, lang)[Texts(worksheet_id, lang).get("sheets", name)]
    return found


def formulas(worksheet_id: str, lang: str) -> Iterator[tuple[str, str]]:
    for sheet in book(worksheet_id, lang):
        for row in sheet.iter_rows():
            yield from ((f"{sheet.title}!{cell.coordinate}", str(cell.value)) for cell in row if cell.data_type == "f")


def test_there_are_twenty_one() -> None:
    assert tuple(f"w{number:02}" for number in range(1, 22)) == worksheets.IDS
    with pytest.raises(KeyError):
        worksheets.sheet("w99")


@each
def test_names_are_defined_documented_and_said_in_both_languages(worksheet_id: str, lang: str) -> None:
    sheet, found = worksheets.sheet(worksheet_id), book(worksheet_id, lang)
    example = page(worksheet_id, lang, "example")
    documented = {row[0].value: row for row in page(worksheet_id, lang, "names").iter_rows(min_row=4)}
    assert list(documented) == [cell.name for cell in sheet.cells] == [name.name for name in worksheets.names(worksheet_id, lang)]
    for name in worksheets.names(worksheet_id, lang):
        assert name.meaning.strip() and documented[name.name][1].value == name.meaning
        assert name.name in found.defined_names and name.name in example.defined_names
        assert documented[name.name][3].value == name.cells == found.defined_names[name.name].attr_text.partition("!")[2].replace("$", "")


@each
def test_names_cannot_be_taken_for_cells_or_functions(worksheet_id: str, lang: str) -> None:
    for name in [*book(worksheet_id, lang).defined_names, *page(worksheet_id, lang, "example").defined_names]:
        assert re.fullmatch(r"[a-z][A-Za-z0-9_]*", name) and not CELL.match(name), name
        assert name.upper() not in FUNCTIONS, name


@each
def test_formulas_are_locked_and_inputs_open(worksheet_id: str, lang: str) -> None:
    sheet, places = worksheets.sheet(worksheet_id), plan(worksheets.sheet(worksheet_id)).places
    for name in ("sheet", "example"):
        found = page(worksheet_id, lang, name)
        assert found.protection.sheet and not found.protection.password
        open_cells = {cell.coordinate for row in found.iter_rows() for cell in row if not cell.protection.locked}
        inputs = set()
        for cell in sheet.cells:
            place = places[cell.name]
            for row in range(place.row, place.last + 1):
                here = found.cell(row + 1, place.column + 1)
                assert here.protection.locked == bool(cell.formula), f"{cell.name} {here.coordinate}"
                assert (here.data_type == "f") == bool(cell.formula), f"{cell.name} {here.coordinate}"
                inputs |= set() if cell.formula else {here.coordinate}
        merged = {f"C{cell}" for cell in (name[1:] for name in inputs)}  # the right half of a wide cell; and the sample in the legend
        assert inputs <= open_cells <= inputs | merged | {"B2", "C2"}
    for other in ("instructions", "names", "lists"):
        assert page(worksheet_id, lang, other).protection.sheet


@each
def test_only_functions_that_both_programs_have(worksheet_id: str, lang: str) -> None:
    names = set(book(worksheet_id, lang).defined_names)
    for where, text in formulas(worksheet_id, lang):
        bare = re.sub(r'"[^"]*"', "", text)
        assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", bare)) <= FUNCTIONS, f"{where}: {text}"
        words = set(re.findall(r"(?<![A-Za-z0-9_$.])([a-z][a-z0-9_A-Z]*)", bare))
        assert words <= names, f"{where}: {text}"
        literals = set(re.findall(r'"([^"]*)"', text))
        assert all(literal == "" or literal.startswith("/") for literal in literals), f"{where}: a word in a formula: {text}"


@each
def test_coded_inputs_offer_their_list_and_numbers_have_limits(worksheet_id: str, lang: str) -> None:
    sheet, places = worksheets.sheet(worksheet_id), plan(worksheets.sheet(worksheet_id)).places
    found = page(worksheet_id, lang)
    for cell in sheet.cells:
        if cell.formula or cell.kind == "text":
            continue
        place = places[cell.name]
        for row in (place.row, place.last):
            coordinate = found.cell(row + 1, place.column + 1).coordinate
            rules = [rule for rule in found.data_validations.dataValidation if coordinate in rule.sqref]
            assert len(rules) == 1, f"{cell.name} {coordinate}"
            assert rules[0].error and rules[0].errorTitle
            if cell.choices:
                assert rules[0].type == "list" and rules[0].formula1 == f"list_{cell.choices}"
    text = Texts(worksheet_id, lang)
    for choices in sheet.lists:
        assert len({text.choice(choices, code) for code in text.codes(choices)}) == len(text.codes(choices)), "labels must differ"


@each
def test_nothing_leads_out_and_nothing_runs(worksheet_id: str, lang: str) -> None:
    with zipfile.ZipFile(io.BytesIO(worksheets.make(worksheet_id, lang))) as archive:
        names = archive.namelist()
        assert not [name for name in names if re.search(r"vba|macro|external|embedding|activeX|ctrlProp|printerSettings", name, re.IGNORECASE)]
        for name in names:
            content = archive.read(name).decode("utf-8")
            assert 'TargetMode="External"' not in content
            assert "http" not in re.sub(r'(xmlns(:\w+)?|Type|uri)="[^"]*"', "", content), name
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@each
def test_bytes_are_the_same_at_every_call(worksheet_id: str, lang: str) -> None:
    first = worksheets.make(worksheet_id, lang)
    worksheets.make.cache_clear()
    assert worksheets.make(worksheet_id, lang) == first


def test_bytes_are_the_same_in_another_process() -> None:
    code = ("import hashlib; from generator import worksheets as w; "
            "print(hashlib.sha256(b''.join(w.make(i, l) for i in ('w02', 'w08', 'w13') for l in ('es', 'en'))).hexdigest())")
    settings = ({"TZ": "Asia/Tokyo", "LANG": "C", "PYTHONHASHSEED": "7"}, {"TZ": "America/Lima", "LANG": "es_PE.UTF-8", "PYTHONHASHSEED": "8"})
    sums = {subprocess.run([sys.executable, "-c", code], env={**os.environ, **env}, cwd=ROOT, capture_output=True, text=True, check=True).stdout
            for env in settings}
    assert len(sums) == 1


@each
def test_an_empty_sheet_shows_no_result(worksheet_id: str, lang: str) -> None:
    """Unknown is never 0: neither computed nor as the value that a file brings along for viewers that compute nothing."""
    sheet = worksheets.sheet(worksheet_id)
    for name, value in sheet.results({}).items():
        assert value is None or value == [None] * len(value), f"{name} = {value}"
    places = plan(sheet).places
    found = shown(worksheet_id, lang)[Texts(worksheet_id, lang).get("sheets", "sheet")]
    for cell in sheet.cells:
        if cell.formula:
            place = places[cell.name]
            for row in range(place.row, place.last + 1):
                assert found.cell(row + 1, place.column + 1).value in (None, ""), cell.name


@each
def test_the_example_is_full_and_labelled(worksheet_id: str, lang: str) -> None:
    sheet, text = worksheets.sheet(worksheet_id), Texts(worksheet_id, lang)
    about = text.say(text.own["example"]["about"])
    assert re.search(r"EJEMPLO|EXAMPLE", about) and re.search(r"invent", about, re.IGNORECASE)
    assert page(worksheet_id, lang, "example")["A2"].value == about
    results = sheet.results(worksheets.example(worksheet_id, lang))
    empty = [name for name, value in results.items() if value is None or (isinstance(value, list) and not any(one is not None for one in value))]
    assert not empty, "the example shows every result"
    assert not [cell for sheet_ in shown(worksheet_id, lang) for row in sheet_.iter_rows() for cell in row if cell.value == UNCOMPUTED]


@each
def test_everything_is_said_in_the_language(worksheet_id: str, lang: str) -> None:
    sheet, text = worksheets.sheet(worksheet_id), Texts(worksheet_id, lang)
    for table in sheet.tables:
        assert text.label(table.name)
        if table.fixed:
            assert len(text.rows(table.name)) == table.rows, table.name
    for choices in sheet.lists:
        assert text.label(f"list_{choices}")

    def walk(node: Any, path: str) -> None:
        if isinstance(node, dict) and set(node) & {"es", "en"}:
            assert set(node) == {"es", "en"} or path.startswith("sources"), f"{path}: one language is missing"
            assert all(isinstance(value, str) and value.strip() for value in node.values()), path
        elif isinstance(node, dict):
            for key, value in node.items():
                assert isinstance(key, str), f"{path}.{key}: not a text (quote it)"
                walk(value, f"{path}.{key}".strip("."))
        elif isinstance(node, list):
            for value in node:
                walk(value, path)

    for source in (text.own, text.common):
        walk({key: value for key, value in source.items() if key != "sources"}, "")
    labels = set(text.own.get("labels", {})) | set(text.own.get("help", {}))
    known = {cell.name for cell in sheet.cells} | {table.name for table in sheet.tables} | {f"list_{name}" for name in sheet.lists}
    assert labels <= known, f"labels of nothing: {labels - known}"


@each
def test_prints_on_a4_one_page_wide(worksheet_id: str, lang: str) -> None:
    for found in book(worksheet_id, lang):
        assert found.page_setup.paperSize in (9, "9") and found.page_setup.fitToWidth in (None, 1) and found.page_setup.fitToHeight in (0, "0")
        assert found.sheet_properties.pageSetUpPr.fitToPage
        assert found.oddFooter.left.text and found.oddFooter.right.text
    assert page(worksheet_id, lang).freeze_panes == "B3"
    assert page(worksheet_id, lang).print_title_rows


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    content = worksheets.filled("w07", "es", {"company": "=1+1", "option_name": ["=HYPERLINK(\"x\")", "-2", "https://example.org", "+3"]})
    found = openpyxl.load_workbook(io.BytesIO(content))
    sheet = found["Hoja"]
    place = plan(worksheets.sheet("w07")).places["option_name"]
    for row in range(place.row, place.row + 4):
        assert sheet.cell(row + 1, place.column + 1).data_type == "s"
        assert sheet.cell(row + 1, place.column + 1).hyperlink is None
