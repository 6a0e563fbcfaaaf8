"""A schema as whoever shows or writes all of its fields sees it: what each may hold, what it is called, whether it must be there."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from generator.model import FieldPath
from generator.schemas.core.fields import MONEY_MARKS, Part

Texts = Mapping[str, str]

_MONEY: dict[str, tuple[str, str]] = {  # the model's own type carries no labels
    "amount": ("Monto", "Amount"), "currency": ("Moneda", "Currency"), "year": ("Año", "Year"), "qualifier": ("Precisión", "Qualifier"),
    "basis": ("Base del dato", "Basis"), "source": ("Fuente", "Source"), "locator": ("Página o sección", "Page or section"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field as its schema describes it: what it may hold, what it is called, whether it must be there."""

    name: str
    annotation: Any
    marks: tuple[Any, ...]
    label: Texts
    help: Texts
    required: bool
    by_program: bool = False  # written by a command, never typed


def is_group(kind: Any) -> bool:
    """Whether a value of this type is a group of fields."""
    return isinstance(kind, type) and (issubclass(kind, Part) or is_dataclass(kind))


@cache
def fields_of(model: Any) -> tuple[Field, ...]:
    """The fields of a group, in the order in which records have them."""
    if not hasattr(model, "model_fields"):
        hints = get_type_hints(model)
        found = []
        for name, annotation in hints.items():
            es, en = _MONEY.get(name, (name, name))
            mark = MONEY_MARKS.get(name)
            found.append(Field(name, annotation, (mark,) if mark else (), {"es": es, "en": en}, {}, type(None) not in get_args(annotation)))
        return tuple(found)
    fields = []
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra or {}
        label = extra.get("label") or {"es": name, "en": name}
        fields.append(Field(name, info.annotation, tuple(info.metadata), label, extra.get("help") or {}, info.is_required(),
                            bool(extra.get("by_program"))))
    return tuple(fields)


def bare(field: Field) -> tuple[Any, tuple[Any, ...], bool]:
    """The type a field holds without what surrounds it, its marks, and whether it holds several."""
    kind, marks, many = field.annotation, field.marks, False
    while True:
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            kind, marks = arguments[0], (*marks, *marks_of(arguments))
        elif origin in (Union, types.UnionType):
            kind = next(argument for argument in arguments if argument is not type(None))
        elif origin is tuple:
            kind, many = arguments[0], True
        else:
            return kind, marks, many


def marks_of(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """The marks of an annotated type, those inside a field's description too."""
    return tuple(mark for argument in arguments[1:] for mark in getattr(argument, "metadata", None) or (argument,))


def label_of(model: Any, path: FieldPath, language: str) -> str:
    """A place in words: «Medidas 2 · Inversión». What the schema does not know keeps its name."""
    kind: Any = model
    words: list[str] = []
    for part in path:
        if isinstance(part, int):
            words[-1] += f" {part + 1}"
            continue
        field = next((field for field in fields_of(kind) if field.name == part), None) if is_group(kind) else None
        words.append(field.label.get(language, field.label["en"]) if field else f"({part})" if words else part)
        kind = bare(field)[0] if field else None
    return " · ".join(words).replace(" · (", " (")
