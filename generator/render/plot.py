"""Strip plots: values as dots on a logarithmic axis, as small SVG without script.

Without a viewBox and with x in percent the words keep their size at every width; nothing needs a style attribute.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator.render.markup import finished, html, joined

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
class Ground:
    """A plot as far as it is the same on every page of a group: the same sector's cases share it."""

    axis: Axis
    median: Decimal
    drawn: Markup


Values = Sequence[tuple[Decimal, int]]  # each value with how often it occurs


def strip(name: str, sentence: str, ground: Ground, words: tuple[str, str], this: Decimal | None = None) -> Markup:
    """The plot. ``sentence`` says the same for those who cannot see it; ``words`` name the median and this case, the
    one the page is about."""
    at = ground.axis.place(ground.median)
    if this is None:
        marked = _text(at, 11, words[0], "plot-label")
    else:
        here = ground.axis.place(this)
        marked = html('<circle class="plot-dot plot-this" cx="%s%%" cy="%s" r="6"/>%s%s', here, AXIS - 8,
                      _text(here, 11, words[1], "plot-label"), _text(at, 11, words[0]) if abs(at - here) > APART else "")
    return html('<svg class="plot" width="100%%" height="%s" role="img" aria-labelledby="%s"><title id="%s">%s</title>%s%s</svg>',
                HEIGHT, name, name, sentence, ground.drawn, marked)


def ground(axis: Axis, values: Values, median: Decimal, middle: tuple[Decimal, Decimal] | None = None) -> Ground:
    """The axis with everything on it that is the same for all of a group: its dots, its median, its middle half."""
    parts = []
    if middle:
        left, right = (axis.place(value) for value in middle)
        parts.append(html('<rect class="plot-band" x="%s%%" y="14" width="%s%%" height="%s"/>', left, round(right - left, 1), AXIS - 14))
    parts.append(html('<line class="plot-axis" x1="0" x2="100%%" y1="%s" y2="%s"/>', AXIS, AXIS))
    parts += [_tick(axis, value, text) for value, text in axis.ticks]
    at = axis.place(median)
    parts.append(html('<line class="plot-median" x1="%s%%" x2="%s%%" y1="14" y2="%s"/>', at, at, AXIS))
    return Ground(axis, median, joined([*parts, *_dots(axis, values)]))


def per_dot(axis: Axis, values: Values) -> int:
    """How many values one dot stands for."""
    return max(1, -(-max(_columns(axis, values).values(), default=1) // STACK))


def _columns(axis: Axis, values: Values) -> Counter[int]:
    found: Counter[int] = Counter()
    for value, count in values:
        found[round(axis.place(value) * COLUMNS / 100)] += count
    return found


def _dots(axis: Axis, values: Values) -> Iterator[Markup]:
    each = per_dot(axis, values)
    for column, count in sorted(_columns(axis, values).items()):
        for level in range(-(-count // each)):
            yield html('<circle class="plot-dot" cx="%s%%" cy="%s" r="3.5"/>', round(100 * column / COLUMNS, 1), AXIS - 6 - 9 * level)


def _tick(axis: Axis, value: float, text: str) -> Markup:
    at = axis.place(value)
    return html('<line class="plot-axis" x1="%s%%" x2="%s%%" y1="%s" y2="%s"/>%s', at, at, AXIS, AXIS + 5, _text(at, HEIGHT - 3, text))


def _text(at: float, y: int, text: str, style: str = "") -> Markup:
    """Words at a place of the axis, kept inside the plot."""
    anchor = "start" if at < 12 else "end" if at > 88 else "middle"
    kind = finished(f' class="{style}"') if style else ""
    return html('<text%s x="%s%%" y="%s" text-anchor="%s">%s</text>', kind, at if anchor == "middle" else 0 if anchor == "start" else 100, y, anchor, text)
