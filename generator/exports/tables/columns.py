"""The tables of a collection, derived from its schema: one for its records, one for each list of groups inside them.

A header is the field's path in the API. A text is a column per language; a list of texts, terms or citations is one cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from generator.model import NEUTRAL, Localized
from generator.schemas import COLLECTIONS, Collection
from generator.schemas.core.common import CitationModel
from generator.schemas.core.fields import InVocabulary, RefTo
from generator.schemas.core.shape import Field, bare, fields_of, is_group

Kind = Literal["string", "integer", "number", "date", "boolean"]
Texts = Mapping[str, str]
Names = tuple[str, ...]
Get = Callable[[Any], Any]

NOTHING: Texts = MappingProxyType({})
FOLDER = "data"
RECORD = "record"  # header of the record's id in the table of a list
LEFT_OUT = frozenset({"id", "status", "updated", "title", "replaced_by", "slug", "syndicate", "consent"})  # told by the frame, or about the publication
BESIDE = {"case_studies": frozenset({"effects", "other_figures", "finance"})}  # lists whose items stand in a table made for them
_UNITS = {"amount": "currency", "change": "unit", "baseline": "unit", "after": "unit", "value": "unit", "upper": "unit"}
_OWN_UNITS = {"percent": "percent", "change_percent": "percent", "days": "day", "months": "month", "years": "year", "duration_minutes": "minute"}


@dataclass(frozen=True)
class Column:
    """A column: where its values come from, and what its reader has to know."""

    name: str
    kind: Kind
    label: Texts
    get: Get
    help: Texts = field(default_factory=dict)
    required: bool = False
    many: bool = False
    vocabulary: str = ""
    collection: str = ""
    unit: str = ""
    unit_column: str = ""
    choices: Names = ()
    language: str = ""
    computed: bool = False

    @property
    def separator(self) -> str:
        """Between the values of a list."""
        return ";" if self.vocabulary or self.collection or self.choices else " | "


@dataclass(frozen=True)
class Table:
    """A table; ``lists`` lead from a record to the items its rows are about, none for the records themselves."""

    name: str
    collection: str
    label: Texts
    columns: tuple[Column, ...]
    keys: Names
    lists: tuple[Names, ...] = ()

    @property
    def path(self) -> str:
        return f"{FOLDER}/{self.name}.csv"


def schema_tables(collection: Collection, languages: Names) -> Iterator[Table]:
    """The records' own fields (without the frame that all records have), then each list of groups before the lists inside it."""
    many = {code: texts[1] for code, texts in collection.labels.items()}
    yield from _table(collection, collection.model, (), many, languages)


def _table(collection: Collection, item: Any, lists: tuple[Names, ...], label: Texts, languages: Names) -> Iterator[Table]:
    columns: list[Column] = []
    inner: list[tuple[Names, Any, Texts]] = []
    skip = LEFT_OUT | BESIDE.get(collection.id, frozenset()) if not lists else BESIDE.get(collection.id, frozenset())
    _group(item, (), {}, languages, skip, columns, inner, optional=not lists)  # of a retired record, only the frame is told
    name = ".".join((collection.id, *(name for names in lists for name in names)))
    numbers = tuple(f"{names[-1]}.n" for names in lists)
    frame = _numbered(collection, numbers, lists) if lists else ()
    yield Table(name, collection.id, label, (*frame, *columns), (RECORD, *numbers) if lists else ("id",), lists)
    for path, kind, texts in inner:
        yield from _table(collection, kind, (*lists, path), {code: f"{label.get(code, '')}: {text}" for code, text in texts.items()}, languages)


def _numbered(collection: Collection, numbers: Names, lists: tuple[Names, ...]) -> tuple[Column, ...]:
    one = {code: texts[0] for code, texts in collection.labels.items()}
    words = {"es": "Número en su lista, desde 1", "en": "Number in its list, from 1"}
    return (Column(RECORD, "string", one, lambda row: row, required=True, collection=collection.id),
            *(Column(number, "integer", words, lambda row: row, required=True) for number in numbers))


def _group(model: Any, path: Names, above: Texts, languages: Names, skip: frozenset[str], columns: list[Column],
           lists: list[tuple[Names, Any, Texts]], optional: bool = False) -> None:
    names = {part.name for part in fields_of(model)}
    for part in fields_of(model):
        if part.by_program or (not path and part.name in skip):
            continue
        here = (*path, part.name)
        label = {code: f"{above[code]}: {text}" if above.get(code) else text for code, text in part.label.items()}
        required = part.required and not optional
        kind, marks, many = bare(part)
        if kind is Localized or get_origin(kind) is dict:
            columns += texts(".".join(here), label, _getter(here), languages, part.help, many)
        elif many and kind is CitationModel:
            columns.append(Column(".".join(here), "string", label, _sources(_getter(here)), part.help, many=True, collection="sources"))
        elif many and is_group(kind):
            lists.append((here, kind, label))
        elif is_group(kind):
            _group(kind, here, label, languages, skip, columns, lists, not required)
        else:
            columns.append(_column(part, here, kind, marks, label, required, many, names))


def _column(part: Field, path: Names, kind: Any, marks: tuple[Any, ...], label: Texts, required: bool, many: bool, beside: set[str]) -> Column:
    vocabulary = next((mark.vocabulary for mark in marks if isinstance(mark, InVocabulary)), "")
    collection = next((mark.collection for mark in marks if isinstance(mark, RefTo)), "")
    choices = tuple(map(str, get_args(kind))) if get_origin(kind) is Literal else ()
    unit = _UNITS.get(part.name, "")
    return Column(".".join(path), "string" if many else kind_of(kind), label, _getter(path), part.help, required, many, vocabulary, collection,
                  _OWN_UNITS.get(part.name, ""), ".".join((*path[:-1], unit)) if unit in beside else "", choices)


def texts(name: str, label: Texts, get: Get, languages: Names, help_: Texts = NOTHING, many: bool = False) -> Iterator[Column]:
    """A column per language; a name that is the same in every language stands in each."""
    for language in languages:
        yield Column(f"{name}.{language}", "string", {code: f"{text} ({language})" for code, text in label.items()},
                     _in_language(get, language), help_, many=many, language=language)


def kind_of(kind: Any) -> Kind:
    """The type of a column for values of this type."""
    if kind in (int, Decimal):
        return "integer" if kind is int else "number"
    return "date" if kind is date else "boolean" if kind is bool else "string"


def _getter(path: Names) -> Get:
    def get(item: Any) -> Any:
        for name in path:
            if item is None:
                return None
            item = getattr(item, name)
        return item

    return get


def _in_language(get: Get, language: str) -> Get:
    def picked(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(text for inner in value if (text := picked(inner)) is not None)
        return None if value is None else value.get(language, value.get(NEUTRAL))

    return lambda item: picked(get(item))


def _sources(get: Get) -> Get:
    return lambda item: tuple(dict.fromkeys(citation.source for citation in get(item)))


@cache
def lists_of(languages: Names) -> Mapping[str, tuple[Table, ...]]:
    """The tables that follow from the schemas, by collection."""
    return {name: tuple(schema_tables(collection, languages)) for name, collection in COLLECTIONS.items()}
