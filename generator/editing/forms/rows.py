"""Answers that are tables: a line per item, columns separated by | or as a spreadsheet pastes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.diagnostics import Report
from generator.editing.forms import rules
from generator.editing.forms.answers import Answer
from generator.editing.forms.choices import plain
from generator.editing.forms.questions import Column, Question
from generator.model import Span

_RULE = re.compile(r"[\s|:+-]+")  # the line below the heading of a Markdown table
_BULLET = re.compile(r"^(?:[-*•]|\d{1,2}[.)])[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Row:
    """An item: its number, its cells by column without the empty ones, and its line."""

    number: int
    cells: Mapping[str, str]
    span: Span


def rows_of(question: Question, answer: Answer, report: Report) -> Iterator[Row]:
    """The items of an answer. A heading tells its own columns, in any order; without one they are the form's."""
    columns: Sequence[Column] = question.columns
    semicolons = answer.lines[:1] and ";" in answer.lines[0] and "|" not in answer.lines[0] and "\t" not in answer.lines[0]
    number = 0
    for step, line in enumerate(answer.lines):
        cells = _cells(line, bool(semicolons and _heading(question, line.split(";"))) or (bool(semicolons) and step > 0))
        if not any(cells) or _RULE.fullmatch(line):
            continue
        named = _heading(question, cells) if not number else None
        if named:
            columns = named
            continue
        number += 1
        if len(cells) > len(columns):
            if any(cells[len(columns):]):
                report.add(rules.ROW.at(answer.at(step), question=question.label["es"], question_en=question.label["en"], row=f", fila {number},",
                                        row_en=f", row {number},", found=len(cells), known=len(columns), columns=" | ".join(column.label["es"] for column in columns)))
                continue
            cells = cells[: len(columns)]
        yield Row(number, {column.id: cell for column, cell in zip(columns, cells, strict=False) if cell}, answer.at(step))


def _cells(line: str, semicolons: bool) -> list[str]:
    return [" ".join(cell.split()) for cell in _parts(line, semicolons)]


def _parts(line: str, semicolons: bool) -> list[str]:
    if "\t" in line:
        return line.split("\t")
    bare = line.strip()
    if "|" in bare:
        return (bare.removeprefix("|").removesuffix("|") if bare.startswith("|") else _BULLET.sub("", bare, count=1)).split("|")
    if semicolons:
        return bare.split(";")
    return [_BULLET.sub("", bare, count=1)]


def _heading(question: Question, cells: Sequence[str]) -> list[Column] | None:
    """The columns a line names; None where it is no heading."""
    known = {plain(word): column for column in question.columns for word in (*column.label.values(), " / ".join(column.label.values()), column.id)}
    found = [known.get(plain(cell)) for cell in cells]
    columns = [column for column in found if column]
    return columns if len(columns) == len(cells) and (len(cells) > 1 or len(question.columns) == 1) else None
