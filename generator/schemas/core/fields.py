"""The types a schema is made of, and the marks that let checks and exports understand a field.

A mark says what a string stands for (a term of a vocabulary, the id of a record, a text for readers);
:mod:`generator.schemas.core.walk` finds the marked values of a record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, StringConstraints, WithJsonSchema
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from generator.diagnostics import define
from generator.model import NEUTRAL, Localized, Money

ID_PATTERN = r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_PARTIAL = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
LONGEST_ID = 80  # characters; also of a file's name
LONGEST_LINE = 1000  # characters of a text that is not prose; the longest note in use has 400
FORMS: dict[str, str] = {}  # pattern -> an example of it, for whoever wrote something else
_TEXTS = {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}, "minProperties": 1}

FORM = define(
    "wrong-form", "error",
    es=("«{value}» no tiene la forma que se espera aquí.", "Escríbalo como este ejemplo: {example}."),
    en=("“{value}” does not have the form that is expected here.", "Write it like this example: {example}."),
)


@dataclass(frozen=True, slots=True)
class InVocabulary:
    """The string is the id of a term of this vocabulary."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class RefTo:
    """The string is the id of a record of this collection."""

    collection: str


@dataclass(frozen=True, slots=True)
class Readable:
    """A text for readers; ``prose`` may hold paragraphs, lists, emphasis and links."""

    prose: bool
    neutral: bool = False


def form(pattern: str, example: str) -> FieldInfo:
    """A text of this form; the example is shown to whoever writes another."""
    FORMS[pattern] = example
    return Field(pattern=pattern)  # type: ignore[no-any-return]


def _localized(value: Any) -> Localized:
    if isinstance(value, Localized):
        return value
    if not isinstance(value, dict):
        raise PydanticCustomError("text_not_localized", "not a map of languages")
    return Localized(_checked(value))


def _line(value: Any) -> Localized:
    texts = _localized(value)
    for language, text in texts.items():
        if len(text) > LONGEST_LINE:
            raise PydanticCustomError("text_too_long", "too long", {"language": language, "limit": LONGEST_LINE})
    return texts


def _name(value: Any) -> Localized:
    if isinstance(value, str):
        return _line(Localized(_checked({NEUTRAL: value})))
    return _line(value)


def _checked(texts: dict[str, Any]) -> dict[str, str]:
    clean: dict[str, str] = {}
    for language, text in texts.items():
        if language != NEUTRAL and not _LANGUAGE.fullmatch(language):
            raise PydanticCustomError("text_language", "not a language code", {"language": language})
        if not isinstance(text, str):
            raise PydanticCustomError("text_not_string", "not a text", {"language": language, "value": str(text)})
        if not text.strip():
            raise PydanticCustomError("text_empty", "empty text", {"language": language})
        clean[language] = text.strip()
    if not clean:
        raise PydanticCustomError("text_empty", "empty text", {"language": ""})
    return clean


def _partial_date(value: Any) -> str:
    text = value.isoformat() if isinstance(value, date) else str(value)
    try:
        valid = bool(_PARTIAL.fullmatch(text) and date.fromisoformat((text + "-01-01")[:10]))
    except ValueError:
        valid = False
    if not valid:
        raise PydanticCustomError("partial_date", "not a date", {"value": text})
    return text


def _url(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"https?://[^\s<>\"'`{}|\\^]+", value):
        raise PydanticCustomError("unsafe_url", "not an http address", {"value": str(value)})
    return value


Text = Annotated[Localized, PlainValidator(_line), WithJsonSchema(_TEXTS), Readable(prose=False)]
Prose = Annotated[Localized, PlainValidator(_localized), WithJsonSchema(_TEXTS), Readable(prose=True)]
Name = Annotated[
    Localized,
    PlainValidator(_name),
    WithJsonSchema({"anyOf": [{"type": "string", "minLength": 1}, _TEXTS]}),
    Readable(prose=False, neutral=True),
]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=LONGEST_ID)]
Url = Annotated[str, PlainValidator(_url), WithJsonSchema({"type": "string", "format": "uri"})]
PartialDate = Annotated[
    str, BeforeValidator(_partial_date), WithJsonSchema({"type": "string", "pattern": f"^{_PARTIAL.pattern}$"})
]
Year = Annotated[int, Field(ge=1900, le=2100)]
Amount = Money

SourceRef = Annotated[str, RefTo("sources")]
OrganisationRef = Annotated[str, RefTo("organisations")]
CaseRef = Annotated[str, RefTo("case_studies")]
PracticeRef = Annotated[str, RefTo("practices")]
ProgrammeRef = Annotated[str, RefTo("programmes")]

Area = Annotated[str, InVocabulary("areas")]
Theme = Annotated[str, InVocabulary("themes")]
Network = Annotated[str, InVocabulary("networks")]
Country = Annotated[str, InVocabulary("countries")]
Region = Annotated[str, InVocabulary("regions")]
Sector = Annotated[str, InVocabulary("sectors")]
Unit = Annotated[str, InVocabulary("units")]
Currency = Annotated[str, InVocabulary("currencies")]
Resource = Annotated[str, InVocabulary("resources")]
Qualifier = Annotated[str, InVocabulary("qualifiers")]
Basis = Annotated[str, InVocabulary("basis")]
Inferred = Annotated[str, form("^inferred$", "inferred")]

# Marks of the model's own money type, whose fields cannot carry pydantic's annotations.
MONEY_MARKS: dict[str, Any] = {
    "currency": InVocabulary("currencies"),
    "qualifier": InVocabulary("qualifiers"),
    "basis": InVocabulary("basis"),
    "source": RefTo("sources"),
}


class Part(BaseModel):
    """A part of a record: unknown fields are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=LONGEST_LINE, defer_build=True)

    # Records wait packed for their turn: as their values alone, because nobody asks which of them a file named.
    def __getstate__(self) -> dict[Any, Any]:
        return self.__dict__

    def __setstate__(self, state: dict[Any, Any]) -> None:
        put = object.__setattr__
        put(self, "__dict__", state)
        put(self, "__pydantic_fields_set__", set())
        put(self, "__pydantic_extra__", None)
        put(self, "__pydantic_private__", None)


def f(es: str, en: str, help_es: str = "", help_en: str = "", **more: Any) -> Any:
    """A field with its label, and help, in Spanish and English; required unless ``default`` is given.

    A ``pattern`` comes with an ``example``, which is shown to whoever writes something else.
    """
    if "example" in more:
        FORMS[more["pattern"]] = more.pop("example")
    extra: dict[str, Any] = {"label": {"es": es, "en": en}}
    if help_es:
        extra["help"] = {"es": help_es, "en": help_en}
    if more.pop("by_program", False):
        extra["by_program"] = True  # nobody types it: no sheet, no form and no skeleton asks for it
    return Field(title=en, description=help_en or None, json_schema_extra=extra, **more)


def opt(es: str, en: str, help_es: str = "", help_en: str = "", **more: Any) -> Any:
    """An optional field: absent means unknown."""
    return f(es, en, help_es, help_en, default=None, **more)


def many(es: str, en: str, help_es: str = "", help_en: str = "", **more: Any) -> Any:
    """A list, empty where nothing is known."""
    return f(es, en, help_es, help_en, default=(), **more)
