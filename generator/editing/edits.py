"""The edits that turn a record as it stands into what its rows say, and the cell behind every value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.diagnostics import Report, dotted
from generator.editing.outgoing import same
from generator.editing.rewrite import GONE, Edit
from generator.editing.rules import BOTH, NO_OWNER
from generator.editing.shape import Names, Sheet, bare, fields_of, is_group
from generator.editing.tables import items, value_at
from generator.model import FieldPath, Localized, Span


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its numbers as typed, its values by header without the absent ones, and where its cells stand."""

    numbers: Names
    values: Mapping[str, Any]
    spans: Mapping[str, Span]
    span: Span


@dataclass(frozen=True, slots=True)
class _Item:
    """An item: where it stands in the record while it is edited, and afterwards."""

    here: FieldPath
    after: FieldPath


class Edits:
    """``edits`` in no particular order; ``place`` tells the cell of a value of the record that comes out."""

    def __init__(self, sheets: Sequence[Sheet], present: Mapping[str, Names], raw: Any, lines: Mapping[str, list[Line]], key: str, report: Report) -> None:
        self.edits: list[Edit] = []
        self._spans: dict[str, Span] = {}
        self._present, self._raw, self._key, self._report = present, raw, key, report
        self._placed: dict[tuple[tuple[Names, ...], Names], _Item] = {((), ()): _Item((), ())}
        # An item may hold nothing but a list of its own: its row is empty, and it is not taken out.
        self._owning = {(sheet.lists[:-1], line.numbers[:-1]) for sheet in sheets[1:] for line in lines.get(sheet.name, ()) if line.values}
        for line in lines[sheets[0].name]:
            self._spans[""] = line.span
            self._line(sheets[0], raw, line, self._placed[(), ()])
        for sheet in sheets[1:]:
            self._list(sheet, lines.get(sheet.name, ()))

    def place(self, field: str) -> Span:
        """The cell of a value by its dotted path, or the nearest around it."""
        while field and field not in self._spans:
            field = field[: max(field.rfind("."), field.rfind("["), 0)]
        return self._spans.get(field, self._spans[""])

    def _list(self, sheet: Sheet, lines: Sequence[Line]) -> None:
        known = {path: item for _, path, item in items(sheet, self._raw)}
        owners = [(numbers, item) for (lists, numbers), item in self._placed.items() if lists == sheet.lists[:-1]]
        by_owner: dict[Names, list[Line]] = {numbers: [] for numbers, _ in owners}
        for line in lines:
            if line.numbers[:-1] in by_owner:
                by_owner[line.numbers[:-1]].append(line)
            elif line.values:
                named = " · ".join((self._key, *line.numbers[:-1]))
                self._report.add(NO_OWNER.at(line.span, owner=named, sheet=".".join(name for names in sheet.lists[:-1] for name in names)))
        for numbers, owner in owners:
            self._items(sheet, known, numbers, owner, by_owner[numbers])

    def _items(self, sheet: Sheet, known: Mapping[FieldPath, Any], numbers: Names, owner: _Item, lines: Sequence[Line]) -> None:
        base, after = (*owner.here, *sheet.lists[-1]), (*owner.after, *sheet.lists[-1])
        count = sum(1 for path in known if path[:-1] == base)
        lines = [line for line in lines if line.values or (sheet.lists, (*numbers, line.numbers[-1])) in self._owning]
        rows = {line.numbers[-1]: line for line in lines if line.numbers[-1]}
        untouched = sheet.name not in self._present
        kept = 0
        for index in range(count):
            line = rows.pop(str(index + 1), None)
            if line is None and not untouched:
                self.edits.append(Edit((*base, index), GONE))
                continue
            item = self._placed[sheet.lists, (*numbers, str(index + 1))] = _Item((*base, index), (*after, kept))
            kept += 1
            if line is not None:
                self._line(sheet, known[*base, index], line, item)
        added = [line for line in lines if line.numbers[-1] in rows or not line.numbers[-1]]
        for step, line in enumerate(added):
            item = _Item((*base, count + step), (*after, kept + step))
            if line.numbers[-1]:
                self._placed[sheet.lists, (*numbers, line.numbers[-1])] = item
            self._line(sheet, {}, line, item)

    def _line(self, sheet: Sheet, old: Any, line: Line, item: _Item) -> None:
        self._spans.setdefault(dotted(item.after), line.span)
        by_language = {column.path[:-1] for column in sheet.columns if column.localized and column.header in line.values}
        for column in sheet.columns:
            if column.header not in self._present[sheet.name]:
                continue
            self._spans[dotted((*item.after, *column.path))] = line.spans.get(column.header, line.span)
            before, value = value_at(old, column), line.values.get(column.header)
            if value is not None and not column.localized and column.path in by_language:
                self._report.add(BOTH.at(line.spans[column.header], header=column.header))
            if value is None and before not in (None, ()) and column.path:
                self.edits.append(Edit((*item.here, *column.path), GONE))
            elif value is not None and not _equal(before, value):
                self.edits.append(Edit((*item.here, *column.path), value, column.localized, column.localized))


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_equal, one, other))
    numbers = (int, Decimal)
    if isinstance(one, numbers) and isinstance(other, numbers):
        return Decimal(one) == Decimal(other)
    return one is not None and same(one) == same(other)


def order_of(model: Any, path: FieldPath) -> Names:
    """The names that may stand at a path of a record, in the order in which records have them."""
    kind: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        field = next((field for field in fields_of(kind) if field.name == part), None) if is_group(kind) else None
        if field is None:
            return ()
        kind = bare(field)[0]
    return () if kind is Localized or not is_group(kind) else tuple(field.name for field in fields_of(kind))
