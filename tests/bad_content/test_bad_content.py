"""Every malformed file of the manifest gives one finding, at its place: nothing is guessed, nothing crashes, nothing is said twice."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import SMALL, checked, lines

HERE = Path(__file__).parent
CASE = "case_studies/caso.yml"
MANIFEST: dict[str, list[list[Any]]] = yaml.safe_load((HERE / "manifest.yml").read_text(encoding="utf-8"))
MISTAKES = [(file, *mistake) for file, mistakes in MANIFEST.items() if file != "encodings" for mistake in mistakes]
ENCODINGS = MANIFEST["encodings"]

WAYS: dict[str, Callable[[str], bytes]] = {
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "mixed": lambda text: text.replace("\n", "\r\n", 3).replace("\n", "\r", 4).encode(),
    "gzip": lambda text: gzip.compress(text.encode(), mtime=0),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(SMALL, tmp_path_factory.mktemp("bad") / "site")


def right(file: str) -> str:
    """The file as it should be."""
    source = HERE / "caso.yml" if file == CASE else SMALL / file
    return source.read_text(encoding="utf-8") if source.exists() else ""


def said(project: Path, file: str, content: bytes) -> str:
    """What is found while the file holds this; the place alone where it is this file."""
    target = project / file
    before = target.read_bytes() if target.exists() else None
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(content)
    try:
        report = checked(project).report
        assert all(found.message(language) and found.cure(language) for found in report for language in ("es", "en"))
        return " ".join(line.replace(f" {file}:", " ").removesuffix(f" {file}") for line in lines(report))
    finally:
        if before is None:
            target.unlink()
        else:
            target.write_bytes(before)


@pytest.mark.parametrize(("file", "what", "old", "new", "expected"), MISTAKES, ids=[f"{file.rpartition('/')[2]}: {what}" for file, what, *_ in MISTAKES])
def test_one_mistake_is_one_finding_at_its_place(project: Path, file: str, what: str, old: str | None, new: str, expected: str) -> None:
    text = right(file)
    assert old is None or old in text
    content = new if old is None else text.replace(old, new, 1)
    found = said(project, file, content.encode())
    assert sorted(found.split()) == sorted(expected.split()), found


@pytest.mark.parametrize(("what", "way", "expected"), ENCODINGS, ids=[what for what, *_ in ENCODINGS])
def test_a_file_written_otherwise(project: Path, what: str, way: str, expected: str) -> None:
    content = WAYS[way](right(CASE)) if way in WAYS else right(CASE).encode(way)
    assert said(project, CASE, content) == expected


def test_a_file_cut_at_any_byte_is_a_finding_or_right(project: Path) -> None:
    """A full disk, a broken transfer: whatever is left of a case, it is never taken for a whole one with other figures."""
    whole = right(CASE).encode()
    silent = [length for length in range(1, len(whole), 7) if not said(project, CASE, whole[:length])]
    assert all(length >= len(whole) - 2 for length in silent)


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(MISTAKES) + len(ENCODINGS) >= 150
    assert len({what for _, what, *_ in MISTAKES}) >= 140


def test_the_case_and_the_small_site_are_right_to_begin_with(project: Path) -> None:
    assert said(project, CASE, right(CASE).encode()) == ""
