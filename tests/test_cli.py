"""The command ``cet``: its exit codes, what it says, and to whom."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import AS_OF, Published

from generator import cli, pipeline

DATE = ("--as-of", AS_OF.isoformat())


def cet(*arguments: object, **environment: str) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments], env=environment)


def spoil(project: Path) -> None:
    file = project / "case_studies" / "textil-agua.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("themes: [", "themes: [no-such-theme, "), encoding="utf-8")


@pytest.fixture
def spoiled(warm: Published) -> Path:
    spoil(warm.project)
    return warm.project


def test_a_clean_check_ends_with_zero(small: Path) -> None:
    result = cet("check", "--project", small, *DATE)
    assert result.exit_code == 0
    assert result.stdout.startswith("Sin errores ni avisos. 4 avisos conocidos")


def test_a_content_error_ends_with_one_and_says_where(spoiled: Path) -> None:
    result = cet("check", "--project", spoiled, *DATE)
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()[:2]
    assert re.match(r"case_studies/textil-agua\.yml:\d+:\d+: error \[unknown-term\] \(themes\[1\]\): «no-such-theme» no está", first)
    assert second.startswith("    Cómo corregirlo: ")
    assert result.stdout.splitlines()[-1].startswith("1 error, 0 avisos.")


def test_warnings_alone_end_with_zero(small: Path) -> None:
    (small / "content" / "known-warnings.yml").unlink()
    result = cet("check", "--project", small, *DATE)
    assert result.exit_code == 0
    assert "0 errores, 4 avisos." in result.stdout


def test_messages_speak_english_on_request(spoiled: Path) -> None:
    result = cet("check", "--project", spoiled, "--lang", "en", *DATE)
    assert "“no-such-theme” is not in the vocabulary “themes”." in result.stdout
    assert "How to mend it:" in result.stdout


def test_findings_as_json_are_nothing_but_json(spoiled: Path) -> None:
    result = cet("check", "--project", spoiled, "--format", "json", *DATE)
    found = json.loads(result.stdout)
    assert [item["code"] for item in found["diagnostics"]] == ["unknown-term"]
    assert set(found["diagnostics"][0]["message"]) == {"es", "en"}
    assert found["known_warnings"] == 4
    assert result.exit_code == 1


def test_findings_as_annotations_of_a_pull_request(spoiled: Path) -> None:
    result = cet("check", "--project", spoiled, "--format", "github", *DATE)
    assert re.match(r"::error file=case_studies/textil-agua\.yml,line=\d+,col=\d+,title=unknown-term::", result.stdout)


@pytest.mark.parametrize(("paths", "code", "count"), [
    (["case_studies/textil-agua.yml"], 1, 1), (["case_studies"], 1, 1), (["."], 1, 1), (["content", "case_studies"], 1, 1),
    (["content"], 0, 0), (["case_studies/fundicion-luz.yml"], 0, 0),
])
def test_paths_narrow_what_is_said(spoiled: Path, paths: list[str], code: int, count: int) -> None:
    result = cet("check", *paths, "--project", spoiled, "--format", "json", *DATE)
    assert (result.exit_code, len(json.loads(result.stdout)["diagnostics"])) == (code, count)


def test_paths_may_be_absolute(spoiled: Path) -> None:
    assert cet("check", spoiled / "case_studies" / "textil-agua.yml", "--project", spoiled, *DATE).exit_code == 1


@pytest.mark.parametrize(("path", "words"), [("case_studies/no-such.yml", "does not exist"), ("/etc", "outside the project")])
def test_a_path_that_is_not_there_is_an_error_of_usage(small: Path, path: str, words: str) -> None:
    result = cet("check", path, "--project", small)
    assert result.exit_code == 2
    assert words in result.stderr


@pytest.mark.parametrize("arguments", [
    ["no-such-command"], ["build", "--no-such-option"], ["build", "--jobs", "0"], ["build", "--jobs", "many"], ["build", "--engine", "hugo"],
    ["build", "--as-of", "2026-02-30"], ["build", "--as-of", "soon"], ["check", "--format", "xml"], ["check", "--lang", "fr"],
    ["check", "--project", "/no/such/folder"], ["serve", "--port", "70000"],
])
def test_wrong_usage_ends_with_two_and_one_line_of_reason(arguments: list[str]) -> None:
    result = cet(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len([line for line in result.stderr.splitlines() if line.startswith("Error: ")]) == 1
    assert result.stderr.splitlines()[-1].startswith("Error: ")


@pytest.mark.parametrize("epoch", ["", "tomorrow", "1e9", "9" * 30])
def test_a_wrong_source_date_epoch_is_an_error_of_usage(small: Path, epoch: str) -> None:
    result = cet("check", "--project", small, SOURCE_DATE_EPOCH=epoch)
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.stderr


@pytest.fixture
def believed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The dates that checks were asked for."""
    dates: list[Any] = []
    check = pipeline.check

    def asked(project: Path, as_of: Any, **more: Any) -> pipeline.Checked:
        dates.append(as_of)
        return check(project, as_of, **more)

    monkeypatch.setattr(pipeline, "check", asked)
    return dates


@pytest.mark.parametrize(("epoch", "date"), [("0", "1970-01-01"), ("1795391999", "2026-11-22"), ("1795392000", "2026-11-23")])
def test_source_date_epoch_is_the_date_in_utc(small: Path, believed: list[Any], epoch: str, date: str) -> None:
    cet("check", "--project", small, SOURCE_DATE_EPOCH=epoch, TZ="Pacific/Kiritimati")
    assert [day.isoformat() for day in believed] == [date]


def test_as_of_goes_before_source_date_epoch(small: Path, believed: list[Any]) -> None:
    cet("check", "--project", small, "--as-of", "2025-01-31", SOURCE_DATE_EPOCH="0")
    assert [day.isoformat() for day in believed] == ["2025-01-31"]


def test_a_folder_without_a_project_is_a_content_error(tmp_path: Path) -> None:
    result = cet("check", "--project", tmp_path)
    assert result.exit_code == 1
    assert "no-project" in result.stdout


def test_build_says_what_it_published(warm: Published) -> None:
    result = cet("build", "--project", warm.project, "--lang", "en", *DATE)
    assert result.exit_code == 0
    assert re.fullmatch(rf"{warm.built.pages} pages and {warm.built.files} other files in {re.escape(str(warm.site))} \(\d+\.\d s\)\.\n", result.stdout)
    assert result.stderr == ""


def test_build_with_a_content_error_ends_with_one(spoiled: Path) -> None:
    before = (spoiled / "site" / "index.html").stat().st_mtime_ns
    result = cet("build", "--project", spoiled, *DATE)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "[unknown-term]" in result.stderr
    assert (spoiled / "site" / "index.html").stat().st_mtime_ns == before


def test_build_passes_its_options_on(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[pipeline.Options] = []
    checked = pipeline.check(small, AS_OF)
    monkeypatch.setattr(pipeline, "build", lambda options: (asked.append(options), pipeline.Built(checked))[1])
    monkeypatch.chdir(small)
    cet("build", "--site", "out/here", "--jobs", "3", "--engine", "properdocs", "--drafts", "--full", *DATE)
    cet("build", *DATE)
    assert asked == [
        pipeline.Options(small, small / "out" / "here", AS_OF, 3, "properdocs", drafts=True, full=True),
        pipeline.Options(small, small / "site", AS_OF),
    ]


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), pipeline.Fault("mkdocs: no theme"), PermissionError(13, "Permission denied", "x")])
def test_a_fault_ends_with_two_and_one_line(small: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def broken(_: pipeline.Options) -> pipeline.Built:
        raise fault

    monkeypatch.setattr(pipeline, "build", broken)
    result = cet("build", "--project", small)
    assert result.exit_code == 2
    assert result.stderr == f"cet: {fault}\n"


def test_a_bug_of_the_program_is_never_taken_for_an_error_of_the_content(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: pipeline.Options) -> pipeline.Built:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(pipeline, "build", broken)
    result = cet("build", "--project", small)
    assert result.exit_code == 2
    assert "ZeroDivisionError: a bug" in result.stderr


def test_the_place_of_the_site_taken_by_a_file_is_a_fault(warm: Published, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    result = cet("build", "--project", warm.project, "--site", tmp_path / "taken", *DATE)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_the_version_and_the_help_are_there() -> None:
    assert re.fullmatch(r"cet, version \d+\.\d+.*\n", cet("--version").stdout)
    assert cet("--help").exit_code == cet("build", "-h").exit_code == 0


def test_a_build_with_nothing_to_do_loads_little(small: Path) -> None:
    """At ten thousand records, loading the program would take longer than everything else."""
    command = ["-m", "generator", "build", "--project", str(small), "--no-sheets", "--no-offline", "--no-search", *DATE]
    time.sleep(0.15)  # a file that was written just before it is read is read once more
    for options in ([], ["-X", "importtime"]):
        done = subprocess.run([sys.executable, *options, *command], capture_output=True, text=True, timeout=300)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert done.stdout.startswith("Nada cambió") and "generator.memory" in loaded
    assert loaded.isdisjoint({"jinja2", "pydantic", "markdown", "yaml", "lxml", "generator.pipeline"})


def test_the_module_is_the_same_command(small: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "generator", "check", "--lang", "en", *DATE], cwd=small, env={**os.environ}, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("No errors and no warnings.")
