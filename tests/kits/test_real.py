"""The kits of this repository: complete, the same in both languages, and fit for the paper and the screen they are made for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from generator.derive import kits
from generator.kits import reading
from generator.kits.frame import Frame, frame
from generator.model import Record, Site
from generator.sources.dialect import Block, blocks, plain

KITS = ("ecoprofit-cluster", "eopyme")
MOST_LINES = 8  # of a slide


def record_of(site: Site, kit: str) -> Record:
    return site.records[kits.COLLECTION, kit]


def shape(found: list[Block]) -> list[Any]:
    """What a text is made of, without its words."""
    return [(block["kind"], block.get("level"), block.get("columns"), len(block.get("rows", ())), len(block.get("items", ()))) for block in found]


@pytest.mark.parametrize("kit", KITS)
def test_every_text_is_there(real_site: Site, kit: str) -> None:
    record = record_of(real_site, kit)
    assert kits.languages(record) == ("es", "en")
    assert set(kits.wanted(record)) == set(kits.texts(real_site, record))


@pytest.mark.parametrize("kit", KITS)
def test_both_languages_have_the_same_parts(real_site: Site, kit: str) -> None:
    texts = kits.texts(real_site, record_of(real_site, kit))
    for name in texts:
        if name.startswith("es/"):
            assert shape(blocks(texts[name])) == shape(blocks(texts[name.replace("es/", "en/", 1)])), name


@pytest.mark.parametrize("kit", KITS)
def test_every_session_has_an_agenda_and_every_worksheet_exists(real_site: Site, kit: str) -> None:
    for module in record_of(real_site, kit).data.modules:
        assert module.duration_hours
        for session in module.sessions:
            assert session.agenda, session.id
            assert sum(item.minutes for item in session.agenda) == session.duration_minutes, session.id
        for sheet in module.worksheets:
            assert kits.has_worksheet(sheet.id), sheet.id


def decks(site: Site, kit: str) -> Iterator[tuple[str, Frame, list[reading.Slide]]]:
    record = record_of(site, kit)
    for language in kits.languages(record):
        around = frame(site, record, language, {})
        for module in record.data.modules:
            yield f"{language}/{module.id}", around, reading.slides(around, module, kits.texts(site, record))


@pytest.mark.parametrize("kit", KITS)
def test_slides_are_few_short_and_have_notes(real_site: Site, kit: str) -> None:
    for name, _, slides in decks(real_site, kit):
        assert 6 <= len(slides) <= 16, name
        for slide in slides:
            lines = sum(len(block.get("items", (0,))) for block in slide.blocks)
            assert slide.title and slide.notes, (name, slide.title)
            assert lines <= MOST_LINES, (name, slide.title)
            assert len([block for block in slide.blocks if block["kind"] == "table"]) <= 1, (name, slide.title)


@pytest.mark.parametrize("kit", KITS)
def test_no_document_promises_a_certificate(real_site: Site, kit: str) -> None:
    record = record_of(real_site, kit)
    for language in kits.languages(record):
        around = frame(real_site, record, language, {})
        for number, module in enumerate(record.data.modules, 1):
            document = reading.workbook(around, number, module, kits.texts(real_site, record))
            ending = " ".join(plain(inner["text"]) for block in document.blocks if block["kind"] == "note" for inner in block["blocks"] if "text" in inner)
            assert record.data.limits[language] in ending
