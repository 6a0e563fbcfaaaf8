"""What a build may show: drafts only on request, people only with consent, and of people only what they permit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from generator.derive.indicators import days_due
from generator.model import Key, Record, Site
from generator.schemas import COLLECTIONS
from generator.schemas.consultants import ALWAYS
from generator.schemas.core.loader import entry_of
from generator.schemas.core.pictures import pictures_of

Problem = Literal["missing", "withdrawn", "expired"]


def consent_problem(record: Record, as_of: date) -> Problem | None:
    """Why a personal record must not appear; None where it may, or is not personal."""
    if not COLLECTIONS[record.collection].personal(record.data):
        return None
    consent = record.data.consent
    if consent is None or consent.date > as_of:
        return "missing"
    if consent.withdrawn and consent.withdrawn <= as_of:
        return "withdrawn"
    if consent.expires and consent.expires < as_of:
        return "expired"
    return None


def expired(record: Record, as_of: date) -> bool:
    """Whether a record's last day has passed."""
    last = COLLECTIONS[record.collection].expires(record.data)
    return last is not None and last < as_of


def next_change(site: Site) -> date | None:
    """The first day after the build's on which it would say something else by itself; None where nothing expires."""
    days = [day for entry in site.entries.values() for day in entry.turns if day > site.as_of]
    for record in site.records.values():
        days += [day for day in days_due(record) if day > site.as_of]
        if (last := COLLECTIONS[record.collection].expires(record.data)) and last >= site.as_of:
            days.append(last + timedelta(days=1))
        if COLLECTIONS[record.collection].personal(record.data) and (consent := record.data.consent):
            after = consent.expires + timedelta(days=1) if consent.expires else None
            days += [day for day in (consent.date, consent.withdrawn, after) if day and day > site.as_of]
    return min(days, default=None)


def visible(site: Site) -> Site:
    """The site as readers may see it. No trace of what is left out reaches any later stage."""
    records: dict[Key, Record] = {}
    entries = {key: entry for key, entry in site.entries.items() if entry.status != "draft" or site.drafts}
    for key, record in site.records.items():
        if key not in entries:
            continue
        if consent_problem(record, site.as_of):
            del entries[key]
            continue
        kept = permitted(record, site.as_of)
        if kept is not record:
            entries[key] = entry_of(kept, site.settings, site.strings, site.vocabularies)
        if expired(record, site.as_of):
            kept, entries[key] = replace(kept, status="retired"), replace(entries[key], status="retired")
        records[key] = kept
    for key, entry in entries.items():
        links = tuple(link for link in entry.links if link.target in entries)
        if len(links) != len(entry.links):
            entries[key] = replace(entry, links=links)
    return replace(site, records=records, entries=entries)


def permitted(record: Record, as_of: date) -> Record:
    """A record without pictures of people who did not consent; a person's without the fields outside the consent's scope."""
    data = record.data
    shown = tuple(picture for picture in pictures_of(data) if picture.may_be_shown(as_of))
    if len(shown) != len(pictures_of(data)):
        record = replace(record, data=data.model_copy(update={"pictures": shown}))
    if not COLLECTIONS[record.collection].personal(data):
        return record
    hidden = {
        name: field.get_default()
        for name, field in type(data).model_fields.items()
        if name not in ALWAYS and name not in data.consent.scope
    }
    return replace(record, data=data.model_copy(update=hidden))
