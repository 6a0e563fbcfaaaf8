"""Records as rows of cells, before any file format: what goes into a sheet, and where each cell stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from generator.editing.shape import Column, Names, Sheet
from generator.model import FieldPath, Span

STATE = "_exported"  # header of the column that knows what a record was when it went out
CITED = "source"  # a citation without a page is written as the publication's id alone


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds and where it stands. A formula is no value: it is kept to be refused."""

    value: Any
    span: Span
    formula: bool = False


@dataclass(slots=True)
class Table:
    """A sheet as it was read or is to be written: rows of cells by header."""

    name: str
    headers: Names
    rows: list[Mapping[str, Cell]] = field(default_factory=list)
    span: Span = field(default_factory=lambda: Span(""))


def rows_of(sheet: Sheet, key: str, raw: Any) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """The rows of one record: the keys (record, numbers from 1) and the values by header, absent ones and empty lists left out."""
    for numbers, _, item in items(sheet, raw):
        keys = (key, *numbers) if sheet.lists else ()
        values = {column.header: value for column in sheet.columns if (value := value_at(item, column)) not in (None, ())}
        yield keys, values


def items(sheet: Sheet, raw: Any) -> Iterator[tuple[tuple[int, ...], FieldPath, Any]]:
    """The items of a sheet in a record: their numbers from 1, their place in the record, and themselves."""
    found: list[tuple[tuple[int, ...], FieldPath, Any]] = [((), (), raw)]
    for names in sheet.lists:
        found = [((*numbers, index + 1), (*path, *names, index), inner)
                 for numbers, path, item in found for index, inner in enumerate(_inside(item, names) or ())]
    yield from found


def value_at(item: Any, column: Column) -> Any:
    """The value of a column in an item; a list as a tuple, None where it is absent."""
    if not column.path:
        return item if isinstance(item, str) else None
    value = _inside(item, column.path)
    if isinstance(value, dict):  # a name by language, beside the column of the name that is the same in all
        return None
    return tuple(value) if isinstance(value, list) else value


def _inside(item: Any, names: Names) -> Any:
    for name in names:
        if isinstance(item, str) and name == CITED:
            return item
        item = item.get(name) if isinstance(item, dict) else None
    return item


def written(value: Any, separator: str = ", ") -> str:
    """A value as text in a cell: digits as they are, dates as year-month-day."""
    if isinstance(value, tuple):
        return separator.join(written(inner) for inner in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def languages_of(texts: Sequence[str], raws: Iterable[Any]) -> Names:
    """The site's languages, then any other in which a record has a text."""
    found = dict.fromkeys(texts)
    stack = list(raws)
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if any(code in value for code in texts) and all(isinstance(inner, str) for inner in value.values()):
                found |= dict.fromkeys(sorted(value))
            else:
                stack += value.values()
        elif isinstance(value, list):
            stack += value
    return tuple(found)


def state_of(file: str, cells: Iterable[tuple[str, ...]]) -> str:
    """What a record was: a digest of its file and one of its cells, whatever the order of the rows."""
    return f"{_digest(file)}-{_digest(repr(sorted(cells)))}"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
