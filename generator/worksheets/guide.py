"""The pages beside the sheet: how it is used, what its names mean, and the lists that its cells choose from."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from generator.worksheets.book import Book
from generator.worksheets.layout import Place, formula
from generator.worksheets.parts import Field

WIDTH, LETTERS, LINE = 92, 118, 13.5  # of the text column: its width, and the letters that a line of it holds


def instructions(book: Book, page: Worksheet) -> None:
    """What the sheet is for, its steps, its formulas in words, cautions and sources."""
    text = book.text
    page.set_column(0, 0, 5)
    page.set_column(1, 1, WIDTH)
    page.merge_range(0, 0, 0, 1, book.title, book.style("title"))
    page.set_row(0, 26)
    row = _paragraph(book, page, 1, text.get("purpose"))
    page.write_string(row + 1, 0, "", book.style("input", "text"))
    page.write_string(row + 1, 1, text.get("legend", "input_long"), book.style("step"))
    page.write_string(row + 2, 0, "", book.style("result", "text"))
    page.write_string(row + 2, 1, text.get("legend", "result_long"), book.style("step"))
    row += 4
    for key in ("steps", "how", "cautions", "sources"):
        parts = text.many(key)
        if key == "steps":
            parts = [*parts, text.get("finally")]
        if not parts:
            continue
        row = _heading(book, page, row, text.get("guide", key))
        for number, part in enumerate(parts, start=1):
            page.write_string(row, 0, f"{number}." if key == "steps" else "•", book.style("number"))
            row = _paragraph(book, page, row, part, 1)
        row += 1
    row = _heading(book, page, row, text.get("guide", "about"))
    for part in text.common["about"]:
        page.write_string(row, 0, "•", book.style("number"))
        row = _paragraph(book, page, row, text.say(part), 1)
    page.print_area(0, 0, row, 1)


def _heading(book: Book, page: Worksheet, row: int, words: str) -> int:
    page.write_string(row, 0, words, book.style("section"))
    page.write_blank(row, 1, None, book.style("section"))
    page.set_row(row, 22)
    return row + 1


def _paragraph(book: Book, page: Worksheet, row: int, words: str, column: int = 0) -> int:
    if column:
        page.write_string(row, column, words, book.style("step"))
    else:
        page.merge_range(row, 0, row, 1, words, book.style("wrapped"))
    page.set_row(row, -(-len(words) // LETTERS) * LINE + 4)
    return row + 1


def meaning(book: Book, cell: Field) -> str:
    """What a name stands for: its label and, where there is one, the table it is a column of."""
    table = book.sheet.table_of(cell.name)
    return book.text.label(cell.name) + (f" ({book.text.get('guide', 'column_of')} «{book.text.label(table.name)}»)" if table else "")


def unit(book: Book, cell: Field) -> str:
    """The unit in words."""
    money, per, rest = cell.unit.partition("/")
    if money == "money":
        return book.text.get("guide", "currency") + (f"/{book.text.unit(rest)}" if per else "")
    return book.text.unit(cell.unit) if cell.unit else ""


def names(book: Book, page: Worksheet) -> None:
    """Every name of the sheet: what it means, its unit, where it stands and, of a result, its formula."""
    text, row = book.text, 3
    for column, width in enumerate((26, 52, 16, 12, 11, 70)):
        page.set_column(column, column, width)
    page.merge_range(0, 0, 0, 5, text.get("guide", "names"), book.style("title"))
    page.set_row(0, 26)
    page.merge_range(1, 0, 1, 5, text.get("guide", "names_about"), book.style("wrapped"))
    page.set_row(1, 3 * LINE)
    for column, head in enumerate(("name", "meaning", "unit", "cells", "type", "formula")):
        page.write_string(2, column, text.get("guide", f"head_{head}"), book.style("head"))
    for cell in book.sheet.cells:
        place: Place = book.plan.places[cell.name]
        page.write_string(row, 0, cell.name, book.style("code"))
        page.write_string(row, 1, meaning(book, cell), book.style("wrapped"))
        page.write_string(row, 2, unit(book, cell), book.style("wrapped"))
        page.write_string(row, 3, place.cells, book.style("code"))
        page.write_string(row, 4, text.get("guide", "result" if cell.formula else "input"), book.style("wrapped"))
        page.write_string(row, 5, formula(cell, book.plan, place.row)[1:] if cell.formula else "", book.style("code"))
        row += 1
    page.set_landscape()
    page.repeat_rows(2)
    page.freeze_panes(3, 1)
    page.print_area(0, 0, row - 1, 5)


def lists(book: Book, page: Worksheet) -> None:
    """The lists: a code for programs, a label for people. Cells hold labels; formulas compare with the cells here."""
    text, column = book.text, 0
    page.merge_range(0, 0, 0, 5, text.get("guide", "lists"), book.style("title"))
    page.set_row(0, 26)
    if not book.sheet.lists:
        page.write_string(2, 0, text.get("guide", "no_lists"), book.style("plain"))
    for key in book.sheet.lists:
        codes = text.codes(key)
        page.set_column(column, column, 20)
        page.set_column(column + 1, column + 1, 34)
        page.set_column(column + 2, column + 2, 3)
        page.write_string(2, column, text.get("guide", "code"), book.style("head"))
        page.write_string(2, column + 1, text.label(f"list_{key}"), book.style("head"))
        for row, code in enumerate(codes, start=3):
            page.write_string(row, column, code, book.style("code"))
            page.write_string(row, column + 1, text.choice(key, code), book.style("wrapped"))
            one = Place(row, row, column + 1)
            book.file.define_name(f"{key}_{code.replace('-', '_')}", f"='{page.get_name()}'!{one.absolute}")
        whole = Place(3, 2 + len(codes), column + 1)
        book.file.define_name(f"list_{key}", f"='{page.get_name()}'!{whole.absolute}")
        column += 3
