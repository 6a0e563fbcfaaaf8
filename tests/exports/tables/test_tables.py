"""The tables of the open data, as they are published: what a row says, and what must never be in one."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from conftest import Published

from generator.derive.cases import case_facts
from generator.exports.tables import figures
from generator.exports.tables.cells import cell, line
from generator.exports.tables.columns import Column, lists_of
from generator.exports.tables.lines import joined, lines_of, tables_of
from generator.exports.tables.package import all_tables
from generator.model import Site
from generator.schemas import COLLECTIONS


def rows(published: Published, name: str) -> list[dict[str, str]]:
    text = (published.site / f"data/{name}.csv").read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def row(published: Published, name: str, identifier: str) -> dict[str, str]:
    return next(found for found in rows(published, name) if found["id"] == identifier)


def test_every_collection_has_its_table_even_without_records(published: Published, shown: Site) -> None:
    names = {table.name for table in all_tables(shown)}
    assert names > COLLECTIONS.keys()
    assert {path.stem for path in (published.site / "data").glob("*.csv")} == names
    assert (published.site / "data/requests.csv").read_bytes().count(b"\r\n") == 1


def test_a_row_is_one_line_and_has_every_column(published: Published) -> None:
    for path in (published.site / "data").glob("*.csv"):
        content = path.read_bytes()
        found = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
        assert content.endswith(b"\r\n") and content.count(b"\n") == content.count(b"\r") == len(found), path.name
        assert {len(cells) for cells in found} == {len(found[0])}
        assert not content.startswith(b"\xef\xbb\xbf")


def test_rows_stand_in_the_order_of_their_ids_and_no_two_have_the_same_key(published: Published, shown: Site) -> None:
    for table in all_tables(shown):
        if table.collection:
            keys = [tuple(found[name] for name in table.keys) for found in rows(published, table.name)]
            assert len(set(keys)) == len(keys)
            assert [key[0] for key in keys] == sorted(key[0] for key in keys)


def test_what_the_api_lists_is_what_the_table_has(published: Published) -> None:
    for name in COLLECTIONS:
        listed = json.loads(published.read(f"api/v1/{name}.json"))["records"]
        found = rows(published, name)
        assert [(record["id"], record["status"], record["updated"], record["urls"]["es"]) for record in listed] == \
            [(record["id"], record["status"], record["updated"], record["url.es"]) for record in found]


def test_a_case_says_what_is_stated_and_apart_from_it_what_is_computed(published: Published) -> None:
    case = row(published, "case_studies", "fundicion-luz")
    assert (case["annual_saving.amount"], case["annual_saving.currency"], case["stated.payback.months"]) == ("3400.50", "USD", "7.6")
    assert round(Decimal(case["computed.payback_months"]), 2) == Decimal("4.23")
    assert case["computed.disagreements"] == "stated.payback"
    for name, found in tables_by_name().items():
        assert all(column.computed == column.name.startswith("computed.") for column in found), name


def tables_by_name() -> dict[str, tuple[Column, ...]]:
    return {table.name: table.columns for tables in lists_of(("es", "en")).values() for table in tables}


def test_what_is_unknown_is_an_empty_cell(published: Published) -> None:
    case = row(published, "case_studies", "textil-agua")
    for name in ("investment.amount", "sector", "computed.payback_months", "computed.simple_return_percent", "period.after", "stated.payback.months"):
        assert case[name] == "", name
    assert not any(value == "0" for value in case.values())


def test_every_stated_figure_is_a_row_with_its_source(published: Published) -> None:
    found = [figure for figure in rows(published, figures.NAME) if figure["record"] == "fundicion-luz"]
    assert [int(figure["figure.n"]) for figure in found] == list(range(1, len(found) + 1))
    assert all(figure["source"] for figure in found)
    electricity = next(figure for figure in found if figure["resource"] == "electricity")
    assert (electricity["value"], electricity["unit"], electricity["measures.n"], electricity["basis"]) == ("-9800", "kWh", "1", "measured")
    assert (electricity["change_percent"], electricity["computed.change_percent"]) == ("", "-25")
    water = next(figure for figure in found if figure["resource"] == "water")
    assert (water["change_percent"], water["computed.change_percent"], water["qualifier"]) == ("-30", "", "about")


def test_a_figure_in_another_unit_has_the_common_one_beside_it(shown: Site) -> None:
    key = ("case_studies", "fundicion-luz")
    record = shown.records[key]
    effect = record.data.measures[0].effects[0].model_copy(update={"change": Decimal("-36"), "unit": "MJ"})
    data = record.data.model_copy(update={"effects": (effect,), "measures": ()})
    changed = replace(record, data=data)
    site = replace(shown, records={**shown.records, key: changed}, derived={**shown.derived, key: {**shown.derived[key], **case_facts(shown, data)}})
    text = lines_of(site, changed)[figures.NAME].decode()
    names = [column.name for column in next(table for table in tables_of(site, "case_studies") if table.name == figures.NAME).columns]
    found = next(dict(zip(names, cells, strict=True)) for cells in csv.reader(io.StringIO(text, newline="")) if "effect" in cells)
    assert (found["value"], found["unit"], Decimal(found["computed.value"]), found["computed.unit"]) == ("-36", "MJ", Decimal(-10), "kWh")


def test_a_retired_record_is_told_without_its_data(published: Published) -> None:
    found = row(published, "organisations", "fundicion-antigua")
    assert (found["status"], found["replaced_by"]) == ("retired", "fundicion-ejemplo-sac")
    assert not [name for name, value in found.items() if value and name not in ("id", "status", "updated", "replaced_by")
                and not name.startswith(("url.", "title."))]


def test_drafts_and_people_without_consent_are_in_no_table(published: Published) -> None:
    for path in (published.site / "data").glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert not re.search("borrador-curtiembre|Persona Oculta|c-0003|persona-permitida.ejemplo.test|ej-02", text), path.name


def test_of_a_person_only_what_the_consent_permits(published: Published) -> None:
    person = row(published, "consultants", "c-0002")
    assert (person["experience_years"], person["url"]) == ("12", "")
    assert not [name for name in person if name.startswith("consent")]


TEXT, NUMBER = Column("t", "string", {}, str), Column("n", "number", {}, str)
LIST = Column("l", "string", {}, str, many=True)


@pytest.mark.parametrize(("column", "value", "written"), [
    (TEXT, "=1+1", "'=1+1"), (TEXT, "@x", "'@x"), (TEXT, "-9", "'-9"), (TEXT, "+51 1", "'+51 1"), (TEXT, "'=x", "''=x"), (TEXT, "a=b", "a=b"),
    (TEXT, " \t=x", "'=x"), (TEXT, "\r\n=x", "'=x"), (TEXT, "uno\n\ndos\u2028tres", "uno ¶ dos ¶ tres"), (TEXT, "a\0b", "a\ufffdb"),
    (NUMBER, Decimal("-9800"), "-9800"), (NUMBER, Decimal("1E+3"), "1000"), (NUMBER, Decimal("0.00"), "0.00"), (NUMBER, 0, "0"),
    (NUMBER, Decimal(1) / 3, "0.333333"), (TEXT, None, ""), (LIST, (), ""), (LIST, ("a", "b"), "a | b"), (TEXT, True, "true"),
])
def test_cells(column: Column, value: Any, written: str) -> None:
    assert cell(column, value) == written


def test_a_line_survives_a_reader() -> None:
    cells = ['a "b"', "c,d", "", "ñ ¶ é", "x\ud800y"]
    content = line(cells)
    assert next(csv.reader([content.decode("utf-8")], strict=True)) == ['a "b"', "c,d", "", "ñ ¶ é", "x?y"]


def test_lines_of_several_processes_are_joined_in_order() -> None:
    parts = [[(("case_studies", "a"), {"case_studies": b"a"}), (("sources", "z"), {"sources": b"z"})], [(("case_studies", "b"), {"case_studies": b"b", "case_studies.es.xlsx": b"B"})]]
    found = dict(joined(parts, sheets=False))
    assert found["case_studies"] == {"case_studies": [b"a", b"b"]}
    assert found.keys() == COLLECTIONS.keys() and found["requests"] == {}
    assert dict(joined(parts, sheets=True))["case_studies"] == {"case_studies.es.xlsx": [b"B"]}
