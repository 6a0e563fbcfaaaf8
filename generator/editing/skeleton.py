"""A new record to fill in: what must be there stands empty, what may be there stands behind a «#», each with its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin

from generator.diagnostics import Report
from generator.editing.schema import modeline
from generator.editing.shape import Field, bare, fields_of, is_group
from generator.model import Localized, Site, Span
from generator.schemas import Collection
from generator.schemas.core.fields import FORMS, InVocabulary, Readable, RefTo
from generator.schemas.core.validate import validate
from generator.sources.yaml import Document

COLUMN = 32  # where the comments begin, if the line leaves room
FEW = 9  # terms that a comment names one by one

_AGAIN = "Tantos como haya: repita desde «- » / As many as there are: repeat from “- ”"
_HEAD = (
    "# {es} nuevo: escriba lo que falta y quite el «# » de lo que sabe. Lo que no se sabe se borra: nunca es 0.\n"
    "# New {en}: write what is missing, take the “# ” off what you know. What is unknown is deleted: it is never 0.\n"
    "# cet check {file}\n"
)


def refusal(collection: Collection, key: str) -> Report:
    """Why no record of this collection can have this id; empty where it can."""
    found, said = Report(), Report()
    validate(collection, Document(f"{collection.home}/{key}.yml", "", {"id": key}), found)
    for diagnostic in found:
        if diagnostic.field == "id":
            said.add(diagnostic.rule.at(Span(f"{collection.home}/{key}.yml"), ("id",), **dict(diagnostic.arguments)))
    return said


def skeleton(site: Site, collection: Collection, key: str, day: date) -> str:
    """The text of the new file. Checked as it is, it raises one finding for each value that is still missing."""
    given = {"id": key, "status": "draft", "updated": day.isoformat()}
    one = {code: singular for code, (singular, _) in collection.labels.items()}
    head = _HEAD.format(es=one["es"], en=one["en"][:1].lower() + one["en"][1:], file=f"{collection.home}/{key}.yml")
    return modeline(collection) + "\n" + head + "\n".join(_fields(site, collection.model, 0, False, given)) + "\n"


def _fields(site: Site, model: Any, depth: int, off: bool, given: dict[str, str]) -> Iterator[str]:
    for field in (field for field in fields_of(model) if not field.by_program):
        yield from _field(site, field, depth, off, given.get(field.name, ""))


def _field(site: Site, field: Field, depth: int, off: bool, value: str) -> Iterator[str]:
    kind, marks, many = bare(field)
    off = off or not (field.required or value)
    texts = kind is Localized or get_origin(kind) is dict
    if texts and any(isinstance(mark, Readable) and mark.neutral for mark in marks) and not many:
        texts = False  # a name is the same in every language, as a rule
    yield _line(f"{field.name}:{f' {value}' if value else ''}", depth, off, _comment(site, field, kind, marks, many))
    if value or not (texts or is_group(kind)):
        return
    if texts:
        languages = site.settings.order
        lines = [f"{language}:" for language in languages]
        yield from (_line(f"{'- ' if many and not number else '  ' if many else ''}{line}", depth + 1, off, "") for number, line in enumerate(lines))
    elif many:
        for number, line in enumerate(_fields(site, kind, depth + 2, off, {})):
            yield line if number else _dashed(line, depth)
    else:
        yield from _fields(site, kind, depth + 1, off, {})


def _dashed(line: str, depth: int) -> str:
    """The first line of an item begins with the dash of the list."""
    at = line.index("# ") + 2 if line.lstrip().startswith("# ") else 2 * depth + 4
    return f"{line[: 2 * depth + 2]}{'# ' if line.lstrip().startswith('# ') else ''}- {line[at:]}"


def _line(text: str, depth: int, off: bool, comment: str) -> str:
    line = f"{'  ' * depth}{'# ' if off else ''}{text}"
    return f"{line.ljust(COLUMN)} # {comment}" if comment else line


def _comment(site: Site, field: Field, kind: Any, marks: tuple[Any, ...], many: bool) -> str:
    """What the field is, in Spanish and English, and what may stand in it."""
    label = " / ".join(dict.fromkeys(field.label.values()))
    help_ = " / ".join(dict.fromkeys(field.help.values()))
    what = ". ".join(filter(None, (label, help_.rstrip("."))))
    may = _may(site, kind, marks)
    listed = "[…, …] " if many and not is_group(kind) and kind is not Localized else ""
    if many and is_group(kind):
        return f"{what}. {_AGAIN}"
    return f"{what}: {listed}{may}".rstrip() if may or listed else what


def _may(site: Site, kind: Any, marks: tuple[Any, ...]) -> str:
    for mark in marks:
        if isinstance(mark, InVocabulary):
            terms = site.vocabularies.get(mark.vocabulary, {})
            return " | ".join(_quoted(term) for term in terms) if len(terms) <= FEW else f"→ content/vocabularies/{mark.vocabulary}.yml"
        if isinstance(mark, RefTo):
            return f"→ {mark.collection}"
        if getattr(mark, "pattern", None) in FORMS:
            return f"{FORMS[mark.pattern]}"
    if get_origin(kind) and get_args(kind) and all(isinstance(choice, str) for choice in get_args(kind)):
        return " | ".join(get_args(kind))
    return {bool: "true | false", date: "2026-11-23", Decimal: "3400.50"}.get(kind, "")


def _quoted(term: str) -> str:
    return f'"{term}"' if term.isdigit() else term

