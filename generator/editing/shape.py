"""The sheets of a collection, derived from its schema: one for its records, one for each list of groups inside them.

A column is a value that fits into a cell. A text by language is a column per language; a list of plain values
is one cell; a list of groups (measures, their effects) is a sheet of its own, whose rows name the record and the
item they belong to by number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from generator.model import Localized
from generator.schemas import Collection
from generator.schemas.core.fields import InVocabulary, Readable, RefTo
from generator.schemas.core.shape import Field as Field
from generator.schemas.core.shape import Texts
from generator.schemas.core.shape import bare as bare
from generator.schemas.core.shape import fields_of as fields_of
from generator.schemas.core.shape import is_group as is_group
from generator.schemas.core.shape import marks_of as marks_of

Names = tuple[str, ...]
Kind = Literal["text", "number", "date", "truth"]
LONGEST_NAME = 31  # characters of a sheet's name, for every spreadsheet program


@dataclass(frozen=True, slots=True)
class Column:
    """A value of a record or of an item; ``path`` leads to it from there, the language last where it is ``localized``."""

    path: Names
    kind: Kind
    label: Texts
    help: Texts
    required: bool
    many: bool = False
    vocabulary: str = ""
    collection: str = ""
    choices: Names = ()
    localized: bool = False

    @property
    def header(self) -> str:
        return ".".join(self.path) or "value"

    @property
    def separator(self) -> str:
        """Between the values of a list: a comma between ids and numbers, a line end between texts, which hold commas."""
        return ", " if self.vocabulary or self.collection or self.choices or self.kind != "text" else "\n"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The records of a collection (no ``lists``), or the items of a list in them; ``lists`` are the lists on the way."""

    name: str
    lists: tuple[Names, ...]
    columns: tuple[Column, ...]
    label: Texts

    @property
    def keys(self) -> Names:
        """The headers that say whose row it is: the record, and the number of the item in each list on the way; a record says it itself."""
        return ("record", *(f"{names[-1]} #" for names in self.lists)) if self.lists else ()

    @property
    def headers(self) -> Names:
        return (*self.keys, *(column.header for column in self.columns))


def sheets_of(collection: Collection, languages: Names) -> tuple[Sheet, ...]:
    """The sheets of a collection, records first, each list before the lists inside its items."""
    labels = {code: many for code, (_, many) in collection.labels.items()}
    found: list[tuple[tuple[Names, ...], tuple[Column, ...], Texts]] = []
    _sheet(collection.model, (), labels, languages, found)
    names: list[str] = []
    for lists, _, _ in found:
        whole = ".".join(name for names_ in lists for name in names_) or collection.id
        name = whole if len(whole) <= LONGEST_NAME else f"{whole[: LONGEST_NAME - 3]}~{len(names):02}"
        names.append(name)
    return tuple(Sheet(name, lists, columns, label) for name, (lists, columns, label) in zip(names, found, strict=True))


def _sheet(item: Any, lists: tuple[Names, ...], label: Texts, languages: Names, found: list[Any], neutral: bool = False) -> None:
    columns: list[Column] = []
    inner: list[tuple[Names, Any, Texts, bool]] = []
    if item is Localized:
        columns += _texts((), label, {}, True, neutral, languages)
    else:
        _group(item, (), {}, languages, columns, inner)
    found.append((lists, tuple(columns), label))
    for path, kind, name, plain in inner:
        inside = {code: f"{label.get(code, '')} · {text}" for code, text in name.items()} if lists else name
        _sheet(kind, (*lists, path), inside, languages, found, plain)


def _group(model: Any, path: Names, above: Texts, languages: Names, columns: list[Column],
           lists: list[tuple[Names, Any, Texts, bool]], optional: bool = False) -> None:
    for field in fields_of(model):
        if field.by_program:
            continue
        here = (*path, field.name)
        label = {code: f"{above[code]} · {text}" if above.get(code) else text for code, text in field.label.items()}
        required = field.required and not optional
        kind, marks, many = bare(field)
        neutral = any(isinstance(mark, Readable) and mark.neutral for mark in marks)
        if many and (kind is Localized or is_group(kind)):
            lists.append((here, kind, label, neutral))
        elif is_group(kind):
            _group(kind, here, label, languages, columns, lists, not required)
        elif kind is Localized or get_origin(kind) is dict:
            columns += _texts(here, label, field.help, required, neutral, languages)
        else:
            columns.append(_column(here, kind, marks, label, field.help, required, many))


def _texts(path: Names, label: Texts, help_: Texts, required: bool, neutral: bool, languages: Names) -> Iterator[Column]:
    if neutral:
        yield Column(path, "text", label, help_, False)
    for language in languages:
        named = {code: f"{text} ({language})" for code, text in label.items()}
        yield Column((*path, language), "text", named, help_, required and not neutral, localized=True)


def _column(path: Names, kind: Any, marks: tuple[Any, ...], label: Texts, help_: Texts, required: bool, many: bool) -> Column:
    vocabulary = next((mark.vocabulary for mark in marks if isinstance(mark, InVocabulary)), "")
    collection = next((mark.collection for mark in marks if isinstance(mark, RefTo)), "")
    choices = tuple(map(str, get_args(kind))) if get_origin(kind) is Literal else ()
    return Column(path, _kind(kind), label, help_, required, many, vocabulary, collection, choices)


def _kind(kind: Any) -> Kind:
    if kind in (int, Decimal):
        return "number"
    return "date" if kind is date else "truth" if kind is bool else "text"
