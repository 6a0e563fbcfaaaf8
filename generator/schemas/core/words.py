"""Vocabularies and the words of the interface: plain data, so that a language or a term needs no code."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from generator.diagnostics import Report, define
from generator.model import FieldPath, Localized, Settings, Span, Term
from generator.schemas.core.collection import COLLECTIONS
from generator.schemas.core.fields import FORM
from generator.sources import rules
from generator.sources.files import listing, read_text
from generator.sources.yaml import Document, parse

TERM_WITHOUT = define(
    "term-incomplete", "error",
    es=("Al término le falta «id» o «label».", "Escriba «- {{id: palabra, label: {{es: …, en: …}}}}»."),
    en=("The term lacks “id” or “label”.", "Write “- {{id: word, label: {{es: …, en: …}}}}”."),
)
TERM_TWICE = define(
    "term-twice", "error",
    es=("El término «{term}» está dos veces en el vocabulario.", "Borre uno de los dos."),
    en=("The term “{term}” is twice in the vocabulary.", "Delete one of the two."),
)
STRING_MISSING = define(
    "interface-text-missing", "warning",
    es=("Faltan {count} textos de la interfaz en «{language}», por ejemplo «{key}»; se muestran en «{default}».",
        "Agréguelos en content/locales/{language}.yml."),
    en=("{count} texts of the interface are missing in “{language}”, for example “{key}”; they appear in “{default}”.",
        "Add them in content/locales/{language}.yml."),
)
STRING_WRONG = define(
    "interface-text-wrong", "error",
    es=("«{key}» tiene que ser un texto.", "Escriba el texto entre comillas."),
    en=("“{key}” must be a text.", "Write the text in quotes."),
)
STRING_PLACES = define(
    "interface-text-places", "error",
    es=("«{key}» tiene un lugar que el programa no llena: «{place}».", "Entre llaves va solo lo mismo que en el texto original: {known}."),
    en=("“{key}” has a place that the program does not fill: “{place}”.", "Braces hold only what the original text has: {known}."),
)

_SEGMENT = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")  # of an address; anything else might lead out of the site

Vocabularies = dict[str, dict[str, Term]]


def load_vocabularies(project: Path, report: Report) -> Vocabularies:
    """Every file of ``content/vocabularies``, by name."""
    found: Vocabularies = {}
    for path, name in listing(project / "content" / "vocabularies", ".yml", project, report):
        text = read_text(path, name, report)
        document = parse(name, text, report) if text is not None else None
        if document is None:
            continue
        if not isinstance(document.value, list):
            report.add(rules.NOT_A_LIST.at(Span(name, 1, 1)))
            continue
        found[path.stem] = _terms(document, report)
    return found


def _terms(document: Document, report: Report) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for index, item in enumerate(document.value):
        label = item.get("label") if isinstance(item, dict) else None
        complete = isinstance(label, dict) and label and all(isinstance(text, str) and text for text in label.values())
        if not complete or not isinstance(item.get("id"), str):
            report.add(TERM_WITHOUT.at(document.span((index,)), (index,)))
        elif item["id"] in terms:
            report.add(TERM_TWICE.at(document.span((index, "id")), (index, "id"), term=item["id"]))
        else:
            more = {key: _value(value) for key, value in item.items() if key not in ("id", "label")}
            terms[item["id"]] = Term(item["id"], Localized(item["label"]), more)
    return terms


def _value(value: Any) -> Any:
    """Attributes of a term that are texts by language become texts; the rest stays as it is."""
    if isinstance(value, dict) and value and all(isinstance(text, str) for text in value.values()) and "es" in value:
        return Localized(value)
    return value


def load_strings(project: Path, settings: Settings, report: Report) -> dict[str, dict[str, str]]:
    """The interface's words by language: the program's, then the schemas', then ``content/locales``.

    What a language lacks is taken from the default language, and said once.
    """
    strings: dict[str, dict[str, str]] = {}
    for code in settings.order:
        words = {**_own(code, report), **_of_schemas(code)}
        name = f"content/locales/{code}.yml"
        if (project / name).exists():
            words.update(_read(project / name, name, {**strings.get(settings.default, {}), **words}, report))
        strings[code] = words
    default = strings[settings.default]
    for code in settings.order[1:]:
        missing = sorted(default.keys() - strings[code].keys())
        if missing:
            report.add(STRING_MISSING.at(
                Span(f"content/locales/{code}.yml"), language=code, count=len(missing), key=missing[0], default=settings.default
            ))
            strings[code].update({key: default[key] for key in missing})
    return strings


def _own(code: str, report: Report) -> dict[str, str]:
    resource = resources.files("generator") / "locales" / f"{code}.yml"
    if not resource.is_file():
        return {}
    return _flat(parse(f"generator/locales/{code}.yml", resource.read_text(encoding="utf-8"), report), report)


def _read(path: Path, name: str, known: Mapping[str, str], report: Report) -> dict[str, str]:
    """The words of a file; a text with other places to fill than the ``known`` one would stop a page from being made."""
    text = read_text(path, name, report)
    document = parse(name, text, report) if text is not None else None
    words = _flat(document, report)
    for key, word in words.items():
        if key.endswith("segment") and not _SEGMENT.fullmatch(word):
            report.add(FORM.at(*_where(document, key), value=word, example=known.get(key, "casos")))
            continue
        allowed = {*_places(known.get(key, "")), *(("n",) if key.endswith((".one", ".other")) else ())}
        wrong = next((place for place in _places(word) if place not in allowed), None)
        if wrong is not None:
            report.add(STRING_PLACES.at(*_where(document, key), key=key, place=wrong, known=", ".join(sorted(allowed)) or "—"))
    return words


def _where(document: Document | None, key: str) -> tuple[Span, FieldPath]:
    """Where a word stands, by its dotted key."""
    assert document is not None
    path = next(path for path, _ in _leaves(document.value) if ".".join(path) == key)
    return document.span(path), path


def _places(text: str) -> list[str]:
    """The names between braces; a brace without its partner, or anything but a name, is a place nobody knows."""
    try:
        found = list(string.Formatter().parse(text))
    except ValueError:
        return ["{"]
    return [f"{name}{'!' if conversion else ''}{form or ''}" for _, name, form, conversion in found if name is not None]


def _flat(document: Document | None, report: Report) -> dict[str, str]:
    if document is None:
        return {}
    if not isinstance(document.value, dict):
        report.add(rules.NOT_A_MAP.at(Span(document.name, 1, 1)))
        return {}
    words: dict[str, str] = {}
    for path, value in _leaves(document.value):
        if isinstance(value, str):
            words[".".join(path)] = value
        else:
            report.add(STRING_WRONG.at(document.span(path), path, key=".".join(path)))
    return words


def _leaves(value: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _leaves(inner, (*path, key))
        else:
            yield (*path, key), inner


def _of_schemas(code: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for collection in COLLECTIONS.values():
        base = f"collection.{collection.id}"
        if code in collection.labels:
            words[f"{base}.one"], words[f"{base}.many"] = collection.labels[code]
        for name, texts in (("intro", collection.intro), ("segment", collection.segments)):
            if code in texts:
                words[f"{base}.{name}"] = texts[code]
        for facet in collection.facets:
            if code in facet.labels:
                words[f"{base}.facet.{facet.id}.label"] = facet.labels[code]
            if code in facet.segments:
                words[f"{base}.facet.{facet.id}.segment"] = facet.segments[code]
        words |= {f"{base}.sort.{sort.id}": sort.labels[code] for sort in collection.sorts if code in sort.labels}
        for key, texts in collection.strings.items():
            if code in texts:
                words[key] = texts[code]
    return words
