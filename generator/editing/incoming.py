"""Tables as people left them -> what to change in which file. Nothing is written here, and nothing unchanged is touched.

Only records that stand in the records' sheet are looked at; a sheet or a column that is missing changes nothing. A list's
item is known by its number: an emptied or deleted row takes it out, a row with another number, or none, adds one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from generator.diagnostics import Report
from generator.editing import rules
from generator.editing.cells import WRONG, digits, value_of
from generator.editing.edits import Edits, Line, order_of
from generator.editing.files import Change
from generator.editing.outgoing import cells_of, read
from generator.editing.rewrite import applied, fresh, rewritten
from generator.editing.shape import Sheet, sheets_of
from generator.editing.tables import STATE, Cell, Table, languages_of, state_of
from generator.editing.verdict import verdicts
from generator.model import Site, Span
from generator.nearest import nearest
from generator.schemas import COLLECTIONS, Collection


@dataclass(slots=True)
class _Record:
    """The rows of one record: by sheet, and the one of the record itself."""

    span: Span
    state: str
    lines: dict[str, list[Line]] = field(default_factory=dict)
    wrong: bool = False


def changes(site: Site, tables: Sequence[Table], report: Report) -> list[Change]:
    """What these tables change in the project. Nothing is to be written where ``report`` then holds an error."""
    main = next((table for table in tables if table.name in COLLECTIONS and table.headers[:1] == ("id",)), None)
    if main is None:
        span = tables[0].span if tables else Span("")
        report.add(rules.NO_BOOK.at(span, reason="ninguna hoja lleva el nombre de una colección y empieza con la columna «id»",
                                    reason_en="no sheet has the name of a collection and begins with the column “id”"))
        return []
    collection = COLLECTIONS[main.name]
    known = read(site.project, collection, report)
    sheets = sheets_of(collection, languages_of(site.settings.order, [raw for _, raw in known.values()]))
    by_name = {sheet.name: sheet for sheet in sheets}
    present: dict[str, tuple[str, ...]] = {}
    records: dict[str, _Record] = {}
    for table in (main, *(table for table in tables if table is not main)):
        sheet = by_name.get(table.name)
        if sheet is None:
            report.add(rules.UNKNOWN_SHEET.at(table.span, name=table.name, known=tuple(by_name)))
        elif _headers(sheet, table, report):
            present[sheet.name] = table.headers
            _rows(sheet, table, records, main.name, report)
    plans = [plan for key, record in records.items() if not record.wrong
             and (plan := _plan(collection, sheets, present, key, record, known.get(key), report)) is not None]
    report.extend(found for _, found in verdicts(site, [(collection, plan.file, plan.after, plan.made.place) for plan in plans]))
    return [] if report.errors else [_change(collection, plan) for plan in plans]


def _headers(sheet: Sheet, table: Table, report: Report) -> bool:
    allowed = (*sheet.headers, *(() if sheet.lists else (STATE,)))
    for header in table.headers:
        if header and header not in allowed:
            near = nearest(header, allowed)
            report.add(rules.UNKNOWN_COLUMN.at(table.span, name=header, hint=f" ¿Quiso decir «{near}»?" if near else "",
                                               hint_en=f" Did you mean “{near}”?" if near else ""))
    missing = [header for header in sheet.keys or ("id",) if header not in table.headers]
    for header in missing:
        report.add(rules.UNKNOWN_COLUMN.at(table.span, name=header, hint=" Falta.", hint_en=" It is missing."))
    return not missing


def _rows(sheet: Sheet, table: Table, records: dict[str, _Record], main: str, report: Report) -> None:
    firsts: dict[tuple[Any, ...], Span] = {}
    for row in table.rows:
        key = _word(row.get(sheet.keys[0] if sheet.lists else "id"))
        span = next(iter(row.values())).span
        findings = Report()
        values = {column.header: value for column in sheet.columns if (value := value_of(row.get(column.header), column, findings)) is not None}
        report.extend(findings)
        if not values and not sheet.lists:
            continue
        numbers = tuple(_word(row.get(name)) for name in sheet.keys[1:])
        owner = " · ".join((key, *filter(None, numbers)))
        record = records.get(key)
        if sheet.lists and record is None:
            if values:
                report.add(rules.NO_OWNER.at(span, owner=key, sheet=main))
            continue
        at = (key, *numbers)
        if at in firsts and (not numbers or numbers[-1]):
            report.add(rules.TWICE.at(span, owner=owner, first=str(firsts[at])))
            continue
        firsts[at] = span
        if record is None:
            record = records[key] = _Record(span, _word(row.get(STATE)))
        record.wrong = record.wrong or WRONG in values.values()
        record.lines.setdefault(sheet.name, []).append(Line(numbers, values, {header: cell.span for header, cell in row.items()}, span))


def _word(cell: Cell | None) -> str:
    value = cell.value if cell else None
    return "" if value is None else digits(value) if isinstance(value, int | float) else str(value).strip()


@dataclass(frozen=True, slots=True)
class _Plan:
    """A record that changes: its file's text as it stands, its edits, and the value that comes out."""

    file: str
    before: str
    made: Edits
    after: Any


def _plan(collection: Collection, sheets: Sequence[Sheet], present: Mapping[str, tuple[str, ...]], key: str, record: _Record,
          known: tuple[str, Any] | None, report: Report) -> _Plan | None:
    text, raw = known or ("", {})
    cells = [cell for sheet in sheets for line in record.lines.get(sheet.name, ()) if line.values for cell in cells_of(sheet, line.numbers, line.values)]
    if known and record.state == state_of(text, cells):
        return None
    found = Report()
    made = Edits(sheets, present, raw, record.lines, key, found)
    report.extend(found)
    if not made.edits or found.errors:
        return None
    if known and record.state and record.state.partition("-")[0] != state_of(text, ()).partition("-")[0]:
        report.add(rules.CHANGED.at(record.span, record=key))
        return None
    return _Plan(f"{collection.home}/{key}.yml", text, made, applied(raw, made.edits))


def _change(collection: Collection, plan: _Plan) -> Change:
    order = partial(order_of, collection.model)
    after = rewritten(plan.file, plan.before, plan.made.edits, order) if plan.before else fresh(plan.made.edits, order)
    return Change(plan.file, plan.before, after)
