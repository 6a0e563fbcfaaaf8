"""The search as visitors meet it: by mouse, by keyboard, on a telephone, in both languages, and without JavaScript."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest
from conftest import REPOSITORY, Published
from playwright.sync_api import Page, Route, expect

from .conftest import Visit

pytestmark = pytest.mark.browser

ASSETS = REPOSITORY / "theme_overrides" / "assets"
POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
DARK = {"color_scheme": "dark"}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def opened(page: Page) -> Page:
    page.locator("[data-search]").click()
    expect(page.locator("dialog.search-dialog[open]")).to_be_visible()
    return page


def ask(page: Page, question: str, status: str | re.Pattern[str]) -> None:
    page.locator("#search-question").fill(question)
    expect(page.locator(".search-status")).to_have_text(status)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


@pytest.mark.parametrize("path", ["", "casos/fundicion-cambia-luz/", "en/", "404.html"])
def test_nothing_of_the_search_is_loaded_before_it_is_opened(visit: Visit, path: str) -> None:
    visit.go(path)
    visit.page.wait_for_load_state("networkidle")
    assert [url for url in visit.requests if "search" in url or "pagefind" in url] == []


def test_what_is_loaded_before_and_on_opening_is_small() -> None:
    def packed(*names: str) -> int:
        return sum(len(gzip.compress((ASSETS / name).read_bytes(), mtime=0)) for name in names)

    assert packed("javascripts/site.js") <= 5_000
    assert packed("stylesheets/site.css", "stylesheets/search.css") <= 12_000
    assert packed("javascripts/search.js", "javascripts/search-index.js") <= 8_000


@pytest.mark.parametrize(("home", "question", "title", "kind"), [
    ("", "fundicion", "Fundición Ejemplo gasta menos en luz", "Caso"),
    ("en/", "foundries", "Fundición Ejemplo spends less on light", "Case"),
])
def test_a_click_opens_it_and_a_hit_leads_to_its_page(visit: Visit, home: str, question: str, title: str, kind: str) -> None:
    page = opened(visit.go(home))
    assert focused(page) == "search-question"
    ask(page, question, re.compile(r"^\d+ result"))
    hit = page.locator(".search-hit", has=page.locator("a", has_text=title))
    expect(hit.locator(".search-kind")).to_have_text(kind)
    expect(hit.locator("mark").first).to_be_visible()
    hit.locator("a").click()
    expect(page.locator("h1")).to_contain_text(title)
    assert page.url.startswith(f"{visit.root}{home}ca")
    assert visit.problems == []


def test_languages_are_kept_apart(visit: Visit) -> None:
    page = opened(visit.go("en/"))
    ask(page, "iluminacion", re.compile(r"^\d+ result"))
    for address in page.locator(".search-hit > a").evaluate_all("links => links.map(link => link.href)"):
        assert address.startswith(f"{visit.root}en/")


@pytest.mark.parametrize("key", ["/", "s"])
def test_a_key_opens_it_escape_closes_it_and_the_focus_returns(visit: Visit, key: str) -> None:
    page = visit.go("casos/")
    page.locator(".menu a").nth(1).focus()
    before = focused(page)
    page.keyboard.press(key)
    expect(page.locator("dialog[open]")).to_be_visible()
    assert (focused(page), page.locator("#search-question").input_value()) == ("search-question", "")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert focused(page) == before
    page.keyboard.press(key)
    expect(page.locator("dialog[open]")).to_be_visible()


def test_the_keys_are_letters_where_one_types_and_with_a_modifier(visit: Visit) -> None:
    page = visit.go("buscar/")
    field = page.locator("#search-question")
    field.press_sequentially("s/s")
    expect(field).to_have_value("s/s")
    page.locator(".brand").focus()
    page.keyboard.press("Control+s")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_box_to_tick_is_no_place_to_type(visit: Visit) -> None:
    page = visit.go("casos/")
    page.locator("[data-facet] a[data-value]").first.focus()
    page.locator("[data-facet] input").first.focus()
    page.keyboard.press("/")
    expect(page.locator("dialog[open]")).to_be_visible()


def test_one_escape_closes_it_even_with_a_question(visit: Visit) -> None:
    page = opened(visit.go(""))
    page.locator("#search-question").fill("fundicion")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_one_can_type_before_the_index_is_there(visit: Visit) -> None:
    held: list[Route] = []
    visit.page.route("**/pagefind/pagefind.js", lambda route: held.append(route))
    page = opened(visit.go(""))
    page.keyboard.type("fundicion")
    expect(page.locator("#search-question")).to_have_value("fundicion")
    expect(page.locator(".search-answers")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".search-status")).to_have_text("Buscando…")
    for route in held:
        route.continue_()
    expect(page.locator(".search-status")).to_have_text(re.compile(r"^[1-9]\d* resultados$"))
    expect(page.locator("#search-question")).to_have_value("fundicion")
    expect(page.locator(".search-answers[aria-busy]")).to_have_count(0)
    assert visit.problems == []


def test_arrows_go_through_the_answers_and_back(visit: Visit) -> None:
    page = opened(visit.go(""))
    ask(page, "fundicion", re.compile(r"^\d+ resultados$"))
    titles = page.locator(".search-hit > a").all_text_contents()
    page.keyboard.press("ArrowDown")
    assert focused(page) == titles[0]
    page.keyboard.press("ArrowDown")
    assert focused(page) == titles[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "search-question"
    page.keyboard.press("ArrowUp")
    assert focused(page) == "search-question"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/sub/(?!$)"))


def test_the_focus_stays_inside_while_it_is_open(visit: Visit) -> None:
    page = opened(visit.go("casos/"))
    ask(page, "agua", re.compile(r"^\d+ resultado"))
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")


def test_the_dialog_is_closed_by_its_button_and_by_a_click_beside_it(visit: Visit) -> None:
    page = opened(visit.go(""))
    page.locator(".search-close").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    opened(page)
    page.mouse.click(5, 600)
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_chips_narrow_to_a_collection_and_say_how_many(visit: Visit) -> None:
    page = opened(visit.go(""))
    ask(page, "fundicion", re.compile(r"^\d+ resultados$"))
    chips = page.locator(".search-chip")
    total = int(chips.first.locator(".count").inner_text())
    assert total == sum(int(count) for count in chips.locator(".count").all_text_contents()[1:])
    chip = page.locator(".search-chip", has_text="Casos")
    number = chip.locator(".count").inner_text()
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(chips.first).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".search-status")).to_have_text(re.compile(rf"^{number} resultados?$"))
    assert set(page.locator(".search-kind").all_text_contents()) == {"Caso"}


def test_a_hit_says_which_words_it_lacks(visit: Visit) -> None:
    page = opened(visit.go(""))
    ask(page, "fundicion zebra", re.compile(r"^[1-9]\d* resultado"))
    expect(page.locator(".search-note")).to_contain_text("Ningún resultado tiene todas las palabras")
    assert set(page.locator(".search-missing").all_text_contents()) == {"Sin «zebra»"}


def test_a_typing_error_is_understood_and_said(visit: Visit) -> None:
    page = opened(visit.go(""))
    ask(page, "fundisión", re.compile(r"^[1-9]\d* resultado"))
    expect(page.locator(".search-note")).to_have_text("No hay nada con «fundisión». Mostramos «fundición».")


def test_nothing_found_offers_lists_and_the_other_language(visit: Visit) -> None:
    page = opened(visit.go(""))
    ask(page, "xqzwv <b>", "0 resultados")
    expect(page.locator(".search-answers")).to_contain_text("No encontramos nada con «xqzwv <b>».")
    assert page.locator(".search-answers b").count() == 0
    expect(page.locator(".search-lists a", has_text="Casos")).to_have_attribute("href", f"{visit.root}casos/")
    page.locator("a[hreflang=en]", has_text="English").last.click()
    page.wait_for_url(f"{visit.root}en/find/?q=xqzwv%20%3Cb%3E")
    expect(page.locator(".search-status")).to_have_text("0 results")


@pytest.mark.parametrize(("path", "status"), [("buscar/?q=fundicion", "resultados"), ("en/find/?q=foundry", "results")])
def test_an_address_with_a_question_shows_its_answers_in_place(visit: Visit, path: str, status: str) -> None:
    page = visit.go(path)
    expect(page.locator(".search-status")).to_have_text(re.compile(rf"^\d+ {status}$"))
    assert page.locator("main .search-hit").count() > 0
    assert page.locator("dialog").count() == 0
    page.locator("#search-question").fill("agua")
    expect(page).to_have_url(re.compile(r"\?q=agua$"))
    page.locator(".brand").focus()
    page.keyboard.press("/")
    assert focused(page) == "search-question"
    assert page.locator(".az").is_visible()
    assert visit.problems == []


def test_enter_in_the_dialog_leads_to_an_address_that_can_be_shared(visit: Visit) -> None:
    page = opened(visit.go("casos/"))
    page.locator("#search-question").fill("fundición")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{visit.root}buscar/?q=fundici%C3%B3n")
    expect(page.locator(".search-status")).to_have_text(re.compile(r"^\d+ resultados$"))


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_the_icon_leads_to_the_index(visit: Visit) -> None:
    page = visit.go("casos/fundicion-cambia-luz/")
    page.locator("[data-search]").click()
    page.wait_for_url(f"{visit.root}buscar/")
    assert page.locator(".az a").count() > 5
    assert not page.locator("[data-search-page]").is_visible()
    assert visit.problems == []


def test_without_an_index_the_icon_leads_to_the_index_page(visit: Visit) -> None:
    visit.page.route("**/pagefind/**", lambda route: route.fulfill(status=404))
    page = visit.go("en/")
    page.locator("[data-search]").click()
    page.wait_for_url(f"{visit.root}en/find/")
    assert page.locator(".az a").count() > 5


def test_it_works_under_the_site_s_policy(visit: Visit) -> None:
    def guarded(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": POLICY})

    visit.page.route("**/*", guarded)
    page = opened(visit.go("casos/"))
    ask(page, "fundicion", re.compile(r"^\d+ resultados$"))
    assert visit.problems == []


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["phone"])
def test_on_a_telephone_it_fills_the_screen_and_nothing_scrolls_sideways(visit: Visit) -> None:
    page = opened(visit.go(""))
    ask(page, "fundicion", re.compile(r"^\d+ resultados$"))
    assert page.locator("dialog").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
    assert page.evaluate("document.querySelector('.search-inside').scrollWidth") <= 360
    for box in page.locator(".search-chip, .search-close").all():
        assert (box.bounding_box() or {"height": 0})["height"] >= 24


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.fixture
def colours() -> Iterator[str]:
    yield """element => { let around = element, back; do { back = getComputedStyle(around).backgroundColor; around = around.parentElement; }
        while (around && back.endsWith(', 0)')); return [getComputedStyle(element).color, back]; }"""


@pytest.mark.parametrize("visit", [{}, DARK], indirect=True, ids=["light", "dark"])
def test_every_text_of_it_can_be_read(visit: Visit, colours: str) -> None:
    page = opened(visit.go(""))
    ask(page, "fundicion zebra", re.compile(r"^[1-9]\d* resultado"))
    for name in (".search-form label", "#search-question", ".search-status", ".search-chip[aria-pressed=true]", ".search-chip[aria-pressed=false]",
                 ".search-chip .count", ".search-hit > a", ".search-hit mark", ".search-line", ".search-text", ".search-missing", ".search-note", ".search-close"):
        for element in page.locator(name).all()[:4]:
            lighter, darker = sorted(map(luminance, element.evaluate(colours)), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (name, element.evaluate(colours))


def test_the_questions_of_these_tests_have_answers(published: Published) -> None:
    assert (published.site / "pagefind" / "pagefind.js").is_file(), "Pagefind's command is missing: pip install pagefind_bin"
