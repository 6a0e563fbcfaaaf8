"""A record with every field of its model filled, read from the model itself; and the same record written as YAML.

A field added to a schema is attacked from that day on: nothing here names a collection's fields.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import annotated_types
from pydantic import BaseModel, StringConstraints, WithJsonSchema

from generator.model import FieldPath, Money, Site
from generator.schemas import Collection
from generator.schemas.core.fields import FORMS, MONEY_MARKS, InVocabulary, Readable, RefTo

TEXTS = ("line", "prose", "string")  # a text of one line by language, Markdown by language, a plain string
# Of two fields that exclude each other, the one left out.
APART = {"Figure": {"currency"}, "Effect": {"direction"}, "Result": {"persons"}, "Indicator": {"of_persons"},
         "BulletinItem": {"credit_line", "document", "event", "news", "practice", "title", "toolkit", "training"}}
# Fields that need more than a value: a file beside the record; a sum of others; the number of another.
BESIDE = {"Toolkit": {"files"}, "Module": {"duration_hours"}, "Result": {"target"},
          "CaseStudy": {"pictures"}, "Event": {"pictures"}, "Organisation": {"pictures"}}
NOT_FILLED = {"slug", "replaced_by"}  # addresses, not texts: closed fields of their own


@dataclass(frozen=True)
class Leaf:
    """A place for a value: ``kind`` one of :data:`TEXTS` or «closed», whose values are given, not free."""

    kind: str
    value: Any = None


Tree = dict[str, Any] | list[Any] | Leaf


class Shapes:
    """Examples of models, filled with terms and records of a site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.lacking: set[str] = set()  # vocabularies that the site does not have; their term «uno» is used

    def record(self, collection: Collection) -> dict[str, Any]:
        """A record's tree. A person's consent covers every field, or the attack would not be shown."""
        tree = self._model(collection.model)
        tree["status"], tree["id"] = Leaf("closed", "published"), Leaf("closed", "x")
        if "consent" in tree:
            tree["consent"] = {"date": Leaf("closed", date(2026, 1, 1)), "scope": [Leaf("closed", name) for name in tree]}
        return tree

    def _model(self, model: type[BaseModel]) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        for name, field in model.model_fields.items():
            if name in NOT_FILLED or name in APART.get(model.__name__, ()) or name in BESIDE.get(model.__name__, ()):
                continue
            value = self._value(field.annotation, tuple(field.metadata))
            if value is not None:
                tree[name] = value
        return tree

    def _value(self, annotation: Any, marks: tuple[Any, ...]) -> Tree | None:
        """None where the site has nothing to fill the field with."""
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._value(arguments[0], (*arguments[1:], *marks))
        for mark in marks:
            if isinstance(mark, Readable):
                kind = "prose" if mark.prose else "line"
                return {code: Leaf(kind) for code in self.site.settings.order}
            if isinstance(mark, InVocabulary):
                return Leaf("closed", self._term(mark.vocabulary))
            if isinstance(mark, RefTo):
                return self._closed(next((key[1] for key, entry in self.site.entries.items() if key[0] == mark.collection and entry.listed), None))
        if origin in (Union, types.UnionType):
            return next((value for inner in arguments if inner is not type(None) and (value := self._value(inner, marks)) is not None), None)
        if origin is tuple:
            item = self._value(arguments[0], ())
            return None if item is None else [item]
        if origin is Literal:
            return Leaf("closed", arguments[0])
        if annotation is Money:
            hints = get_type_hints(Money)
            fields = {name: self._value(hint, (MONEY_MARKS[name],) if name in MONEY_MARKS else ()) for name, hint in hints.items() if "pydantic" not in name}
            return {name: value for name, value in fields.items() if value is not None}
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self._model(annotation)
        return self._scalar(annotation, marks)

    def _term(self, vocabulary: str) -> str:
        if vocabulary not in self.site.vocabularies:
            self.lacking.add(vocabulary)
        return next(iter(self.site.vocabularies.get(vocabulary, ("uno",))))

    def _closed(self, value: str | None) -> Leaf | None:
        return None if value is None else Leaf("closed", value)

    def _scalar(self, annotation: Any, marks: tuple[Any, ...]) -> Leaf | None:
        if annotation is str:
            return _string(marks)
        if annotation is int:
            return Leaf("closed", 2008)
        amount = Decimal("12.5" if any(isinstance(mark, annotated_types.Gt | annotated_types.Ge) for mark in marks) else "-12.5")
        return {Decimal: Leaf("closed", amount), date: Leaf("closed", date(2026, 11, 20)), bool: Leaf("closed", True)}.get(annotation)


def _string(marks: tuple[Any, ...]) -> Leaf:
    """A string of any kind: free, or of a form."""
    marks = tuple(inner for mark in marks for inner in getattr(mark, "metadata", [mark]))
    for mark in marks:
        pattern = getattr(mark, "pattern", None)
        if pattern in FORMS:
            example = FORMS[pattern].strip('"')
            return Leaf("closed", example if re.fullmatch(pattern, example) else "0" * 64)
        if isinstance(mark, StringConstraints) or pattern:
            return Leaf("closed", "uno")
        if isinstance(mark, WithJsonSchema):
            schema = mark.json_schema or {}
            return Leaf("closed", "https://ejemplo.test/" if schema.get("format") == "uri" else "2008-11")
    free = all(isinstance(mark, annotated_types.Len | annotated_types.MinLen | annotated_types.MaxLen | str) for mark in marks)
    return Leaf("string" if free else "closed", "uno")


def leaves(tree: Tree, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Leaf]]:
    """Every place for a value, and where it is."""
    if isinstance(tree, Leaf):
        yield path, tree
    elif isinstance(tree, dict):
        for key, inner in tree.items():
            yield from leaves(inner, (*path, key))
    else:
        for index, inner in enumerate(tree):
            yield from leaves(inner, (*path, index))


@dataclass(frozen=True)
class Written:
    """A record as YAML: one value a line, and where each stands (line, column)."""

    text: str
    places: Mapping[FieldPath, tuple[int, int]]


def written(tree: Tree, source: Callable[[FieldPath, Leaf], str]) -> Written:
    """The tree with each leaf written by ``source``, which gives a YAML scalar on one line."""
    lines: list[str] = []
    places: dict[FieldPath, tuple[int, int]] = {}

    def put(start: str, indent: int, inner: Tree, path: FieldPath) -> None:
        """``start`` stands at the beginning of the value's first line: a key, dashes, or both."""
        if isinstance(inner, Leaf):
            places[path] = (len(lines) + 1, len(start) + 1)
            lines.append(start + source(path, inner))
            return
        if start.endswith(": "):
            lines.append(start.rstrip())
            start = " " * indent
        items = inner.items() if isinstance(inner, dict) else enumerate(inner)
        for key, value in items:
            head = f"{key}: " if isinstance(inner, dict) else "- "
            put(start + head, indent + 2, value, (*path, key))
            start = " " * indent

    put("", 0, tree, ())
    return Written("\n".join(lines) + "\n", places)


def quoted(text: str) -> str:
    """A text as a double-quoted YAML scalar on one line; what cannot be seen is written as an escape."""
    out = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]", lambda found: f"\\u{ord(found[0]):04x}", out)


def plain(value: Any) -> str:
    """A closed value as YAML."""
    return quoted(value) if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
