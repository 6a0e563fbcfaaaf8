"""Bytes to text, and the files of a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import lines

from generator.diagnostics import Report
from generator.sources.files import MAX_BYTES, listing, read_text


def read(path: Path, content: bytes) -> tuple[str | None, list[str]]:
    path.write_bytes(content)
    report = Report()
    return read_text(path, "f.yml", report), lines(report)


@pytest.mark.parametrize(("content", "text"), [
    (b"a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
    (b"a: 1\rb: 2", "a: 1\nb: 2"),
    (b"\xef\xbb\xbfa: 1", "a: 1"),
    ("título: ñ 😀".encode(), "título: ñ 😀"),
    (b"", ""),
    (b"a\tb\n", "a\tb\n"),
])  # fmt: skip
def test_text_comes_with_plain_line_ends_and_no_byte_order_mark(tmp_path: Path, content: bytes, text: str) -> None:
    assert read(tmp_path / "f.yml", content) == (text, [])


@pytest.mark.parametrize(("content", "found"), [
    ("a: 1\nb: energía".encode("latin-1"), "file-not-utf8 f.yml:2:9"),
    (b"\xff\xfea\x00", "file-not-utf8 f.yml:1:1"),
    (b"a: 1\n\xed\xa0\x80", "file-not-utf8 f.yml:2:1"),
    (b"a: \x00", "control-character f.yml:1:4"),
    (b"a: 1\r\nb: \x1b[31m", "control-character f.yml:2:4"),
    ("a: é\u202e".encode(), "control-character f.yml:1:5"),
    ("a: \u2028b".encode(), "control-character f.yml:1:4"),
    ("a: \x85b".encode(), "control-character f.yml:1:4"),
    ("a: \ufeffb".encode(), "control-character f.yml:1:4"),
    ("a: \uffff".encode(), "control-character f.yml:1:4"),
    (b"#" * (MAX_BYTES + 1), "file-too-large f.yml"),
])  # fmt: skip
def test_what_cannot_be_read_is_said_where_it_stands(tmp_path: Path, content: bytes, found: str) -> None:
    assert read(tmp_path / "f.yml", content) == (None, [found])


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    text, found = read(tmp_path / "f.yml", b"#" * MAX_BYTES)
    assert found == []
    assert text is not None and len(text) == 512 * 1024


def test_a_file_that_is_not_there_or_a_folder_is_a_finding(tmp_path: Path) -> None:
    report = Report()
    assert read_text(tmp_path / "no.yml", "no.yml", report) is None
    assert read_text(tmp_path, "carpeta", report) is None
    assert lines(report) == ["file-unreadable carpeta", "file-unreadable no.yml"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secreto").write_text("a: 1")
    (tmp_path / "f.yml").symlink_to(tmp_path / "secreto")
    report = Report()
    assert read_text(tmp_path / "f.yml", "f.yml", report) is None
    assert lines(report) == ["file-outside f.yml"]


def test_a_folder_gives_its_files_sorted_and_reports_what_would_be_lost(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    (folder / "b").mkdir(parents=True)
    for name in ("z.yml", "a.yml", "b.yaml", "README.md", ".oculto.yml", "b/dentro.yml"):
        (folder / name).write_text("")
    (folder / "enlace.yml").symlink_to(folder / "a.yml")
    report = Report()
    assert [name for _, name in listing(folder, ".yml", tmp_path, report)] == ["content/a.yml", "content/z.yml"]
    assert lines(report) == ["not-read-here content/b", "stray-file content/b.yaml", "file-outside content/enlace.yml"]
    deep = [name for _, name in listing(folder, ".yml", tmp_path, Report(), deep=True)]
    assert deep == ["content/a.yml", "content/b/dentro.yml", "content/z.yml"]


def test_a_folder_that_is_missing_is_empty(tmp_path: Path) -> None:
    report = Report()
    assert list(listing(tmp_path / "nada", ".yml", tmp_path, report)) == []
    assert lines(report) == []


@pytest.mark.parametrize("raw", [b"caf\xe9.yml", b"dos\nlineas.yml", b"\x1b[31mrojo.yml"])
def test_a_name_that_cannot_be_printed_is_shown_with_a_mark(tmp_path: Path, raw: bytes) -> None:
    with open(os.path.join(os.fsencode(tmp_path), raw), "wb"):  # noqa: PTH118, PTH123 - pathlib takes no bytes
        pass
    [(path, name)] = listing(tmp_path, ".yml", tmp_path.parent, Report())
    assert path.exists()
    assert "\N{REPLACEMENT CHARACTER}" in name
    assert name.isprintable()
    name.encode("utf-8")
