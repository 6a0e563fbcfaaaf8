"""Documents of a kit, opened again with the libraries of those who read them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from conftest import Published
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pypdf import PdfReader

ROOT = "kits/kit-ejemplo/0.1.0"
OFFICE = (".docx", ".pptx", ".xlsx")
LIMITS = {"es": "No es un kit de verdad.", "en": "It is not a real kit."}


@pytest.fixture(scope="module")
def home(kit_site: Published) -> Path:
    return kit_site.site / ROOT


def office(home: Path) -> list[Path]:
    return sorted(path for path in home.rglob("*") if path.suffix in OFFICE)


def styles(path: Path) -> list[tuple[str, str]]:
    return [(str(paragraph.style.name if paragraph.style else ""), paragraph.text) for paragraph in Document(str(path)).paragraphs]


def test_every_document_is_there_in_both_languages(home: Path) -> None:
    found = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert {"es/guia.pdf", "es/guia.docx", "es/energia/energia-plan.docx", "es/energia/energia-cuaderno.pdf", "es/energia/energia-cuaderno.docx",
            "es/energia/energia-diapositivas.pptx", "es/energia/energia-lista.pdf", "es/energia/energia-lista.docx", "es/hojas/w01-hoja-de-consumo.xlsx",
            "es/LEAME.txt", "en/guide.pdf", "en/energia/energia-slides.pptx", "en/README.txt", "kit-ejemplo-0.1.0-es.zip", "SHA256SUMS"} <= found
    assert len([name for name in found if name.startswith("es/")]) == len([name for name in found if name.startswith("en/")]) == 10


def test_a_word_document_has_real_styles(home: Path) -> None:
    found = styles(home / "es/energia/energia-cuaderno.docx")
    assert ("Title", "Módulo 1. Energía") in found
    assert ("Heading 1", "Leer un recibo") in found
    assert ("Heading 2", "Ejercicio") in found
    assert found.count(("Line", "")) == 2
    guide = styles(home / "es/guia.docx")
    assert ("List Bullet", "Sala para diez personas") in guide
    assert ("List Bullet 2", "con proyector") in guide
    assert ("Heading 2", "Taller") in guide  # the session's title stands where its id was
    assert ("Box", "\u2610\tDoce meses de datos") in guide


def test_each_numbered_list_begins_with_one(home: Path) -> None:
    document = Document(str(home / "es/guia.docx"))
    numbered = [p for p in document.paragraphs if p.style is not None and p.style.name == "List Number"]
    numberings = [p._p.pPr.numPr.numId.val for p in numbered if p._p.pPr is not None and p._p.pPr.numPr is not None]
    assert [p.text for p in numbered] == ["Reciba a la gente.", "Presente el tema.", "Otra cuenta que empieza en uno."]
    assert numberings[0] == numberings[1] != numberings[2]


def test_a_list_goes_on_counting_after_a_line_to_write_on(home: Path) -> None:
    document = Document(str(home / "es/energia/energia-cuaderno.docx"))
    starts = [number.val for number in document.part.numbering_part.element.iter(qn("w:startOverride"))]
    assert starts == [1, 2]


def test_a_table_to_fill_in_keeps_its_cells(home: Path) -> None:
    table = Document(str(home / "es/energia/energia-cuaderno.docx")).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Mes", "Consumo, kWh", "Pago, S/"]
    assert [cell.text for cell in table.rows[2].cells] == ["Febrero", "1 200", ""]
    assert table._tbl.tblPr.style == "TableGrid"


def test_a_session_s_frame_comes_from_the_record(home: Path) -> None:
    plan = Document(str(home / "en/energia/energia-plan.docx"))
    assert [[cell.text for cell in row.cells] for row in plan.tables[0].rows] == [
        ["From", "Minutes", "What is done"], ["0:00", "60", "Welcome"], ["1:00", "120", "Exercise 1"]]
    texts = [paragraph.text for paragraph in plan.paragraphs]
    assert "Bills read" in texts
    assert "Bring twelve bills." in texts


def test_the_contents_lead_to_the_headings(home: Path) -> None:
    body = Document(str(home / "es/guia.docx")).element.body
    wanted = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert len(wanted) > 5
    assert wanted <= marks
    assert any("TOC" in (words.text or "") for words in body.iter(qn("w:instrText")))


def test_slides_have_titles_notes_and_a_wide_page(home: Path) -> None:
    deck = Presentation(str(home / "es/energia/energia-diapositivas.pptx"))
    assert deck.slide_width is not None and deck.slide_height is not None
    assert abs(deck.slide_width / deck.slide_height - 16 / 9) < 0.01
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides if slide.shapes.title]
    assert titles == ["Módulo 1. Energía", "Un recibo tiene tres partes", "Tarifas", "Licencia y cómo citar"]
    notes = [slide.notes_slide.notes_text_frame.text if slide.has_notes_slide and slide.notes_slide.notes_text_frame else "" for slide in deck.slides]
    assert notes == ["", "Pida que cada quien busque las tres.\nLuego espere.", "No lea la tabla.", ""]
    assert any(shape.has_table for shape in deck.slides[2].shapes)


def test_every_slide_stays_inside_the_page(home: Path) -> None:
    deck = Presentation(str(home / "es/energia/energia-diapositivas.pptx"))
    assert deck.slide_width is not None and deck.slide_height is not None
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width, shape.name
            assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height, shape.name


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_may_be_done_with_it_stands_in_every_document(home: Path, language: str) -> None:
    for path in (home / language).rglob("*"):
        if path.suffix == ".pdf":
            text = " ".join(page.extract_text() for page in PdfReader(path).pages)
        elif path.suffix == ".docx":
            text = " ".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
        elif path.suffix == ".pptx":
            text = " ".join(shape.text_frame.text for slide in Presentation(str(path)).slides for shape in slide.shapes if shape.has_text_frame)
        else:
            continue
        text = re.sub(r"\s+", " ", text)
        assert LIMITS[language] in text, path
        assert "Creative Commons" in text, path
        assert "0.1.0" in text, path


def test_pdf_are_tagged_have_a_language_and_a_title(home: Path) -> None:
    for path in home.rglob("*.pdf"):
        found = PdfReader(path)
        catalogue = found.root_object
        assert catalogue["/MarkInfo"]["/Marked"], path
        assert str(catalogue["/Lang"]).lower().startswith(path.relative_to(home).parts[0]), path
        assert found.metadata is not None and found.metadata.title, path


def test_no_macro_no_outside_part_and_no_trace_of_a_clock(home: Path) -> None:
    for path in office(home):
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            assert not [name for name in names if re.search(r"vba|activeX|embeddings|thumbnail", name)], path
            assert {item.date_time for item in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}, path
            for name in names:
                if name.endswith(".rels"):
                    for relation in re.findall(r"<Relationship [^>]*External[^>]*>", packed.read(name).decode()):
                        assert "/hyperlink" in relation and "https://" in relation, (path, relation)


def test_documents_say_whose_they_are(home: Path) -> None:
    for path in office(home):
        with zipfile.ZipFile(path) as packed:
            core = packed.read("docProps/core.xml").decode()
        assert "python" not in core and "Steve" not in core, path
    found = Document(str(home / "en/guide.docx")).core_properties
    assert (found.author, found.language, found.revision) == ("Example site", "en-GB", 1)
    assert found.created is not None and found.created.isoformat().startswith("2026-11-23T00:00:00")


def test_the_language_of_every_word_is_set(home: Path) -> None:
    document = Document(str(home / "es/guia.docx"))
    languages = {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"es-PE"}
    with zipfile.ZipFile(home / "es/energia/energia-diapositivas.pptx") as packed:
        for name in packed.namelist():
            if re.match(r"ppt/(slides|notesSlides)/\w+\.xml", name):
                assert set(re.findall(r'<a:rPr[^>]*lang="([^"]+)"', packed.read(name).decode())) <= {"es-PE"}, name


def test_links_lead_to_the_public_site(home: Path) -> None:
    with zipfile.ZipFile(home / "es/guia.docx") as packed:
        targets = re.findall(r'Target="(https://[^"]+)"', packed.read("word/_rels/document.xml.rels").decode())
    assert "https://ejemplo.test/pagina" in targets
    assert any(re.match(r"https://ejemplo\.test/\w+/boletin-ejemplo/", target) for target in targets)


def test_worksheets_open(home: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO((home / "es/hojas/w01-hoja-de-consumo.xlsx").read_bytes()))
    assert len(book.sheetnames) > 1
