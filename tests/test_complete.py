"""A site with sheets, cards, a book and the copy to take along: all there, the same again, and off when it is to be off."""

from __future__ import annotations

import filecmp
import shutil
from pathlib import Path

from conftest import Published, build, copy_complete

FILES = (
    "casos/fundicion-cambia-luz/ficha.pdf", "casos/fundicion-cambia-luz/card.png", "en/case-studies/foundry-changes-lighting/sheet.pdf",
    "kits/kit-ejemplo/ficha.pdf", "aprender/libros/libro-ejemplo/libro.pdf", "en/learn/books/libro-ejemplo/book.pdf",
    "assets/card-es.png", "assets/card-en.png", "data/sitio-de-ejemplo.zip", "llevelo-consigo/index.html", "en/take-it-with-you/index.html",
)


def different(one: Path, other: Path) -> list[str]:
    files = {p.relative_to(root).as_posix() for root in (one, other) for p in root.rglob("*") if p.is_file()}
    return sorted(filecmp.cmpfiles(one, other, files, shallow=False)[1] + filecmp.cmpfiles(one, other, files, shallow=False)[2])


def test_everything_is_there(complete: Published) -> None:
    assert not complete.built.checked.report.errors
    assert [path for path in FILES if not (complete.site / path).is_file()] == []


def test_pages_of_the_book_lead_to_it(complete: Published) -> None:
    assert 'href="libro.pdf"' in complete.read("aprender/libros/libro-ejemplo/index.html")
    assert 'content="https://ejemplo.test/assets/card-es.png"' in complete.read("index.html")
    assert 'content="https://ejemplo.test/assets/card-en.png"' in complete.read("en/learn/books/libro-ejemplo/index.html")
    assert 'content="https://ejemplo.test/casos/fundicion-cambia-luz/card.png"' in complete.read("casos/fundicion-cambia-luz/index.html")


def test_nothing_kept_and_everything_kept_give_the_same_bytes(complete: Published, tmp_path: Path) -> None:
    project = tmp_path / "elsewhere"
    shutil.copytree(complete.project, project)
    build(project, site=project / "warm")
    assert different(complete.site, project / "warm") == []
    shutil.rmtree(project / "build" / "sheets")
    build(project, site=project / "cold", jobs=1)
    assert different(complete.site, project / "cold") == []


CHANGES = (
    ("case_studies/textil-agua.yml", "usa menos agua", "gasta menos agua"),  # its page, sheet, card, the book, the copy
    ("toolkits/kit-ejemplo.yml", "updated: 2026-11-", "updated: 2026-10-"),  # no book
    ("content/case_collections/libro-ejemplo.yml", "[textil-agua, fundicion-luz]", "[fundicion-luz]"),
    ("case_studies/textil-agua.yml", "status: published", "status: retired"),  # a page goes from the copy's search
    ("content/case_collections/libro-ejemplo.yml", "cases: [fundicion-luz]", "cases: []"),  # no book any more
)


def test_small_changes_give_the_bytes_of_a_full_build(complete: Published, tmp_path: Path) -> None:
    project = tmp_path / "small"
    shutil.copytree(complete.project, project)
    build(project)
    for name, old, new in CHANGES:
        file = project / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        built = build(project)
        assert not built.checked.report.errors
        assert built.way == "amended" or "retired" in new, "only a notice in the place of a record may need a new shell, and so a full build"
        build(project, site=tmp_path / "whole" / "site")
        assert different(project / "site", tmp_path / "whole" / "site") == [], name
        shutil.rmtree(tmp_path / "whole")


def test_both_can_be_left_out(complete: Published, tmp_path: Path) -> None:
    project = tmp_path / "small"
    shutil.copytree(complete.project, project)
    build(project, sheets=False, offline=False)
    left = [path for path in FILES if (project / "site" / path).is_file()]
    assert left == ["llevelo-consigo/index.html", "en/take-it-with-you/index.html"], "the page stays, and sends readers to the web"
    page = (project / "site" / "casos" / "fundicion-cambia-luz" / "index.html").read_text(encoding="utf-8")
    assert "ficha.pdf" not in page
    assert "og:image" not in page


def test_a_menu_may_not_offer_what_is_off(tmp_path: Path) -> None:
    project = copy_complete(tmp_path / "small")
    settings = project / "content" / "site.yml"
    text = settings.read_text(encoding="utf-8").replace("offline: true", "offline: false").replace('to: "page:acerca"', 'to: "offline:"')
    settings.write_text(text, encoding="utf-8")
    assert [found.code for found in build(project).checked.report.errors] == ["offline-not-offered"]
