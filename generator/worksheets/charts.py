"""The charts of a worksheet, in the platform's colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from generator.worksheets.book import Book
from generator.worksheets.layout import CHART_ROWS
from generator.worksheets.parts import Chart
from generator.worksheets.styles import CHARACTER_PIXELS, FONT, INK, MUTED, RULE, SERIES

ROW_PIXELS = 20
TEXT = {"name": FONT, "size": 9, "color": MUTED}


def insert(book: Book, page: Worksheet, sheet: str, chart: Chart, row: int, widths: Sequence[float]) -> None:
    """Draws a chart under the row, within the width of the columns."""
    columns = [_series(book, sheet, chart, name, number, line=False) for number, name in enumerate(chart.columns)]
    units = {cell.name: cell.unit for cell in book.sheet.cells}
    kinds = {cell.name: cell.kind for cell in book.sheet.cells}
    both = bool(columns and chart.lines) and units[chart.columns[0]] != units[chart.lines[0]]
    lines = [_series(book, sheet, chart, name, len(columns) + number, line=True) for number, name in enumerate(chart.lines)]
    main = book.file.add_chart({"type": "column", "subtype": "stacked"} if chart.stacked else {"type": "column" if columns else "line"})
    for series in columns or lines:
        main.add_series(series)
    if columns and lines:
        other = book.file.add_chart({"type": "line"})
        for series in lines:
            other.add_series(series | {"y2_axis": True} if both else series)
        if both:
            limits = {"min": 0, "max": 100} if units[chart.lines[0]] == "%" else _from_zero(kinds[chart.lines[0]])
            other.set_y2_axis({"num_font": TEXT, "line": {"none": True}, "name": book.text.label(chart.lines[0]), "name_font": TEXT | {"bold": False}, **limits})
        main.combine(other)
    words = book.text.get("charts", chart.name)
    main.set_title({"name": words, "name_font": {"name": FONT, "size": 11, "color": INK, "bold": True}, "overlay": False})
    main.set_x_axis({"num_font": TEXT, "line": {"color": RULE}, "label_position": "low"})
    main.set_y_axis({"num_font": TEXT, "line": {"none": True}, "major_gridlines": {"visible": True, "line": {"color": RULE, "width": 0.5}},
                     **_from_zero(*(kinds[name] for name in chart.columns))})
    main.set_legend({"position": "bottom", "font": TEXT} if len(columns) + len(lines) > 1 else {"none": True})
    width = min(820, int(sum(widths) * CHARACTER_PIXELS) - 10)
    main.set_size({"width": width, "height": (CHART_ROWS - 1) * ROW_PIXELS})
    main.show_blanks_as("gap")
    page.insert_chart(row, 0, main, {"x_offset": 6, "y_offset": 6, "description": words, "object_position": 2})


def _from_zero(*kinds: str) -> dict[str, int]:
    """The axis of what is never negative begins at zero: a cut axis makes small differences look large."""
    return {} if any(kind.startswith("signed") for kind in kinds) else {"min": 0}


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
