"""Rules across records -> diagnostics.

A module of rules has any of ``check_record``, ``check_site``, and functions for the values of a record with one kind of mark.
A record is walked once, whatever the number of rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from generator.checks import (
    addresses,
    figures,
    kits,
    menus,
    people,
    pictures,
    redirects,
    references,
    texts,
    vocabularies,
    warnings,
)
from generator.diagnostics import Diagnostic, Report
from generator.model import Entry, Key, Record, Site
from generator.schemas.core.fields import InVocabulary, Readable, RefTo
from generator.schemas.core.walk import Found, walk

_VALUE: Mapping[type, tuple[Callable[[Site, Record, Found, Report], None], ...]] = {  # by the kind of mark; an amount's mark is its type
    InVocabulary: (references.check_term,), RefTo: (references.check_reference, figures.check_source), Readable: (texts.check_text,),
    type: (figures.check_money,),
}
_RECORD = (references.check_record, figures.check_record, people.check_record, kits.check_record, pictures.check_record)
_SITE = (vocabularies.check_site, texts.check_site, menus.check_site, addresses.check_site, redirects.check_site)


def check_records(site: Site, records: Iterable[Record], report: Report) -> None:
    """All findings about these records; ``site.entries`` must know every record of the site."""
    for record in records:
        for found in walk(record.data):
            for rule in _VALUE[type(found.mark)]:
                rule(site, record, found, report)
        for record_rule in _RECORD:
            record_rule(site, record, report)


def foresee(site: Site, record: Record) -> tuple[tuple[Diagnostic, ...], frozenset[Key]]:
    """What the rules say of a record as long as everything it points to is there and published; and what it points to.

    So a record is looked at while it is at hand, before the whole index is known; :func:`holds` tells afterwards.
    """
    promised = _Promised()
    report = Report()
    check_records(replace(site, entries=promised), (record,), report)
    return tuple(report), frozenset(promised.asked)


def holds(entries: Mapping[Key, Entry], keys: Iterable[Key]) -> bool:
    """Whether all of these are there, published, with a page."""
    found = map(entries.get, keys)
    return all(entry is not None and entry.status == "published" and bool(entry.addresses) for entry in found)


class _Promised(Mapping[Key, Any]):
    """An index in which everything is there and published; it notes what it was asked for."""

    _ENTRY = SimpleNamespace(status="published", addresses={"": ""})

    def __init__(self) -> None:
        self.asked: set[Key] = set()

    def __getitem__(self, key: Key) -> Any:
        self.asked.add(key)
        return self._ENTRY

    def __contains__(self, key: object) -> bool:
        self.asked.add(key)  # type: ignore[arg-type]
        return True

    def __iter__(self) -> Iterator[Key]:
        return iter(self.asked)

    def __len__(self) -> int:
        return len(self.asked)


def check_site(site: Site, report: Report) -> None:
    """All findings about the site as a whole."""
    for site_rule in _SITE:
        site_rule(site, report)


def settle(site: Site, report: Report) -> Report:
    """The findings that are left once the known ones are taken away; see :mod:`generator.checks.warnings`."""
    return warnings.settle(site, report)
