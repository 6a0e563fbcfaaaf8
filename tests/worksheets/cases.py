"""What is written into every worksheet to be recalculated: blanks, the example, and its edges made by rule."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from generator import worksheets
from generator.worksheets.parts import Field, Sheet
from generator.worksheets.texts import Texts

# Numbers of these kinds are measured: they can be large, and in a file that somebody pasted into, negative.
MEASURED = {"amount", "signed", "precise", "factor", "count", "percent", "signed_percent"}


def cases(worksheet_id: str, lang: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Named inputs of one worksheet."""
    sheet, example = worksheets.sheet(worksheet_id), worksheets.example(worksheet_id, lang)
    yield "blank", {}
    yield "example", example
    yield "zeros", _each(sheet, example, lambda cell, value: 0 if cell.kind in MEASURED else value)
    yield "huge", _each(sheet, example, lambda cell, value: value * 1e9 if _scales(cell) else value)
    yield "negative", _each(sheet, example, lambda cell, value: -value if _scales(cell) else value)
    yield "holes", _holes(sheet, example)
    for seed in (1, 2):
        yield f"random-{seed}", _random(sheet, worksheet_id, lang, random.Random(f"{worksheet_id}-{seed}"))
    yield from ((f"own-{number}", given) for number, given in enumerate(OWN.get(worksheet_id, ()), start=1))


def _scales(cell: Field) -> bool:
    return cell.kind in MEASURED and cell.bounds is None and cell.unit not in ("%", "%/year")


def _each(sheet: Sheet, given: dict[str, Any], change: Any) -> dict[str, Any]:
    cells, out = {cell.name: cell for cell in sheet.cells}, {}
    for name, value in given.items():
        if isinstance(value, list):
            out[name] = [None if one is None else change(cells[name], one) for one in value]
        else:
            out[name] = None if value is None else change(cells[name], value)
    return out


def _holes(sheet: Sheet, given: dict[str, Any]) -> dict[str, Any]:
    """The example with every third of its values missing."""
    out, turn = {}, 0
    for name, value in given.items():
        kept = []
        for one in value if isinstance(value, list) else [value]:
            turn += 1
            kept.append(None if turn % 3 == 0 else one)
        out[name] = kept if isinstance(value, list) else kept[0]
    return out


def _random(sheet: Sheet, worksheet_id: str, lang: str, draw: random.Random) -> dict[str, Any]:
    """Any cell filled or not, any choice, numbers of any size."""
    text = Texts(worksheet_id, lang)

    def value(cell: Field) -> Any:
        if draw.random() < 0.25:
            return None
        if cell.choices:
            return draw.choice(text.codes(cell.choices))
        if cell.kind == "date":
            return date(draw.randint(2020, 2030), draw.randint(1, 12), draw.randint(1, 28))
        if cell.kind == "text":
            return draw.choice(("abc", "ñandú & <b>", "=1+1", "-5", "2024", "'x", "Sí"))
        if cell.bounds:
            return draw.randint(int(cell.bounds[0]), int(cell.bounds[1]))
        if cell.kind in ("score", "year"):
            return draw.randint(0, 3)
        return round(draw.choice((1, 10, 1000, 1e6)) * draw.random(), 3)

    tables = {column.name: table.rows for table in sheet.tables for column in table.columns}
    return {cell.name: [value(cell) for _ in range(tables[cell.name])] if cell.name in tables else value(cell)
            for cell in sheet.cells if not cell.formula}


# Edges that no rule makes.
OWN: dict[str, tuple[dict[str, Any], ...]] = {
    "w05": ({"step_name": ["a", "b", "c"], "mass_in": [10, 10, 10], "mass_product": [9, 9, 10], "unit_cost": [1, 1, 1]},),  # equals keep their order
    "w08": (
        {"investment": 1000, "annual_saving": 400, "annual_cost": 400, "lifetime": 5, "rate": 10},  # no net saving
        {"investment": 1000, "annual_saving": 300, "annual_cost": 400, "lifetime": 5, "rate": 10},  # a loss
        {"investment": 0, "annual_saving": 300, "lifetime": 5, "rate": 10},  # nothing to invest
        {"annual_saving": 300, "lifetime": 5, "rate": 10},
        {"investment": 1000, "lifetime": 5, "rate": 10},
        {"investment": 1000, "annual_saving": 400, "lifetime": 1, "rate": 0, "salvage": 700},
        {"investment": 1e12, "annual_saving": 5e11, "annual_cost": 1, "lifetime": 20, "rate": 8},
        {"investment": 5000, "annual_saving": 900, "annual_cost": 100, "lifetime": 20, "rate": 100},
        {"investment": 5000, "annual_saving": 900, "lifetime": 25, "rate": 12},  # longer than the table
        {"investment": 5000, "annual_saving": 900, "lifetime": 5, "rate": -100},
        {"investment": 5000, "annual_saving": 300, "lifetime": 5, "rate": 12},  # less comes back than was spent
        {"investment": 5000, "annual_saving": 10, "lifetime": 3, "rate": 12},
        {"investment": 1, "annual_saving": 1000, "lifetime": 3, "rate": 12},
    ),
    "w10": ({"output_before": 100, "output_after": 120, "resource_before": [500], "resource_after": [510]},
            {"output_before": 0, "output_after": 120, "resource_before": [500, 0, 3], "resource_after": [0, 510, 3]}),
    "w11": (*(
        {"credit": credit, "indicator_before": 100, "indicator_after": after, "output_before": 10, "output_after": 10, "cap": cap}
        for credit, after, cap in (
            (59690, 70, None), (59690, 60, None), (59690, 59.999, None), (59690, 80, None), (59690, 80.0001, None),  # around 40 % and 20 %
            (59690, 120, None), (100, 0, 30), (870314.93, 50, None), (0.01, 10, None), (1e9, 10, 200000), (0, 10, None),
        )),
        {"indicator_before": 0.3, "indicator_after": 0.18, "output_before": 1, "output_after": 1, "credit": 1000},  # 40 % with a binary tail
        {"condition_met": ["yes"] * 6}, {"condition_met": ["yes"] * 5}, {"condition_met": [None, "no"]},
        {"credit": 1000, "indicator_before": 10, "indicator_after": 5, "output_before": 1, "output_after": 1, "band_from": [], "band_back": []},
    ),
    "w12": ({"answer_policy": [3, 2, None, 1], "weight_policy": [1, 2, 1, 1]}, {"answer_law": [0, 0, 0, 0]}),
    "w18": ({"points_sort": [4, 3, 2, 3, 4], "cause": ["a", None, "c"], "complaints": [5, 5, 0]},),
    "w20": ({"women": [9], "men": [16], "undisclosed": [1]},),
    "w21": ({"criterion_met": ["yes"] * 7}, {"criterion_met": ["yes"] * 6}, {"criterion_met": ["yes"] * 6 + ["no"]}),
}
