"""The calculator gives what the shared vectors say, reads numbers as people write them, and never shows a 0 for what is not known."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY
from playwright.sync_api import Browser, Page, expect

from generator.pipeline import Checked
from generator.render.tools import CALCULATOR, tool

pytestmark = pytest.mark.browser

VECTORS = yaml.safe_load((REPOSITORY / "tests" / "worksheets" / "vectors.yml").read_text(encoding="utf-8"))
ONLY_IN_PYTHON = {"fuel_factor", "bands"}
SCRIPTS = REPOSITORY / "theme_overrides" / "assets" / "javascripts"


@pytest.fixture(params=["es", "en"])
def page(request: pytest.FixtureRequest, browser: Browser, real: Checked) -> Any:
    """The page's tool, with its script, in one language."""
    assert real.site
    prose = next(page for page in real.site.prose if page.path == CALCULATOR and page.language == request.param)
    opened = browser.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text))
    opened.set_content(f"<html lang={prose.language}><body>{tool(real.site, prose)}</body></html>")
    opened.add_script_tag(path=SCRIPTS / "calculator.js")
    yield opened
    opened.close()
    assert not faults


def shown(page: Page, place: int) -> str:
    return page.locator("output").nth(place).inner_text().replace("\N{NO-BREAK SPACE}", " ")


def test_formulas_give_what_the_vectors_say(page: Page) -> None:
    for name in VECTORS.keys() - ONLY_IN_PYTHON:
        for case in VECTORS[name]:
            found = page.evaluate("([name, values]) => document.querySelector('[data-calculator]').formulas[name](...values)", [name, case["in"]])
            if isinstance(case["out"], bool) or case["out"] is None:
                assert found is case["out"], f"{name} {case}"
            else:
                assert found == pytest.approx(case["out"], rel=1e-6, abs=1e-6), f"{name} {case}"


def test_nothing_is_shown_until_it_is_known(page: Page) -> None:
    texts = page.locator("output").all_inner_texts()
    assert len(texts) == 10 and len(set(texts)) == 1 and not any(character.isdigit() for character in texts[0])
    page.fill("#calc-investment", "10000")
    assert shown(page, 0) == texts[0]
    page.fill("#calc-saving", "0")
    assert shown(page, 0) != texts[0] and not any(character.isdigit() for character in shown(page, 0))


@pytest.mark.parametrize(("typed", "payback"), [
    ("10 000", "34.3"), ("10,000", "34.3"), ("10,000.00", "34.3"), ("10000.5", "34.3"), ("0,5", "0.0017"), ("0", "0.0"), ("ten", None), ("1,2,3", None),
])
def test_numbers_are_read_as_people_write_them(page: Page, typed: str, payback: str | None) -> None:
    page.fill("#calc-saving", "3,500")
    page.fill("#calc-investment", typed)
    invalid = page.locator("#calc-investment[aria-invalid]")
    if payback is None:
        expect(invalid).to_have_count(1)
        assert not any(character.isdigit() for character in shown(page, 0))
    else:
        expect(invalid).to_have_count(0)
        assert shown(page, 0).split()[0] == payback


def test_a_credit_with_a_reduction_of_exactly_forty_percent(page: Page) -> None:
    for name, value in {"approved": "59 690", "before": "100", "output_before": "10", "after": "60", "output_after": "10"}.items():
        page.fill(f"#calc-{name}", value)
    assert "29" in shown(page, 6) and "40" in shown(page, 7)
    assert shown(page, 8).startswith("20") and "40" in shown(page, 8)
    assert shown(page, 9).replace(" ", "").replace(",", "") == "11938.00"


def test_units_and_factors(page: Page) -> None:
    page.fill("#calc-amount", "1000")
    page.select_option("#calc-from", "kWh")
    page.select_option("#calc-to", "GJ")
    assert shown(page, 4) == "3.6"
    page.select_option("#calc-to", "kg")
    assert not any(character.isdigit() for character in shown(page, 4))
    page.fill("#calc-quantity", "1000")
    page.fill("#calc-factor", "2")
    assert shown(page, 5).startswith("2.000")


def test_every_field_is_labelled_and_every_word_is_there(page: Page) -> None:
    assert page.locator("input,select").count() == page.locator("label").count()
    data = json.loads(page.locator("[data-calculator]").get_attribute("data-calculator") or "")
    assert all(text.strip() for text in data["words"].values())
    assert "undefined" not in page.locator("body").inner_text()


def test_what_is_no_number_is_said_in_its_field_and_a_currency_is_passed_over(page: Page) -> None:
    page.fill("#calc-investment", "S/ 10 000")
    page.fill("#calc-saving", "US$ 5,000")
    assert page.locator(".error").count() == 0 and any(character.isdigit() for character in shown(page, 0))
    page.fill("#calc-cost", "abc")
    expect(page.locator("#calc-cost-error")).to_be_visible()
    assert page.locator("#calc-cost").get_attribute("aria-describedby") == "calc-cost-error calc-cost-hint"
    page.fill("#calc-cost", "")
    expect(page.locator(".error")).to_have_count(0)
    assert page.locator("#calc-cost").get_attribute("aria-describedby") == "calc-cost-hint"
