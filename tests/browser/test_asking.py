"""Finding help and writing a request, in a real browser: reasons are shown, nothing leaves by itself, any address is safe."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from conftest import REQUEST, Published, build, copy_small
from playwright.sync_api import Browser, Page, Route, expect

from .conftest import Visit
from .many import serving

pytestmark = pytest.mark.browser

FIRM = """id: c-{number}
status: published
updated: 2026-11-23
kind: firm
title: "Firma {number}"
summary: {{es: "Firma inventada.", en: "Invented firm."}}
themes: [water-effluents]
languages: [en]
confirmed: 2026-11-01
"""
HOSTILE = ["?theme=%3Cimg%20src=x%20onerror=alert(1)%3E", "?theme=__proto__&sector=constructor", "?sector=" + "9" * 5000, "?theme=&&&%E0%A4%A", "?about=../../x"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small site with five profiles, an open request, and a centre that can be reached."""
    folder = tmp_path_factory.mktemp("asking")
    project = copy_small(folder / "project")
    settings = project / "content" / "site.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + 'email: centro@ejemplo.test\nwhatsapp: "51999999999"\n', encoding="utf-8")
    for number in (1000, 1001, 1002):
        (project / "content" / "consultants" / f"c-{number}.yml").write_text(FIRM.format(number=number), encoding="utf-8")
    (project / "content" / "requests").mkdir()
    (project / "content" / "requests" / "pedido.yml").write_text(REQUEST, encoding="utf-8")
    build(project)
    served = folder / "served"
    served.mkdir()
    (served / "sub").symlink_to(project / "site")
    with serving(served) as address:
        yield address + "sub/"


def texts(page: Page, of: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(of).all_inner_texts()]


def test_answers_are_chosen_searched_and_kept_in_the_address(visit: Visit) -> None:
    page = visit.go("encuentra-ayuda/")
    expect(page.locator("#help-directory")).to_be_visible()
    page.select_option("#help-theme", "energy-efficiency")
    page.select_option("#help-sector", "24")
    page.get_by_role("button", name="Buscar").click()
    expect(page.locator("#help-count")).to_be_focused()
    expect(page).to_have_url(visit.root + "encuentra-ayuda/?theme=energy-efficiency&sector=24")
    expect(page.locator("#help-directory")).to_be_hidden()
    # Theme 4, sector 3, one documented case 1: three have all of it and stand by name; the kit and the person have the theme alone.
    assert texts(page, "#help-results .card-title") == [
        "1 caso: Metales básicos y fundición, Eficiencia energética", "Centro de Ejemplo", "Consultora Ejemplo S.R.L.",
        "Kit de Ejemplo", "Persona Permitida Inventada"]
    reasons = texts(page, "#help-results .card")
    assert "Coincide: tema, sector (1 caso)." in reasons[1]
    person = next(text for text in reasons if "Persona Permitida" in text)
    assert "Coincide: tema." in person
    assert "No sabemos: sector." in person
    page.go_back()
    expect(page.locator("#help-directory")).to_be_visible()
    assert visit.problems == []


def test_what_does_not_match_is_said(visit: Visit) -> None:
    page = visit.go("en/find-help/?theme=water-effluents&language=es")
    expect(page.locator("#help-results .card").first).to_be_visible()
    firm = next(text for text in texts(page, "#help-results .card") if "Firma 1000" in text)
    assert "Matches: theme." in firm
    assert "Does not match: language." in firm


def test_the_language_link_keeps_the_answers(visit: Visit) -> None:
    page = visit.go("encuentra-ayuda/?theme=energy-efficiency")
    page.locator(".lang a").click()
    page.wait_for_url(visit.root + "en/find-help/?theme=energy-efficiency")
    expect(page.locator("#help-theme")).to_have_value("energy-efficiency")
    expect(page.locator("#help-results .card").first).to_be_visible()


def test_nobody_found_leads_to_the_request_with_the_same_answers(visit: Visit) -> None:
    def nobody(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "helpers": [], "cases": {}})

    visit.page.route("**/data/help/es.json", nobody)
    page = visit.go("encuentra-ayuda/?size=small&theme=energy-efficiency")
    expect(page.locator("#help-results .note")).to_contain_text("Nadie coincide todavía")
    expect(page.locator("#help-results .btn--main")).to_have_attribute("href", "../solicitar/?theme=energy-efficiency&size=small")


def test_without_its_data_the_directory_stays(visit: Visit) -> None:
    visit.page.route("**/data/help/es.json", lambda route: route.abort())
    page = visit.go("encuentra-ayuda/?theme=energy-efficiency")
    page.wait_for_timeout(300)
    expect(page.locator("#help-directory")).to_be_visible()
    expect(page.locator("#help-results")).to_be_hidden()


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("path", ["encuentra-ayuda/", "solicitar/"])
def test_any_address_shows_the_plain_page(visit: Visit, path: str, query: str) -> None:
    page = visit.go(path + query)
    page.wait_for_timeout(300)
    expect(page.locator("form[data-load]")).to_be_visible()
    expect(page.locator("main img")).to_have_count(0)
    assert set(page.locator("form[data-load] select").evaluate_all("all => all.map((one) => one.value)")) == {""}
    assert [problem for problem in visit.problems if "404" not in problem] == []


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_there_is_a_directory_and_what_to_write(visit: Visit) -> None:
    page = visit.go("encuentra-ayuda/")
    expect(page.locator("form[data-load]")).to_be_hidden()
    expect(page.locator("#help-directory h3").first).to_have_text("Eficiencia energética")
    expect(page.locator("#help-directory a", has_text="Centro de Ejemplo")).to_be_visible()
    page = visit.go("solicitar/")
    expect(page.locator("form[data-load]")).to_be_hidden()
    expect(page.locator("main")).to_contain_text("centro@ejemplo.test")
    expect(page.locator("main")).to_contain_text("Solicitud de ayuda")
    expect(page.locator("main li", has_text="Cómo prefiere que le respondan")).to_be_visible()


def test_what_is_missing_is_listed_and_leads_to_its_field(visit: Visit) -> None:
    page = visit.go("solicitar/?theme=energy-efficiency")
    page.get_by_role("button", name="Ver el mensaje").click()
    expect(page.locator("#request-errors")).to_be_focused()
    assert texts(page, "#request-errors li") == ["Elija la región", "Elija cómo prefiere que le respondan"]
    expect(page.locator("#request-region")).to_have_attribute("aria-invalid", "true")
    page.locator("#request-errors a").first.click()
    expect(page.locator("#request-region")).to_be_focused()
    expect(page.locator("#request-ready")).to_be_hidden()
    assert visit.problems == []


def test_a_request_is_seen_before_the_reader_sends_it(visit: Visit) -> None:
    page = visit.go("solicitar/?theme=energy-efficiency&sector=24&region=PE-LIM&about=organisations/centro-ejemplo")
    page.select_option("#request-contact", "whatsapp")
    page.fill("#request-who", "Rosa Inventada, 999 000 111")
    page.fill("#request-text", "Línea 1 & más\n<b>no</b>")
    page.wait_for_load_state("networkidle")
    before = len(visit.requests)
    page.get_by_role("button", name="Ver el mensaje").click()
    expect(page.locator("#request-ready h2")).to_be_focused()
    message = page.locator("#request-message").inner_text()
    for line in ("Solicitud de ayuda", "Sobre: Centro de Ejemplo", "Qué necesita: Eficiencia energética", "Sector: Metales básicos y fundición",
                 "Región: Lima (departamento)", "Cómo prefiere que le respondan: Por WhatsApp", "Nombre y número o correo: Rosa Inventada, 999 000 111", "Línea 1 & más", "<b>no</b>", "https://ejemplo.test/solicitar/"):
        assert line in message
    sent = urlsplit(page.locator("[data-send=whatsapp]").get_attribute("href") or "")
    assert (sent.netloc, sent.path, parse_qs(sent.query)["text"]) == ("wa.me", "/51999999999", [message])
    letter = page.locator("[data-send=email]").get_attribute("href") or ""
    assert letter.startswith("mailto:centro@ejemplo.test?subject=Solicitud%20de%20ayuda&body=")
    assert unquote(letter.partition("&body=")[2]).replace("\r\n", "\n") == message
    page.fill("#request-text", "otra cosa")
    expect(page.locator("#request-ready")).to_be_hidden()
    assert len(visit.requests) == before
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []
    assert visit.problems == []


def test_without_a_channel_nothing_says_how_to_write_and_the_reader_picks_the_contact(browser: Browser, published: Published) -> None:
    with serving(published.site) as address:
        page = browser.new_page()
        page.goto(address + "solicitar/?theme=energy-efficiency&region=PE-LIM")
        assert "Cómo escribir al centro" not in page.content()
        expect(page.locator("main")).to_contain_text("todavía no publica aquí un correo ni un WhatsApp")
        page.select_option("#request-contact", "call")
        page.get_by_role("button", name="Ver el mensaje").click()
        link = page.get_by_role("link", name="Elegir un contacto en WhatsApp")
        sent = urlsplit(link.get_attribute("href") or "")
        assert (sent.netloc, sent.path, parse_qs(sent.query)["text"]) == ("wa.me", "/", [page.locator("#request-message").inner_text()])
        page.close()


def test_open_requests_stand_in_their_list(visit: Visit) -> None:
    page = visit.go("solicitudes/")
    expect(page.locator(".card")).to_contain_text("Vale hasta el 30 de noviembre de 2026")
    page.locator(".card a").click()
    expect(page.locator("h1")).to_have_text("Se busca ahorro de agua")
    expect(page.locator("main .btn--main")).to_have_text("Escribir una solicitud")


@pytest.mark.parametrize("visit", [{"viewport": {"width": 320, "height": 700}}], indirect=True)
@pytest.mark.parametrize("path", ["encuentra-ayuda/?theme=energy-efficiency", "en/request/", "solicitudes/", "en/indicators/"])
def test_nothing_is_wider_than_a_small_screen(visit: Visit, path: str) -> None:
    page = visit.go(path)
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


