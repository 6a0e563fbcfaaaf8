"""Which files a kit has in one language, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.derive.kits import UPLOADS, has_worksheet
from generator.kits import reading, slides, spreadsheets
from generator.kits.frame import Frame, frame_of
from generator.kits.pdf import pdf
from generator.kits.reading import Document
from generator.kits.word import docx
from generator.model import Record
from generator.render.pages import slugify

FORMATS: Mapping[str, Callable[[Frame, Document], bytes]] = {"pdf": pdf, "docx": docx}

@dataclass(frozen=True)
class Wanted:
    """A file to make; ``path`` below the folder of its language, ``told`` everything it depends on beside the program."""

    path: str
    role: str
    module: str
    title: str
    licence: str
    told: Any
    make: Callable[[], bytes]


def wanted(frame: Frame, record: Record, texts: Mapping[str, str], uploads: Mapping[str, bytes]) -> Iterator[Wanted]:
    """The files of a kit in the frame's language, in the order in which readers see them."""
    kit = record.data
    names = {role: frame.t(f"kits.file.{role}") for role in ("guide", "plan", "workbook", "slides", "checklist", "worksheet", "upload")}

    def document(role: str, module: str, at: str, made: Document, *formats: str) -> Iterator[Wanted]:
        for ending in formats:
            yield Wanted(f"{at}.{ending}", role, module, made.kind, kit.licence, (ending, frame_of(frame), made), partial(FORMATS[ending], frame, made))

    yield from document("guide", "", names["guide"], reading.guide(frame, kit, texts), "pdf", "docx")
    for number, module in enumerate(kit.modules, 1):
        def at(role: str, module: Any = module) -> str:
            return f"{module.id}/{module.id}-{names[role]}"

        yield from document("plan", module.id, at("plan"), reading.plan(frame, number, module, texts), "docx")
        yield from document("workbook", module.id, at("workbook"), reading.workbook(frame, number, module, texts), "pdf", "docx")
        shown = reading.slides(frame, module, texts)
        kind, title = frame.t("kits.role.slides"), frame.t("kits.module", n=number, title=frame.text(module.title))
        yield Wanted(f"{at('slides')}.pptx", "slides", module.id, kind, kit.licence, (frame_of(frame), title, shown),
                     partial(slides.pptx, frame, title, kind, shown))
        yield from document("checklist", module.id, at("checklist"), reading.checklist(frame, number, module, texts), "pdf", "docx")
    for identifier, (module_id, title) in _worksheets(frame, kit).items():
        path = f"{names['worksheet']}/{identifier}-{slugify(title)}.xlsx"
        yield Wanted(path, "worksheet", module_id, f"{identifier}: {title}", kit.licence, (identifier, frame.language, spreadsheets.edition()),
                     partial(spreadsheets.make, identifier, frame.language))
    for upload in kit.files:
        if frame.language in upload.languages:
            content = uploads[upload.file]
            yield Wanted(f"{names['upload']}/{upload.file}", "upload", "", frame.text(upload.title), upload.licence or kit.licence, content.hex(),
                         partial(bytes, content))


def _worksheets(frame: Frame, kit: Any) -> dict[str, tuple[str, str]]:
    """Each worksheet once: the first module that uses it, and its title."""
    found: dict[str, tuple[str, str]] = {}
    for module in kit.modules:
        for sheet in module.worksheets:
            if has_worksheet(sheet.id):
                found.setdefault(sheet.id, (module.id, frame.text(sheet.title)))
    return found


def uploaded(record: Record, read: Callable[[str], bytes]) -> dict[str, bytes]:
    """The files that were not made from texts."""
    return {upload.file: read(f"{UPLOADS}/{upload.file}") for upload in record.data.files}
