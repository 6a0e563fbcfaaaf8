"""JSON with the digits a source prints: 3400.50 stays 3400.50. Keys keep their order; the same value, the same bytes."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel

from generator.model import NEUTRAL, Localized

COMPUTED_DIGITS = 12  # a printed figure never has more; a longer one is a division's tail

_quoted = json.encoder.encode_basestring  # the C encoder of a string, accents kept


def plain(value: Any) -> Any:
    """A value of the model as JSON knows it: what is unknown is left out, never null."""
    return _plainer(type(value))(value)  # type: ignore[arg-type]  # a class is hashable


@cache
def _plainer(kind: type) -> Callable[[Any], Any]:
    """How values of a type become plain; looked up once per type, because records have thousands of values."""
    if issubclass(kind, Localized):
        return lambda value: value[NEUTRAL] if NEUTRAL in value else dict(value)
    if issubclass(kind, BaseModel):
        return _fields(tuple(kind.model_fields))
    if dataclasses.is_dataclass(kind):
        return _fields(tuple(field.name for field in dataclasses.fields(kind)))
    if issubclass(kind, Mapping):
        return lambda value: {str(key): plain(inner) for key, inner in value.items() if _known(inner)}
    if issubclass(kind, tuple | list):
        return lambda value: [plain(inner) for inner in value]
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    return _short if issubclass(kind, Decimal) else lambda value: value


def _fields(names: tuple[str, ...]) -> Callable[[Any], dict[str, Any]]:
    def record(value: Any) -> dict[str, Any]:
        return {name: plain(inner) for name in names if _known(inner := getattr(value, name))}

    return record


def _short(value: Decimal) -> Decimal:
    if len(value.as_tuple().digits) <= COMPUTED_DIGITS:
        return value
    return Decimal(f"{value:.6g}") if abs(value) < 1 else value.quantize(Decimal("0.0001"))


def _known(value: Any) -> bool:
    return value is not None and value != () and value != {}


def dumps(value: Any) -> bytes:
    """Compact JSON in UTF-8. A lone surrogate, which no encoding could write, is replaced."""
    return _text(value).encode("utf-8", "replace")


def _text(value: Any) -> str:
    kind = type(value)
    if kind is str:
        return _quoted(value)
    if kind is dict:
        return "{" + ",".join([f"{_quoted(key)}:{_text(inner)}" for key, inner in value.items()]) + "}"
    if kind is list or kind is tuple:
        return "[" + ",".join([_text(inner) for inner in value]) + "]"
    if kind is Decimal:
        return f"{value:f}"
    return json.dumps(value)
