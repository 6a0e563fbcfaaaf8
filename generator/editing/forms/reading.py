"""Answers -> edits that make a record, each with its place in the form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.checks.kits import PERSON_DATA
from generator.diagnostics import Report, dotted
from generator.editing.forms import rules
from generator.editing.forms.answers import Answer, Answered
from generator.editing.forms.choices import Choices
from generator.editing.forms.questions import Column, Question, field_at
from generator.editing.forms.rows import Row, rows_of
from generator.editing.forms.values import NUMBER, Amount, Wrong, date_of, money_of, number_of, qualified, year_of
from generator.editing.rewrite import Edit
from generator.editing.shape import bare
from generator.model import FieldPath, Localized, Site, Span
from generator.schemas.core.fields import Readable

_PERCENT = re.compile(r"[-+\u2212\u2013]?\s*\d[\d.,]*\s*%")
_FALLS = re.compile(r"(baj|menos|reduc|decrease|fell|less|fall)", re.IGNORECASE)
_RISES = re.compile(r"(sub|aument|más|increase|rose|more|rise)", re.IGNORECASE)
_UNSIGNED = Wrong(("no dice si subió o bajó", "it does not say whether it rose or fell"), ("-{0} si bajó, o +{0} si subió", "-{0} if it fell, or +{0} if it rose"))


class Part:
    """A record in the making: its edits, and where in the form each value was written."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.edits: list[Edit] = []
        self._places: dict[str, tuple[Question, Span]] = {}

    def put(self, path: FieldPath, value: Any, place: tuple[Question, Span] | None = None, *, text: bool = False, language: bool = False) -> None:
        self.edits.append(Edit(path, value, text, language))
        if place:
            for length in range(1, len(path) + 1):
                self._places.setdefault(dotted(path[:length]), place)

    def place(self, field: str) -> tuple[Question, Span] | None:
        """The question a value of the record comes from, or one near it."""
        while field and field not in self._places:
            field = field[: max(field.rfind("."), field.rfind("["), 0)]
        return self._places.get(field)


class Reader:
    """Reads the answers of one form into parts; what cannot be read is a finding."""

    def __init__(self, site: Site, form: Answered, source: str, language: str, report: Report) -> None:
        self._site, self._form, self._source, self._language, self._report = site, form, source, language, report

    def read(self, question: Question, answer: Answer, part: Part, path: FieldPath) -> None:
        """One answer into the field it belongs to."""
        place = (question, answer.span)
        if question.kind in ("line", "text", "lines", "link"):
            self._private(question, answer)
        if question.kind in ("line", "text"):
            self._text(part, path, " ".join(answer.text.split()) if question.kind == "line" else _paragraphs(answer), place)
        elif question.kind == "lines":
            for index, line in enumerate(line for line in answer.lines if line.strip()):
                self._text(part, (*path, index), re.sub(r"^\s*[-*•]\s+", "", line).strip(), (question, answer.at(index)))
        elif question.kind == "link":
            part.put(path, answer.text.strip().strip("<>"), place, text=True)
        elif question.kind == "choice":
            if (key := self.choice(question, question, answer.text, answer.span)) is not None:
                part.put(path, key, place)
        elif question.kind == "choices":
            if keys := self._choices(question, answer):
                part.put(path, keys, place)
        elif question.kind == "money":
            self._money(part, path, money_of(self._site, answer.text), question, answer.text, answer.span)
        elif question.kind == "rows":
            self._rows(part, path, question, answer)
        else:
            value = year_of(answer.text) if question.kind == "year" else date_of(answer.text)
            if isinstance(value, Wrong):
                self._wrong(question, answer.text, value, answer.span)
            else:
                part.put(path, value, place)

    def choice(self, question: Question, asked: Question | Column, text: str, span: Span, row: int = 0) -> str | None:
        """The term somebody chose; a finding where there is none."""
        choices = Choices(self._site, asked)
        found = choices.meant(text)
        if found is None:
            near = choices.like(text)
            listed = f"content/vocabularies/{asked.vocabulary}.yml"
            es, en = f"Escriba una de {listed}.", f"Write one of {listed}."
            if choices.few:
                es, en = f"Escriba una de estas: {'; '.join(near)}.", f"Write one of these: {'; '.join(near)}."
            elif near:
                es, en = f"¿Quiso decir «{'» o «'.join(near)}»? Todas están en {listed}.", f"Did you mean “{'” or “'.join(near)}”? All of them are in {listed}."
            self._report.add(rules.CHOICE.at(span, (), **_named(question, row), value=text.strip(), cure=es, cure_en=en))
        return found

    def _choices(self, question: Question, answer: Answer) -> tuple[str, ...]:
        """Several terms; the code host joins them by commas, which a term may hold itself."""
        choices = Choices(self._site, question)
        rest, found = ", ".join(re.sub(r"^\s*[-*•]\s+", "", line).strip() for line in answer.lines if line.strip()), []
        for key, words in sorted(choices.offered.items(), key=lambda item: -len(item[1])):
            if words in rest:
                rest = rest.replace(words, "", 1)
                found.append(key)
        for text in filter(None, map(str.strip, re.split(r"[,;]", rest))):
            chosen = self.choice(question, question, text, answer.span)
            found += [chosen] if chosen else []
        return tuple(key for key in choices.offered if key in found)

    def _text(self, part: Part, path: FieldPath, text: str, place: tuple[Question, Span]) -> None:
        field = field_at(part.model, tuple(name for name in path if isinstance(name, str)))
        kind, marks, _ = bare(field)
        if kind is Localized and not any(isinstance(mark, Readable) and mark.neutral for mark in marks):
            part.put((*path, self._language), text, place, text=True, language=True)
        else:
            part.put(path, text, place, text=True)

    def _money(self, part: Part, path: FieldPath, value: Amount | Wrong, question: Question, text: str, span: Span, row: int = 0) -> None:
        if isinstance(value, Wrong):
            self._wrong(question, text, value, span, row)
            return
        for name, inner in (("amount", value.amount), ("currency", value.currency), ("year", value.year), ("qualifier", value.qualifier), ("source", self._source)):
            if inner is not None:
                part.put((*path, name), inner, (question, span))

    def _rows(self, part: Part, path: FieldPath, question: Question, answer: Answer) -> None:
        counts: dict[FieldPath, int] = {}
        for row in rows_of(question, answer, self._report):
            home: FieldPath = path
            if "measure" in row.cells:
                number = number_of(row.cells["measure"])
                if not isinstance(number, int) or not 0 < number <= self._measures():
                    self._wrong(question, row.cells["measure"], Wrong(
                        ("no es el número de una medida de arriba", "it is not the number of a measure above"), (f"un número de 1 a {self._measures()}, o nada", f"a number from 1 to {self._measures()}, or nothing")), row.span, row.number)
                    continue
                home = ("measures", number - 1, *path)
            item = (*home, counts.setdefault(home, 0))
            counts[home] += 1
            for column in question.columns:
                if column.id in row.cells:
                    self._cell(part, item, question, column, row)
                elif column.required:
                    self._report.add(rules.MISSING.at(row.span, question=f"{question.label['es']}, fila {row.number}: {column.label['es']}",
                                                      question_en=f"{question.label['en']}, row {row.number}: {column.label['en']}", heading=question.heading))
            if question.id == "effects":
                self._effect(part, item, question, row)
            if question.id in ("effects", "benefits"):
                part.put((*item, "source"), self._source, (question, row.span))

    def _measures(self) -> int:
        answer = self._form.answers.get("measures")
        return sum(1 for _ in rows_of(self._form.form.question("measures"), answer, Report())) if answer else 0

    def _cell(self, part: Part, item: FieldPath, question: Question, column: Column, row: Row) -> None:
        text, path = row.cells[column.id], (*item, *column.path)
        if column.kind == "text":
            self._private(question, Answer((text,), row.span))
            self._text(part, path, text, (question, row.span))
        elif column.kind == "choice":
            if (key := self.choice(question, column, text, row.span, row.number)) is not None:
                part.put(path, key, (question, row.span))
        elif column.kind == "money":
            self._money(part, path, money_of(self._site, text), question, text, row.span, row.number)
        elif column.kind == "number":
            value = number_of(text)
            if isinstance(value, Wrong):
                self._wrong(question, text, value, row.span, row.number)
            else:
                part.put(path, value, (question, row.span))

    def _effect(self, part: Part, item: FieldPath, question: Question, row: Row) -> None:
        """How a resource changed: an amount, a percentage, both, or only which way."""
        cells, place = row.cells, (question, row.span)
        qualifier, text = qualified(self._site, cells.get("change", ""))
        if qualifier:
            part.put((*item, "qualifier"), qualifier, place)
        percent = _PERCENT.search(text)
        rest = (text[: percent.start()] + text[percent.end():]).strip(" ()/,;y") if percent else text.strip()
        amount = NUMBER.match(rest)
        for name, found in (("change_percent", percent[0].rstrip("% ") if percent else ""), ("change", amount[0] if amount else "")):
            if found:
                self._signed(part, (*item, name), found, question, row)
        if amount and (unit := rest[amount.end():].strip(" ()")) and "unit" not in cells:
            if (key := self.choice(question, next(c for c in question.columns if c.id == "unit"), unit, row.span, row.number)) is not None:
                part.put((*item, "unit"), key, place)
        elif (amount or "baseline" in cells or "after" in cells) and "unit" not in cells:
            self._wrong(question, rest or cells.get("baseline") or cells.get("after", ""), Wrong(("falta la unidad", "its unit is missing"), (
                "la unidad en su columna: kWh, m³, kg, galones (EE. UU.)…", "the unit in its column: kWh, m³, kg, US gallons…")), row.span, row.number)
        if percent or amount:
            return
        before, after = number_of(cells.get("baseline", "")), number_of(cells.get("after", ""))
        way = None
        if not isinstance(before, Wrong) and not isinstance(after, Wrong) and before != after:
            way = "decrease" if after < before else "increase"
        elif rest:
            way = "decrease" if _FALLS.search(rest) else "increase" if _RISES.search(rest) else None
        if way:
            part.put((*item, "direction"), way, place)
        else:
            self._wrong(question, " | ".join(cells.values()), Wrong(("no dice cuánto cambió ni en qué sentido", "it says neither how much it changed nor which way"), (
                "en «Cambio» -9800, -30 % o «bajó», o el antes y el después", "under “Change” -9800, -30 % or “fell”, or the before and after")), row.span, row.number)

    def _signed(self, part: Part, path: FieldPath, text: str, question: Question, row: Row) -> None:
        value = number_of(text)
        if not isinstance(value, Wrong) and value and text.strip()[:1] not in "-+\u2212\u2013":
            bare_text = text.strip()
            value = Wrong(_UNSIGNED.problem, (_UNSIGNED.cure[0].format(bare_text), _UNSIGNED.cure[1].format(bare_text)))
        if isinstance(value, Wrong):
            self._wrong(question, text, value, row.span, row.number)
        else:
            part.put(path, value, (question, row.span))

    def _wrong(self, question: Question, text: str, wrong: Wrong, span: Span, row: int = 0) -> None:
        self._report.add(rules.VALUE.at(span, (), **_named(question, row), value=" ".join(text.split()), problem=wrong.problem[0], problem_en=wrong.problem[1],
                                        cure=wrong.cure[0], cure_en=wrong.cure[1]))

    def _private(self, question: Question, answer: Answer) -> None:
        private(question, answer, self._report)


def private(question: Question, answer: Answer, report: Report) -> None:
    """No e-mail address or telephone gets into a file."""
    for step, line in enumerate(answer.lines):
        if found := PERSON_DATA.search(line):
            report.add(rules.PERSON.at(answer.at(step), question=question.label["es"], question_en=question.label["en"], excerpt=found[0]))


def _named(question: Question, row: int) -> Mapping[str, str]:
    return {"question": question.label["es"], "question_en": question.label["en"], "row": f", fila {row}," if row else "", "row_en": f", row {row}," if row else ""}


def _paragraphs(answer: Answer) -> str:
    """A text with its paragraphs; what indents a line, which would make code of it, is taken away."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in answer.lines))
