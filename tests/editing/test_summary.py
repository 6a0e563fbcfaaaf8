"""One page for those who review: what is wrong, what changed, where to look; nothing in it is markup of the content's."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import AS_OF, SMALL

from generator.cli import main
from generator.diagnostics import Span
from generator.editing.summary import FINDINGS, summary
from generator.schemas.core.validate import NOT_A_NUMBER

CASE = "case_studies/fundicion-luz.yml"
URL = "https://example.org/artifact/1"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("review") / "site"))
    for arguments in (("init", "-q"), ("add", "-A"), ("-c", "user.name=x", "-c", "user.email=x@ejemplo.test", "commit", "-q", "-m", "x")):
        subprocess.run(["git", *arguments], cwd=project, check=True, capture_output=True)
    return project


@pytest.fixture
def project(repository: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(repository, tmp_path / "site"))


def review(project: Path, *options: str) -> str:
    run = CliRunner().invoke(main, ["review", "HEAD", "--project", str(project), "--as-of", AS_OF.isoformat(), *options])
    assert run.exit_code == 0, run.output
    return run.output.replace("\N{NO-BREAK SPACE}", " ")


def change(project: Path, old: str, new: str) -> None:
    text = (project / CASE).read_text(encoding="utf-8")
    assert old in text
    (project / CASE).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_figure_that_jumps_is_told_in_both_languages(project: Path) -> None:
    change(project, "investment: {amount: 1200,", "investment: {amount: 12000,")
    page = review(project, "--preview", URL)
    assert page.startswith("# Revisión del contenido\n\nSin errores ni avisos nuevos.\n\n[Descargue el sitio con este cambio](https://example.org/artifact/1)")
    assert "- ⚠ **Medidas 1 · Inversión**: 1 200 → 12 000 USD (×10)" in page and "segunda mirada" in page
    spanish, english = page.split("<details><summary>Content review</summary>")
    assert "- ⚠ **Measures 1 · Investment**: 1,200 → 12,000 USD (×10)" in english and "Measures" not in spanish
    assert english.rstrip().endswith("</details>")
    assert review(project, "--lang", "en").startswith("# Content review")


def test_an_error_is_told_with_its_cure_and_no_preview(project: Path) -> None:
    change(project, "amount: 1200", "amount: mucho")
    page = review(project, "--preview", "")
    assert "Errores: 1. Avisos: 0." in page and "No hay vista previa" in page
    assert f"- ❌ `{CASE}:" in page and "*Cómo corregirlo:* Escriba solo cifras" in page
    assert "preview" not in review(project, "--lang", "en").split("<details>")[0]


def test_nothing_changed(project: Path) -> None:
    assert "Ningún registro cambió." in review(project)


def test_what_the_content_says_is_no_markup() -> None:
    finding = NOT_A_NUMBER.at(Span("a.yml", 1, 1), value="</details><img src=x> [x](javascript:1) `a`")
    page = summary([finding] * (FINDINGS + 7), (), "HEAD", "javascript:alert(1)", ("es", "en"))
    assert "<" not in page.replace("\\<", "").replace("<details>", "").replace("<summary>", "").replace("</details>", "").replace("</summary>", "")
    assert "\\[x\\]" in page and "… y 7 más." in page and "javascript:alert" not in page
    assert page.replace("\\</details", "").count("</details>") == 1
