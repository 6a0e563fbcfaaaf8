"""Strip plots: percent and no style, words at the ends, never more dots than fit."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from generator.render.plot import COLUMNS, STACK, Axis, ground, per_dot, strip

AXIS = Axis(1, 1000, ((1, "one"), (1000, "thousand")))
WORDS = ("median", "this")
D = Decimal


def plot(values: list[Decimal], median: Decimal, middle: tuple[Decimal, Decimal] | None = None, this: Decimal | None = None) -> etree._Element:
    drawn = ground(AXIS, [(value, 1) for value in values], median, middle)
    return etree.fromstring(str(strip("plot-x", "A sentence & more.", drawn, WORDS, this)))


def test_the_axis_is_logarithmic_and_ends_hold_what_lies_beyond() -> None:
    assert [AXIS.place(value) for value in (0, 1, 10, 100, 1000, 10**9)] == [2.0, 2.0, 34.0, 66.0, 98.0, 98.0]


def test_the_picture_says_itself_in_one_sentence() -> None:
    found = plot([D(1), D(10)], D(5))
    assert found.get("role") == "img"
    assert found.get("viewBox") is None
    assert (found[0].tag, found[0].text, found[0].get("id")) == ("title", "A sentence & more.", found.get("aria-labelledby"))
    assert not [element for element in found.iter() if element.get("style")]


def test_many_values_share_dots() -> None:
    values = [D(n % 900 + 1) for n in range(5000)]
    found = plot(values, D(30), (D(10), D(90)))
    dots = found.findall("circle")
    assert len(dots) <= (COLUMNS + 1) * STACK
    assert per_dot(AXIS, [(value, 1) for value in values]) > 1
    assert per_dot(AXIS, [(D(3), 5)]) == 1
    assert len(found.findall("rect")) == 1


def test_this_case_is_drawn_over_the_others_and_named() -> None:
    found = plot([D(1), D(10)], D(900), this=D(2))
    assert "plot-this" in str(found.findall("circle")[-1].get("class"))
    assert [text.text for text in found.findall("text")] == ["one", "thousand", "this", "median"]
    assert [text.text for text in plot([D(1)], D(3), this=D(2)).findall("text")] == ["one", "thousand", "this"]  # they would overlap
