"""What refuses a hostile text says so at its place; what is not refused is accepted without a word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import SMALL, checked

from .corpus import Attack, corpus
from .shapes import TEXTS

ATTACKS = corpus()
HARMLESS = '"Inventado."'
PRACTICE = """\
id: {id}
status: published
updated: 2026-11-23
title: {{es: "Medida", en: "Measure"}}
summary:
  es: {line}
  en: "Invented."
definition:
  es: {prose}
  en: "Invented."
type: equipment-modification
themes: [energy-efficiency]
resources: [electricity]
sources:
  - source: boletin-ejemplo
    locator: {string}
"""
AT_THE_CHARACTER = {"yaml-syntax", "control-character"}  # not at the value: their column is the character's own
PLACES = {"line": "6:7", "prose": "9:7", "string": "16:14"}


def name_of(attack: Attack, kind: str) -> str:
    return f"{kind}-{attack.number:03d}"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The findings of a project in which each attack stands in one field of each kind, by file: ``code line:column``."""
    project = shutil.copytree(SMALL, tmp_path_factory.mktemp("refusals") / "site")
    for attack in ATTACKS:
        for kind in TEXTS:
            values = {**dict.fromkeys(TEXTS, HARMLESS), kind: attack.source, "id": name_of(attack, kind)}
            (project / f"content/practices/{name_of(attack, kind)}.yml").write_text(PRACTICE.format(**values), encoding="utf-8")
    by_file: dict[str, list[str]] = {}
    for diagnostic in checked(project).report:
        by_file.setdefault(Path(diagnostic.span.file).stem, []).append(f"{diagnostic.code} {diagnostic.span.line}:{diagnostic.span.column}")
    return by_file


@pytest.mark.parametrize("kind", TEXTS)
def test_each_attack_is_refused_where_it_stands_or_accepted(found: dict[str, list[str]], kind: str) -> None:
    wrong = {}
    for attack in ATTACKS:
        raised = [line.split() for line in found.get(name_of(attack, kind), [])]
        places = {place if code not in AT_THE_CHARACTER else place.partition(":")[0] for code, place in raised}
        right = {PLACES[kind], PLACES[kind].partition(":")[0]}
        if tuple(sorted(code for code, _ in raised)) != attack.refused[kind] or not places <= right:
            wrong[attack.source[:80]] = raised
    assert wrong == {}


def test_no_other_file_has_a_finding(found: dict[str, list[str]]) -> None:
    assert not [file for file in found if not file.startswith(tuple(f"{kind}-" for kind in TEXTS))]


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(ATTACKS) >= 290
    assert len({attack.source for attack in ATTACKS}) == len(ATTACKS)
    assert len({attack.group for attack in ATTACKS}) >= 12


def test_control_characters_never_get_as_far_as_a_page() -> None:
    for attack in ATTACKS:
        if any(ord(c) < 32 and c not in "\t\n\r" for c in attack.text or ""):
            assert all(attack.refused[kind] == ("control-character",) for kind in TEXTS), attack
