"""Empty sheets: they hold no record, are the same every time, and come back filled in."""

from __future__ import annotations

import io
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from conftest import SMALL, checked, lines

from generator.diagnostics import Report
from generator.editing.incoming import changes
from generator.editing.workbook import GUIDE, LISTS, read_xlsx
from generator.exports.templates import artifacts
from generator.model import Artifact, Site
from generator.render.urls import target_address
from generator.schemas.core.templates import KNOWN


@pytest.fixture(scope="module")
def offering(small_site: Site) -> Site:
    """The small site with a page that offers them."""
    page = small_site.prose[0]
    return replace(small_site, prose=(*small_site.prose, replace(page, body="[x](template:case_studies.xlsx)")))


@pytest.fixture(scope="module")
def made(offering: Site) -> dict[str, Artifact]:
    return {artifact.path: artifact for artifact in artifacts(offering, ())}


def test_nothing_is_made_where_nothing_links_to_it(small_site: Site) -> None:
    assert list(artifacts(small_site, ())) == []


def test_every_link_leads_to_one(offering: Site, made: dict[str, Artifact]) -> None:
    linked = {target_address(offering, f"template:{name}", language) for name in KNOWN for language in offering.settings.order}
    assert linked == set(made)
    assert {"data/templates/es/caso.xlsx", "data/templates/en/case.zip"} <= set(made)
    assert target_address(offering, "template:toolkits.xlsx", "es") is None


def test_they_are_the_same_every_time(offering: Site, made: dict[str, Artifact]) -> None:
    assert {artifact.path: artifact.content for artifact in artifacts(offering, ())} == {path: artifact.content for path, artifact in made.items()}


def test_a_template_speaks_one_language_and_offers_its_terms(made: dict[str, Artifact]) -> None:
    books = {language: openpyxl.load_workbook(io.BytesIO(made[f"data/templates/{language}/{name}.xlsx"].content)) for language, name in (("es", "caso"), ("en", "case"))}
    assert books["es"].sheetnames[:2] == [GUIDE, "case_studies"] and LISTS in books["es"].sheetnames
    labels = {language: [cell.value for cell in book["case_studies"][2]] for language, book in books.items()}
    assert "Título (es)" in labels["es"] and "Title (es)" in labels["en"]
    assert [page.max_row for page in books["es"].worksheets if page.title not in (GUIDE, LISTS)] == [2] * (len(books["es"].sheetnames) - 2)
    offered = {cell.value for row in books["en"][LISTS].iter_rows() for cell in row}
    assert {"electricity", "Electricity"} <= offered and "Electricidad" not in offered
    assert "boletin-ejemplo" not in offered and "fundicion-luz" not in offered


def test_no_record_is_in_them(made: dict[str, Artifact], small_site: Site) -> None:
    with zipfile.ZipFile(io.BytesIO(made["data/templates/es/caso.zip"].content)) as packed:
        assert all(packed.read(name).count(b"\n") == 1 for name in packed.namelist())


def test_filled_in_it_comes_back_with_seven_figures(made: dict[str, Artifact], small_site: Site, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made["data/templates/es/caso.xlsx"].content))
    cells = {
        "case_studies": [{"id": "caso-nuevo", "status": "draft", "updated": "2026-11-23", "title.es": "Un caso inventado", "summary.es": "Inventado.", "areas": "pml",
                          "themes": "energy-efficiency", "place.country": "PE", "sources": "boletin-ejemplo"}],
        "measures": [{"record": "caso-nuevo", "measures #": 1, "title.es": "Reúso del baño"}],
        "measures.effects": [{"record": "caso-nuevo", "measures #": 1, "effects #": number, "resource": "water", "change": -100.5 * number, "unit": "m3", "source": "boletin-ejemplo"}
                             for number in range(1, 8)],
    }
    for name, rows in cells.items():
        headers = [cell.value for cell in book[name][1]]
        for row, values in enumerate(rows, 3):
            for header, value in values.items():
                book[name].cell(row, headers.index(header) + 1, value)
    file = tmp_path / "caso.xlsx"
    book.save(file)
    report = Report()
    (change,) = changes(small_site, read_xlsx(file, report), report)
    assert lines(report) == []
    assert change.file == "case_studies/caso-nuevo.yml" and change.after.count("resource: water") == 7 and "change: -703.5" in change.after


def test_a_link_to_a_template_that_is_not_there_is_said(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SMALL, tmp_path / "site"))
    page = project / "content/pages/es/acerca.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[x](template:toolkits.xlsx)\n", encoding="utf-8")
    found = checked(project).report
    assert [d.code for d in found] == ["dangling-reference"]
    assert "case_studies.xlsx" in next(iter(found)).cure("es")
