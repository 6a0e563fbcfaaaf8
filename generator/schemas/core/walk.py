"""The marked values of a record: its texts, its references, its terms, its amounts of money.

A model is understood once; walking a record then costs one pass over its values.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from generator.model import FieldPath, Money
from generator.schemas.core.fields import MONEY_MARKS, InVocabulary, Readable, RefTo

Mark = InVocabulary | RefTo | Readable | type[Money]
_Visitor = Callable[[Any, FieldPath, "list[Found]"], None]
_EVERY = (InVocabulary, RefTo, Readable, Money)


class Found(NamedTuple):
    """A marked value and where it stands."""

    path: FieldPath
    mark: Mark
    value: Any


def walk(data: BaseModel, *kinds: type) -> list[Found]:
    """The marked values of a record, in the order of its fields: all of them, or those with marks of these kinds."""
    out: list[Found] = []
    _model(type(data), kinds or _EVERY)(data, (), out)
    return out


@cache
def vocabulary_of(model: type[BaseModel], name: str) -> str | None:
    """The vocabulary whose term a field of a model holds; None where it holds something else, or does not exist."""
    field = model.model_fields.get(name)
    if field is None:
        return None
    inner = [mark for argument in get_args(field.annotation) if get_origin(argument) is Annotated for mark in get_args(argument)]
    return next((mark.vocabulary for mark in (*field.metadata, *inner) if isinstance(mark, InVocabulary)), None)


@cache
def _model(model: type[BaseModel], kinds: tuple[type, ...]) -> _Visitor:
    fields: list[tuple[str, _Visitor]] = []

    def visit(value: Any, path: FieldPath, out: list[Found]) -> None:
        for name, visitor in fields:
            inner = getattr(value, name)
            if inner is not None:
                visitor(inner, (*path, name), out)

    for name, field in model.model_fields.items():
        visitor = _visitor(field.annotation, kinds, tuple(field.metadata))
        if visitor:
            fields.append((name, visitor))
    return visit


def _visitor(annotation: Any, kinds: tuple[type, ...], metadata: tuple[Any, ...] = ()) -> _Visitor | None:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _visitor(arguments[0], kinds, (*arguments[1:], *metadata))
    marks = [mark for mark in metadata if isinstance(mark, InVocabulary | RefTo | Readable)]
    if marks:
        return _leaf(marks[0]) if isinstance(marks[0], kinds) else None
    if origin in (Union, types.UnionType):
        inner = [visitor for visitor in (_visitor(argument, kinds) for argument in arguments) if visitor]
        return inner[0] if inner else None
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        item = _visitor(arguments[0], kinds)
        return _many(item) if item else None
    if annotation is Money:
        return _money(kinds)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _model(annotation, kinds)
    return None


def _leaf(mark: Mark) -> _Visitor:
    def visit(value: Any, path: FieldPath, out: list[Found]) -> None:
        out.append(Found(path, mark, value))

    return visit


def _many(item: _Visitor) -> _Visitor:
    def visit(value: Any, path: FieldPath, out: list[Found]) -> None:
        for index, inner in enumerate(value):
            item(inner, (*path, index), out)

    return visit


@cache
def _money(kinds: tuple[type, ...]) -> _Visitor:
    marks: list[tuple[str, Any]] = [(name, mark) for name, mark in MONEY_MARKS.items() if isinstance(mark, kinds)]
    whole = Money in kinds

    def visit(value: Any, path: FieldPath, out: list[Found]) -> None:
        if whole:
            out.append(Found(path, Money, value))
        for name, mark in marks:
            inner = getattr(value, name)
            if inner is not None:
                out.append(Found((*path, name), mark, inner))

    return visit
