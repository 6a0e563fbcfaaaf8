"""The text of an answered form -> its answers. Only the headings that a form has divide it; everything else is text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.diagnostics import Report
from generator.editing.forms import FORMS, rules
from generator.editing.forms.choices import plain
from generator.editing.forms.questions import Form, Question
from generator.model import Span

_HEADING = re.compile(r"#{2,4}[ \t]+(.+)")
MAX_BYTES = 4 * 65_536  # the code host takes 65,536 characters
_NOTHING = re.compile(r"_?no response_?|none|_?sin respuesta_?|n/?a|-+|—", re.IGNORECASE)  # what the code host, and people, write for nothing
_FENCE = re.compile(r"(`{3,}|~{3,})[^`]*")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written below a heading: its lines, empty ones at either end left out, and where the first of them stands."""

    lines: tuple[str, ...]
    span: Span

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def at(self, step: int) -> Span:
        """The place of one of its lines."""
        return Span(self.span.file, self.span.line + step, 1)


@dataclass(frozen=True)
class Answered:
    """A form with its answers by question; ``loose`` is text that belongs to none."""

    form: Form
    answers: dict[str, Answer]
    loose: tuple[str, ...]
    span: Span


def answered(file: str, text: str, report: Report) -> Answered | None:
    """The form that this is, and its answers; None after a finding."""
    lines = [line.rstrip() for line in text.split("\n")]
    form, count = max(((form, len(_names(form) & _headings(lines))) for form in FORMS), key=lambda found: found[1])
    if not count:
        report.add(rules.UNKNOWN.at(Span(file, 1, 1)))
        return None
    known = {plain(word): question for question in form.questions for word in (question.heading, *question.label.values())}
    answers: dict[str, Answer] = {}
    loose: tuple[str, ...] = ()
    for question, first, block in _blocks(lines, known):
        start, kept = _trimmed(block)
        if question is None:
            loose = tuple(kept)
        elif question.id in answers:
            report.add(rules.TWICE.at(Span(file, first, 1), question=question.label["es"], question_en=question.label["en"], first=answers[question.id].span.line))
        elif kept and not (len(kept) == 1 and _NOTHING.fullmatch(kept[0].strip())):
            answers[question.id] = Answer(tuple(kept), Span(file, first + 1 + start, 1))
        else:
            answers[question.id] = Answer((), Span(file, first, 1))
    return Answered(form, answers, loose, Span(file, 1, 1))


def _names(form: Form) -> set[str]:
    return {plain(question.heading) for question in form.questions}


def _headings(lines: Sequence[str]) -> set[str]:
    return {plain(found[1]) for line in lines if (found := _HEADING.fullmatch(line))}


def _blocks(lines: Sequence[str], known: dict[str, Question]) -> Iterator[tuple[Question | None, int, list[str]]]:
    """What stands before the first known heading, then each question with the line of its heading and the lines below it."""
    question: Question | None = None
    first, block = 0, list[str]()
    for number, line in enumerate(lines, 1):
        found = _HEADING.fullmatch(line)
        following = known.get(plain(found[1])) if found else None
        if following:
            yield question, first, block
            question, first, block = following, number, []
        else:
            block.append(line)
    yield question, first, block


def _trimmed(block: Sequence[str]) -> tuple[int, list[str]]:
    """Without the empty lines, and the fence of a code block, around it; and how many lines went before it."""
    start, end = 0, len(block)
    while start < end and (not block[start].strip() or _FENCE.fullmatch(block[start].strip())):
        start += 1
    while end > start and (not block[end - 1].strip() or _FENCE.fullmatch(block[end - 1].strip())):
        end -= 1
    return start, list(block[start:end])
