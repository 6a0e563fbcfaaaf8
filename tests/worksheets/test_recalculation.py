"""A real spreadsheet computes what the project's formulas compute: whatever is typed, in every language."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from generator import worksheets
from generator.worksheets.texts import Texts
from tests.worksheets.cases import cases
from tests.worksheets.office import Values, recalculated, same

LONG = bool(os.environ.get("CET_LONG"))
SHORT = ("w08", "w10", "w11")
QUICK = ("blank", "example", "holes", "own")  # the cases of the short profile
SHEETS = worksheets.IDS if LONG else SHORT
LANGUAGES = ("es", "en") if LONG else ("es",)


def expected(worksheet_id: str, lang: str, given: dict[str, Any]) -> dict[str, Any]:
    """What each result must show: numbers as computed, codes by their labels."""
    sheet, text = worksheets.sheet(worksheet_id), Texts(worksheet_id, lang)
    found = sheet.results(given)

    def shown(choices: str, value: Any) -> Any:
        if isinstance(value, list):
            return [shown(choices, one) for one in value]
        return value if value is None or not choices else text.choice(choices, value)

    return {cell.name: shown(cell.choices, found[cell.name]) for cell in sheet.cells if cell.formula}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_spreadsheet_computes_the_same(lang: str, tmp_path: Path) -> None:
    inputs = {
        f"{worksheet_id}-{name}": (worksheet_id, given)
        for worksheet_id in SHEETS for name, given in cases(worksheet_id, lang)
        if LONG or name.split("-")[0] in QUICK
    }
    files = recalculated({name: worksheets.filled(worksheet_id, lang, given) for name, (worksheet_id, given) in inputs.items()}, tmp_path)
    wrong = []
    for name, (worksheet_id, given) in inputs.items():
        values = Values(files[name])
        for result, value in expected(worksheet_id, lang, given).items():
            if not same(found := values.of(result), value):
                wrong.append(f"{name} {result}: spreadsheet {found}, formulas {value}")
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Values]:
    """One sheet filled by us, and one as it is published."""
    given = {"investment": 1000, "annual_saving": 400, "lifetime": 3, "rate": 10}
    files = {"filled": worksheets.filled("w08", "es", given), "published": worksheets.make("w08", "es")}
    return {name: Values(path) for name, path in recalculated(files, tmp_path_factory.mktemp("two")).items()}


def test_the_comparison_can_fail(two: dict[str, Values]) -> None:
    values = two["filled"]
    assert same(values.of("payback"), 30)
    assert not same(values.of("payback"), 30.001)
    assert not same(values.of("payback"), None)
    assert not same(None, 0)
    assert not same(0, None)


def test_the_example_on_its_own_page_is_computed_too(two: dict[str, Values]) -> None:
    values = two["published"]
    assert same(values.of("payback", "Ejemplo"), 12 * 10000 / 3500)
    assert values.of("payback") is None
