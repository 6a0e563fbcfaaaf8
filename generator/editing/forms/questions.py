"""What a form is made of: questions that know the field their answer goes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from generator.editing.shape import Field, Names, bare, fields_of
from generator.model import FieldPath
from generator.schemas.core.fields import InVocabulary

Texts = Mapping[str, str]
Kind = Literal["line", "text", "year", "date", "money", "link", "choice", "choices", "lines", "rows", "ticks"]
Goal = Literal["record", "organisation", "source", ""]  # the record an answer goes to; '': the program reads it
Option = tuple[str, Texts]  # id, what people read


@dataclass(frozen=True)
class Column:
    """A column of a question whose answer is a table. ``path`` is inside an item."""

    id: str
    label: Texts
    kind: Literal["text", "number", "signed", "money", "choice", "place"]
    path: Names
    vocabulary: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Question:
    """One question. ``paths`` leads to the field by collection; ``options`` are fixed where no vocabulary has them."""

    id: str
    kind: Kind
    label: Texts
    help: Texts
    goal: Goal
    paths: Mapping[str, FieldPath]
    required: bool = False
    vocabulary: str = ""
    options: tuple[Option, ...] = ()
    example: str = ""
    columns: tuple[Column, ...] = ()

    @property
    def heading(self) -> str:
        """The label as the form and its answers bear it, Spanish first."""
        return both(self.label)


@dataclass(frozen=True)
class Form:
    """A form: its file's name, the collections its answers may become, and its questions in order."""

    id: str
    collections: Names
    name: Texts
    about: Texts
    intro: Texts
    questions: tuple[Question, ...]

    def question(self, name: str) -> Question:
        return next(question for question in self.questions if question.id == name)


def both(texts: Texts) -> str:
    """Spanish and English side by side, once where they are the same."""
    return " / ".join(dict.fromkeys(texts.values()))


def field_at(model: Any, path: Names) -> Field:
    """The field of a model, or of a part of it, as its schema describes it."""
    for number, name in enumerate(path):
        field = next(field for field in fields_of(model) if field.name == name)
        if number < len(path) - 1:
            model = bare(field)[0]
    return field


def vocabulary_of(field: Field) -> str:
    return next((mark.vocabulary for mark in bare(field)[1] if isinstance(mark, InVocabulary)), "")


def ask(name: str, kind: Kind, model: Any, path: Names, collections: Names, *, label: tuple[str, str] | None = None, help_: tuple[str, str] = ("", ""),
        goal: Goal = "record", required: bool | None = None, options: tuple[Option, ...] = (), example: str = "",
        columns: tuple[Column, ...] = ()) -> Question:
    """A question about a field: what is not given here is the schema's."""
    field = field_at(model, path)
    texts = said(label) if label else field.label
    must = field.required if required is None else required
    return Question(name, kind, texts, said(help_) if help_[0] else field.help, goal, dict.fromkeys(collections, path), must,
                    "" if options else vocabulary_of(field), options, example, columns)


def column(name: str, kind: Any, model: Any, path: Names, *, label: tuple[str, str] | None = None) -> Column:
    """A column about a field of an item, in the same way. Fixed words of the schema are its options."""
    field = field_at(model, path)
    inner = bare(field)[0]
    options = tuple((word, FIXED[word]) for word in get_args(inner)) if get_origin(inner) is Literal else ()
    return Column(name, said(label) if label else field.label, kind, path, vocabulary_of(field), options, field.required)


def said(texts: tuple[str, str]) -> Texts:
    return {"es": texts[0], "en": texts[1]}


FIXED: Mapping[str, Texts] = {  # the schemas' own words, as people say them
    "year": said(("año", "year")), "month": said(("mes", "month")), "day": said(("día", "day")), "once": said(("una vez", "once")),
    "whole": said(("Todo el documento", "The whole document")), "opening": said(("Solo el comienzo o un resumen", "Only the beginning or a summary")),
}
