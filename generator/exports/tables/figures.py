"""Every figure of a case that a source states, a row each; what is computed of it stands in columns of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.derive.figures import months_of
from generator.diagnostics import dotted
from generator.exports.tables.columns import RECORD, Column, Kind, Names, Table, Texts, texts
from generator.model import FieldPath, Money
from generator.schemas.case_studies import CaseStudy, placed_effects

CASES = "case_studies"
NAME = f"{CASES}.figures"
MONEY = ("investment", "annual_saving")
FINANCE = ("requested", "approved", "guarantee", "reimbursement", "grant")
KINDS = (*MONEY, "effect", "other", "payback", "simple_return", *FINANCE)
Row = dict[str, Any]


def _column(name: str, kind: Kind, es: str, en: str, **more: Any) -> Column:
    return Column(name, kind, {"es": es, "en": en}, lambda row: row.get(name), **more)


def table(label: Texts, languages: Names) -> Table:
    """The table of figures; ``label`` names the cases."""
    words = {"es": "Qué es", "en": "What it is"}
    notes = {"es": "Nota", "en": "Note"}
    columns = (
        _column(RECORD, "string", "Caso", "Case", required=True, collection=CASES),
        _column("figure.n", "integer", "Número de la cifra en el caso, desde 1", "Number of the figure in the case, from 1", required=True),
        _column("field", "string", "Campo en la API", "Field in the API", required=True),
        _column("measures.n", "integer", "Medida a la que pertenece; vacío: todo el caso", "Measure it belongs to; empty: the whole case"),
        _column("kind", "string", "Tipo de cifra", "Kind of figure", required=True, choices=KINDS),
        *texts("name", words, lambda row: row.get("name"), languages),
        _column("resource", "string", "Recurso", "Resource", vocabulary="resources"),
        _column("value", "number", "Valor declarado; con signo si es un cambio", "Stated value; signed if it is a change", unit_column="unit"),
        _column("upper", "number", "El otro extremo de un rango", "The other end of a range", unit_column="unit"),
        _column("unit", "string", "Unidad original: una unidad, una moneda, day, month, year o percent", "Original unit: a unit, a currency, day, month, year or percent"),
        _column("change_percent", "number", "Cambio declarado en %", "Stated change in %", unit="percent"),
        _column("baseline", "number", "Antes", "Before", unit_column="unit"),
        _column("after", "number", "Después", "After", unit_column="unit"),
        _column("per", "string", "Total o por producto", "Total or per output", choices=("total", "output")),
        _column("period", "string", "Periodo", "Period", choices=("year", "month", "day", "once")),
        _column("direction", "string", "Sentido", "Direction", choices=("decrease", "increase")),
        _column("year", "integer", "Año", "Year"),
        _column("qualifier", "string", "Precisión", "Qualifier", vocabulary="qualifiers"),
        _column("basis", "string", "Base del dato", "Basis", vocabulary="basis"),
        _column("source", "string", "Fuente", "Source", collection="sources"),
        _column("locator", "string", "Página o sección", "Page or section"),
        *texts("note", notes, lambda row: row.get("note"), languages),
        _column("computed.value", "number", "Calculado: el valor en la unidad común", "Computed: the value in the common unit", unit_column="computed.unit", computed=True),
        _column("computed.unit", "string", "Calculado: unidad común", "Computed: common unit", computed=True),
        _column("computed.change_percent", "number", "Calculado: cambio en %, de antes y después", "Computed: change in %, from before and after", unit="percent", computed=True),
    )
    named = {"es": f"{label['es']}: todas las cifras declaradas", "en": f"{label['en']}: every stated figure"}
    return Table(NAME, CASES, named, columns, (RECORD, "figure.n"))


def rows(case: CaseStudy, derived: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of a case, in a fixed order: money, effects, other figures, stated results, finance."""
    for number, row in enumerate(_rows(case, derived), 1):
        yield {"figure.n": number, **row}


def _rows(case: CaseStudy, derived: Mapping[str, Any]) -> Iterator[Row]:
    for name in MONEY:
        yield from _money(name, (name,), getattr(case, name))
    for index, measure in enumerate(case.measures):
        for name in MONEY:
            yield from _money(name, ("measures", index, name), getattr(measure, name))
    for (path, effect), view in zip(placed_effects(case), derived["effects"], strict=True):
        shared = {name: getattr(effect, name) for name in ("name", "resource", "unit", "change_percent", "baseline", "after", "per", "period", "direction")}
        common = {"computed.value": view.canonical.value, "computed.unit": view.canonical.unit} if view.canonical else {}
        percent = {"computed.change_percent": view.percent} if view.percent_computed else {}
        yield {**_place("effect", path), **shared, "value": effect.change, **_sourced(effect), **common, **percent}
    for index, figure in enumerate(case.other_figures):
        yield {**_place("other", ("other_figures", index)), "name": figure.name, "value": figure.value, "upper": figure.upper,
               "unit": figure.unit or figure.currency, "period": figure.period, "year": figure.year, **_sourced(figure)}
    if case.stated:
        yield from _stated(case)
    for index, finance in enumerate(case.finance):
        for name in FINANCE:
            yield from _money(name, ("finance", index, name), getattr(finance, name))


def _stated(case: CaseStudy) -> Iterator[Row]:
    payback, simple = (case.stated.payback, case.stated.simple_return) if case.stated else (None, None)
    if payback:
        unit, value = next((unit, value) for unit, value in (("day", payback.days), ("month", payback.months), ("year", payback.years), ("", None))
                           if value is not None or not unit)
        months = months_of(payback.days, payback.months, payback.years) if unit != "month" else None
        common = {"computed.value": months, "computed.unit": "month"} if months is not None else {}
        yield {**_place("payback", ("stated", "payback")), "value": value, "unit": unit or None, **_sourced(payback), **common}
    if simple:
        yield {**_place("simple_return", ("stated", "simple_return")), "value": simple.percent, "unit": "percent", **_sourced(simple)}


def _money(kind: str, path: FieldPath, money: Money | None) -> Iterator[Row]:
    if money is not None:
        yield {**_place(kind, path), "value": money.amount, "unit": money.currency, "year": money.year, "qualifier": money.qualifier,
               "basis": money.basis, "source": money.source, "locator": money.locator}


def _place(kind: str, path: FieldPath) -> Row:
    measure = int(path[1]) + 1 if path[0] == "measures" else None
    return {"kind": kind, "field": dotted(path), "measures.n": measure}


def _sourced(figure: Any) -> Row:
    return {name: getattr(figure, name) for name in ("qualifier", "basis", "source", "locator", "note")}
