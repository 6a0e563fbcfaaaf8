"""The fields of a schema as the controls of the web editor (Decap CMS), in the words of one language.

A control that stands for something the editor has no form for says so in ``kept``; ``editor.js`` reads it:
``texts`` a text by language, ``name`` one that may be the same in all, ``citation`` a group that may be its source alone,
``truth`` true or false, ``partial`` a date as exact as it is known.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from generator.editing.shape import Field, bare, fields_of, is_group, marks_of
from generator.model import Localized, Site
from generator.schemas import COLLECTIONS
from generator.schemas.core.common import Sourced
from generator.schemas.core.fields import FORMS, InVocabulary, Readable, RefTo

Control = dict[str, Any]
TEXTS = ("texts", "name")
IN_A_LINE = 5  # values: of a figure its resource, exact name, change, unit and change in percent
DEEP = 2  # levels of lists inside an item, from which on a closed list shows its number alone; others show a line for each item
SHOWN = 40  # records a list of records offers at once; typing narrows it
_LIMITS = {"ge": "min", "le": "max"}
_LENGTHS = {"min_length": "min", "max_length": "max"}


class Controls:
    """Writes the controls of a site's fields; groups and lists of terms are made once, so that the file can point at them."""

    def __init__(self, site: Site, language: str) -> None:
        self._site, self._language = site, language
        self._words = site.strings[language]
        self._groups: dict[tuple[Any, bool], list[Control]] = {}
        self._terms: dict[str, list[dict[str, str]]] = {}

    def of(self, model: Any, *, optional: bool = False) -> list[Control]:
        """The controls of a group; in one that may be missing nothing is asked for, because the editor would ask even when it is empty."""
        key = (model, optional)
        if key not in self._groups:
            self._groups[key] = [self._control(field, optional) for field in _in_order(model)]
        return self._groups[key]

    def _control(self, field: Field, optional: bool) -> Control:
        required = field.required and not optional
        hint = " ".join(filter(None, (self._said(field.help), self._words["admin.required"] if field.required and optional else "")))
        control: Control = {"name": field.name, "label": self._said(field.label), "required": required}
        return {**control, **self._value(field.annotation, field.marks, required), **({"hint": hint} if hint else {})}

    def _value(self, kind: Any, marks: tuple[Any, ...], required: bool) -> Control:
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self._value(arguments[0], (*marks_of(arguments), *marks), required)
        if origin in (Union, types.UnionType):
            return self._value(next(argument for argument in arguments if argument is not type(None)), marks, required)
        if origin is tuple:
            return self._list(arguments[0], marks)
        if origin is Literal:
            return {"widget": "select", "options": [{"label": self._words.get(f"admin.value.{value}", str(value)), "value": str(value)} for value in arguments]}
        if origin is dict or kind is Localized:
            inner = self._value(arguments[1], (), False) if arguments else _text(marks)
            closed = origin is dict or (not required and inner["widget"] == "string")  # a short text that few records have
            return {**self._texts(inner, marks, required), "collapsed": closed}
        if is_group(kind):
            citation = {"kept": "citation"} if any(hasattr(mark, "func") for mark in marks) else {}
            group = self.of(kind, optional=not required)
            return {"widget": "object", "collapsed": not required, "summary": _summary(group), "fields": group, **citation}
        return self._plain(kind, marks)

    def _plain(self, kind: Any, marks: tuple[Any, ...]) -> Control:
        if kind is bool:
            words = [{"label": self._words[f"admin.{value}"], "value": value} for value in ("true", "false")]
            return {"widget": "select", "kept": "truth", "options": words}
        if kind in (int, Decimal):
            return {"widget": "number", "value_type": "int" if kind is int else "float", **_limits(marks, _LIMITS)}
        if kind is date:
            return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}
        return self._word(marks)

    def _texts(self, inner: Control, marks: tuple[Any, ...], required: bool) -> Control:
        """Every language of the site side by side; the first one is asked for."""
        neutral = any(isinstance(mark, Readable) and mark.neutral for mark in marks)
        languages = self._site.settings.languages
        fields = [{"name": each.code, "label": each.name, "required": required and each is languages[0], **inner} for each in languages]
        return {"widget": "object", "summary": f"{{{{fields.{languages[0].code}}}}}", "fields": fields,
                "kept": "name" if neutral else "texts"}

    def _list(self, kind: Any, marks: tuple[Any, ...]) -> Control:
        one = self._value(kind, (), True)
        limits = _limits(marks, _LENGTHS)
        if one["widget"] in ("select", "relation"):
            return {**one, "multiple": True, **limits}
        shape: Control = {"widget": "list", "collapsed": True, "minimize_collapsed": _depth(one) >= DEEP, **limits}
        if one["widget"] == "object":
            kept = {"kept": one["kept"]} if "kept" in one else {}
            return {**shape, "summary": one["summary"], "fields": one["fields"], **kept}
        return {**shape, "field": {"name": "value", "label": self._words["admin.item"], **one}}

    def _word(self, marks: tuple[Any, ...]) -> Control:
        for mark in marks:
            pattern = getattr(mark, "pattern", None)
            if isinstance(mark, InVocabulary) and mark.vocabulary in self._site.vocabularies:
                return {"widget": "select", "options": self._options(mark.vocabulary)}
            if isinstance(mark, RefTo) and mark.collection in COLLECTIONS:
                return self._relation(mark.collection)
            if pattern:
                example = FORMS.get(pattern, "fundicion-norte").strip('"')
                return {"widget": "string", "pattern": [pattern, f"{self._words['admin.form']} {example}"]}
            if "pattern" in (getattr(mark, "json_schema", None) or {}):
                return {"widget": "string", "kept": "partial", "pattern": [mark.json_schema["pattern"], f"{self._words['admin.form']} 2026-11-23, 2026-11, 2026"]}
        return {"widget": "string"}

    def _options(self, vocabulary: str) -> list[dict[str, str]]:
        if vocabulary not in self._terms:
            self._terms[vocabulary] = [
                {"label": f"{term.label.pick(self._language, self._site.settings.order)[0]} ({term.id})", "value": term.id}
                for term in self._site.vocabularies[vocabulary].values()
            ]
        return self._terms[vocabulary]

    def _relation(self, collection: str) -> Control:
        titles = self.title(collection)
        return {"widget": "relation", "collection": collection, "value_field": "id", "search_fields": ["id", *titles],
                "display_fields": [*titles[:1], "({{id}})"], "options_length": SHOWN}

    def title(self, collection: str) -> list[str]:
        """The fields that hold a record's title, the editor's language first."""
        kind = next((bare(field)[0] for field in fields_of(COLLECTIONS[collection].model) if field.name == "title"), None)
        if kind is Localized:
            return [f"title.{code}" for code in sorted(self._site.settings.order, key=lambda code: code != self._language)]
        return [] if kind is None else ["title"]

    def _said(self, texts: Mapping[str, str]) -> str:
        return texts.get(self._language) or next(iter(texts.values()), "")


def _in_order(model: Any) -> list[Field]:
    """As records have them: what a figure says before who says so."""
    fields = [field for field in fields_of(model) if not field.by_program]
    about = fields_of(Sourced) if isinstance(model, type) and issubclass(model, Sourced) else ()
    names = {field.name for field in about}
    return [*(field for field in fields if field.name not in names), *(field for field in fields if field.name in names)]


def _text(marks: tuple[Any, ...]) -> Control:
    prose = any(isinstance(mark, Readable) and mark.prose for mark in marks)
    return {"widget": "text" if prose else "string"}


def _summary(group: list[Control]) -> str:
    """The line that a closed group shows: the text it asks for, else its first values of one line.

    An optional text alone would leave most lines empty, and of an empty line the editor says in English what is missing.
    """
    shown = [(control, place) for control in group if (place := _one_line(control))]
    asked = next((place for control, place in shown if control.get("kept") in TEXTS and control["required"]), None)
    return asked or " ".join(place for _, place in shown[:IN_A_LINE])


def _one_line(control: Control) -> str:
    """Where a short value stands, for a summary; nothing for a longer one."""
    if control["widget"] == "list" or control.get("multiple"):
        return ""
    first = control["fields"][0] if control.get("kept") in TEXTS else control
    if first["widget"] not in ("string", "select", "relation", "number"):
        return ""
    place = f"fields.{control['name']}" if first is control else f"fields.{control['name']}.{first['name']}"
    sign = f" {{{{{place} | ternary('%','')}}}}" if control["name"].endswith("percent") else ""
    return f"{{{{{place}}}}}{sign}"


def _depth(item: Control) -> int:
    """How many lists of groups stand one inside the other in an item."""
    return max((_depth(inner) + (inner["widget"] == "list") for inner in item.get("fields", ())), default=0)


def _limits(marks: tuple[Any, ...], names: Mapping[str, str]) -> dict[str, int]:
    return {theirs: int(value) for mark in marks for ours, theirs in names.items() if (value := getattr(mark, ours, None)) is not None}
