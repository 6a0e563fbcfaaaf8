"""The cases as a workbook for people: words instead of codes, numbers as numbers, a second page that explains the columns.

A library writes the frame: styles, widths, filters. The rows are put into it as lines, as everywhere in the open data:
ten thousand of them would take the library longer than all their pages, at every change of one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import escape
from importlib import import_module
from string import ascii_uppercase
from typing import Any, Literal

from generator.exports import archive
from generator.exports.json import plain
from generator.exports.tables.columns import FOLDER
from generator.model import Entry, Localized, Record, Site
from generator.render.pages import short_label

CASES = "case_studies"
SUFFIX = ".xlsx"  # how the names of workbooks end, and of no table
LEVEL = 1  # of compression: rows are much alike
LONGEST = 32_000  # characters of a cell; spreadsheet programs refuse more than 32,767
_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheet programs
_PLACE = "\0"  # in a line: where the number of its row goes; no document can hold this character
_PAGE = "xl/worksheets/sheet1.xml"
_FRESH = b'<row r="\0"'  # how a row begins that was in no page yet
_NUMBER = re.compile(rb'( r="[A-Z]*)\d+"')
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STYLE = re.compile(rb'<c r="([A-Z]+)2"(?: s="(\d+)")?')


@dataclass(frozen=True)
class Shown:
    """A column of the workbook."""

    name: str
    kind: Literal["text", "money", "number", "whole", "date"]
    width: int
    get: Callable[[_Case], Any]


class _Case:
    """A case in one language."""

    def __init__(self, site: Site, language: str, record: Record, entry: Entry) -> None:
        self.site, self.language, self.data, self.entry, self.card = site, language, record.data, entry, entry.card
        self.derived: Mapping[str, Any] = site.derived.get(record.key) or {}

    def text(self, text: Localized | None) -> str | None:
        return None if text is None else text.pick(self.language, self.site.settings.order)[0]

    def term(self, vocabulary: str, term: str | None) -> str | None:
        known = self.site.vocabularies.get(vocabulary, {}).get(term) if term else None
        return self.text(short_label(known)) if known else term

    def title(self, collection: str, identifier: str | None) -> str | None:
        entry = self.site.entries.get((collection, identifier)) if identifier else None
        return self.text(entry.title) if entry else None

    def listed(self, found: Sequence[str | None]) -> str | None:
        return "; ".join(text for text in found if text) or None


def _money(name: str, part: str) -> Callable[[_Case], Any]:
    return lambda case: getattr(case.card[name], part) if case.card[name] else None


COLUMNS: tuple[Shown, ...] = (
    Shown("id", "text", 24, lambda case: case.entry.key[1]),
    Shown("title", "text", 48, lambda case: case.text(case.entry.title)),
    Shown("organisation", "text", 28, lambda case: case.title("organisations", case.data.organisation)),
    Shown("country", "text", 12, lambda case: case.term("countries", case.data.place.country)),
    Shown("region", "text", 14, lambda case: case.term("regions", case.data.place.region)),
    Shown("sector", "text", 28, lambda case: case.term("sectors", case.data.sector)),
    Shown("size", "text", 14, lambda case: case.term("company_sizes", case.data.size)),
    Shown("year", "whole", 8, lambda case: case.card["year"]),
    Shown("themes", "text", 30, lambda case: case.listed([case.term("themes", theme) for theme in case.data.themes])),
    Shown("measures", "text", 60, lambda case: case.listed([case.text(measure.title) for measure in case.data.measures])),
    Shown("investment", "money", 14, _money("investment", "amount")),
    Shown("investment_currency", "text", 9, _money("investment", "currency")),
    Shown("saving", "money", 14, _money("saving", "amount")),
    Shown("saving_currency", "text", 9, _money("saving", "currency")),
    Shown("payback_stated", "number", 14, lambda case: case.card["payback"] if case.card["stated_payback"] else None),
    Shown("payback_computed", "number", 14, lambda case: case.derived["payback"].months if case.derived.get("payback") else None),
    Shown("best_resource", "text", 24, lambda case: case.term("resources", case.card["best"].resource) if case.card["best"] else None),
    Shown("best_percent", "number", 12, lambda case: case.card["best"].change_percent if case.card["best"] else None),
    Shown("credit", "money", 14, _money("credit", "amount")),
    Shown("credit_currency", "text", 9, _money("credit", "currency")),
    Shown("sources", "text", 48, lambda case: case.listed([case.title("sources", source) for source in case.data.sources])),
    Shown("url", "text", 48, lambda case: case.site.settings.url + case.entry.addresses[case.language]),
    Shown("updated", "date", 12, lambda case: case.entry.updated),
)
LETTERS = ascii_uppercase[: len(COLUMNS)]


def name_of(language: str) -> str:
    """How the lines of the workbook in this language are called."""
    return f"{CASES}.{language}{SUFFIX}"


def path_of(language: str) -> str:
    return f"{FOLDER}/{name_of(language)}"


def rows(site: Site, record: Record, entry: Entry) -> dict[str, bytes]:
    """The row of a case in each language's workbook; nothing of another record."""
    if record.collection != CASES:
        return {}
    return {name_of(language): _row(_Case(site, language, record, entry)) for language in site.settings.order}


def _row(case: _Case) -> bytes:
    cells = "".join(_cell(letter, column, column.get(case)) for letter, column in zip(LETTERS, COLUMNS, strict=True))
    return f'<row r="{_PLACE}">{cells}</row>'.encode()


def _cell(letter: str, column: Shown, value: Any) -> str:
    if value is None:
        return ""
    start = f'<c r="{letter}{_PLACE}" s="{column.kind}"'
    if column.kind == "text":
        return f'{start} t="inlineStr"><is><t>{escape(_CONTROL.sub(chr(0xFFFD), str(value))[:LONGEST])}</t></is></c>'
    number = (value - _EPOCH).days if isinstance(value, date) else plain(value)
    return f"{start}><v>{number:f}</v></c>" if isinstance(number, Decimal) else f"{start}><v>{number}</v></c>"


def workbook(site: Site, language: str, lines: Sequence[bytes], changed: date) -> bytes:
    """The workbook of these rows; ``changed`` is the newest date among them."""
    files = archive.unpacked(_frame(site, language, len(lines), changed))
    page = archive.content(files[_PAGE])
    styles = dict(zip((column.kind for column in COLUMNS), (style or b"0" for _, style in _STYLE.findall(page)), strict=True))
    head, _, tail = page.partition(b'<row r="2"')
    last = f"{LETTERS[-1]}{len(lines) + 1}".encode()
    head = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:%b"' % last, head, count=1)
    body = (_finished(line, number, styles) for number, line in enumerate(lines, 2))
    whole = b"".join((head, *body, tail.partition(b"</row>")[2]))
    return archive.write({**files, _PAGE: archive.packed(whole, LEVEL)})


def _finished(line: bytes, number: int, styles: Mapping[str, bytes]) -> bytes:
    """A row as the ``number``-th of the page; most of those that were in it before are that already."""
    if line.startswith(_FRESH):
        for kind, style in styles.items():
            line = line.replace(f's="{kind}"'.encode(), b's="%b"' % style)
        return line.replace(b"\0", b"%d" % number)
    return line if line.startswith(b'<row r="%d"' % number) else _NUMBER.sub(rb'\g<1>%d"' % number, line)


def taken_apart(content: bytes) -> dict[str, bytes]:
    """The rows of a workbook that was made here, by the case's id."""
    packed = archive.unpacked(content).get(_PAGE)
    if packed is None:
        return {}
    page = archive.content(packed)
    _, *rows, _ = page.split(b"</row>")
    return {row.partition(b"<t>")[2].partition(b"<")[0].decode(): row + b"</row>" for row in rows}


def _tab(name: str, number: int, before: str = "") -> str:
    """A name that spreadsheet programs take for a page: short, not quoted, without seven characters, and no other page's."""
    found = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:28].strip(" '")
    return found if found.lower() not in ("", "history", before.lower()) else f"{found} {number}".strip()


def _frame(site: Site, language: str, count: int, changed: date) -> bytes:
    """A workbook with one row, which shows the styles of the columns."""
    words = site.strings[language]
    stream = io.BytesIO()
    book = import_module("xlsxwriter").Workbook(stream, {"in_memory": True, "constant_memory": False})
    made = datetime(changed.year, changed.month, changed.day)
    book.set_properties({"title": words["tables.workbook"], "author": site.settings.name.pick(language, site.settings.order)[0], "created": made})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    kinds = {"text": book.add_format({"valign": "top"}), "money": book.add_format({"valign": "top", "num_format": "#,##0.00"}),
             "number": book.add_format({"valign": "top", "num_format": "0.0#"}), "whole": book.add_format({"valign": "top", "num_format": "0"}), "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})}
    page = book.add_worksheet(_tab(words["tables.sheet"], 1))
    for number, column in enumerate(COLUMNS):
        page.set_column(number, number, column.width)
        page.write_string(0, number, words[f"tables.column.{column.name}"], head)
        page.write_blank(1, number, None, kinds[column.kind])
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, max(1, count), len(COLUMNS) - 1)
    about = book.add_worksheet(_tab(words["tables.columns"], 2, page.get_name()))
    about.set_column(0, 0, 36)
    about.set_column(1, 1, 110)
    about.write_row(0, 0, [words["tables.column_head"], words["tables.meaning_head"]], head)
    for number, column in enumerate(COLUMNS, 1):
        about.write_string(number, 0, words[f"tables.column.{column.name}"])
        about.write_string(number, 1, words[f"tables.meaning.{column.name}"])
    for number, key in enumerate(("unknown", "numbers", "licence"), len(COLUMNS) + 2):
        about.write_string(number, 0, words[f"tables.note.{key}"])
    about.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()
