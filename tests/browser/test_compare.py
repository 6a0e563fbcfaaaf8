"""Two to four cases side by side, chosen on the list or on a case's page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

import pytest
from conftest import Published
from playwright.sync_api import Page, expect

from .conftest import Visit
from .many import serving

pytestmark = pytest.mark.browser

BOTH = "?ids=fundicion-luz,textil-agua"


@pytest.fixture(scope="module")
def root(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small site with four more cases in its API: copies of one, in another currency and year."""
    folder = tmp_path_factory.mktemp("compare")
    shutil.copytree(published.site, folder / "sub")
    api = folder / "sub" / "api" / "v1" / "case_studies"
    whole = json.loads((api / "fundicion-luz.json").read_text(encoding="utf-8"))
    for number in range(4):
        copy = {**whole, "id": f"copia-{number}", "title": {"es": f"Copia {number}", "en": f"Copy {number}"}}
        copy["derived"] = {**whole["derived"], "investment": {"amount": 5, "currency": "PEN", "year": 1999}}
        (api / f"copia-{number}.json").write_text(json.dumps(copy), encoding="utf-8")
    with serving(folder) as address:
        yield address + "sub/"


def cells(page: Page, row: str) -> list[str]:
    found = page.locator("#compare tbody tr").filter(has=page.locator("th", has_text=row)).first.locator("td").all_inner_texts()
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in found]


def test_two_cases_stand_side_by_side_with_the_figures_as_printed(visit: Visit) -> None:
    page = visit.go("casos/comparar/" + BOTH)
    expect(page.locator("#compare table")).to_be_visible()
    titles = page.locator("#compare thead a:not(.small)")
    assert titles.all_inner_texts() == ["Fundición Ejemplo gasta menos en luz", "Textil Ejemplo usa menos agua"]
    assert titles.first.evaluate("link => link.href") == visit.root + "casos/fundicion-cambia-luz/"
    assert cells(page, "Organización") == ["Fundición Ejemplo S.A.C.", "No informado"]
    assert cells(page, "Inversión") == ["US$ 1 200 (2008)", "No informado"]
    assert cells(page, "Ahorro al año") == ["US$ 3 400.50 (2008)", "No informado"]
    assert cells(page, "Recuperación declarada") == ["7.6 meses", "No informado"]
    assert cells(page, "Recuperación calculada") == ["4.2 meses", "No informado"]
    assert cells(page, "Agua") == ["cerca de −30 %", "menos"]
    assert cells(page, "Energía eléctrica") == ["−9 800 kWh al año · −25 %", "No informado"]
    assert cells(page, "Estado de las medidas") == ["Implementada\nDescartada", "Implementada"]
    assert visit.problems == []


def test_the_same_in_english(visit: Visit) -> None:
    page = visit.go("casos/comparar/" + BOTH)
    expect(page.locator("#compare table")).to_be_visible()
    page.locator(".lang a").click()
    page.wait_for_url(visit.root + "en/case-studies/compare/" + BOTH)
    expect(page.locator("#compare table")).to_be_visible()
    assert cells(page, "Investment") == ["US$1,200 (2008)", "Not reported"]
    assert cells(page, "Electricity") == ["−9,800 kWh a year · −25%", "Not reported"]


def test_other_currencies_and_years_are_said_and_not_converted(visit: Visit) -> None:
    page = visit.go("casos/comparar/?ids=fundicion-luz,copia-1")
    expect(page.locator("#compare table")).to_be_visible()
    assert cells(page, "Inversión") == ["US$ 1 200 (2008)", "S/ 5 (1999)"]
    said = page.locator("#compare [role=status]").inner_text()
    assert "monedas distintas" in said
    assert "años distintos" in said


def test_more_than_four_cases_are_told_so(visit: Visit) -> None:
    page = visit.go("casos/comparar/?ids=fundicion-luz,textil-agua,copia-0,copia-1,copia-2")
    expect(page.locator("#compare thead th")).to_have_count(5)
    expect(page.locator("#compare [role=status]")).to_contain_text("más de cuatro")
    expect(page).to_have_url(visit.root + "casos/comparar/?ids=fundicion-luz,textil-agua,copia-0,copia-1")


@pytest.mark.parametrize(("query", "said"), [("?ids=", ""), ("", ""), ("?ids=nada,../../x", "nada, ../../x"), ("?ids=%3Cimg%20src=x%3E", "<img src=x>")])
def test_nothing_to_compare_leaves_the_explanation_or_says_what_is_missing(visit: Visit, query: str, said: str) -> None:
    page = visit.go("casos/comparar/" + query)
    page.wait_for_timeout(400)
    expect(page.locator("#compare table")).to_have_count(0)
    expect(page.locator("#compare img")).to_have_count(0)
    expect(page.locator("#compare")).to_contain_text(said or "Elegir para comparar")
    expect(page.locator(".actions a").first).to_be_visible()


def test_cases_are_chosen_on_the_list_and_the_choice_is_kept(visit: Visit) -> None:
    page = visit.go("casos/")
    page.locator("[data-pick]").click()
    boxes = page.locator(".pick input")
    expect(boxes).to_have_count(2)
    expect(page.locator(".compare-bar [role=status]")).to_have_text("Elija de dos a cuatro casos.")
    boxes.nth(0).check()
    boxes.nth(1).check()
    expect(page.locator(".compare-bar [role=status]")).to_have_text("2 de 4 casos elegidos.")
    page.reload()
    page.locator("[data-pick]").click()
    expect(page.locator(".pick input").nth(1)).to_be_checked()
    page.locator(".compare-bar a").click()
    page.wait_for_url(visit.root + "casos/comparar/" + BOTH)
    expect(page.locator("#compare table")).to_be_visible()
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage)") == []


def test_the_bar_follows_the_button_and_stays_in_sight(visit: Visit) -> None:
    page = visit.go("casos/")
    page.set_viewport_size({"width": 360, "height": 500})
    page.locator("[data-pick]").click()
    page.locator(".pick input").nth(0).check()
    page.locator(".pick input").nth(1).check()
    expect(page.locator(".compare-bar")).to_be_in_viewport()
    page.locator("[data-pick]").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".compare-bar a")).to_be_focused()


def test_a_choice_on_filtered_cards_is_the_same_choice(visit: Visit) -> None:
    page = visit.go("casos/?resource=energy")
    expect(page.locator(".card")).to_have_count(1)
    page.locator("[data-pick]").click()
    page.locator(".pick input").check()
    page.locator(".filter-chips .tag").click()
    expect(page.locator(".pick input")).to_have_count(2)
    expect(page.locator(".pick input").nth(0)).to_be_checked()
    expect(page.locator(".pick input").nth(1)).not_to_be_checked()


def test_a_fifth_case_is_refused_in_words(visit: Visit) -> None:
    page = visit.go("casos/")
    page.evaluate("sessionStorage.setItem('comparar', 'a,b,c,d')")
    page.locator("[data-pick]").click()
    page.locator(".pick input").first.click()
    expect(page.locator(".pick input").first).not_to_be_checked()
    expect(page.locator(".compare-bar [role=status]")).to_contain_text("cuatro casos como máximo")


def test_a_case_s_own_page_joins_those_chosen_before(visit: Visit) -> None:
    page = visit.go("casos/textil-agua/")
    page.get_by_role("link", name="Comparar").click()
    expect(page.locator("#compare [role=status]")).to_contain_text("Falta al menos otro caso")
    visit.go("casos/fundicion-cambia-luz/").get_by_role("link", name="Comparar").click()
    page.wait_for_url(visit.root + "casos/comparar/?ids=textil-agua,fundicion-luz")
    expect(page.locator("#compare thead th")).to_have_count(3)
    page.locator("#compare thead a.small").first.click()
    page.wait_for_url(visit.root + "casos/comparar/?ids=fundicion-luz")
    expect(page.locator("#compare thead th")).to_have_count(2)
    expect(page.locator("#compare .table-scroll")).to_be_focused()
    page.go_back()
    expect(page.locator("#compare thead th")).to_have_count(3)


@pytest.mark.parametrize("visit", [{"viewport": {"width": 360, "height": 740}}], indirect=True, ids=["phone"])
@pytest.mark.parametrize("path", ["casos/comparar/?ids=fundicion-luz,textil-agua,copia-1,copia-2", "casos/tabla/"])
def test_on_a_telephone_the_first_column_stays_while_the_table_is_scrolled(visit: Visit, path: str) -> None:
    page = visit.go(path)
    region = page.locator(".table-wide")
    expect(region).to_be_visible()
    region.focus()
    region.evaluate("element => { element.scrollLeft = 200; }")
    assert region.evaluate("element => element.scrollLeft") == 200
    left = page.locator(".table-wide tbody th").first.bounding_box()
    assert left is not None
    assert left["x"] < 20
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert visit.problems == []


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True, ids=["plain"])
def test_without_javascript_all_cases_are_one_link_away(visit: Visit) -> None:
    page = visit.go("casos/comparar/" + BOTH)
    expect(page.locator("#compare")).to_contain_text("necesita JavaScript")
    page.get_by_role("link", name="Todos los casos en una tabla").click()
    page.wait_for_url(visit.root + "casos/tabla/")
    expect(page.locator("tbody tr")).to_have_count(2)
