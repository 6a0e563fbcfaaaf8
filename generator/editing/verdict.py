"""What the schemas and the rules across records say of records that are not written yet, at the cell of each value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator import checks
from generator.diagnostics import Diagnostic, Report
from generator.model import Record, Site, Span
from generator.schemas import Collection
from generator.schemas.core.loader import entry_of
from generator.schemas.core.validate import validate
from generator.sources.yaml import Document


def verdicts(site: Site, records: Sequence[tuple[Collection, str, Mapping[str, Any], Callable[[str], Span]]]) -> Iterator[tuple[str, Diagnostic]]:
    """The errors in these records (collection, file, value, the cell of a dotted path), which may cite each other; each with its file.

    Warnings are said once they are written, by ``cet check``.
    """
    entries = dict(site.entries)
    judged: list[tuple[str, Record | None, Report, Callable[[str], Span]]] = []
    for collection, name, raw, place in records:
        found = Report()
        data = validate(collection, Document(name, "", raw), found)
        record = Record(collection.id, data.id, data.status, name, data) if data is not None else None
        if record is not None:
            entries[record.key] = entry_of(record, site.settings, site.strings, site.vocabularies)
        judged.append((name, record, found, place))
    after = replace(site, entries=entries)
    for name, record, found, place in judged:
        if record is not None:
            checks.check_records(after, (record,), found)
        for diagnostic in found:
            if diagnostic.severity == "error":
                yield name, replace(diagnostic, span=place(diagnostic.field))
