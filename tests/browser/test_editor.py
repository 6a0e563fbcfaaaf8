"""The web editor in a browser: it starts under its policy, and what it writes is what was typed and nothing else.

Its program comes from npm (``.ci/editor``, which ``make test`` runs); where it could not be fetched these tests are skipped.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, SMALL, checked, copy_small, lines
from playwright.sync_api import Browser, Locator, Page, expect

from generator.exports.editor.bundle import installed
from generator.model import Site
from generator.schemas import COLLECTIONS

from .conftest import Quiet
from .editor_host import HOST, LOCAL, Host, place

pytestmark = [pytest.mark.browser, pytest.mark.skipif(installed() is None, reason=".ci/editor could not fetch the editor from npm")]

LISTEN = "window.refused = []; addEventListener('securitypolicyviolation', e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI))"
GITHUB = {"name": "github", "repo": "centro/sitio", "branch": "main", "base_url": "https://entrar.ejemplo.test"}
WINDOW = """<!doctype html><script>
  addEventListener("message", () => opener.postMessage('authorization:github:success:{"token":"t0k3n","provider":"github"}', "*"));
  opener.postMessage("authorizing:github", "*");
</script>"""  # what a sign-in service sends
TRIED = {"script-src eval"}  # once, at the start, by a library that looks for Node and goes on without
CASE = "case_studies/fundicion-luz.yml"
long = pytest.mark.skipif(not os.environ.get("CET_LONG"), reason="CET_LONG=1 runs it")


@pytest.fixture(scope="session")
def desk(small_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small site's editor."""
    folder = tmp_path_factory.mktemp("editor")
    place(small_site, folder, LOCAL)
    place(small_site, folder / "github", GITHUB)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/admin/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="es-PE")
    context.set_default_timeout(30_000)
    made = context.new_page()
    made.add_init_script(LISTEN)
    yield made
    context.close()


def enter(page: Page, desk: str) -> None:
    """Signed in, at the list of cases."""
    page.goto(desk)
    page.get_by_role("button", name="Iniciar sesión").click()
    page.get_by_role("heading", name="Casos de empresas").wait_for()


def control(page: Page | Locator, name: str, inside: str = "") -> Any:
    """The first control of this name, on the page or in a part of it, or the first one inside that group."""
    top = page.locator(f"[id^='{inside}-field-']").first if inside else page
    return top.locator(f"[id^='{name}-field-']").first


def choose(page: Page | Locator, name: str, typed: str, inside: str = "") -> None:
    box = control(page, name, inside)
    box.fill(typed)
    page.locator("[class*='-option']", has_text=typed).first.wait_for()
    box.press("Enter")


def save(page: Page) -> None:
    page.get_by_role("button", name="Guardar").click()
    page.get_by_text("Entrada guardada").wait_for()


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


@pytest.mark.parametrize(("old", "new", "right"), [
    pytest.param("", "", True, id="ours"), pytest.param("value_field: id", "value_fields: id", False, id="a wrong one", marks=long),
])
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


TRIAL = """async ([collection, text, change]) => {
  const { formatOf } = await import("./records.js");
  const { parse } = await import("./yaml/index.js");
  window.config ??= parse(await (await fetch("config.yml")).text(), { maxAliasCount: -1 });
  const format = formatOf(window.config.collections.find((found) => found.name === collection), ["es", "en"]);
  const form = text ? format.fromFile(text) : {};
  return format.toFile(change ? (new Function("form", change)(form) ?? form) : form);
}"""


@pytest.fixture(scope="session")
def trial(browser: Browser, desk: str) -> Iterator[Any]:
    """The text of a file, and a change to its form -> what the editor would write."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/bare.html", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto(f"{desk}bare.html")
    yield lambda collection, text, change="": page.evaluate(TRIAL, [collection, text, change])
    context.close()


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


@long
def test_every_file_of_the_site_comes_out_as_it_went_in(trial: Any) -> None:
    changed = [path.name for name, collection in COLLECTIONS.items() for path in sorted((REPOSITORY / collection.home).glob("*.yml"))
               if trial(name, text := path.read_text(encoding="utf-8")) != text]
    assert changed == []


@pytest.fixture
def git_host(tmp_path: Path) -> Iterator[Path]:
    """A repository of the small site, and decap-server before it on a port of its own."""
    project = copy_small(tmp_path / "small")
    for words in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"], ["commit", "--quiet", "--message", "start"]):
        git(project, *words)
    program = REPOSITORY / "build" / "tools" / "node_modules" / "decap-server" / "dist" / "index.js"
    assert program.is_file(), "sh .ci/tools/install"
    server = subprocess.Popen(["node", program], env={**os.environ, **AUTHOR, "MODE": "git", "GIT_REPO_DIRECTORY": str(project), "PORT": "8081",
                                                      "BIND_HOST": "127.0.0.1", "LOG_LEVEL": "error"}, stdout=subprocess.DEVNULL)
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", 8081), 1):
            break
        time.sleep(0.2)
    yield project
    server.terminate()
    server.wait()


AUTHOR = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "Editora"), ("EMAIL", "editora@ejemplo.test"))}


def git(project: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=project, env={**os.environ, **AUTHOR}, check=True, capture_output=True, text=True).stdout


def begin(page: Page, desk: str, name: str) -> None:
    """A new case with what every case has."""
    page.goto(f"{desk}#/collections/case_studies/new")
    expect(control(page, "id")).to_have_value("")
    control(page, "id").fill(name)
    choose(page, "status", "borrador")
    control(page, "updated").fill("2026-11-23")
    for text in ("title", "summary"):
        control(page, "es", text).fill("Caso: 100 % inventado")
        control(page, "en", text).fill("2026-11-23")
    for field, typed in (("areas", "(pml)"), ("themes", "(energy-efficiency)"), ("sector", "(24)"), ("country", "(PE)"), ("sources", "boletin-ejemplo")):
        choose(page, field, typed)


def proposal(project: Path, branch: str) -> Path:
    """The files of a proposal, in a folder of their own: in the repository's own one decap-server still goes from branch to branch."""
    folder = project.parent / branch.replace("/", "-")
    git(project, "worktree", "add", "--quiet", "--detach", str(folder), branch)
    return folder


@long
def test_proposals_are_commits_that_pass_the_check(page: Page, desk: str, git_host: Path) -> None:
    """With decap-server and a real repository: a case is corrected, one is added, and each is a branch with one commit."""
    enter(page, desk)
    page.goto(f"{desk}#/collections/case_studies/entries/fundicion-luz")
    control(page, "en", "title").wait_for()
    total = page.locator("[id^='investment-field-']").last  # each measure has one of its own, before
    total.get_by_role("button").first.click()
    total.locator("[id^='amount-field-']").fill("3400.50")
    save(page)
    page.goto("about:blank")  # what the editor still does with the first has no part in the second
    begin(page, desk, "caso-nuevo")
    save(page)
    assert set(page.evaluate("window.refused")) <= TRIED
    branches = git(git_host, "branch", "--list", "cms/*", "--format=%(refname:short)").split()
    assert branches == ["cms/case_studies/caso-nuevo", "cms/case_studies/fundicion-luz"]
    for branch in branches:
        assert git(git_host, "rev-list", "--count", f"main..{branch}").strip() == "1"
        assert lines(checked(proposal(git_host, branch), drafts=True).report) == lines(checked(SMALL, drafts=True).report)
    assert git(git_host, "show", "cms/case_studies/caso-nuevo:case_studies/caso-nuevo.yml") == """id: caso-nuevo
status: draft
updated: 2026-11-23
title:
  es: "Caso: 100 % inventado"
  en: "2026-11-23"
summary:
  es: "Caso: 100 % inventado"
  en: "2026-11-23"
areas: [pml]
themes: [energy-efficiency]
sector: "24"
place:
  country: PE
sources: [boletin-ejemplo]
"""


CHOSEN = {"resource", "unit", "per", "period", "direction", "qualifier", "basis", "source", "currency"}
MONEY = {
    "investment": {"amount": "1200", "currency": "(USD)", "year": "2008", "source": "boletin-ejemplo"},
    "annual_saving": {"amount": "3400.5", "currency": "(USD)", "basis": "(estimated)", "source": "boletin-ejemplo", "locator": "p. 3"},
}
FIGURES: tuple[dict[str, str], ...] = (
    {"resource": "(electricity)", "change": "-9800", "unit": "(kWh)", "period": "año", "basis": "(measured)"},
    {"resource": "(electricity)", "change": "3400.5", "unit": "(MJ)", "period": "mes", "direction": "sube", "basis": "(estimated)"},
    {"resource": "(water)", "change": "-120.25", "unit": "(m3)", "change_percent": "-30", "period": "año", "basis": "(stated)"},
    {"resource": "(water)", "change_percent": "-12.5", "direction": "baja", "qualifier": "(about)", "basis": "(stated)"},
    {"resource": "(water)", "change": "-4000", "unit": "(l)", "period": "día", "basis": "(measured)"},
    {"resource": "(electricity)", "change": "-0.5", "unit": "(kWh)", "baseline": "3", "after": "2.5", "per": "producto", "basis": "(estimated)"},
    {"resource": "(water)", "change": "-250", "unit": "(gal_us)", "period": "una sola vez", "qualifier": "(up_to)", "basis": "(stated)", "locator": "p. 5"},
)


def add(part: Page | Locator, name: str) -> Locator:
    """One more item of a list: its form, as the editor opens it."""
    items = control(part, name)
    items.get_by_role("button", name="Agregar a").first.click()
    return items.locator(":scope > div > [class*='SortableListItem']").last


def fill(part: Locator, typed: dict[str, str]) -> None:
    for name, text in typed.items():
        if name in CHOSEN:
            choose(part, name, text)
        else:
            control(part, name).fill(text)


@long
def test_a_case_of_seven_figures_goes_in_by_clicking_typing_and_choosing(page: Page, desk: str, git_host: Path) -> None:
    """One measure with its investment, its saving and seven figures: the commit holds what was typed, and the check has nothing to say."""
    enter(page, desk)
    begin(page, desk, "siete-cifras")
    measure = add(page, "measures")
    for language, text in (("es", "Cambio de caldera"), ("en", "Change of boiler")):
        control(control(measure, "title"), language).fill(text)
    for name, typed in MONEY.items():
        group = control(measure, name)
        group.get_by_role("button", name="Abrir").click()
        fill(group, typed)
    for typed in FIGURES:
        figure = add(measure, "effects")
        fill(figure, {**typed, "source": "boletin-ejemplo"})
        figure.get_by_role("button").first.click()  # closed, it says what it holds
        said = [typed.get(name, "").strip("()") for name in ("resource", "change", "unit", "change_percent")] + ["%" * ("change_percent" in typed)]
        expect(figure.locator("[class*='NestedObjectLabel']")).to_have_text(" ".join(filter(None, said)))
    save(page)
    assert set(page.evaluate("window.refused")) <= TRIED
    branch = "cms/case_studies/siete-cifras"
    assert git(git_host, "rev-list", "--count", f"main..{branch}").strip() == "1"
    made = proposal(git_host, branch)
    assert lines(checked(made, drafts=True).report) == lines(checked(SMALL, drafts=True).report)
    assert (made / "case_studies/siete-cifras.yml").read_text(encoding="utf-8").partition("measures:\n")[2] == SEVEN


SEVEN = """  - title:
      es: "Cambio de caldera"
      en: "Change of boiler"
    investment:
      amount: 1200
      currency: USD
      year: 2008
      source: boletin-ejemplo
    annual_saving:
      amount: 3400.5
      currency: USD
      basis: estimated
      source: boletin-ejemplo
      locator: "p. 3"
    effects:
      - resource: electricity
        change: -9800
        unit: kWh
        period: year
        basis: measured
        source: boletin-ejemplo
      - resource: electricity
        change: 3400.5
        unit: MJ
        period: month
        direction: increase
        basis: estimated
        source: boletin-ejemplo
      - resource: water
        change: -120.25
        unit: m3
        change_percent: -30
        period: year
        basis: stated
        source: boletin-ejemplo
      - resource: water
        change_percent: -12.5
        direction: decrease
        qualifier: about
        basis: stated
        source: boletin-ejemplo
      - resource: water
        change: -4000
        unit: l
        period: day
        basis: measured
        source: boletin-ejemplo
      - resource: electricity
        change: -0.5
        unit: kWh
        baseline: 3
        after: 2.5
        per: output
        basis: estimated
        source: boletin-ejemplo
      - resource: water
        change: -250
        unit: gal_us
        period: once
        qualifier: up_to
        basis: stated
        source: boletin-ejemplo
        locator: "p. 5"
sources: [boletin-ejemplo]
"""
