"""The changes since a revision as Markdown, in Spanish or English: a section per record, a line per value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from generator.editing.revisions import Revised, Step
from generator.model import FieldPath
from generator.render.formats import number
from generator.schemas.core.shape import label_of

YEARS = range(1900, 2101)  # whole numbers that are written without a separator
LONG = 160  # characters of a text that are shown on either side
_WORDS = {
    "es": {"none": "Ningún registro cambió.", "new": "registro nuevo", "gone": "registro borrado", "unread": "el archivo no se puede leer",
           "head": "Registros cambiados desde {rev}: {n}. Por mirar dos veces (⚠): {doubts}.", "added": "agregado", "removed": "quitado",
           "sign": "cambió de signo", "unit": "cambió la unidad", "currency": "cambió la moneda", "resource": "cambió el recurso", "id": "cambió el identificador",
           "lost": "ya no está"},
    "en": {"none": "No record changed.", "new": "new record", "gone": "record deleted", "unread": "the file cannot be read",
           "head": "Records changed since {rev}: {n}. To be looked at twice (⚠): {doubts}.", "added": "added", "removed": "taken out",
           "sign": "the sign changed", "unit": "the unit changed", "currency": "the currency changed", "resource": "the resource changed", "id": "the identifier changed",
           "lost": "it is gone"},
}


def markdown(found: Sequence[Revised], revision: str, language: str) -> str:
    """All changes, a section for each record; what deserves a second look bears a sign."""
    words = _WORDS[language]
    if not found:
        return words["none"] + "\n"
    doubts = sum(bool(step.doubts) for record in found for step in record.steps)
    return "\n".join([words["head"].format(n=len(found), rev=f"`{revision}`", doubts=doubts), *(line for record in found for line in _section(record, language))]) + "\n"


def _section(record: Revised, language: str) -> Iterator[str]:
    words = _WORDS[language]
    one = record.collection.labels[language][0]
    yield f"\n## {one}: {escaped(_title(record, language))} (`{record.file}`)\n"
    if record.before is None or record.after is None:
        yield f"- {words['gone'] if not record.there else words['new'] if record.after is not None else words['unread']}"
        return
    yield from lines(record, language)


def lines(record: Revised, language: str) -> Iterator[str]:
    """A line for each value that changed."""
    for step in record.steps:
        yield f"- {'⚠ ' if step.doubts else ''}**{escaped(label_of(record.collection.model, _place(step), language))}**: {_change(step, language)}"


def _title(record: Revised, language: str) -> str:
    title = (record.after or record.before or {}).get("title", record.id)
    return str(title.get(language) or next(iter(title.values()), record.id)) if isinstance(title, dict) else str(title)


def _place(step: Step) -> FieldPath:
    """An amount is named by what it is an amount of."""
    return step.path[:-1] if step.path[-1] in ("amount", "value") and isinstance(step.path[-2] if len(step.path) > 1 else 0, str) else step.path


def _change(step: Step, language: str) -> str:
    words = _WORDS[language]
    if step.before is None:
        return f"{words['added']}: {_shown(step.after, language)}{_unit(step)}"
    if step.after is None:
        lost = f" ({words['lost']})" if step.doubts else ""
        return f"{words['removed']}: {_shown(step.before, language)}{lost}"
    why = [_factor(step) if doubt == "jump" else words[doubt] for doubt in step.doubts]
    if isinstance(step.before, str) and isinstance(step.after, str) and len(step.before) + len(step.after) > LONG:
        before, after = _differing(step.before, step.after)
    else:
        before, after = _shown(step.before, language), _shown(step.after, language)
    reasons = f" ({', '.join(why)})" if why else ""
    return f"{before} → {after}{_unit(step)}{reasons}"


def _unit(step: Step) -> str:
    """What an amount is of."""
    if not isinstance(step.after, int | Decimal) or isinstance(step.after, bool) or step.path[-1] in ("year", "change_percent"):
        return "" if step.path[-1] != "change_percent" else " %"
    unit = step.around.get("currency") or step.around.get("unit") or ""
    return f" {unit}" if unit and isinstance(unit, str) else ""


def _factor(step: Step) -> str:
    ratio = Decimal(step.after) / Decimal(step.before)
    return f"×{_round(ratio)}" if ratio > 1 else f"÷{_round(1 / ratio)}"


def _round(value: Decimal) -> str:
    return f"{value:.0f}" if value == value.to_integral_value() or value >= 10 else f"{value:.1f}"


def _shown(value: Any, language: str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        return str(value) if isinstance(value, int) and value in YEARS else number(value, language)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_shown(inner, language)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_shown(inner, language) for inner in value)
    text = value.isoformat() if isinstance(value, date) else " ".join(str(value).split())
    return escaped(f"«{text[:LONG]}{'…' if len(text) > LONG else ''}»") if " " in text else escaped(text)


def _differing(before: str, after: str) -> tuple[str, str]:
    """Two long texts from a little before the first difference to a little after the last one."""
    one, other = before.split(), after.split()
    start = next((index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    end = next((index for index, (a, b) in enumerate(zip(reversed(one[start:]), reversed(other[start:]), strict=False)) if a != b),
               min(len(one), len(other)) - start)
    return _cut(one, start, len(one) - end), _cut(other, start, len(other) - end)


def _cut(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(0, start - 3), min(len(words), end + 3)
    text = " ".join(words[first:last])
    return escaped(f"«{'… ' if first else ''}{text}{' …' if last < len(words) else ''}»")


def escaped(text: str) -> str:
    """Nothing of a record is Markdown or HTML in the review."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text)
