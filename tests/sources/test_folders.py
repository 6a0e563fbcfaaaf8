"""What lies in the folders of content, and names that do not work everywhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import lines

from generator.diagnostics import Report
from generator.sources.folders import MAX_FOLDERS, MAX_NAME, UPLOADS, check_folders, name_fault, upload_fault

HEADS = {".webp": b"RIFF\0\0\0\0WEBP"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A collection with one record, ``uno``, and its folder."""
    (tmp_path / "content/sources/uno").mkdir(parents=True)
    (tmp_path / "content/sources/uno.yml").write_text("id: uno\n")
    return tmp_path


def found(project: Path) -> list[str]:
    report = Report()
    check_folders(project, ["content/sources"], report)
    return lines(report)


@pytest.mark.parametrize("name", [
    "a.txt", "hoja-1.0.0-es.xlsx", "README.md", "Fundición.pdf", "con-agua.txt", "nulo.txt", "común.pdf", "com10.txt", "年報.pdf",
    "x" * (MAX_NAME - 4) + ".txt", "uno dos.pdf",
])  # fmt: skip
def test_a_name_that_works_everywhere(name: str) -> None:
    assert name_fault(name) is None


@pytest.mark.parametrize("name", [
    "con", "CON.txt", "nul.yml", "Aux.tar.gz", "com1.pdf", "LPT9", "com¹.txt", "a.", "a ", " a", "a<b.txt", "a|b", 'a"b', "a\\b", "a?b", "c:d",
    "a\u202egpj.txt", "a\u200bb", "a\x00b", "a\nb", "a\tb", "\ufeffa", "e\u0301.txt", "x" * (MAX_NAME + 1), "ñ" * (MAX_NAME // 2 + 1), "\udce9.txt",
])  # fmt: skip
def test_a_name_that_does_not(name: str) -> None:
    assert name_fault(name) is not None


@pytest.mark.parametrize("ending", UPLOADS)
def test_a_file_of_a_listed_type_must_be_of_that_type(tmp_path: Path, ending: str) -> None:
    good, wrong = tmp_path / f"a{ending}", tmp_path / f"b{ending.upper()}"
    good.write_bytes(HEADS.get(ending, UPLOADS[ending][0]) + b"x")
    wrong.write_bytes(b"\0<!doctype html><script>alert(1)</script>")
    assert upload_fault(good) is None
    assert upload_fault(wrong) is not None


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.xhtml", "a.xml", "a.js", "a.exe", "a.php", "a.pdf.svg", "a", ".pdf "])
def test_other_types_are_not_published(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF-")
    assert upload_fault(tmp_path / name) is not None


def test_links_and_pipes_are_found_wherever_they_are(home: Path) -> None:
    folder = home / "content/sources/uno"
    (folder / "dentro").mkdir()
    (folder / "dentro/archivo.pdf").symlink_to("/etc/passwd")
    (folder / "carpeta").symlink_to("/etc")
    (home / "content/otra").symlink_to("/etc")
    os.mkfifo(folder / "tubo.pdf")
    assert found(home) == [
        "file-outside content/otra", "file-outside content/sources/uno/carpeta", "file-outside content/sources/uno/dentro/archivo.pdf",
        "file-special content/sources/uno/tubo.pdf",
    ]


def test_a_home_that_is_a_link_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "otro").mkdir()
    (tmp_path / "otro/a.svg").write_text("")
    (tmp_path / "content/sources").symlink_to(tmp_path / "otro")
    assert found(tmp_path) == ["file-outside content/sources"]


def test_a_folder_of_no_record_is_reported(home: Path) -> None:
    (home / "content/sources/dos").mkdir()
    (home / "content/sources/dos/a.pdf").write_bytes(b"%PDF-")
    assert found(home) == ["not-read-here content/sources/dos"]


def test_folders_may_not_go_on_for_ever(home: Path) -> None:
    deep = home.joinpath("content/sources/uno", *("d" * (MAX_FOLDERS + 5)))
    deep.mkdir(parents=True)
    assert [line.split()[0] for line in found(home)] == ["yaml-too-deep"]


def test_hidden_files_and_the_record_s_own_notes_are_left_alone(home: Path) -> None:
    for name in (".oculto.svg", "README.md"):
        (home / "content/sources/uno" / name).write_text("")
    assert found(home) == []
