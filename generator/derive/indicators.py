"""How far an indicator has come: only from what is recorded, and only as exactly as it may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from generator.model import Key, Record, Site
from generator.schemas.core.persons import Persons
from generator.schemas.indicators import Indicator, Result

DUE_MONTH = 7  # effects are asked for six months after the last service of a year: from the next July on


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of one target. ``value`` is None without any record; ``lower`` says that small numbers are missing in it."""

    value: Decimal | None
    lower: bool
    share: Decimal | None  # percent of the target
    years: tuple[int, ...]
    evidence: tuple[Key, ...]


def indicator_facts(site: Site, record: Record) -> dict[str, Any]:
    """For every indicator the progress of its targets, of the first alone where it has none."""
    lines = (indicator for _, indicator in record.data.indicators)
    return {"progress": {line.id: tuple(progress(line, number, counted(site, line) if number == 1 else ())
                                        for number in range(1, max(1, len(line.targets)) + 1)) for line in lines}}


def counted(site: Site, indicator: Indicator) -> tuple[Record, ...]:
    """The records that an indicator counts by itself: receipts of deliveries, the oldest first."""
    if indicator.counted is None:
        return ()
    found = (record for record in site.records.values() if record.collection == indicator.counted and record.status == "published")
    return tuple(sorted(found, key=lambda record: (record.data.delivered, record.id)))


def progress(indicator: Indicator, number: int, receipts: Sequence[Record] = ()) -> Progress:
    """Counts add up over the years, with the ``receipts`` counted by themselves; of shares, amounts and yes or no the latest year holds."""
    results = sorted((result for result in indicator.results if result.target == number), key=lambda result: result.year)
    if results and indicator.kind != "count":
        results = [result for result in results if result.year == results[-1].year]
    value = sum((amount(result) for result in results), Decimal(len(receipts))) if results or receipts else None
    target = indicator.targets[number - 1].value if indicator.targets else None
    share = 100 * value / target if value is not None and target and indicator.kind in ("count", "percent", "boolean") else None
    evidence = dict.fromkeys(key for result in results if result.evidence for key in result.evidence.keys)
    evidence |= dict.fromkeys(record.key for record in receipts)
    years = sorted({*(result.year for result in results), *(record.data.delivered.year for record in receipts)})
    return Progress(value, any(result.persons and result.persons.few for result in results), share, tuple(years), tuple(evidence))


def amount(result: Result) -> Decimal:
    """The number of a result; of persons those whose number is written."""
    return result.value if result.value is not None else Decimal(sum(_known(result.persons)))


def _known(persons: Persons | None) -> tuple[int, ...]:
    return persons.known if persons else ()


def outcome_due(year: int) -> date:
    """The first day on which effects of a year's services can be known."""
    return date(year + 1, DUE_MONTH, 1)


def years_of(data: Any) -> tuple[int, ...]:
    """The years of a set: those of its period and those with results."""
    found = {result.year for _, line in data.indicators for result in line.results}
    if data.period and data.period.start and data.period.end:
        found |= set(range(int(data.period.start[:4]), int(data.period.end[:4]) + 1))
    return tuple(sorted(found))


def days_due(record: Record) -> Iterator[date]:
    """Days on which a set of outcomes says something else by itself."""
    if record.collection == "indicators" and record.data.kind == "outcome":
        yield from map(outcome_due, years_of(record.data))
