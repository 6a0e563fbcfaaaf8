"""Filters, sorting and their address on a list of six hundred cases; and how the time grows with ten thousand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from conftest import Published
from playwright.sync_api import Browser, Page, expect

from generator.model import Site

from .conftest import Visit
from .many import publish, serving, with_cases

pytestmark = pytest.mark.browser

COUNT = 600
LONG = bool(os.environ.get("CET_LONG"))
LARGE = 10_000 if LONG else 1_000


@pytest.fixture(scope="module")
def cases(shown: Site) -> Site:
    return with_cases(shown, COUNT)


@pytest.fixture(scope="module")
def root(published: Published, cases: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small site with many cases, under a sub-path."""
    folder = tmp_path_factory.mktemp("many")
    publish(published, cases, folder / "sub")
    with serving(folder) as address:
        yield address + "sub/"


def expected(site: Site, **chosen: set[str]) -> list[str]:
    """The ids that have one of the values of each facet, in the list's order."""
    return [entry.key[1] for entry in site.of("case_studies") if all(set(entry.facets[facet]) & values for facet, values in chosen.items())]


def shown_ids(page: Page) -> list[str]:
    addresses = page.locator(".card-title a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [str(address).rstrip("/").rsplit("/", 1)[-1] for address in addresses]


def settled(page: Page, total: int) -> None:
    """Wait until the list shows the result of a choice."""
    expect(page.locator(".list-head h2")).to_have_text(f"{total} casos" if total != 1 else "1 caso")
    expect(page.locator(".cards[aria-busy]")).to_have_count(0)


def tick(page: Page, facet: str, value: str) -> None:
    page.locator(f"[data-facet={facet}] :is(a[data-value='{value}'], input[value='{value}'])").click()


def test_nothing_is_loaded_before_a_filter_is_touched(visit: Visit) -> None:
    page = visit.go("casos/")
    page.mouse.move(900, 500)
    page.wait_for_timeout(200)
    assert [url for url in visit.requests if url.endswith(("facets.js", "pick.js", ".json"))] == []
    tick(page, "resource", "water")
    expect(page).to_have_url(visit.root + "casos/?resource=water")
    assert any(url.endswith("facets.js") for url in visit.requests)


@pytest.mark.parametrize("visit", [{"viewport": {"width": 360, "height": 640}}], indirect=True, ids=["phone"])
def test_the_bar_of_the_open_filters_says_what_it_does_and_hides_no_focus(visit: Visit) -> None:
    page = visit.go("casos/")
    page.locator(".facets > details > summary").click()
    apply = page.locator(".filter-apply")
    expect(apply).to_have_text(f"Ver {COUNT} casos")
    page.locator("[data-facet] input").first.focus()
    for _ in range(14):
        page.keyboard.press("Tab")
        focus = page.evaluate("(({ bottom, height }) => [bottom, height])(document.activeElement.getBoundingClientRect())")
        bar = apply.bounding_box()
        assert bar
        if page.evaluate("document.activeElement.matches('[data-facet] *')"):
            assert focus[0] <= bar["y"], focus


def test_the_table_says_that_it_has_all_of_them(visit: Visit) -> None:
    page = visit.go("casos/")
    link = page.locator(".list-head a")
    expect(link).to_have_text("Ver como tabla")
    assert page.locator(".facets > details > summary").get_attribute("tabindex") == "-1"
    tick(page, "resource", "water")
    expect(link).to_have_text(f"Los {COUNT} en una tabla")
    page.go_back()
    expect(link).to_have_text("Ver como tabla")


def test_or_inside_a_facet_and_between_facets(visit: Visit, cases: Site) -> None:
    page = visit.go("casos/")
    tick(page, "resource", "water")
    settled(page, len(expected(cases, resource={"water"})))
    tick(page, "resource", "energy")
    settled(page, len(expected(cases, resource={"water", "energy"})))
    tick(page, "size", "small")
    found = expected(cases, resource={"water", "energy"}, size={"small"})
    settled(page, len(found))
    expect(page).to_have_url(visit.root + "casos/?resource=water,energy&size=small")
    assert shown_ids(page) == found[:12]
    assert visit.problems == []


def test_counts_leave_out_their_own_facet_and_empty_values_are_disabled(visit: Visit, cases: Site) -> None:
    page = visit.go("casos/?sector=24&size=small")
    settled(page, len(expected(cases, sector={"24"}, size={"small"})))
    for facet, other in (("size", {"sector": {"24"}}), ("sector", {"size": {"small"}}), ("resource", {"sector": {"24"}, "size": {"small"}})):
        for box in page.locator(f"[data-facet={facet}] label").all():
            field = box.locator("input")
            count = len(expected(cases, **other, **{facet: {str(field.get_attribute("value"))}}))
            assert box.locator(".count").inner_text() == str(count)
            assert field.is_disabled() == (count == 0 and not field.is_checked())


@pytest.mark.parametrize(("facet", "value"), [("investment", "usd-1000-to-10000"), *([("sector", "24")] if LONG else [])])  # 53 cases; all of them
def test_records_without_the_figure_come_last(visit: Visit, cases: Site, facet: str, value: str) -> None:
    page = visit.go(f"casos/?sort=payback&{facet}={value}")
    found = [cases.entries["case_studies", name] for name in expected(cases, **{facet: {value}})]
    settled(page, len(found))
    while page.locator(".results > .btn:visible").count():
        page.locator(".results > .btn:visible").click()
        page.wait_for_timeout(60)
        settled(page, len(found))
    bands = list(cases.vocabularies["payback_bands"])
    order = [cases.entries["case_studies", name].facets["payback"] for name in shown_ids(page)]
    ranks = [bands.index(band[0]) if band else len(bands) for band in order]
    assert len(ranks) == len(found)
    assert ranks == sorted(ranks)
    lacking = sum(not band for band in order)
    assert 0 < lacking < len(found)
    assert set(ranks) == set(range(len(bands) + 1))
    expect(page.locator(".results > .small")).to_contain_text(f"{lacking} no dan este dato")


def test_amounts_are_sorted_currency_by_currency_and_the_page_says_so(visit: Visit, cases: Site) -> None:
    page = visit.go("casos/?sort=saving&sector=24")
    found = [cases.entries["case_studies", name] for name in expected(cases, sector={"24"})]
    settled(page, len(found))
    known = [entry.card["saving"] for entry in found if entry.card["saving"]]
    dollars = sorted((money.amount for money in known if money.currency == "USD"), reverse=True)
    first = [cases.entries["case_studies", name].card["saving"] for name in shown_ids(page)]
    assert [money.amount for money in first if money.currency == "USD"] == dollars[: min(12, len(dollars))]
    soles = sum(money.currency == "PEN" for money in known)
    note = page.locator(".results > .small").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    assert f"US$ ({len(dollars)}), S/ ({soles})" in note
    assert "no se convierten" in note


def test_the_address_is_the_state(visit: Visit, cases: Site) -> None:
    page = visit.go("casos/")
    tick(page, "resource", "water")
    water = len(expected(cases, resource={"water"}))
    settled(page, water)
    page.locator(".list-head select").select_option("year")
    expect(page).to_have_url(visit.root + "casos/?resource=water&sort=year")
    settled(page, water)
    by_year = shown_ids(page)
    page.go_back()
    expect(page).to_have_url(visit.root + "casos/?resource=water")
    settled(page, water)
    assert shown_ids(page) == expected(cases, resource={"water"})[:12]
    page.go_back()
    settled(page, COUNT)
    expect(page.locator(".card")).to_have_count(60)
    expect(page.locator(".pager")).to_be_visible()
    page.go_forward()
    page.go_forward()
    settled(page, water)
    assert shown_ids(page) == by_year
    assert visit.problems == []


def test_the_other_language_keeps_the_filters(visit: Visit, cases: Site) -> None:
    page = visit.go("casos/?resource=water&sort=year")
    settled(page, len(expected(cases, resource={"water"})))
    page.locator(".lang a").click()
    page.wait_for_url(f"{visit.root}en/case-studies/?resource=water&sort=year")
    expect(page.locator(".list-head h2")).to_have_text(f"{len(expected(cases, resource={'water'}))} cases")
    expect(page.locator(".filter-chips .tag")).to_have_text("Water ×")


@pytest.mark.parametrize("query", [
    "?sector=nada", "?sort=__proto__", "?constructor=1&__proto__=2&toString=3", "?resource=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    "?resource=&sort=", "?sort=payback'%22%3E", "?%", "?sector=" + "9," * 2000, "?q=agua",
])
def test_a_hostile_address_shows_the_plain_list(visit: Visit, query: str) -> None:
    page = visit.go("casos/" + query)
    page.wait_for_timeout(300)
    settled(page, COUNT)
    expect(page.locator(".card")).to_have_count(60)
    expect(page.locator(".pager")).to_be_visible()
    assert visit.problems == []


def test_links_of_loaded_cards_lead_to_their_records(visit: Visit, cases: Site) -> None:
    page = visit.go("casos/?resource=water")
    found = expected(cases, resource={"water"})
    settled(page, len(found))
    links = page.locator(".card-title a").evaluate_all("links => links.map(link => link.href)")
    assert links == [visit.root + cases.entries["case_studies", name].addresses["es"] for name in found[:12]]
    icons = page.locator(".cards use").evaluate_all("uses => uses.map(use => new URL(use.getAttribute('href'), document.baseURI).pathname)")
    assert set(icons) == {"/sub/assets/icons.svg"}


def test_no_case_meets_the_filters(visit: Visit, cases: Site) -> None:
    band, kind, regions = next(iter(cases.vocabularies["payback_bands"])), next(iter(cases.vocabularies["measure_types"])), cases.vocabularies["regions"]
    empty = {"payback": {band}, "investment": {"usd-1-million-or-more"}, "type": {kind}, "size": {"micro"}, "region": {next(iter(regions))}}
    assert expected(cases, **empty) == []
    page = visit.go("casos/?" + "&".join(f"{facet}={min(values)}" for facet, values in empty.items()))
    expect(page.locator(".filter-none")).to_contain_text("Ningún caso reúne esos filtros.")
    expect(page.locator(".filter-none a")).to_have_attribute("href", "../casos/")
    page.locator(".filter-none button").click()
    settled(page, COUNT)
    assert page.evaluate("document.activeElement.tagName") == "H2"
    expect(page.locator(".card")).to_have_count(60)


def test_the_keyboard_is_enough(visit: Visit, cases: Site) -> None:
    page = visit.go("casos/")
    page.locator("[data-facet=resource] a").first.focus()
    field = page.locator("[data-facet=resource] input").first
    expect(field).to_be_focused()  # the link became a box and kept the focus
    page.keyboard.press("Space")
    expect(field).to_be_checked()
    expect(field).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[data-facet=resource] input").nth(1)).to_be_focused()
    assert page.locator("[data-facet=resource]").get_attribute("role") == "group"
    assert page.locator(".list-head h2").get_attribute("aria-live") == "polite"
    page.locator(".filter-chips button").last.focus()
    page.keyboard.press("Enter")
    settled(page, COUNT)
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_show_more_goes_on_at_the_first_new_card(visit: Visit, cases: Site) -> None:
    page = visit.go("casos/?resource=water")
    found = expected(cases, resource={"water"})
    settled(page, len(found))
    page.locator(".results > .btn").click()
    expect(page.locator(".card")).to_have_count(24)
    assert shown_ids(page) == found[:24]
    assert page.evaluate("document.activeElement.href").endswith(f"/{found[12]}/")


def test_a_page_of_one_value_leads_to_the_list_with_its_value_chosen(visit: Visit, cases: Site) -> None:
    page = visit.go("casos/recurso/agua/")
    page.get_by_role("link", name="Agregar filtros").click()
    page.wait_for_url(visit.root + "casos/?resource=water")
    settled(page, len(expected(cases, resource={"water"})))
    expect(page.locator("[data-facet=resource] input[value=water]")).to_be_checked()


def test_a_page_of_one_value_is_sorted_on_the_whole_list(visit: Visit, cases: Site) -> None:
    page = visit.go("casos/recurso/agua/")
    page.locator(".list-head select").select_option("year")
    page.wait_for_url(visit.root + "casos/?resource=water&sort=year")
    settled(page, len(expected(cases, resource={"water"})))


@pytest.mark.parametrize("visit", [{"viewport": {"width": 360, "height": 740}, "has_touch": True}], indirect=True, ids=["phone"])
def test_on_a_telephone_the_filters_are_folded_and_closed_by_a_button(visit: Visit, cases: Site) -> None:
    page = visit.go("casos/")
    assert page.locator(".facets > details").evaluate("details => details.open") is False
    page.locator(".facets > details > summary").tap()
    tick(page, "resource", "water")
    total = len(expected(cases, resource={"water"}))
    button = page.locator(".filter-apply")
    expect(button).to_have_text(f"Ver {total} casos")
    expect(button).to_be_in_viewport()
    box = button.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 360
    button.tap()
    assert page.locator(".facets > details").evaluate("details => details.open") is False
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True, ids=["plain"])
def test_without_javascript_every_value_leads_to_a_page(visit: Visit) -> None:
    page = visit.go("casos/")
    assert page.locator(".list-head select").is_visible() is False
    assert page.locator("[data-pick]").is_visible() is False
    page.locator(".facets > details > summary").click()
    links = page.locator(".facets a:visible").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links
    assert [link for link in links if "?" in link] == []
    page.locator("[data-facet=resource] a").first.click()
    assert "/recurso/" in page.url


def changes(browser: Browser, address: str) -> float:
    """The median time of a change of filter or order, in ms, from the click to the cards on the page; the page freshly loaded."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    times: list[float] = []
    for _ in range(5):
        page.goto(address + "casos/")
        page.locator("[data-facet=sector] a").first.hover()
        expect(page.locator("[data-facet=sector] input").first).to_be_attached()
        times += page.evaluate("""async () => {
            const box = document.querySelector('[data-list]'), times = [];
            const boxes = [...document.querySelectorAll('[data-facet] li input')].filter((input) => !input.disabled);
            const select = document.querySelector('.list-head select');
            async function timed(act) {
              const start = performance.now(), done = new Promise((resolve) => box.addEventListener('cards', resolve, { once: true }));
              act();
              await done;
              document.body.offsetHeight; // laid out
              times.push(performance.now() - start);
            }
            for (const input of [boxes[0], boxes[3], boxes[5], boxes[0], boxes[9]]) await timed(() => input.click());
            for (const sort of ['payback', 'saving', 'year']) await timed(() => { select.value = sort; select.dispatchEvent(new Event('change')); });
            return times;
        }""")
    context.close()
    return median(times)


def test_the_time_of_a_change_hardly_grows_with_the_number_of_cases(
    browser: Browser, published: Published, shown: Site, tmp_path_factory: pytest.TempPathFactory, record_property: pytest.RecordProperty
) -> None:
    times: dict[int, float] = {}
    for count in (100, LARGE):
        folder: Path = tmp_path_factory.mktemp(f"cases-{count}") / "site"
        publish(published, with_cases(shown, count), folder, ("es",))
        with serving(folder) as address:
            times[count] = changes(browser, address)
    record_property("times", times)
    print(times)
    assert times[LARGE] <= 3 * max(times[100], 5)
