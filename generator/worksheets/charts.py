"""The charts of a worksheet, in the platform's colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.worksheet import Worksheet

from generator.worksheets.layout import CHART_ROWS
from generator.worksheets.parts import Chart
from generator.worksheets.styles import FONT, INK, MUTED, RULE, SERIES

if TYPE_CHECKING:
    from generator.worksheets.write import Book

ROW_PIXELS = 20
TEXT = {"name": FONT, "size": 9, "color": MUTED}


def insert(book: Book, page: Worksheet, sheet: str, chart: Chart, row: int) -> None:
    """Draws a chart under the row, as wide as six columns."""
    columns = [_series(book, sheet, chart, name, number, line=False) for number, name in enumerate(chart.columns)]
    both = bool(chart.columns and chart.lines)
    lines = [_series(book, sheet, chart, name, len(columns) + number, line=True) for number, name in enumerate(chart.lines)]
    main = book.book.add_chart({"type": "column", "subtype": "stacked"} if chart.stacked else {"type": "column" if columns else "line"})
    for series in columns or lines:
        main.add_series(series)
    if both:
        other = book.book.add_chart({"type": "line"})
        for series in lines:
            other.add_series(series | {"y2_axis": True})
        other.set_y2_axis({"num_font": TEXT, "line": {"none": True}, "name": book.text.label(chart.lines[0]), "name_font": TEXT | {"bold": False}, "min": 0})
        main.combine(other)
    words = book.text.get("charts", chart.name)
    main.set_title({"name": words, "name_font": {"name": FONT, "size": 11, "color": INK, "bold": True}, "overlay": False})
    main.set_x_axis({"num_font": TEXT, "line": {"color": RULE}, "label_position": "low"})
    main.set_y_axis({"num_font": TEXT, "line": {"none": True}, "major_gridlines": {"visible": True, "line": {"color": RULE, "width": 0.5}}})
    main.set_legend({"position": "bottom", "font": TEXT} if len(columns) + len(lines) > 1 else {"none": True})
    main.set_size({"width": 820, "height": (CHART_ROWS - 1) * ROW_PIXELS})
    main.show_blanks_as("gap")
    page.insert_chart(row, 0, main, {"x_offset": 6, "y_offset": 6, "description": words, "object_position": 2})


def _series(book: Book, sheet: str, chart: Chart, name: str, number: int, *, line: bool) -> dict[str, Any]:
    place, colour = book.plan.places[name], SERIES[number % len(SERIES)]
    categories = book.plan.places[chart.categories].column if chart.categories else 0
    look: dict[str, Any] = {"line": {"color": colour, "width": 2}, "marker": {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}}
    return {
        "name": book.text.label(name),
        "categories": [sheet, place.row, categories, place.last, categories],
        "values": [sheet, place.row, place.column, place.last, place.column],
        **(look if line else {"fill": {"color": colour}, "gap": 60}),
    }
