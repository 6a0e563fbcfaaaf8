"""The index: kept until a document changes, made again where it is corrupt; and the same pages give the same bytes."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import AS_OF, Published

from generator import cli
from generator.exports import search
from generator.exports.search import settling
from generator.exports.search.bundle import Shelf
from generator.exports.search.documents import Document
from generator.exports.search.settling import ENTRY

from .output import output


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A stand-in for Pagefind's command that writes a small index and counts its runs in the file ``runs``."""
    for name, content in output(1).items():
        path = tmp_path / "made" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    path = tmp_path / "program"
    path.write_text(f'#!/bin/sh\necho run >> "{tmp_path}/runs"\ncp -r "{tmp_path}/made/." "$4"\n', encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


A, B = Document("a/", "<p>uno"), Document("b/c/", "<p>dos")


@dataclass
class Kept:
    """A shelf and how often its command has run."""

    shelf: Shelf
    runs: Path

    @property
    def count(self) -> int:
        return len(self.runs.read_text(encoding="utf-8").splitlines()) if self.runs.exists() else 0

    @property
    def archive(self) -> Path:
        return next(self.shelf.work.glob("*.zip"))


@pytest.fixture
def kept(program: Path, tmp_path: Path) -> Kept:
    return Kept(Shelf(tmp_path / "build" / "search", program), tmp_path / "runs")


def test_the_index_is_kept_until_a_document_changes(kept: Kept) -> None:
    made = kept.shelf.fill([A, B])
    assert (kept.shelf.fill([B, A]), kept.count) == (made, 1)
    for several in ([A, Document("b/c/", "<p>tres")], [A, Document("d/", "<p>dos")], [A]):
        before = kept.count
        assert kept.shelf.fill(several)
        assert kept.count == before + 1
    assert len(list(kept.shelf.work.glob("*.zip"))) == 1


def test_a_corrupt_index_is_made_again(kept: Kept) -> None:
    made = kept.shelf.fill([A, B])
    for spoil in (lambda raw: raw[:-40], lambda raw: raw.replace(b"unknown", b"unknowm"), lambda raw: b"", lambda raw: os.urandom(2000)):
        before = kept.count
        kept.archive.write_bytes(spoil(kept.archive.read_bytes()))
        assert kept.shelf.fill([A, B]) == made
        assert kept.count == before + 1


def test_a_change_that_touches_no_document_runs_nothing(kept: Kept) -> None:
    entry = kept.shelf.fill([A, B])[ENTRY]
    assert kept.shelf.change([A], [], entry) == {}
    assert kept.shelf.change([], ["x/"], entry) == {}
    assert kept.count == 1


def test_a_change_says_which_files_differ(kept: Kept, tmp_path: Path) -> None:
    old = kept.shelf.fill([A, B])
    (tmp_path / "made" / "index" / "es_1.pf_index").write_bytes(b"j")
    changes = kept.shelf.change([Document("a/", "<p>otro")], ["b/c/"], old[ENTRY])
    assert changes == {"index/es_1.pf_index": b"j"}
    assert kept.shelf.fill([Document("a/", "<p>otro")]) == {**old, "index/es_1.pf_index": b"j"}
    assert kept.count == 2


@pytest.mark.parametrize("spoilt", ["promise.json", "tree/a/index.html", "tree/b/c/index.html"])
@pytest.mark.parametrize("how", ["gone", "changed"])
def test_a_change_to_what_is_not_as_promised_has_no_answer(kept: Kept, spoilt: str, how: str) -> None:
    entry = kept.shelf.fill([A, B])[ENTRY]
    path = kept.shelf.work / spoilt
    path.unlink()
    if how == "changed":
        path.write_text("{}", encoding="utf-8")
    assert kept.shelf.change([Document("d/", "<p>d")], [], entry) is None
    assert kept.shelf.fill([A, B])[ENTRY] == entry


def test_a_change_to_another_index_than_the_published_one_has_no_answer(kept: Kept) -> None:
    kept.shelf.fill([A, B])
    assert kept.shelf.change([A], [], b"{}") is None
    assert kept.shelf.change([A], [], b"") is None


def test_a_kill_while_the_command_runs_leaves_no_promise(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = kept.shelf.fill([A, B])[ENTRY]
    monkeypatch.setattr(Shelf, "_index", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        kept.shelf.change([Document("a/", "<p>otro")], [], entry)
    assert kept.shelf.change([A], [], entry) is None


def test_a_command_that_fails_is_a_fault_that_says_why(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\necho no space left >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(settling.IndexFault, match="no space left"):
        Shelf(tmp_path / "work", program).fill([A])


def test_the_published_index_says_its_size_and_comes_with_its_words(published: Published, found: Mapping[str, str]) -> None:
    entry = json.loads(published.read("pagefind/pagefind-entry.json"))
    assert {language: about["page_count"] for language, about in entry["languages"].items()} == {
        "es": sum('<html lang="es">' in html for html in found.values()), "en": sum('<html lang="en">' in html for html in found.values()),
    }
    assert published.built.searchable
    names = [path.stem.split("_", 1) for path in (published.site / "pagefind" / "fragment").iterdir()]
    collections = {wanted: {rest.rpartition("_")[0] for language, rest in names if language == wanted} for wanted in ("es", "en")}
    assert {"case_studies", "pages"} <= collections["es"] == collections["en"]
    for language in ("es", "en"):
        about = json.loads(published.read(f"pagefind/{language}.json"))
        for item in about["lists"]:
            assert (published.site / item["address"] / "index.html").is_file()
        assert set(collections[language]) <= {item["collection"] for item in about["lists"]}
        assert about["words"]["results.other"].startswith("{n} ")


def test_the_same_pages_give_the_same_index_on_another_path_and_core(published: Published, tmp_path: Path) -> None:
    program = search.command()
    assert program is not None
    made = [Document(f"p{number}/", '<!doctype html><html lang="es"><body data-pagefind-body><meta data-pagefind-filter="collection[content]" '
                                    f'content="c{number % 7}"><p>uno dos {number}</p></body></html>')
            for number in range(40)]
    first = Shelf(tmp_path / "one", program).fill(made)
    second = Shelf(tmp_path / "another" / "place", program).fill(made[::-1])
    assert first == second


def test_without_the_command_the_site_is_whole_and_says_so(warm: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "command", lambda: None)
    for language, said in (("es", "Sin buscador"), ("en", "Without a search")):
        result = CliRunner().invoke(cli.main, ["build", "--full", "--project", str(warm.project), "--as-of", AS_OF.isoformat(), "--lang", language])
        assert result.exit_code == 0
        assert said in result.stderr
    assert not (warm.site / "pagefind").exists()
    assert 'id="case_studies"' in warm.read("buscar/index.html")
