"""Hostile texts in every field of every collection, in the settings, the vocabularies and the interface's words: every output
is harmless, and says what the texts say.

The short run renders in this process and turns the attacks over the fields; with ``CET_LONG`` every attack meets every
field, and the site is built whole, with engine, theme and all files. In both, everything that checks refuse is
rendered all the same: output is safe by itself, not because a check came first.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from conftest import checked

from generator.schemas import COLLECTIONS

from .corpus import corpus
from .judges import faults
from .outputs import Outputs, built, rendered
from .projects import Twins, twins

LONG = bool(os.environ.get("CET_LONG"))
ATTACKS = corpus()
COUNT = 0 if LONG else 4  # records for each collection and family of fields; 0: one for each attack


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Twins:
    return twins(tmp_path_factory.mktemp("attacks"), ATTACKS, COUNT)


@pytest.fixture(scope="module")
def outputs(pair: Twins) -> tuple[Outputs, Outputs]:
    make: Callable[[Path], Outputs] = built if LONG else rendered
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.exports.feeds.article.FULL", 10**9)  # else a long attack is told by its summary, and its twin in full
        return make(pair.hostile), make(pair.harmless)


def test_every_output_is_harmless_and_says_what_the_text_says(pair: Twins, outputs: tuple[Outputs, Outputs]) -> None:
    hostile, harmless = outputs
    wrong = faults(hostile, harmless, pair.turned, prose=lambda path: bool({PurePosixPath(path).parent.name, PurePosixPath(path).name.partition(".")[0]} & set(pair.prose)))
    assert dict(list(wrong.items())[:8]) == {}, f"{len(wrong)} of {len(hostile)} files"


def test_every_collection_has_pages_and_data_that_were_attacked(pair: Twins, outputs: tuple[Outputs, Outputs]) -> None:
    hostile, _ = outputs
    for collection in COLLECTIONS.values():
        records = [path for path in hostile if path.startswith(f"api/v1/{collection.id}/") and ("ataque-" in path or "/c-4" in path)]
        assert records, collection.id
    assert {Path(path).suffix for path in hostile} >= {".html", ".json", ".xml", ".txt"}


def test_every_attack_and_every_field_was_tried(pair: Twins) -> None:
    tried = {placed.attack for placed in pair.placed}
    assert {attack for attack in ATTACKS if attack.text is not None and attack.readable("line")} <= tried
    pairs = {(Path(placed.file).parent, placed.path, placed.attack.number) for placed in pair.placed}
    assert len({(folder, path) for folder, path, _ in pairs}) > 300
    assert len(pairs) > (90_000 if LONG else 1_200)


def test_every_refused_text_is_found_where_it_stands_in_whatever_field(pair: Twins) -> None:
    """The findings of the hostile project are those of its harmless twin and, for each attack, exactly its own."""
    def said(project: Path) -> set[tuple[str, str, int, int]]:
        found = checked(project).report
        return {(d.code, d.span.file, d.span.line, d.span.column) for d in found if re.search(r"/(ataque-(line|prose)|c)-", d.span.file)}

    expected = {(code, at.file, at.line, at.column) for at in pair.placed for code in at.attack.refused[at.kind]}
    more = said(pair.hostile) - said(pair.harmless)
    assert sorted(more ^ expected)[:5] == []
    assert len(expected) > 150
