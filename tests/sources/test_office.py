"""Files that act by themselves, and ordinary ones that must not be taken for such."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from generator.sources.office import active

LINK = '<Relationship Id="r" Type="http://x/hyperlink" Target="https://ejemplo.test/" TargetMode="External"/>'
REFUSED = {
    "macro": {"word/vbaProject.bin": "x"},
    "object": {"word/embeddings/oleObject1.bin": "x"},
    "control": {"word/activeX/activeX1.xml": "x"},
    "content type": {"[Content_Types].xml": '<Types ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'},
    "template": {"word/_rels/settings.xml.rels": LINK.replace("hyperlink", "attachedTemplate")},
    "picture": {"word/_rels/document.xml.rels": LINK.replace("hyperlink", "image")},
    "script link": {"word/_rels/document.xml.rels": LINK.replace("https://ejemplo.test/", "javascript:1")},
    "file link": {"word/_rels/document.xml.rels": LINK.replace("https://ejemplo.test/", "file:///etc/passwd")},
    "entity": {"word/_rels/document.xml.rels": '<!DOCTYPE x [<!ENTITY a "b">]>'},
    "out of place": {"../x.xml": "x"},
    "program": {"run.exe": "x"},
}


def packed(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize("what", REFUSED)
def test_what_acts_is_refused(tmp_path: Path, what: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(packed(REFUSED[what]))
    assert active(path)


def test_a_document_with_a_link_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(packed({"word/_rels/document.xml.rels": LINK}))
    assert active(path) is None
    Document().save(str(path))
    assert active(path) is None


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"{number}.txt", b"0" * 50_000_000)
    assert path.stat().st_size < 1_000_000
    assert active(path)


@pytest.mark.parametrize(("content", "refused"), [(b"%PDF-1.7 /JavaScript", True), (b"%PDF-1.7 /Launch <<", True), (b"%PDF-1.7 /OpenAction [0 /Fit]", False)])
def test_pdf(tmp_path: Path, content: bytes, refused: bool) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert bool(active(path)) is refused
