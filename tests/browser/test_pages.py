"""What a visitor meets: at every width, in both languages, with and without JavaScript."""

from __future__ import annotations

import pytest
from conftest import Published

from .conftest import Visit

pytestmark = pytest.mark.browser

HOMES = ("", "en/")
PAGES = (
    "", "en/", "casos/", "en/case-studies/foundry-changes-lighting/", "casos/fundicion-cambia-luz/", "casos/textil-agua/",
    "directorio/", "financiamiento/linea-ejemplo/", "kits/kit-ejemplo/", "medidas/iluminacion-ejemplo/", "premios/premio-ejemplo/2008/",
    "programas/programa-ejemplo/", "fuentes/boletin-ejemplo/", "buscar/", "acerca/", "404.html", "suscribirse/",
    "suscribirse/todo/", "en/subscribe/case-studies/",
)


def width(pixels: int, **more: object) -> dict[str, object]:
    return {"viewport": {"width": pixels, "height": 800}, **more}


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("visit", [width(360), width(1280)], indirect=True, ids=["phone", "desk"])
def test_the_home_page_is_whole_and_quiet(visit: Visit, home: str) -> None:
    page = visit.go(home)
    assert page.locator("h1").count() == 1
    assert page.locator(".door").count() == 2
    assert page.locator(".card").count() >= 2
    assert page.locator("html").get_attribute("lang") == ("en" if home else "es")
    assert page.locator(".brand").is_visible()
    assert page.locator(".menu a").first.is_visible()
    assert visit.problems == []


@pytest.mark.parametrize("visit", [width(320)], indirect=True, ids=["narrow"])
def test_no_page_scrolls_sideways_on_the_narrowest_telephone(visit: Visit) -> None:
    wide = {}
    for path in PAGES:
        page = visit.go(path)
        across = page.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth]")
        if max(across) > 320:
            wide[path] = across
    assert wide == {}
    assert [problem for problem in visit.problems if "404" not in problem] == []


def test_no_request_leaves_the_site(visit: Visit) -> None:
    for path in PAGES:
        visit.go(path)
    host = visit.root.removesuffix("sub/")
    assert [url for url in visit.requests if not url.startswith((host, "data:"))] == []
    assert len(visit.requests) > len(PAGES)


@pytest.mark.parametrize(("here", "there"), [
    ("casos/fundicion-cambia-luz/", "en/case-studies/foundry-changes-lighting/"),
    ("casos/recurso/agua/", "en/case-studies/resource/water/"),
    ("acerca/", "en/about/"),
    ("", "en/"),
    ("directorio/fundicion-antigua/", "en/directory/fundicion-antigua/"),
])
def test_the_language_link_leads_to_the_same_page_and_back(visit: Visit, here: str, there: str) -> None:
    page = visit.go(here)
    page.locator(".lang a").click()
    page.wait_for_url(visit.root + there)
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".lang a").click()
    page.wait_for_url(visit.root + here)
    assert visit.problems == []


def test_filters_in_the_address_survive_a_change_of_language(visit: Visit) -> None:
    page = visit.go("casos/?q=agua")
    page.locator(".lang a").click()
    page.wait_for_url(f"{visit.root}en/case-studies/?q=agua")


def scheme(visit: Visit) -> tuple[str | None, str]:
    page = visit.page
    return page.locator("html").get_attribute("data-md-color-scheme"), page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_the_dark_theme_is_chosen_kept_and_left(visit: Visit) -> None:
    page = visit.go("")
    light, button = scheme(visit), page.locator("[data-theme]")
    assert (light[0], button.get_attribute("aria-pressed")) == ("default", "false")
    button.click()
    dark = scheme(visit)
    assert (dark[0], button.get_attribute("aria-pressed")) == ("slate", "true")
    assert dark[1] != light[1]
    visit.go("casos/")
    assert scheme(visit) == dark
    page.locator("[data-theme]").click()
    assert scheme(visit) == light


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True)
def test_the_system_s_dark_theme_is_followed_before_a_choice(visit: Visit) -> None:
    visit.go("")
    assert scheme(visit)[0] == "slate"


@pytest.mark.parametrize("visit", [width(360, java_script_enabled=False), width(1280, java_script_enabled=False)], indirect=True, ids=["phone", "desk"])
def test_everything_is_there_without_javascript(visit: Visit) -> None:
    page = visit.go("")
    page.locator(".menu a").first.click()
    page.wait_for_url(visit.root + "casos/")
    page.locator(".facets summary").click()
    page.locator(".facets a[href$='recurso/agua/']").click()
    page.wait_for_url(visit.root + "casos/recurso/agua/")
    page.locator(".card-title a").first.click()
    page.wait_for_url(visit.root + "casos/fundicion-cambia-luz/")
    assert page.locator("dl.figures").is_visible()
    assert page.locator("#sources").is_visible()
    assert [name for name in page.locator(".js-only").all() if name.is_visible()] == []
    assert visit.problems == []


def test_the_keyboard_reaches_the_content_first(visit: Visit) -> None:
    page = visit.go("casos/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("element => element === document.activeElement")
    assert skip.is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenido"


def test_no_page_keeps_anything_but_the_chosen_theme(visit: Visit) -> None:
    page = visit.go("")
    visit.go("casos/")
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage)") == []
    page.locator("[data-theme]").click()
    assert page.evaluate("Object.keys(localStorage)") == ["tema"]


def test_the_pages_of_these_tests_are_pages_of_the_site(published: Published) -> None:
    assert [path for path in PAGES if not (published.site / path).exists()] == []
