"""JSON Schema for the editors people write in: every field with its name, meaning and examples in Spanish and English.

Stricter about vocabularies than the schema of the API, which does not list them, and silent about what only the whole
site can tell: whether a record that is cited exists.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from generator.editing.shape import Field, fields_of, is_group, marks_of
from generator.model import Localized, Site
from generator.schemas import COLLECTIONS, Collection
from generator.schemas.core.fields import FORMS, InVocabulary, Readable, RefTo

FOLDER = "build/schemas"  # where editors look for them; not kept in the repository
SOME = 3  # examples of what may stand in a field
_LIMITS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
_LENGTHS = {"min_length": "minLength", "max_length": "maxLength"}
_ITEMS = {"min_length": "minItems", "max_length": "maxItems"}


def schema_of(site: Site, collection: Collection) -> dict[str, Any]:
    """The schema of a collection's files."""
    writer = _Writer(site)
    one = {code: singular for code, (singular, _) in collection.labels.items()}
    body = writer.group(collection.model)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _both(one),
        "description": _both(collection.intro),
        **body,
        "$defs": writer.definitions,
    }


def settings() -> dict[str, Any]:
    """What tells Visual Studio Code which schema goes with which files (.vscode/settings.json)."""
    return {
        "yaml.schemas": {f"./{FOLDER}/{name}.json": f"{collection.home}/*.yml" for name, collection in sorted(COLLECTIONS.items())},
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.autoIndent": "keep"},
    }


def modeline(collection: Collection) -> str:
    """The first line of a file, for editors that look for its schema there."""
    up = "../" * (collection.home.count("/") + 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{collection.id}.json"


class _Writer:
    """Writes the parts of a schema; ``definitions`` are the groups it came across."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.definitions: dict[str, Any] = {}

    def group(self, model: Any) -> dict[str, Any]:
        fields = fields_of(model)
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {field.name: self._field(field) for field in fields},
            "required": [field.name for field in fields if field.required],
        }

    def _field(self, field: Field) -> dict[str, Any]:
        body = self._value(field.annotation, field.marks)
        said = {"title": _both(field.label), "description": "\n\n".join(filter(None, (_both(field.label), *field.help.values(), self._points(field.annotation, field.marks))))}
        return {**said, **body}

    def _value(self, kind: Any, marks: tuple[Any, ...]) -> dict[str, Any]:
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self._value(arguments[0], (*marks_of(arguments), *marks))
        if origin in (Union, types.UnionType):
            return self._value(next(argument for argument in arguments if argument is not type(None)), marks)
        if origin is tuple:
            return {"type": "array", "items": self._value(arguments[0], ()), **_limits(marks, _ITEMS)}
        if origin is Literal:
            return {"type": "string", "enum": list(arguments)}
        if origin is dict or kind is Localized:
            return self._texts(self._value(arguments[1], ()) if arguments else {"type": "string", "minLength": 1}, marks)
        if is_group(kind):
            return self._part(kind, marks)
        if kind is bool:
            return {"type": "boolean"}
        if kind in (int, Decimal):
            example = 2008 if kind is int else 3400.5
            return {"type": "integer" if kind is int else "number", **_limits(marks, _LIMITS), "examples": [example]}
        return {"type": "string", "format": "date", "examples": ["2026-11-23"]} if kind is date else self._word(marks)

    def _texts(self, one: Mapping[str, Any], marks: tuple[Any, ...]) -> dict[str, Any]:
        order = self._site.settings.order
        body = {"type": "object", "properties": dict.fromkeys(order, one), "additionalProperties": one, "minProperties": 1}
        if "pattern" not in one and one.get("type") == "string":
            body["examples"] = [dict.fromkeys(order, "…")]
        neutral = any(isinstance(mark, Readable) and mark.neutral for mark in marks)
        return {"anyOf": [{"type": "string", "minLength": 1}, body]} if neutral else body

    def _part(self, kind: Any, marks: tuple[Any, ...]) -> dict[str, Any]:
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.group(kind)
        here = {"$ref": f"#/$defs/{name}"}
        return {"anyOf": [{"type": "string", "minLength": 1}, here]} if any(hasattr(mark, "func") for mark in marks) else here  # a citation may be an id alone

    def _word(self, marks: tuple[Any, ...]) -> dict[str, Any]:
        body: dict[str, Any] = {"type": "string", **_limits(marks, _LENGTHS)}
        for mark in marks:
            pattern = getattr(mark, "pattern", None)
            known = getattr(mark, "json_schema", None)
            if isinstance(mark, InVocabulary) and (terms := self._site.vocabularies.get(mark.vocabulary)):
                return {"type": "string", "enum": list(terms), "enumDescriptions": [_both(term.label) for term in terms.values()]}
            if isinstance(mark, RefTo):
                body["examples"] = [key[1] for key in self._site.entries if key[0] == mark.collection][:SOME]
            elif pattern:
                body |= {"pattern": pattern, **({"examples": [FORMS[pattern].strip('"')]} if pattern in FORMS else {})}
            elif known and "pattern" in known:  # a date as exact as it is known; a year alone is a number to YAML
                return {"anyOf": [{"type": "integer", "minimum": 1000, "maximum": 9999}, known], "examples": ["2026-11-23", "2026-11", 2026]}
            elif known:
                body |= known
        return body

    def _points(self, kind: Any, marks: tuple[Any, ...]) -> str:
        """Where the words or records come from."""
        for argument in get_args(kind):
            if get_origin(argument) is Annotated or get_args(argument):
                found = self._points(argument, ())
                if found:
                    return found
        for mark in (*marks_of(get_args(kind)), *marks) if get_origin(kind) is Annotated else marks:
            if isinstance(mark, InVocabulary):
                return f"→ content/vocabularies/{mark.vocabulary}.yml"
            if isinstance(mark, RefTo) and mark.collection in COLLECTIONS:
                return f"→ {COLLECTIONS[mark.collection].home}/"
        return ""


def _limits(marks: tuple[Any, ...], names: Mapping[str, str]) -> dict[str, Any]:
    return {theirs: value for mark in marks for ours, theirs in names.items() if (value := getattr(mark, ours, None)) is not None}


def _both(texts: Mapping[str, str]) -> str:
    return " / ".join(dict.fromkeys(texts.values()))
