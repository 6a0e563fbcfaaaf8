"""Documents for word processors, with the styles their readers know: Title, Heading 1 to 3, List Bullet, Table Grid."""

from __future__ import annotations

import io
from typing import Any

from docx import Document as new_document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

from generator.kits.files import COPPER, INK, LINK, MUTED, PAPER, PINE, describe, repacked, without_picture
from generator.kits.frame import Frame
from generator.kits.pdf import logo
from generator.kits.reading import Document
from generator.sources.dialect import Block, Run, plain

FONT = "Calibri"
WIDTH = Mm(170)  # of the text: A4 less margins
_LARGE = {"Title": 24, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11.5}


def docx(frame: Frame, document: Document) -> bytes:
    """A document as DOCX on A4."""
    writer = _Writer(frame, document)
    writer.write()
    made = io.BytesIO()
    without_picture(writer.file.part.package)
    writer.file.save(made)
    return repacked(made.getvalue())


class _Writer:
    def __init__(self, frame: Frame, document: Document) -> None:
        self.frame, self.document = frame, document
        self.file = new_document()
        self._marks = 0  # headings so far, each with a bookmark for the contents
        _page(self.file.sections[0])
        self._styles()
        self._ids = {style.name: style.style_id for style in self.file.styles}
        describe(self.file.core_properties, frame, f"{document.title} · {document.kind}")

    def write(self) -> None:
        self._around()
        image = logo(self.frame, "FFFFFF")
        if image:
            shape = self.file.add_paragraph().add_run().add_picture(io.BytesIO(image), height=Mm(16))
            shape._inline.docPr.set("descr", self.frame.site)
        self._paragraph("Subtitle", self.document.over)
        self._paragraph("Title", self.document.title)
        self._paragraph("Small", f"{self.frame.version} · {self.frame.shown_updated}")
        if self.document.contents:
            self._contents()
        for block in self.document.blocks:
            self._block(block)

    # The page and its styles

    def _styles(self) -> None:
        styles = self.file.styles
        for name, size in (("Normal", 11.0), *_LARGE.items(), ("Subtitle", 11.0)):
            style = styles[name]
            _font(style, size, PINE if name in _LARGE else COPPER if name == "Subtitle" else INK, bold=name in _LARGE or name == "Subtitle")
        styles["Normal"].paragraph_format.space_after = Pt(6)
        styles["Normal"].paragraph_format.line_spacing = 1.12
        styles["Title"].element.get_or_add_pPr().remove_all("w:pBdr")
        styles["Title"].paragraph_format.space_after = Pt(4)
        for name in ("Small", "Label", "Box", "Line", "Note"):
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        _font(styles["Small"], 9, MUTED)
        _font(styles["Label"], 11, COPPER, bold=True)
        styles["Label"].paragraph_format.keep_with_next = True
        styles["Box"].paragraph_format.left_indent, styles["Box"].paragraph_format.first_line_indent = Mm(8), Mm(-8)
        styles["Box"].paragraph_format.tab_stops.add_tab_stop(Mm(8))
        styles["Line"].paragraph_format.space_before = Pt(14)
        _border(styles["Line"], MUTED, 4, "bottom", "between")  # else several lines in a row would share one
        _border(styles["Note"], PINE, 18, "left")
        _shade(styles["Note"].element.get_or_add_pPr(), PAPER)
        link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb, link.font.underline = RGBColor.from_string(LINK), True
        for name in [f"{kind}{level}" for kind in ("List Bullet", "List Number") for level in ("", " 2")]:
            styles[name].paragraph_format.space_after = Pt(3)
        defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
        language = defaults.find(qn("w:lang"))
        for name in ("w:val", "w:eastAsia", "w:bidi"):
            language.set(qn(name), self.frame.locale)

    def _around(self) -> None:
        section = self.file.sections[0]
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        for paragraph in (head, foot):
            paragraph.style = self.file.styles["Small"]
            paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        head.add_run(f"{self.frame.title} · {self.document.kind}\t{self.frame.version}")
        foot.add_run(f"{self.frame.site} · {self.frame.licence}\t")
        _field(foot, "PAGE", "1")
        foot.add_run(" / ")
        _field(foot, "NUMPAGES", "1")

    def _contents(self) -> None:
        """A field of headings that is filled already: it works before anybody refreshes it."""
        self._paragraph("Label", self.frame.t("kits.contents"))
        headings = [block for block in self.document.blocks if block["kind"] == "heading"]
        shown = [(number, block) for number, block in enumerate(headings, 1) if block["level"] <= 2]
        for place, (number, block) in enumerate(shown):
            paragraph = self._paragraph("Normal")
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.space_after = Mm(6 * (block["level"] - 1)), Pt(1)
            if place == 0:
                _mark(paragraph, "begin")
                _instruction(paragraph, r'TOC \o "1-2" \h \n')
                _mark(paragraph, "separate")
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"t{number}")
            paragraph._p.append(link)
            run = paragraph.add_run(plain(block["text"]))
            link.append(run._r)
            if place == len(shown) - 1:
                _mark(paragraph, "end")
        self.file.add_paragraph().add_run()

    # Blocks

    def _paragraph(self, style: str, text: str = "") -> Any:
        """A new paragraph at the end. The library would look for the style anew each time, which is half of all its work."""
        paragraph = self.file.add_paragraph(text)
        paragraph._p.style = self._ids[style]
        return paragraph

    def _block(self, block: Block) -> None:
        kind = block["kind"]
        if kind == "heading":
            self._heading(block)
        elif kind in ("text", "label"):
            self._runs(self._paragraph("Label" if kind == "label" else "Normal"), block["text"])
        elif kind == "list":
            self._list(block, 0)
        elif kind == "boxes":
            for item in block["items"]:
                self._runs(self._paragraph("Box", "\u2610\t"), item)
        elif kind == "table":
            self._table(block)
        elif kind == "line":
            self._paragraph("Line")
        else:
            self._note(block)

    def _heading(self, block: Block) -> None:
        self._marks += 1
        paragraph = self._paragraph(f"Heading {min(block['level'], 3)}")
        for end in ("Start", "End"):
            mark = OxmlElement(f"w:bookmark{end}")
            mark.set(qn("w:id"), str(self._marks))
            if end == "Start":
                mark.set(qn("w:name"), f"t{self._marks}")
            paragraph._p.append(mark)
            if end == "Start":
                self._runs(paragraph, block["text"])

    def _list(self, block: Block, depth: int) -> None:
        style = ("List Number" if block["ordered"] else "List Bullet") + (" 2" if depth else "")
        numbering = self._counted_anew(style, block["start"]) if block["ordered"] else None
        for item in block["items"]:
            paragraph = self._paragraph(style)
            if numbering is not None:
                properties: Any = paragraph._p.get_or_add_pPr()
                properties = properties.get_or_add_numPr()
                properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, numbering
            self._runs(paragraph, item[0]["text"])
            for inner in item[1:]:
                self._list(inner, depth + 1) if inner["kind"] == "list" else self._block(inner)

    def _counted_anew(self, style: str, start: int) -> int:
        """A numbering of its own for each list; without it, the second list would go on from the first."""
        numbering = self.file.part.numbering_part.numbering_definitions._numbering
        kept = self.file.styles[style].element.pPr.numPr.numId.val
        number = numbering.add_num(numbering.num_having_numId(kept).abstractNumId.val)
        number.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(number.numId)

    def _table(self, block: Block) -> None:
        rows = ([block["head"]] if block["head"] else []) + block["rows"]
        table = self.file.add_table(len(rows), block["columns"])
        table._tbl.tblPr.style = self._ids["Table Grid"]
        table.autofit = False
        widths = _widths(rows, block["columns"])
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for place, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            head = bool(block["head"]) and place == 0
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            if head:
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            elif any(not cell for cell in cells):  # to be filled in by hand
                row.height, row.height_rule = Cm(0.9), WD_ROW_HEIGHT_RULE.AT_LEAST
            for cell, text, width in zip(row.cells, cells, widths, strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(1)
                self._runs(paragraph, [{**run, "bold": True} for run in text] if head else text, size=10)
                if head:
                    _shade(cell._tc.get_or_add_tcPr(), PAPER)
        self._paragraph("Small")

    def _note(self, block: Block) -> None:
        for inner in block["blocks"]:
            if inner["kind"] == "text":
                self._runs(self._paragraph("Note"), inner["text"])
            else:
                self._block(inner)

    def _runs(self, paragraph: Any, runs: list[Run], size: float | None = None) -> None:
        for piece in runs:
            run = paragraph.add_run(piece["t"])
            run.bold, run.italic = piece.get("bold") or None, piece.get("italic") or None
            if size:
                run.font.size = Pt(size)
            if url := piece.get("url"):
                run._r.style = self._ids["Hyperlink"]
                link = OxmlElement("w:hyperlink")
                link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
                paragraph._p.append(link)
                link.append(run._r)


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin, section.header_distance, section.footer_distance = Mm(24), Mm(20), Mm(11), Mm(10)


def _font(style: Any, size: float, colour: str, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font would win over the name
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def _border(style: Any, colour: str, eighths: int, *sides: str) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "6"), ("color", colour)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _shade(properties: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:vAlign")


def _field(paragraph: Any, instruction: str, shown: str) -> None:
    _mark(paragraph, "begin")
    _instruction(paragraph, instruction)
    _mark(paragraph, "separate")
    paragraph.add_run(shown)
    _mark(paragraph, "end")


def _mark(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def _instruction(paragraph: Any, words: str) -> None:
    instruction = OxmlElement("w:instrText")
    instruction.text = f" {words} "
    paragraph.add_run()._r.append(instruction)


def _widths(rows: list[list[list[Run]]], columns: int) -> list[int]:
    """Widths as the words ask for, within reason; those of the PDF (``kit.typ``) are the same."""
    parts = []
    for column in range(columns):
        texts = [plain(row[column]) for row in rows]
        word = max((len(word) for text in texts for word in text.split()), default=0)
        parts.append(max(7, min(46, max(map(len, texts))), 1.3 * min(word, 20) + 2))
    return [int(WIDTH * part / sum(parts)) for part in parts]
