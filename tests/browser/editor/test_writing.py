"""The web editor in a browser: it starts under its policy, and what it writes is what was typed and nothing else."""

from __future__ import annotations

import difflib
from typing import Any

import pytest
from conftest import SMALL
from playwright.sync_api import Browser, Page

from .conftest import LONG
from .host import HOST, TRIED, Host, control, enter, save

pytestmark = pytest.mark.browser

WINDOW = """<!doctype html><script>
  addEventListener("message", () => opener.postMessage('authorization:github:success:{"token":"t0k3n","provider":"github"}', "*"));
  opener.postMessage("authorizing:github", "*");
</script>"""  # what a sign-in service sends
CASE = "case_studies/fundicion-luz.yml"
RECORD = """# Un comentario.
id: x
status: draft   # todavía
updated: 2026-11-23
title: {es: "Uno", en: "One"}
sector: "24"
investment: {amount: 3400.50, currency: USD, source: s}
measures:
  - title: {es: "A"}  # la primera
    effects:
      - {resource: water, change: -9800, unit: m3, source: s}
  - title: {es: "B"}
sources: [s, t]
"""


def changes(before: str, after: str) -> list[str]:
    return [line for line in difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0) if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_a_case_is_corrected_and_only_that_is_written_also_on_a_telephone(page: Page, desk: str) -> None:
    host, asked, problems = Host(SMALL), [], []
    page.route(f"{HOST}**", host.answer)
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    enter(page, desk)
    page.goto(f"{desk}#/collections/case_studies/entries/fundicion-luz")
    title = control(page, "en", "title")
    title.wait_for()
    title.fill("Says “it”: 100 % # new")
    control(page, "es", "problem").fill("Uno.\n\nDos: tres.")
    page.set_viewport_size({"width": 360, "height": 760})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    save(page)
    before = (SMALL / CASE).read_text(encoding="utf-8")
    made = changes(before, host.saved[CASE])
    assert [line for line in made if line.startswith("+")] == [
        '+title: {es: "Fundición Ejemplo gasta menos en luz", en: "Says “it”: 100 % # new"}', "+  es: |-", "+    Uno.", "+    Dos: tres."]
    assert {line[:6] for line in made if line.startswith("-")} == {"-title", "-  es:", "-    L", "-    -"}
    assert set(page.evaluate("window.refused")) <= TRIED
    assert problems == []
    assert {url for url in asked if not url.startswith((desk.removesuffix("admin/"), HOST, "blob:", "data:"))} == set()


def test_the_window_of_a_sign_in_service_answers(page: Page, desk: str) -> None:
    """Under the page's policy and the servers' header: the service of the centre, then the files at GitHub, and nobody else."""
    opener = {"Cross-Origin-Opener-Policy": "same-origin-allow-popups"}  # as deploy/ sends it
    there, anyone = f"{desk.removesuffix('admin/')}github/admin/", {"Access-Control-Allow-Origin": "*"}
    page.route(there, lambda route: route.fulfill(response=(answer := route.fetch()), headers={**answer.headers, **opener}))
    page.context.route("https://api.github.com/**", lambda route: route.fulfill(status=401, json={"message": "Bad credentials"}, headers=anyone))
    page.context.route("https://www.githubstatus.com/**", lambda route: route.fulfill(json={"components": []}, headers=anyone))
    page.context.route("https://entrar.ejemplo.test/**", lambda route: route.fulfill(body=WINDOW, content_type="text/html"))
    page.goto(there)
    with page.expect_request("https://api.github.com/user") as sent, page.expect_popup() as window:
        page.get_by_role("button", name="GitHub").click()
    assert window.value.url.startswith("https://entrar.ejemplo.test/auth?provider=github")
    assert sent.value.headers["authorization"] == "token t0k3n"
    assert set(page.evaluate("window.refused")) <= TRIED


def test_what_a_stranger_would_evaluate_is_refused(page: Page, desk: str) -> None:
    page.goto(desk)
    page.get_by_role("button", name="Iniciar sesión").wait_for()
    page.evaluate("""() => {
      setTimeout("window.stranger = 1");
      document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.stranger = 2'}));
    }""")
    assert page.evaluate("fetch('https://example.invalid/').then(() => 'sent', () => 'refused')") == "refused"
    page.wait_for_timeout(100)
    assert page.evaluate("window.stranger ?? 'nobody'") == "nobody"
    assert {each.partition(" ")[0] for each in page.evaluate("window.refused")} == {"script-src", "script-src-elem", "connect-src"}


@pytest.mark.parametrize(("old", "new", "right"), [("", "", True), ("value_field: id", "value_fields: id", False)][: 2 if LONG else 1], ids=str)
def test_the_editor_s_own_schema_accepts_the_configuration(browser: Browser, desk: str, old: str, new: str, right: bool) -> None:
    """Under the site's policy it cannot check (``boot.js``); here it may."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.route("**/boot.js", lambda route: route.fulfill(body="window.CMS_MANUAL_INIT = true", content_type="text/javascript"))
    if old:
        page.route("**/config.yml", lambda route: route.fulfill(body=route.fetch().text().replace(old, new), content_type="text/yaml"))
    page.goto(desk)
    page.locator("text=/Iniciar sesión|Error/").first.wait_for()
    assert ("Error" not in page.inner_text("body")) is right
    context.close()


@pytest.mark.parametrize(("change", "expected"), [
    ("", []),
    ("form.investment.amount = 1200.25", ["-investment: {amount: 3400.50, currency: USD, source: s}", "+investment: {amount: 1200.25, currency: USD, source: s}"]),
    ("form.investment.year = 2008", ["-investment: {amount: 3400.50, currency: USD, source: s}", "+investment: {amount: 3400.50, currency: USD, year: 2008, source: s}"]),
    ("form.investment.amount = ''", ["-investment: {amount: 3400.50, currency: USD, source: s}", "+investment: {currency: USD, source: s}"]),
    ("form.investment = {amount: '', currency: null, source: ''}", ["-investment: {amount: 3400.50, currency: USD, source: s}"]),
    ("form.investment.amount = 0", ["-investment: {amount: 3400.50, currency: USD, source: s}", "+investment: {amount: 0, currency: USD, source: s}"]),
    ("form.sector = '10'", ['-sector: "24"', '+sector: "10"']),
    ("form.updated = '2026-11-24'", ["-updated: 2026-11-23", "+updated: 2026-11-24"]),
    ("form.status = 'published'", ["-status: draft   # todavía", "+status: published # todavía"]),
    ("form.title.en = '  '", ['-title: {es: "Uno", en: "One"}', '+title: {es: "Uno"}']),
    ("form.title.en = '2026-11-23'", ['-title: {es: "Uno", en: "One"}', '+title: {es: "Uno", en: "2026-11-23"}']),
    ("form.measures.push({title: {es: 'C: sí', en: ''}, effects: []})", ["+  - title:", '+      es: "C: sí"']),
    ("form.measures.shift()", ['-  - title: {es: "A"}  # la primera', "-    effects:", "-      - {resource: water, change: -9800, unit: m3, source: s}"]),
    ("form.measures[1].effects = [{resource: 'water', change: -0.5, unit: 'm3', source: 's'}]",
     ["+    effects:", "+      - resource: water", "+        change: -0.5", "+        unit: m3", "+        source: s"]),
    ("form.sources.push('u')", ["-sources: [s, t]", "+sources: [s, t, u]"]),
    ("form.sources = []", ["-sources: [s, t]"]),
    ("form.place = {country: 'NO', also: ['PE', 'BO'], locality: '10'}",
     ["+place:", '+  country: "NO"', '+  locality: "10"', "+  also: [PE, BO]"]),
    ("form.lessons = {es: 'a\\nb\\n'}", ["+lessons:", "+  es: |-", "+    a", "+    b"]),
    ("form.period = {reported: 2008}", ["+period:", "+  reported: 2008"]),
])
def test_a_change_is_written_alone(trial: Any, change: str, expected: list[str]) -> None:
    assert changes(RECORD, trial("case_studies", RECORD, change)) == expected


@pytest.mark.parametrize(("collection", "before", "change", "after"), [
    ("organisations", "title: ACME\n", "", "title: ACME\n"),
    ("organisations", "title: ACME\n", "form.title.en = 'Acme Ltd'", 'title:\n  es: "ACME"\n  en: "Acme Ltd"\n'),
    ("organisations", "title: {es: A, en: B}\n", "form.title.es = 'B'", 'title: "B"\n'),
    ("toolkits", "sources: [a, {source: b, locator: p. 3}]\n", "form.sources[1].locator = ''", "sources: [a, b]\n"),
    ("toolkits", "sources: [a]\n", "form.sources[0].locator = '3'", 'sources: [{source: a, locator: "3"}]\n'),
    ("toolkits", "sources: [a]\n", "form.sources.push({source: 'b'})", "sources: [a, b]\n"),
    ("projects", "period: {start: 2008, end: 2009-05}\n", "form.period.end = '2010'", "period: {start: 2008, end: 2010}\n"),
    ("case_studies", "", "return {id: 'nuevo', title: {es: 'Uno'}, sector: '24', updated: '2026-11-23', investment: {amount: 3400.5, year: 2008}, notes: [], summary: {}}",
     'id: nuevo\nupdated: 2026-11-23\ntitle:\n  es: "Uno"\nsector: "24"\ninvestment:\n  amount: 3400.5\n  year: 2008\n'),
])
def test_short_forms_survive(trial: Any, collection: str, before: str, change: str, after: str) -> None:
    """A name, a citation, a date as exact as it is known; what a form leaves empty is absent."""
    assert trial(collection, before, change) == after


def test_files_come_out_as_they_went_in(trial: Any) -> None:
    for path in sorted((SMALL / "case_studies").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        assert trial("case_studies", text) == text
