"""Thirty mistakes of a first day: one finding each, at its place, whose cure names the mending; the mended line, where there is one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from conftest import AS_OF, REPOSITORY, SMALL, checked, lines

from generator.cli import main
from generator.diagnostics import Report
from generator.editing.excerpt import Excerpts
from generator.editing.files import fixes
from generator.editing.mend import mended, suggested
from generator.schemas import COLLECTIONS
from generator.schemas.core.validate import validate
from generator.sources.yaml import parse

CASE = "case_studies/caso.yml"
RIGHT = (REPOSITORY / "tests" / "bad_content" / "caso.yml").read_text(encoding="utf-8")
MISTAKES: list[list[Any]] = yaml.safe_load((Path(__file__).parent / "mistakes.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("first") / "site"))


@pytest.mark.parametrize(("what", "old", "new", "expected", "cure", "line", "fixed"), MISTAKES, ids=[mistake[0] for mistake in MISTAKES])
def test_a_mistake_is_explained(project: Path, what: str, old: str, new: str, expected: str, cure: str, line: str | None, fixed: bool) -> None:
    assert old in RIGHT
    text = RIGHT.replace(old, new, 1)
    (project / CASE).write_text(text, encoding="utf-8")
    report = checked(project).report
    assert [found.replace(f" {CASE}:", " ") for found in lines(report)] == [expected]
    finding = next(iter(report))
    assert cure in finding.cure("es")
    assert suggested(finding, text) == line
    shown_lines = Excerpts(project)(finding)
    assert text.split("\n")[finding.span.line - 1].replace("\t", "→")[:60] in shown_lines[0]
    assert shown_lines[1].index("^") - shown_lines[1].index("|") - 2 == finding.span.column - 1
    assert shown_lines[-1] == f"docs/errors.md#{finding.code}"
    after = mended(CASE, text, COLLECTIONS["case_studies"])
    assert (after != text) == fixed
    if fixed:
        (project / CASE).write_text(after, encoding="utf-8")
        assert lines(checked(project).report) == []


def test_there_are_as_many_as_promised_and_every_link_leads_somewhere() -> None:
    assert len(MISTAKES) >= 25
    catalogue = (REPOSITORY / "docs" / "errors.md").read_text(encoding="utf-8")
    for mistake in MISTAKES:
        assert f"\n## {mistake[3].split()[0]}\n" in catalogue


@pytest.mark.parametrize(("what", "raw"), [
    ("byte order mark", "\ufeff" + RIGHT), ("line ends of Windows", RIGHT.replace("\n", "\r\n")), ("line ends of an old Mac", RIGHT.replace("\n", "\r")),
    ("spaces at the end of lines", RIGHT.replace("areas: [pml]", "areas: [pml]   ")), ("curly quotes", RIGHT.replace('"Usaba mucha luz."', "“Usaba mucha luz.”")),
    ("curly quotes in braces", RIGHT.replace('{es: "Un título"', "{es: “Un título”")),
])
def test_what_nobody_sees_is_tidied(what: str, raw: str) -> None:
    assert mended(CASE, raw, COLLECTIONS["case_studies"]) == RIGHT


def test_spaces_that_break_a_line_of_a_text_stay() -> None:
    text = RIGHT.replace('  es: "Usaba mucha luz."', "  es: |\n    Una línea  \n    y otra")
    assert mended(CASE, text, COLLECTIONS["case_studies"]) == text


@pytest.mark.parametrize(("word", "truth"), [("sí", "true"), ("no", "false"), ('"Sí"', "true"), ("yes", "true")])
def test_a_truth_in_words_becomes_one_where_a_truth_goes(word: str, truth: str) -> None:
    text = (SMALL / "content/credit_lines/linea-ejemplo.yml").read_text(encoding="utf-8")
    changed = text.replace("{reduction_from:", f"{{from_included: {word}, reduction_from:", 1)
    assert changed != text
    report = Report()
    validate(COLLECTIONS["credit_lines"], parse("linea-ejemplo.yml", changed, report), report)
    assert [found.code for found in report] == ["wrong-type"]
    after = mended("content/credit_lines/linea-ejemplo.yml", changed, COLLECTIONS["credit_lines"])
    assert f"{{from_included: {truth}, reduction_from: 30" in after


def test_a_no_in_a_text_stays() -> None:
    text = RIGHT.replace('"Usaba mucha luz."', "no")
    assert mended(CASE, text, COLLECTIONS["case_studies"]) == text


def test_good_files_stay_as_they_are(tmp_path: Path) -> None:
    assert fixes(REPOSITORY) == []


def test_the_command_mends_shows_and_keeps_comments(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SMALL, tmp_path / "site"))
    text = "\ufeff" + RIGHT.replace("id: caso", "id: caso  # a comment").replace("amount: 440", "amount: 440,5").replace("\n", "\r\n")
    (project / CASE).write_bytes(text.encode())
    run = CliRunner().invoke(main, ["check", "--fix", "--project", str(project), "--as-of", AS_OF.isoformat()])
    assert run.exit_code == 0, run.output
    assert "-  amount: 440,5\n+  amount: 440.5\n" in run.output
    assert "(BOM)" in run.output and "(CRLF → LF)" in run.output
    assert (project / CASE).read_bytes().decode() == RIGHT.replace("id: caso", "id: caso  # a comment").replace("amount: 440", "amount: 440.5")
    assert fixes(project) == []
