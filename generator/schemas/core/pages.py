"""Prose pages: Markdown files with a header; the same relative path is the same page in every language."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from generator.diagnostics import Report, define
from generator.model import Prose, Settings, Span
from generator.schemas.core.fields import ID_PATTERN, Id, Part
from generator.schemas.core.validate import ID_FORM, check_model
from generator.sources import rules
from generator.sources.files import listing, read_text
from generator.sources.yaml import parse

PAGE_ONE_LANGUAGE = define(
    "page-not-translated", "warning",
    es=("La página no existe en «{language}»; allí se muestra en «{shown}».", "Escriba content/pages/{language}/{page}.md."),
    en=("The page does not exist in “{language}”; it appears there in “{shown}”.", "Write content/pages/{language}/{page}.md."),
)
_HEADER = re.compile(r"---\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class Header(Part):
    """The front matter of a prose page."""

    title: _Line
    description: _Line
    slug: Id | None = None
    updated: date


def load_prose(project: Path, settings: Settings, report: Report) -> tuple[Prose, ...]:
    """Every page in every language; one that lacks a translation stands in with the default language's text."""
    pages: dict[tuple[str, str], Prose] = {}
    broken: set[tuple[str, str]] = set()  # there, but with a finding of their own
    folders = project / "content" / "pages"
    for path in sorted(folders.iterdir()) if folders.is_dir() else ():
        if path.name not in settings.order and not path.name.startswith(".") and path.name != "README.md":
            known = ", ".join(f"content/pages/{code}/" for code in settings.order)
            cure, cure_en = f"Las páginas van en {known}.", f"Pages go into {known}."
            report.add(rules.MISPLACED.at(Span(f"content/pages/{path.name}"), name=path.name, cure=cure, cure_en=cure_en))
    for language in settings.languages:
        folder = project / "content" / "pages" / language.code
        for path, name in listing(folder, ".md", project, report, deep=True):
            relative = path.relative_to(folder).with_suffix("").as_posix()
            if not all(re.fullmatch(ID_PATTERN, part) for part in relative.split("/")):
                report.add(ID_FORM.at(Span(name), value=relative))
                continue
            page = _page(path, name, relative, language.code, language.prefix, report)
            if page:
                pages[relative, language.code] = page
            else:
                broken.add((relative, language.code))
    for relative in sorted({path for path, _ in pages}):
        present = [code for code in settings.order if (relative, code) in pages]
        for language in settings.languages:
            if language.code in present:
                continue
            shown = pages[relative, present[0]]
            if (relative, language.code) not in broken:
                report.add(PAGE_ONE_LANGUAGE.at(Span(shown.file), language=language.code, shown=present[0], page=relative))
            address = language.prefix + shown.address.removeprefix(settings.prefixes[present[0]])
            pages[relative, language.code] = replace(shown, language=language.code, address=address, text_language=present[0])
    return tuple(pages[key] for key in sorted(pages))


def _page(path: Path, name: str, relative: str, code: str, prefix: str, report: Report) -> Prose | None:
    text = read_text(path, name, report)
    if text is None:
        return None
    header = _HEADER.match(text)
    if not header:
        report.add(rules.FRONT_MATTER.at(Span(name, 1, 1)))
        return None
    document = parse(name, header[1], report, offset=1)
    if document is None:
        return None
    if not isinstance(document.value, dict):
        report.add(rules.NOT_A_MAP.at(Span(name, 2, 1)))
        return None
    meta = check_model(Header, document, report)
    if meta is None:
        return None
    folder, leaf = posixpath.split(relative)
    address = prefix + posixpath.join(folder, meta.slug or leaf) + "/"
    body = text[header.end():]
    first = text.count("\n", 0, header.end()) + 1
    return Prose(relative, code, name, meta.title, meta.description, meta.slug, meta.updated, body, first, address, code)
