"""Where a finding stands: values carry no positions, so the record's file is read again."""

from __future__ import annotations

from generator.diagnostics import Report
from generator.model import FieldPath, Site, Span
from generator.sources.files import read_text
from generator.sources.yaml import Document, parse


def span_of(site: Site, file: str, path: FieldPath, *, key: bool = False) -> Span:
    """The place of a value in a record's file."""
    document = document_of(site, file)
    return document.span(path, key=key) if document else Span(file)


def document_of(site: Site, file: str) -> Document | None:
    """The file as written. The last one is kept: the findings of a file come together."""
    kept: tuple[str, Document | None] = site.memo.get("document", ("", None))
    name, document = kept
    if name != file:
        silent = Report()
        text = read_text(site.project / file, file, silent)
        document = parse(file, text, silent) if text is not None else None
        site.memo["document"] = file, document
    return document
