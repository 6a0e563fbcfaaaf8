"""How cells look and what they accept: the platform's pine, paper and copper, on white so that a sheet prints well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

PINE, PAPER, COPPER, INK, MUTED, RULE, INPUT = "#0B4A49", "#F6F4EE", "#9A4208", "#17262B", "#4C5C61", "#C9CFCC", "#FFF8E1"
SERIES = (PINE, COPPER, "#1B5E9E", "#8A5200")
FONT = "Arial"
CHARACTER_PIXELS = 7  # of a column's width in characters


@dataclass(frozen=True, slots=True)
class Kind:
    """What a cell holds: its number format and the validation of what is typed."""

    number: str = "General"
    validate: str = ""  # of XlsxWriter: decimal, integer, date; nothing for text
    low: float | date | None = None
    high: float | date | None = None


BIG = 1e15
KINDS = {
    "text": Kind("@"),
    "amount": Kind("#,##0.00", "decimal", 0, BIG),
    "signed": Kind("#,##0.00", "decimal", -BIG, BIG),
    "precise": Kind("#,##0.0000", "decimal", 0, BIG),
    "factor": Kind("#,##0.00000", "decimal", 0, BIG),
    "count": Kind("#,##0", "integer", 0, BIG),
    "score": Kind("0", "integer", 0, 5),
    "percent": Kind("#,##0.0", "decimal", 0, 100),
    "signed_percent": Kind("#,##0.0", "decimal", -100, BIG),
    "year": Kind("0", "integer", 1990, 2100),
    "date": Kind("dd/mm/yyyy", "date", date(2000, 1, 1), date(2100, 12, 31)),
    "choice": Kind("@"),
    "helper": Kind(";;;"),  # a step of a computation: nobody needs to see it
}

BASE: dict[str, Any] = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 15, "font_color": "#FFFFFF", "bg_color": PINE, "indent": 1},
    "banner": {"bold": True, "font_color": "#FFFFFF", "bg_color": COPPER, "text_wrap": True, "indent": 1},
    "section": {"bold": True, "font_size": 12, "font_color": PINE, "bottom": 2, "bottom_color": PINE},
    "label": {"text_wrap": True, "indent": 1},
    "unit": {"font_color": MUTED, "text_wrap": True, "font_size": 9, "indent": 1},
    "note": {"font_color": MUTED, "text_wrap": True, "font_size": 9, "italic": True},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": PINE, "text_wrap": True, "align": "center", "border": 1, "border_color": RULE},
    "headunit": {"font_color": MUTED, "bg_color": PAPER, "align": "center", "font_size": 9, "border": 1, "border_color": RULE},
    "row": {"bg_color": PAPER, "text_wrap": True, "indent": 1, "border": 1, "border_color": RULE},
    "input": {"bg_color": INPUT, "border": 1, "border_color": COPPER, "locked": False},
    "cell": {"bg_color": "#FFFFFF", "border": 1, "border_color": RULE},
    "result": {"bold": True, "bg_color": "#E3EEEA", "border": 1, "border_color": PINE},
    "step": {"text_wrap": True, "align": "left", "valign": "top", "indent": 1},
    "number": {"valign": "top", "align": "right"},
    "code": {"font_name": "Courier New", "font_size": 9, "valign": "top", "text_wrap": True},
}


def style(name: str, kind: str = "") -> dict[str, Any]:
    """Properties of a format of XlsxWriter."""
    out = BASE | STYLES[name]
    if kind:
        words = kind in ("text", "choice")
        # A formula in a cell of format "text" would become its own words when edited.
        out["num_format"] = "General" if words and name != "input" else KINDS[kind].number
        if name in ("input", "cell", "result"):
            out |= {"text_wrap": True, "align": "left", "indent": 1} if words else {"align": "right"}
    return out
