"""A record's lines in the tables, made where the record is; and tables joined from lines, so that nobody needs every record at once."""

from __future__ import annotations

import heapq
import pickle
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.exports.api import shown
from generator.exports.tables import figures, sheet
from generator.exports.tables.cells import cell, line
from generator.exports.tables.columns import RECORD, Column, Names, Table, lists_of, texts
from generator.exports.tables.computed import COMPUTED
from generator.model import Key, Record, Site
from generator.schemas import COLLECTIONS

_SUCCESSOR = Column("replaced_by", "string", {"es": "Reemplazado por", "en": "Replaced by"}, lambda data: data.replaced_by)
Lines = Mapping[str, bytes]  # name of a table or sheet -> a record's lines in it


def tables_of(site: Site, collection: str) -> tuple[Table, ...]:
    """The tables of a collection, that of its records first."""
    at = ("tables", collection)
    found: tuple[Table, ...] | None = site.memo.get(at)
    if found is None:
        order = site.settings.order
        records, *lists = lists_of(order)[collection]
        own = (*_frame(site, order), _SUCCESSOR, *records.columns, *COMPUTED.get(collection, ()))
        whole = Table(records.name, collection, records.label, own, ("id",))
        more = (figures.table(records.label, order),) if collection == figures.CASES else ()
        found = site.memo[at] = (whole, *lists, *more)
    return found


def _frame(site: Site, order: Names) -> tuple[Column, ...]:
    """What is told of every record, also of a retired one."""
    def address(language: str) -> Column:
        label = {"es": f"Página ({language})", "en": f"Page ({language})"}
        return Column(f"url.{language}", "string", label, lambda entry: site.settings.url + entry.addresses[language], language=language)

    return (
        Column("id", "string", {"es": "Identificador", "en": "Identifier"}, lambda entry: entry.key[1],
               {"es": "No cambia nunca.", "en": "It never changes."}, required=True),
        Column("status", "string", {"es": "Estado", "en": "Status"}, lambda entry: entry.status, required=True, choices=("published", "retired")),
        Column("updated", "date", {"es": "Actualizado", "en": "Updated"}, lambda entry: entry.updated, required=True),
        *map(address, order),
        *texts("title", {"es": "Título", "en": "Title"}, lambda entry: entry.title, order),
    )


def header(table: Table) -> bytes:
    """The first line of a table."""
    return line(column.name for column in table.columns)


def lines_of(site: Site, record: Record) -> dict[str, bytes]:
    """The lines of a record that readers may see, by table; ``site`` has its derived values."""
    entry = site.entries[record.key]
    tables = tables_of(site, record.collection)
    frame = len(_frame(site, site.settings.order))
    columns = tables[0].columns
    cells = [cell(column, column.get(entry)) for column in columns[:frame]]
    if entry.status == "retired":
        cells.append(cell(_SUCCESSOR, record.data.replaced_by))
        return {tables[0].name: line([*cells, *[""] * (len(columns) - len(cells))])}
    derived: Mapping[str, Any] = site.derived.get(record.key) or {}
    known = {**derived, "findings": site.findings.get(record.key, ())}
    cells += [cell(column, column.get(known if column.computed else record.data)) for column in columns[frame:]]
    made = {tables[0].name: line(cells)}
    for table in tables[1:]:
        rows = _figures(table, record, derived) if table.name == figures.NAME else _items(table, record)
        if found := b"".join(line(["" if value is None else cell(column, value) for column, value in zip(table.columns, row, strict=True)]) for row in rows):
            made[table.name] = found
    return made | sheet.rows(site, record, entry)


def _items(table: Table, record: Record) -> Iterator[list[Any]]:
    """The rows of a list in a record: the record, the numbers that lead to the item, its own values."""
    items: list[tuple[tuple[int, ...], Any]] = [((), record.data)]
    for names in table.lists:
        items = [((*numbers, index), inner) for numbers, item in items for index, inner in enumerate(_inside(item, names), 1)]
    own = table.columns[1 + len(table.lists):]
    for numbers, item in items:
        yield [record.id, *numbers, *(column.get(item) for column in own)]


def _inside(item: Any, names: Names) -> Iterable[Any]:
    for name in names:
        item = None if item is None else getattr(item, name)
    return item or ()


def _figures(table: Table, record: Record, derived: Mapping[str, Any]) -> Iterator[list[Any]]:
    for row in figures.rows(record.data, derived):
        row[RECORD] = record.id
        yield [column.get(row) for column in table.columns]


class Noted:
    """The lines of records as their units are made: in memory, or in a file, record after record, for whoever joins them."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.found: dict[Key, Lines] = {}
        self._file = path.open("wb") if path else None

    def note(self, site: Site, key: Key) -> None:
        """Make the lines of a record, unless it is none of the open data's."""
        if not shown(site.entries[key]):
            return
        made = lines_of(site, site.records[key])
        if self._file:
            pickle.dump((key, made), self._file, protocol=5)
        else:
            self.found[key] = made

    def close(self) -> None:
        """No more lines come."""
        if self._file:
            self._file.close()


def read(path: Path) -> Iterator[tuple[Key, Lines]]:
    """The lines that were noted in a file, record after record."""
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


def joined(noted: Iterable[Iterable[tuple[Key, Lines]]], *, sheets: bool) -> Iterator[tuple[str, dict[str, list[bytes]]]]:
    """The lines of one collection after the other, by table and in the order of the records' ids; each iterable is in that order already.

    Those of the workbooks (``sheets``) or those of all other tables: a large site's are not held together.
    """
    left = dict.fromkeys(COLLECTIONS)
    for collection, lines in groupby(heapq.merge(*noted, key=lambda item: item[0]), key=lambda item: item[0][0]):
        del left[collection]
        parts: dict[str, list[bytes]] = {}
        for _, made in lines:
            for name, part in made.items():
                if name.endswith(sheet.SUFFIX) == sheets:
                    parts.setdefault(name, []).append(part)
        yield collection, parts
    for collection in left:
        yield collection, {}
