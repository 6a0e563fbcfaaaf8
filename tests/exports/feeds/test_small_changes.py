"""A small change leaves the feeds of a full build, byte for byte, and touches no more of them than it must."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Published, build

from generator.derive import feeds
from tests.exports.feeds import validators
from tests.test_amend import CHANGES, as_built_in_full, records, tree

LONG = bool(os.environ.get("CET_LONG"))
STEPS = ("a date", "an addition", "a word of a text", "a status", "a deletion", "an addition", "a date", "a slug", "a status")


@pytest.fixture
def paged(published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small site with feeds so short that nearly every one has archives, and these are divided."""
    monkeypatch.setattr(feeds, "NEWEST", 2)
    monkeypatch.setattr(feeds, "PART", 1)
    project = tmp_path / "paged"
    shutil.copytree(published.project, project)
    build(project, full=True)
    return project


def documents(site: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(site).items() if path.startswith("feeds/")}


@pytest.mark.parametrize("seed", range(3 if LONG else 1))
def test_any_changes_give_the_feeds_of_a_full_build(paged: Path, seed: int) -> None:
    dice = random.Random(seed)
    amended = 0
    for name in STEPS:
        before = {path: path.read_bytes() for path in records(paged)}
        CHANGES[name](paged, dice)
        built = build(paged)
        if built.checked.report.errors:
            for path in records(paged):
                path.unlink()
            for path, content in before.items():
                path.write_bytes(content)
            continue
        amended += built.way == "amended"
        assert documents(paged / "site") == {path: content for path, content in as_built_in_full(paged).items() if path.startswith("feeds/")}, name
    assert amended > 3
    found = [(path, content) for path, content in documents(paged / "site").items() if not path.endswith(".opml")]
    assert [problem for path, content in found for problem in validators.problems(path, content)] == []


def edited(project: Path, change: Callable[[str], str]) -> set[str]:
    """The feeds' documents that differ after a change of one case."""
    before = documents(project / "site")
    case = project / "case_studies" / "fundicion-luz.yml"
    case.write_text(change(case.read_text(encoding="utf-8")), encoding="utf-8")
    assert build(project).way == "amended"
    after = documents(project / "site")
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_an_edited_text_touches_the_documents_its_record_is_in(paged: Path) -> None:
    where = {path for path, content in documents(paged / "site").items() if b"case_studies/fundicion-luz" in content and "/es/" in path}
    found = edited(paged, lambda text: text.replace("Daban poca luz.", "Daban muy poca luz."))
    assert found and found <= where
    assert not [path for path in found if path.count("/") > 2]  # archives have no texts


def test_an_edited_title_touches_its_own_entry_and_that_of_the_project_that_names_it(paged: Path) -> None:
    before = documents(paged / "site")
    found = edited(paged, lambda text: re.sub(r'(title: \{es: ")', r"\1Cambio: ", text, count=1))
    assert any(path.count("/") > 2 for path in found)
    for path in found:
        old, new = before[path].split(b"\n"), (paged / "site" / path).read_bytes().split(b"\n")
        differing = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
        assert len(differing) == 1 and re.search(rb":(?:es/)?(case_studies/fundicion-luz|credit_projects/ej-01)[<\"]", differing[0][0]), path
    assert {path.split("/")[1] for path in found} == {"es", "oai.xml"}
