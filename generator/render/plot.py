"""Strip plots: values as dots on a logarithmic axis, as small SVG without script.

Without a viewBox and with x in percent the words keep their size at every width; nothing needs a style attribute.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from markupsafe import Markup

from generator.render.markup import html

COLUMNS = 40  # places for dots along the axis: a dot is 8 pixels wide, the narrowest plot 320
STACK = 5  # dots above each other; where there are more, a dot stands for several values
EDGE = 2.0  # percent kept free at both ends
APART = 28  # percent between two labels that stand side by side on a telephone
AXIS = 62  # pixels from the top
HEIGHT = 84


@dataclass(frozen=True)
class Axis:
    """A logarithmic axis from ``low`` to ``high`` with words at some of its values."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def place(self, value: Decimal | float) -> float:
        """Percent of the width; what lies beyond an end stands at it."""
        share = math.log(max(float(value), self.low) / self.low) / math.log(self.high / self.low)
        return round(EDGE + (100 - 2 * EDGE) * min(1.0, share), 1)


@dataclass(frozen=True)
class Marks:
    """What is drawn besides the dots. ``this`` is the value the page is about."""

    median: Decimal
    middle: tuple[Decimal, Decimal] | None = None
    this: Decimal | None = None


Values = Sequence[tuple[Decimal, int]]  # each value with how often it occurs


def strip(name: str, sentence: str, axis: Axis, values: Values, marks: Marks, words: tuple[str, str]) -> Markup:
    """The plot. ``sentence`` says the same for those who cannot see it; ``words`` name the median and this case."""
    parts = [html('<svg class="plot" width="100%%" height="%s" role="img" aria-labelledby="%s"><title id="%s">%s</title>', HEIGHT, name, name, sentence)]
    if marks.middle:
        left, right = (axis.place(value) for value in marks.middle)
        parts.append(html('<rect class="plot-band" x="%s%%" y="14" width="%s%%" height="%s"/>', left, round(right - left, 1), AXIS - 14))
    parts.append(html('<line class="plot-axis" x1="0" x2="100%%" y1="%s" y2="%s"/>', AXIS, AXIS))
    parts += [_tick(axis, value, text) for value, text in axis.ticks]
    at = axis.place(marks.median)
    parts.append(html('<line class="plot-median" x1="%s%%" x2="%s%%" y1="14" y2="%s"/>', at, at, AXIS))
    parts.append(_dots(axis, tuple(values)))
    if marks.this is None:
        parts.append(_text(at, 11, words[0], "plot-label"))
    else:
        here = axis.place(marks.this)
        parts.append(html('<circle class="plot-dot plot-this" cx="%s%%" cy="%s" r="6"/>', here, AXIS - 8))
        parts.append(_text(here, 11, words[1], "plot-label"))
        if abs(at - here) > APART:
            parts.append(_text(at, 11, words[0]))
    return Markup("").join([*parts, Markup("</svg>")])


def per_dot(axis: Axis, values: Values) -> int:
    """How many values one dot stands for."""
    return max(1, -(-max(_columns(axis, tuple(values)).values(), default=1) // STACK))


@lru_cache(maxsize=512)  # the same for every case of a sector
def _columns(axis: Axis, values: Values) -> Counter[int]:
    found: Counter[int] = Counter()
    for value, count in values:
        found[round(axis.place(value) * COLUMNS / 100)] += count
    return found


@lru_cache(maxsize=512)
def _dots(axis: Axis, values: Values) -> Markup:
    each = per_dot(axis, values)
    return Markup("").join(
        html('<circle class="plot-dot" cx="%s%%" cy="%s" r="3.5"/>', round(100 * column / COLUMNS, 1), AXIS - 6 - 9 * level)
        for column, count in sorted(_columns(axis, values).items())
        for level in range(-(-count // each))
    )


def _tick(axis: Axis, value: float, text: str) -> Markup:
    at = axis.place(value)
    return html('<line class="plot-axis" x1="%s%%" x2="%s%%" y1="%s" y2="%s"/>', at, at, AXIS, AXIS + 5) + _text(at, HEIGHT - 3, text)


def _text(at: float, y: int, text: str, style: str = "") -> Markup:
    """Words at a place of the axis, kept inside the plot."""
    anchor = "start" if at < 12 else "end" if at > 88 else "middle"
    kind = html(' class="%s"', style) if style else Markup("")
    return html('<text%s x="%s%%" y="%s" text-anchor="%s">%s</text>', kind, at if anchor == "middle" else 0 if anchor == "start" else 100, y, anchor, text)
