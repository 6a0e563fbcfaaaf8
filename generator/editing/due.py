"""What the editors of a project should see to: what expires, what waits for a word, which links are dead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.derive.indicators import outcome_due, years_of
from generator.derive.visible import consent_problem
from generator.editing.outlinks import copy_of, links_of
from generator.model import Record, Site
from generator.schemas import COLLECTIONS
from generator.schemas.core.failed import FILE


@dataclass(frozen=True, slots=True)
class Task:
    """Something to see to; ``day`` is the last on which all is well. ``detail``: a link's address. Never a person's name."""

    day: date
    kind: str
    file: str
    field: str
    detail: str = ""
    late: bool = False


def tasks(site: Site, within: int) -> list[Task]:
    """What is late, and what will be within so many days; the longest waiting first. Retired records need nothing."""
    until = site.as_of + timedelta(days=within)
    found = [task for record in site.records.values() if record.status != "retired" for task in _of(record, site.as_of) if task.day <= until]
    return sorted((*found, *_dead(site)), key=lambda task: (task.day, task.kind, task.file, task.detail))


def _of(record: Record, today: date) -> Iterator[Task]:
    if consent_problem(record, today) in ("missing", "withdrawn"):
        return
    for due in COLLECTIONS[record.collection].due(record.data):
        yield Task(due.day, due.kind, record.file, due.field, late=due.day < today)
    if record.collection == "indicators" and record.data.kind == "outcome":
        for year in years_of(record.data):
            day = outcome_due(year)
            without = [line.id for _, line in record.data.indicators if not any(result.year == year for result in line.results)]
            if without:
                yield Task(day - timedelta(days=1), "outcome", record.file, "", f"{year}: {', '.join(without)}", day <= today)


def _dead(site: Site) -> Iterator[Task]:
    """Dead links that need somebody: a copy has to be found, or the link taken out. Those with a copy need nobody."""
    places = links_of(site) if site.failed else {}
    for url, link in site.failed.items():
        if link.dead and url in places and copy_of(link, places[url]) is None:
            yield Task(link.last, "link", places[url][0].file or FILE, places[url][0].field, url, late=True)
