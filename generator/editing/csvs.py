"""A collection as one .csv per sheet, in a folder or a .zip, and back. Nothing in them is a formula to a spreadsheet program."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Report
from generator.editing.outgoing import Book
from generator.editing.rules import NO_BOOK
from generator.editing.tables import Cell, Table, written
from generator.model import Span

MAX_BYTES = 100 * 1024 * 1024
_STAMP = (1980, 1, 1, 0, 0, 0)  # the same content, the same bytes
_RISKY = re.compile(r"'*[=+\-@\t]")  # a spreadsheet program would take it for a formula, or it looks like one made safe


def csvs(book: Book) -> Iterator[tuple[str, bytes]]:
    """The files by name; with a byte order mark, without which spreadsheet programs spoil the accents."""
    for sheet, rows in zip(book.sheets, book.rows, strict=True):
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(book.headers(sheet))
        kinds = {column.header: column for column in sheet.columns}
        for row in rows:
            cells = []
            for header, value in zip(book.headers(sheet), row, strict=True):
                column = kinds.get(header)
                text = "" if value is None else written(value, column.separator if column else ", ")
                cells.append(_safe(text) if column and column.kind == "text" else text)
            writer.writerow(cells)
        yield f"{sheet.name}.csv", stream.getvalue().encode("utf-8-sig")


def zipped(book: Book) -> bytes:
    """The same in one file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in csvs(book):
            packed.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if _RISKY.match(text) else text


def read_csvs(path: Path, report: Report) -> list[Table]:
    """The tables of a folder, a .zip or a single .csv; none after a finding."""
    tables = []
    for name, content in _files(path, report):
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            report.add(NO_BOOK.at(Span(name), reason="no está en UTF-8; guárdelo como «CSV UTF-8»", reason_en="it is not UTF-8; save it as “CSV UTF-8”"))
            continue
        tables.append(_table(name, text))
    return [] if report.errors else tables


def _files(path: Path, report: Report) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        yield from ((f"{path.name}/{file.name}", file.read_bytes()) for file in sorted(path.glob("*.csv")))
    elif path.suffix.lower() == ".csv":
        yield path.name, path.read_bytes()
    else:
        try:
            with zipfile.ZipFile(path) as packed:
                inside = [item for item in sorted(packed.infolist(), key=lambda item: item.filename) if item.filename.lower().endswith(".csv")]
                if sum(item.file_size for item in inside) > MAX_BYTES:
                    report.add(NO_BOOK.at(Span(path.name), reason="es demasiado grande", reason_en="it is too large"))
                    return
                yield from ((item.filename, packed.read(item)) for item in inside)
        except zipfile.BadZipFile:
            report.add(NO_BOOK.at(Span(path.name), reason="no es un .zip", reason_en="it is not a .zip"))


def _table(file: str, text: str) -> Table:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    headers = tuple(header.strip() for header in next(reader, ()))
    table = Table(Path(file).stem, headers, span=Span(file, 1, 1))
    line = reader.line_num
    for row in reader:
        start, line = line + 1, reader.line_num
        cells = {}
        for number, (header, value) in enumerate(zip(headers, row, strict=False), 1):
            if header and value.strip():
                value = value.replace("\r\n", "\n")
                safe = value[0] == "'" and bool(_RISKY.match(value))
                cells[header] = Cell(value[1:] if safe else value, Span(file, start, number), formula=value[0] == "=")
        if cells:
            table.rows.append(cells)
    return table
