"""Whole proposals through the editor, decap-server and git, and every file of the site through its format. Long: with ``CET_LONG=1`` only."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, SMALL, checked, copy_small, lines
from playwright.sync_api import Locator, Page, expect

from generator.schemas import COLLECTIONS

from .host import TRIED, choose, control, enter, save

pytestmark = pytest.mark.browser


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
