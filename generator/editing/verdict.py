"""What the schemas and the rules across records say of a record that is not written yet, at the cell of each value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator import checks
from generator.diagnostics import Diagnostic, Report
from generator.model import Record, Site, Span
from generator.schemas import Collection
from generator.schemas.core.loader import entry_of
from generator.schemas.core.validate import validate
from generator.sources.yaml import Document


def verdict(site: Site, collection: Collection, name: str, raw: Mapping[str, Any], place: Callable[[str], Span]) -> Iterator[Diagnostic]:
    """The errors in this value of a record. Warnings are said once it is written, by ``cet check``."""
    found = Report()
    data = validate(collection, Document(name, "", raw), found)
    if data is not None:
        record = Record(collection.id, data.id, data.status, name, data)
        entry = entry_of(record, site.settings, site.strings, site.vocabularies)
        checks.check_records(replace(site, entries={**site.entries, record.key: entry}), (record,), found)
    for diagnostic in found:
        if diagnostic.severity == "error":
            yield replace(diagnostic, span=place(diagnostic.field))
