"""What changed since a revision, in words: every value, and a sign where a figure jumps, turns, changes its unit or vanishes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SMALL

from generator.cli import main
from generator.diagnostics import Fault
from generator.editing.review import markdown
from generator.editing.revisions import revised

CASE = "case_studies/fundicion-luz.yml"
HEAD = "Registros cambiados desde `HEAD`: {}. Por mirar dos veces (⚠): {}.\n"


def _git(project: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@ejemplo.test", *arguments], cwd=project, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the small site in a folder of a repository, as it was committed."""
    project = Path(shutil.copytree(SMALL, tmp_path / "repository" / "site"))
    _git(project.parent, "init", "-q")
    _git(project.parent, "add", "-A")
    _git(project.parent, "commit", "-q", "-m", "x")
    return project


def _change(project: Path, old: str, new: str, file: str = CASE) -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def _lines(project: Path, language: str = "es") -> list[str]:
    return [line for line in markdown(revised(project, "HEAD"), "HEAD", language).splitlines() if line.startswith("- ")]


def test_nothing_changed(project: Path) -> None:
    assert markdown(revised(project, "HEAD"), "HEAD", "es") == "Ningún registro cambió.\n"
    _change(project, "id: fundicion-luz", "id: fundicion-luz  # solo un comentario")
    assert revised(project, "HEAD") == []


@pytest.mark.parametrize(("old", "new", "es", "en"), [
    ("investment: {amount: 1200,", "investment: {amount: 12000,", "⚠ **Medidas 1 · Inversión**: 1 200 → 12 000 USD (×10)", "⚠ **Measures 1 · Investment**: 1,200 → 12,000 USD (×10)"),
    ("investment: {amount: 1200,", "investment: {amount: 1300,", "**Medidas 1 · Inversión**: 1 200 → 1 300 USD", "**Measures 1 · Investment**: 1,200 → 1,300 USD"),
    ("amount: 3400.50", "amount: 34.0050", "⚠ **Medidas 1 · Ahorro al año**: 3 400.50 → 34.0050 USD (÷100)", "⚠ **Measures 1 · Saving per year**: 3,400.50 → 34.0050 USD (÷100)"),
    ("change: -9800", "change: 9800", "⚠ **Medidas 1 · Recursos 1 · Cambio**: −9 800 → 9 800 kWh (cambió de signo)", "⚠ **Measures 1 · Resources 1 · Change**: −9,800 → 9,800 kWh (the sign changed)"),
    ("unit: kWh", "unit: MWh", "⚠ **Medidas 1 · Recursos 1 · Unidad**: kWh → MWh (cambió la unidad)", "⚠ **Measures 1 · Resources 1 · Unit**: kWh → MWh (the unit changed)"),
    ("change_percent: -30,", "change_percent: -33,", "**Recursos 1 · Cambio en %**: −30 → −33 %", "**Resources 1 · Change in %**: −30 → −33 %"),
    ("status: published", "status: draft", "**Estado**: published → draft", "**Status**: published → draft"),
    ("Fundición Ejemplo gasta", "Fundición *Ejemplo* gasta", "**Título (es)**: «Fundición Ejemplo gasta menos en luz» → «Fundición \\*Ejemplo\\* gasta menos en luz»", None),
    (", source: boletin-ejemplo, locator: \"p. 3\"}", "}", "⚠ **Medidas 1 · Inversión · Fuente**: quitado: boletin-ejemplo (ya no está)", None),
    ("  - title: {es: \"Segunda", "  - title: {es: \"Nueva\", en: \"New\"}\n    status: implemented\n  - title: {es: \"Segunda",
     "**Medidas 2**: agregado: title: es: Nueva; en: New; status: implemented", None),
])
def test_a_change_in_words(project: Path, old: str, new: str, es: str, en: str | None) -> None:
    _change(project, old, new)
    assert f"- {es}" in [line.replace("\N{NO-BREAK SPACE}", " ") for line in _lines(project)]
    if en is not None:
        assert _lines(project, "en") == [f"- {en}"]


def test_records_that_are_new_gone_or_unreadable(project: Path) -> None:
    shutil.copy(project / CASE, project / "case_studies" / "otro.yml")
    (project / "content/sources/boletin-ejemplo.yml").unlink()
    (project / "case_studies/textil-agua.yml").write_text("id: [", encoding="utf-8")
    text = markdown(revised(project, "HEAD"), "HEAD", "es")
    assert text.startswith(HEAD.format(3, 0))
    assert [line for line in text.splitlines() if line.startswith("- ")] == ["- registro nuevo", "- el archivo no se puede leer", "- registro borrado"]


def test_long_texts_show_what_differs(project: Path) -> None:
    _change(project, "Gastaban mucho.", "Gastaban muchísimo.")
    (line,) = _lines(project)
    assert "mucho" in line and "muchísimo" in line and "…" in line


def test_the_command(project: Path) -> None:
    _change(project, "status: published", "status: draft")
    run = CliRunner().invoke(main, ["diff", "--project", str(project), "--lang", "en"])
    assert run.exit_code == 0 and "**Status**: published → draft" in run.output
    assert CliRunner().invoke(main, ["diff", "no-such", "--project", str(project)]).exit_code == 2


@pytest.mark.parametrize("revision", ["--output=x", "no-such", "HEAD:site"])
def test_only_a_revision_is_one(project: Path, revision: str) -> None:
    with pytest.raises(Fault):
        revised(project, revision)
    assert not (project / "x").exists()
