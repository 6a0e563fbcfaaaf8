"""JSON with the digits a source prints: 3400.50 stays 3400.50. Keys keep their order; the same value, the same bytes."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from generator.model import NEUTRAL, Localized

COMPUTED_DIGITS = 12  # a printed figure never has more; a longer one is a division's tail


def plain(value: Any) -> Any:
    """A value of the model as JSON knows it: what is unknown is left out, never null."""
    if isinstance(value, Localized):
        return value[NEUTRAL] if NEUTRAL in value else dict(value)
    if isinstance(value, BaseModel):
        return {name: plain(inner) for name in type(value).model_fields if _known(inner := getattr(value, name))}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(inner) for f in dataclasses.fields(value) if _known(inner := getattr(value, f.name))}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items() if _known(inner)}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > COMPUTED_DIGITS:
        return Decimal(f"{value:.6g}") if abs(value) < 1 else value.quantize(Decimal("0.0001"))
    return value


def dumps(value: Any) -> bytes:
    """Compact JSON in UTF-8."""
    parts: list[str] = []
    _write(value, parts)
    return "".join(parts).encode("utf-8")


def _known(value: Any) -> bool:
    return value is not None and value != () and value != {}


def _write(value: Any, parts: list[str]) -> None:
    if isinstance(value, Mapping):
        parts.append("{")
        for index, (key, inner) in enumerate(value.items()):
            parts.append(("," if index else "") + json.dumps(str(key), ensure_ascii=False) + ":")
            _write(inner, parts)
        parts.append("}")
    elif isinstance(value, list | tuple):
        parts.append("[")
        for index, inner in enumerate(value):
            if index:
                parts.append(",")
            _write(inner, parts)
        parts.append("]")
    elif isinstance(value, Decimal):
        parts.append(f"{value:f}")
    else:
        parts.append(json.dumps(value, ensure_ascii=False))
