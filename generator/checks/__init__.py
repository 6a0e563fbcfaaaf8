"""Rules across records -> diagnostics.

A module of rules has any of ``check_value`` (for each marked value of a record), ``check_record`` and
``check_site``. A record is walked once, whatever the number of rules.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.checks import addresses, figures, menus, people, references, texts, vocabularies, warnings
from generator.diagnostics import Report
from generator.model import Record, Site
from generator.schemas.core.walk import walk

_VALUE = (references.check_value, texts.check_value, figures.check_value)
_RECORD = (references.check_record, figures.check_record, people.check_record)
_SITE = (vocabularies.check_site, texts.check_site, menus.check_site, addresses.check_site)


def check_records(site: Site, records: Iterable[Record], report: Report) -> None:
    """All findings about these records; ``site.entries`` must know every record of the site."""
    for record in records:
        for found in walk(record.data):
            for rule in _VALUE:
                rule(site, record, found, report)
        for record_rule in _RECORD:
            record_rule(site, record, report)


def check_site(site: Site, report: Report) -> None:
    """All findings about the site as a whole."""
    for site_rule in _SITE:
        site_rule(site, report)


def settle(site: Site, report: Report) -> Report:
    """The findings that are left once the known ones are taken away; see :mod:`generator.checks.warnings`."""
    return warnings.settle(site, report)
