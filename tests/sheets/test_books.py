"""Books: a choice of cases in one PDF, from a record or from the command line."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import AS_OF, SMALL
from pypdf import PdfReader

from generator import cli, sheets
from generator.model import Key, Site
from generator.schemas import COLLECTIONS
from generator.sheets import books, press

CASES: tuple[Key, ...] = (("case_studies", "textil-agua"), ("case_studies", "fundicion-luz"))


@pytest.fixture(scope="module")
def site(shown: Site) -> Site:
    return replace(shown, settings=replace(shown.settings, sheets=True))


@pytest.fixture(scope="module")
def readings(site: Site) -> sheets.Readings:
    return sheets.readings(site.watched(COLLECTIONS.keys()), sheets.pages_of(site, CASES))


def words(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().replace("\N{NO-BREAK SPACE}", " ").split()) for page in PdfReader(io.BytesIO(content)).pages]


def test_a_book_has_cover_contents_index_cases_sources_and_licence(site: Site, readings: sheets.Readings) -> None:
    book = books.Book("Dos casos", "2 casos", "Para leer en papel.", CASES)
    content = press.pdf("book.typ", sheets.composed(site, book, "es", readings))
    cover, contents, *rest = words(content)
    assert "Dos casos" in cover
    assert "Actualizado el" in cover
    for part in ("Contenido", "Casos por sector", "Casos por país", "Fundición Ejemplo gasta menos en luz"):
        assert part in contents
    assert "Licencia" in rest[-1]
    assert content == press.pdf("book.typ", sheets.composed(site, book, "es", readings))


def test_the_index_leaves_no_case_out(site: Site, readings: sheets.Readings) -> None:
    data = sheets.composed(site, books.Book("T", "", "", CASES), "en", readings)
    for index in data["indexes"]:
        assert sorted(place for group in index["groups"] for place in group["members"]) == [0, 1]
    names = [group["name"] for group in data["indexes"][1]["groups"]]
    assert names == sorted(names)


def test_every_source_stands_once(site: Site, readings: sheets.Readings) -> None:
    data = sheets.composed(site, books.Book("T", "", "", CASES), "en", readings)
    texts = [sheets.books.plain(line) for line in data["sources"]]
    assert texts == sorted(set(texts), key=texts.index)
    assert texts


def test_records_with_cases_become_books(real_shown: Site) -> None:
    assert sheets.books_of(real_shown) == [(books.COLLECTION, "casos-del-peru")], "of the others no case is on the site"
    book = books.of_collection(real_shown, (books.COLLECTION, "casos-del-peru"), "es")
    assert book.title == "Casos del Perú"
    assert set(book.cases) == set(sheets.cases_of(real_shown, sheets.books_of(real_shown)))
    assert not sheets.books_of(replace(real_shown, settings=replace(real_shown.settings, sheets=False)))


def test_a_book_knows_what_it_was_made_from(site: Site, readings: sheets.Readings) -> None:
    facts = frozenset().union(*(reading.facts for reading in readings.values()))
    assert {("record", key) for key in CASES} <= facts
    assert ("derived", CASES[0]) in facts


def test_the_command_makes_any_book(tmp_path: Path) -> None:
    out = tmp_path / "libro.pdf"
    result = CliRunner().invoke(cli.main, [
        "book", "--cases", "fundicion-luz, textil-agua,fundicion-luz", "--lang", "en", "--title", "Two cases", "--out", str(out),
        "--project", str(SMALL), "--as-of", AS_OF.isoformat()])
    assert result.exit_code == 0, result.output
    assert "2 cases" in result.output
    assert "Two cases" in words(out.read_bytes())[0]


@pytest.mark.parametrize("arguments", [("--cases", "no-hay"), ("--cases", ","), ("--cases", "all", "--lang", "qu")])
def test_what_does_not_exist_is_said(arguments: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "libro.pdf"
    result = CliRunner().invoke(cli.main, ["book", *arguments, "--out", str(out), "--project", str(SMALL), "--as-of", AS_OF.isoformat()])
    assert result.exit_code == 2
    assert not out.exists()


def test_a_draft_is_in_no_book(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli.main, ["book", "--cases", "borrador-curtiembre", "--out", str(tmp_path / "x.pdf"), "--project", str(SMALL),
                                           "--as-of", AS_OF.isoformat()])
    assert result.exit_code == 2
