"""The workflows as texts: what they may do, whom they trust, and that what they call is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from conftest import REPOSITORY

from generator.cli import main

WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
# What a stranger can write: the title of a pull request, the name of a branch.
UNTRUSTED = re.compile(r"\$\{\{[^}]*(github\.(event|head_ref|ref_name|base_ref|actor)|inputs\.|secrets\.)")
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+$")


def read(path: Path) -> dict[Any, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def steps(workflow: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def each(test: object) -> object:
    return pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)(test)  # type: ignore[operator]


def test_there_are_two() -> None:
    assert [path.name for path in WORKFLOWS] == ["check.yml", "publish.yml"]


@each
def test_its_structure(path: Path) -> None:
    workflow = read(path)
    assert set(workflow) == {"name", True, "permissions", "concurrency", "jobs"}  # `on` is read as a yes by YAML 1.1
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 30
        assert re.fullmatch(r"ubuntu-\d\d\.\d\d", job["runs-on"])
        assert all(("uses" in step) != ("run" in step) for step in job["steps"])


@each
def test_it_may_only_read_save_the_job_that_deploys(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    more = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}
    assert more == ({"deploy": {"pages": "write", "id-token": "write"}} if path.name == "publish.yml" else {})


@each
def test_no_code_of_a_stranger_runs_with_rights(path: Path) -> None:
    events = read(path)[True]
    assert set(events) <= {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert "secrets." not in path.read_text(encoding="utf-8")
    for step in steps(read(path)):
        assert not UNTRUSTED.search(step.get("run", "")), step


@each
def test_every_action_is_pinned_by_its_commit(path: Path) -> None:
    lines = [line.strip().removeprefix("- ") for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    assert [line for line in lines if not PINNED.fullmatch(line)] == []
    for step in steps(read(path)):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"] in ({"persist-credentials": False}, {"persist-credentials": False, "fetch-depth": 2})


def test_the_same_action_is_the_same_everywhere() -> None:
    commits: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for step in steps(read(path)):
            name, _, commit = step.get("uses", "").partition("@")
            commits.setdefault(name, set()).add(commit)
    assert [name for name, several in commits.items() if len(several) > 1] == []


@each
def test_what_it_runs_is_there(path: Path) -> None:
    targets = set(re.findall(r"^([\w./-]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.M)) | {".venv/.ready"}
    for step in steps(read(path)):
        command = step.get("run", "").split()
        if command[:1] == ["make"]:
            assert command[1] in targets
        elif command:
            assert command[0] == ".venv/bin/cet"
            assert CliRunner().invoke(main, [command[1], "--help"]).exit_code == 0


def test_what_expires_disappears_on_its_day() -> None:
    workflow = read(REPOSITORY / ".github" / "workflows" / "publish.yml")
    assert [re.fullmatch(r"\d+ \d+ \* \* \*", entry["cron"]) is not None for entry in workflow[True]["schedule"]] == [True]
    assert workflow["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert any("--as-of \"$(date -u +%F)\"" in step.get("run", "") for step in steps(workflow))


def test_a_pull_request_says_what_changed_and_where_to_look() -> None:
    workflow = read(REPOSITORY / ".github" / "workflows" / "check.yml")
    runs = [step.get("run", "") for step in workflow["jobs"]["check"]["steps"]]
    assert ".venv/bin/cet check --format github" in runs
    preview = workflow["jobs"]["preview"]
    assert preview["if"] == "github.event_name == 'pull_request'"
    checkout, summary = preview["steps"][0], preview["steps"][-1]
    assert checkout["with"]["fetch-depth"] == 2, "HEAD^1 is what the change is compared with"
    assert summary["run"] == '.venv/bin/cet review "HEAD^1" --preview "$PREVIEW" >> "$GITHUB_STEP_SUMMARY"'
    assert summary["env"] == {"PREVIEW": "${{ steps.preview.outputs.artifact-url }}"}
    assert "!cancelled()" in summary["if"], "content that cannot be built is what has to be told"
    named = {step["id"] for step in preview["steps"] if "id" in step}
    assert set(re.findall(r"steps\.(\w+)\.", str(preview["steps"]))) <= named


def test_hooks_before_a_commit_need_no_network_and_run_what_is_there() -> None:
    settings = read(REPOSITORY / ".pre-commit-config.yaml")
    assert [entry["repo"] for entry in settings["repos"]] == ["local"]
    (entry,) = settings["repos"]
    for hook in entry["hooks"]:
        assert hook["language"] == "system" and re.compile(hook["files"])
        command = hook["entry"].split()
        assert command[0].startswith(".venv/bin/")
        if command[0] == ".venv/bin/cet":
            assert CliRunner().invoke(main, [command[1], "--help"]).exit_code == 0
    content = next(hook for hook in entry["hooks"] if hook["id"] == "content")
    assert all(re.search(content["files"], name) for name in ("case_studies/x.yml", "content/pages/es/x.md", "toolkits/x/guide.es.md"))
    assert not re.search(content["files"], "generator/cli/new.py")


def test_owners_are_named_by_the_repository_alone() -> None:
    """Nobody is named until the repository has its accounts; every line says which folders want an owner."""
    lines = (REPOSITORY / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    for line in filter(None, (line.split("#")[0].strip() for line in lines)):
        folder, *owners = line.split()
        assert folder == "*" or (REPOSITORY / folder.strip("/")).exists()
        assert owners and all(re.fullmatch(r"@[\w-]+(/[\w-]+)?", owner) for owner in owners)
