"""Which records a quarter's delivery has: those marked for the network whose own date falls into it.

A record's date is ``updated``, which its editor types and every feed uses; so a record is delivered with the quarter in
which it was published or last changed, and nobody keeps a second list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from generator.derive.feeds import fed
from generator.model import Entry, Site
from generator.schemas.deliveries import QUARTER


@dataclass(frozen=True)
class Quarter:
    """Three months of a year; ``number`` from 1 to 4."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return (self.first + timedelta(days=95)).replace(day=1) - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def quarter_of(text: str) -> Quarter:
    """``2026-Q4``; ValueError for anything else."""
    if not re.fullmatch(QUARTER, text) or text.startswith("0000"):
        raise ValueError(text)
    return Quarter(int(text[:4]), int(text[-1]))


def chosen(site: Site, quarter: Quarter, network: str) -> list[Entry]:
    """The published records of the quarter that say ``syndicate: [network]``, by collection and id. Persons are never among them."""
    found = (entry for entry in site.entries.values() if entry.status == "published" and fed(entry))
    return sorted((entry for entry in found if ("networks", network) in entry.subjects and entry.updated in quarter), key=lambda entry: entry.key)
