"""Slides of a module, 16:9, with titles and texts in the places that PowerPoint gives them, and the speaker's notes."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu, Mm, Pt

from generator.kits.files import COPPER, INK, MUTED, PAPER, PINE, colour_of, describe, repacked, without_picture
from generator.kits.frame import Frame
from generator.kits.pdf import logo
from generator.kits.reading import Slide
from generator.sources.dialect import Block, Run, plain

WIDTH, HEIGHT, MARGIN = Mm(338.67), Mm(190.5), Mm(18)
BODY_TOP = Mm(42)
FONT = "Calibri"
_ROOM = 460  # characters that fit a slide at the largest size
_THEME = {"dk1": INK, "lt1": "FFFFFF", "dk2": PINE, "lt2": PAPER, "accent1": PINE, "accent2": COPPER, "accent3": "1B5E9E", "accent4": "6A4694",
          "accent5": "8C2F55", "accent6": "3F5F12", "hlink": "0A6660", "folHlink": "0A6660"}


def pptx(frame: Frame, title: str, kind: str, slides: Sequence[Slide]) -> bytes:
    """A presentation: a title, the slides, and what may be done with it."""
    writer = _Writer(frame)
    writer.opening(title, kind)
    for slide in slides:
        writer.slide(slide)
    writer.closing(f"{kind}: {title}")
    describe(writer.file.core_properties, frame, f"{title} · {kind}")
    without_picture(writer.file.part.package)
    made = io.BytesIO()
    writer.file.save(made)
    return repacked(made.getvalue())


class _Writer:
    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = WIDTH, HEIGHT
        master = self.file.slide_master
        _recolour(master)
        for shape in list(master.placeholders):
            kind = shape.placeholder_format.type
            if "TITLE" in str(kind):
                _place(shape, MARGIN, Mm(14), WIDTH - 2 * MARGIN, Mm(24))
            elif "BODY" in str(kind):
                _place(shape, MARGIN, BODY_TOP, WIDTH - 2 * MARGIN, HEIGHT - BODY_TOP - Mm(18))
            else:
                _remove(shape)
        self._decorate(master)
        for number in (1, 5):
            for shape in list(self.file.slide_layouts[number].placeholders):
                if shape.placeholder_format.idx > 1:
                    _remove(shape)
                else:
                    shape._element.spPr.remove_all("a:xfrm")
        self._keep(0, 1, 5)

    def _keep(self, *wanted: int) -> None:
        """Only the layouts that are used; a template's others are for a narrower page."""
        for number, layout in reversed(list(enumerate(self.file.slide_layouts))):
            if number not in wanted:
                self.file.slide_layouts.remove(layout)

    def opening(self, title: str, kind: str) -> None:
        slide = self.file.slides.add_slide(self.file.slide_layouts[0])
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = colour_of(PINE)
        image = logo(self.frame, PINE)
        if image:
            picture = slide.shapes.add_picture(io.BytesIO(image), MARGIN, Mm(20), height=Mm(24))
            picture._element._nvXxPr.cNvPr.set("descr", self.frame.site)
        head, below = slide.shapes.title, slide.placeholders[1]
        _place(head, MARGIN, Mm(56), WIDTH - 2 * MARGIN, Mm(52))
        _place(below, MARGIN, Mm(112), WIDTH - 2 * MARGIN, Mm(50))
        self._write(head.text_frame.paragraphs[0], [{"t": title}], 40, "FFFFFF", bold=True)
        lines = [f"{self.frame.title} · {kind}", self.frame.version, f"{self.frame.site} · {self.frame.host}"]
        for number, line in enumerate(lines):
            paragraph = below.text_frame.paragraphs[0] if number == 0 else below.text_frame.add_paragraph()
            self._write(paragraph, [{"t": line}], 20, "FFFFFF")
        for shape in (head, below):
            for paragraph in shape.text_frame.paragraphs:
                _left(paragraph)

    def slide(self, content: Slide) -> None:
        tables = [block for block in content.blocks if block["kind"] == "table"]
        texts = [block for block in content.blocks if block["kind"] != "table"]
        layout = self.file.slide_layouts[1 if texts else 2]
        slide = self.file.slides.add_slide(layout)
        self._title(slide, content.title)
        size = _size(texts, tables)
        if texts:
            body = slide.placeholders[1]
            room = HEIGHT - BODY_TOP - Mm(18)
            if tables:
                _place(body, MARGIN, BODY_TOP, WIDTH - 2 * MARGIN, room * 2 // 5)
            self._texts(body.text_frame, texts, size)
        top = BODY_TOP + (HEIGHT - BODY_TOP - Mm(18)) * 2 // 5 + Mm(4) if texts else BODY_TOP + Mm(2)
        for table in tables[:1]:
            self._table(slide, table, top, content.title)
        if content.notes:
            self._notes(slide, content.notes)

    def closing(self, document: str) -> None:
        """Licence, citation and limits, so that they stay with the slides."""
        frame = self.frame
        lines = [f"{frame.t('toolkits.limits')} {frame.limits}", f"{frame.t('toolkits.licence')}: {frame.licence} {frame.licence_url}".strip(),
                 f"{frame.t('kits.cite')}: {frame.citation(document)}", f"{frame.version}. {frame.shown_updated}."]
        blocks: list[Block] = [{"kind": "text", "text": [{"t": line}]} for line in lines]
        slide = self.file.slides.add_slide(self.file.slide_layouts[1])
        self._title(slide, frame.t("kits.ending"))
        self._texts(slide.placeholders[1].text_frame, blocks, 18)

    def _title(self, slide: Any, title: str) -> None:
        self._write(slide.shapes.title.text_frame.paragraphs[0], [{"t": title}], 32 if len(title) < 60 else 26, PINE, bold=True)
        _left(slide.shapes.title.text_frame.paragraphs[0])

    def _texts(self, text_frame: Any, blocks: Sequence[Block], size: int) -> None:
        text_frame.word_wrap = True
        first = True
        for block in blocks:
            for runs, level, mark in _lines(block):
                paragraph = text_frame.paragraphs[0] if first else text_frame.add_paragraph()
                first = False
                paragraph.level = level
                paragraph.space_after = Pt(size * 0.4)
                _bullet(paragraph, mark, level)
                self._write(paragraph, runs, size - 4 * level, INK)

    def _table(self, slide: Any, block: Block, top: int, title: str) -> None:
        rows = ([block["head"]] if block["head"] else []) + block["rows"]
        height = Mm(14 if len(rows) < 7 else 10) * len(rows)
        shape = slide.shapes.add_table(len(rows), block["columns"], MARGIN, top, WIDTH - 2 * MARGIN, height)
        shape._element.nvGraphicFramePr.cNvPr.set("descr", title)
        table = shape.table
        table.first_row = bool(block["head"])
        longest = [max(6, min(60, max(len(plain(row[column])) for row in rows))) for column in range(block["columns"])]
        for column, part in zip(table.columns, longest, strict=True):
            column.width = Emu(int((WIDTH - 2 * MARGIN) * part / sum(longest)))
        size = 22 if len(rows) < 6 else 18 if len(rows) < 8 else 14
        for number, row in enumerate(rows):
            for cell, text in zip(table.rows[number].cells, row, strict=True):
                head = bool(block["head"]) and number == 0
                cell.fill.solid()
                cell.fill.fore_color.rgb = colour_of(PINE if head else PAPER if number % 2 else "FFFFFF")
                self._write(cell.text_frame.paragraphs[0], text, size, "FFFFFF" if head else INK, bold=head)

    def _notes(self, slide: Any, notes: str) -> None:
        text_frame = slide.notes_slide.notes_text_frame
        text_frame.text = notes
        for paragraph in text_frame.paragraphs:
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", self.frame.locale)

    def _write(self, paragraph: Any, runs: Sequence[Run], size: float, colour: str, *, bold: bool = False) -> None:
        for piece in runs:
            run = paragraph.add_run()
            run.text = piece["t"]
            run.font.size, run.font.name = Pt(size), FONT
            run.font.color.rgb = colour_of(colour)
            run.font.bold, run.font.italic = bold or piece.get("bold", False), piece.get("italic", False)
            run._r.get_or_add_rPr().set("lang", self.frame.locale)
            if url := piece.get("url"):
                run.hyperlink.address = url

    def _decorate(self, master: Any) -> None:
        """A band at the top; kit, version and number of the slide at the bottom, on every slide but the first."""
        layouts = self.file.slide_layouts
        layouts[0]._element.set("showMasterSp", "0")
        for xml in (_band(0, 0, WIDTH, Mm(5), PINE), _band(0, Mm(5), WIDTH, Mm(1), COPPER), self._foot()):
            master.shapes._spTree.insert(2, etree.fromstring(xml))

    def _foot(self) -> str:
        run = f'<a:rPr lang="{self.frame.locale}" sz="1200"><a:solidFill><a:srgbClr val="{MUTED}"/></a:solidFill><a:latin typeface="{FONT}"/></a:rPr>'
        words = _escaped(f"{self.frame.title} · {self.frame.version} · {self.frame.site} · ")
        text = f'<a:p><a:pPr algn="l"/><a:r>{run}<a:t>{words}</a:t></a:r><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{run}<a:t>‹#›</a:t></a:fld></a:p>'
        return _shape(102, "Foot", MARGIN, HEIGHT - Mm(14), WIDTH - 2 * MARGIN, Mm(9), "<a:noFill/>", text)


def _lines(block: Block, level: int = 0) -> list[tuple[list[Run], int, str]]:
    """Lines of a slide: runs, level, and the mark before them ('' for none)."""
    kind = block["kind"]
    if kind in ("text", "label", "heading"):
        return [([{**run, "bold": True} for run in block["text"]] if kind != "text" else block["text"], level, "")]
    if kind == "boxes":
        return [(item, level, "\u2610") for item in block["items"]]
    if kind == "note":
        return [line for inner in block["blocks"] for line in _lines(inner, level)]
    if kind != "list":
        return [([{"t": "____________________"}], level, "")]
    found: list[tuple[list[Run], int, str]] = []
    for item in block["items"]:
        found.append((item[0]["text"], level, f"{block['start']}." if block["ordered"] else "•"))
        found += [line for inner in item[1:] for line in _lines(inner, min(level + 1, 1))]
    return found


def _size(texts: Sequence[Block], tables: Sequence[Block]) -> int:
    """The largest size at which the words of a slide fit, in points."""
    lines = [line for block in texts for line in _lines(block)]
    room = _ROOM // 2 if tables else _ROOM
    asked = sum(max(60, len(plain(runs))) for runs, _, _ in lines)
    return next((size for size, share in ((30, 0.75), (26, 1.0), (22, 1.5), (18, 1.9)) if asked <= room * share), 16)


def _place(shape: Any, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = Emu(left), Emu(top), Emu(width), Emu(height)


def _remove(shape: Any) -> None:
    shape._element.getparent().remove(shape._element)


def _left(paragraph: Any) -> None:
    paragraph._p.get_or_add_pPr().set("algn", "l")


def _bullet(paragraph: Any, mark: str, level: int) -> None:
    """A mark before a line, set out to the left; the template's own marks are for its own sizes."""
    properties = paragraph._p.get_or_add_pPr()
    indent = Mm(12)
    properties.set("marL", str(indent * (level + 1) if mark else 0))
    properties.set("indent", str(-indent if mark else 0))
    if not mark:
        etree.SubElement(properties, qn("a:buNone"))
    elif mark[0].isdigit():
        etree.SubElement(properties, qn("a:buFont")).set("typeface", "+mj-lt")
        numbered = etree.SubElement(properties, qn("a:buAutoNum"))
        numbered.set("type", "arabicPeriod")
        numbered.set("startAt", mark.rstrip("."))  # the same for all lines of a list: they count on from it
    else:
        etree.SubElement(properties, qn("a:buChar")).set("char", mark)


def _recolour(master: Any) -> None:
    """The theme's colours become the site's, so that what a reader adds fits in."""
    part = next(relation.target_part for relation in master.part.rels.values() if relation.reltype.endswith("/theme"))
    theme = part.blob.decode("utf-8")
    for name, colour in _THEME.items():
        theme = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', theme, flags=re.DOTALL)
    part._blob = theme.encode("utf-8")


def _band(left: int, top: int, width: int, height: int, colour: str) -> str:
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    return _shape(100 + (colour == COPPER), "Band", left, top, width, height, fill, "<a:p/>")


def _shape(number: int, name: str, left: int, top: int, width: int, height: int, fill: str, text: str) -> str:
    return (
        '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{int(left)}" y="{int(top)}"/><a:ext cx="{int(width)}" cy="{int(height)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" rIns="0"/><a:lstStyle/>{text}</p:txBody></p:sp>'
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")

