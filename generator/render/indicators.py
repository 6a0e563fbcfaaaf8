"""Tables of indicators: a target against what is recorded. Nothing recorded is said in words, never as zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from generator.derive.discrepancies import Discrepancy
from generator.derive.indicators import Progress, outcome_due, years_of
from generator.model import Entry, Key
from generator.render.cases import PageView
from generator.render.markup import NOTHING, html, joined
from generator.schemas import COLLECTIONS
from generator.schemas.core.persons import FEW
from generator.schemas.indicators import Indicator, IndicatorSet, Result, Target
from generator.schemas.programmes import Outcome

STATUSES = ("recommended", "implemented", "verified")  # of measures, as the funnel narrows


@dataclass(frozen=True, slots=True)
class Row:
    """One target of an indicator in a table."""

    indicator: Indicator
    area: str | None
    target: Target | None
    progress: Progress
    results: tuple[Result, ...]


class IndicatorTables:
    """What the templates of indicators show."""

    few = FEW

    def __init__(self, view: PageView) -> None:
        self.view = view
        self.nothing = html('<span class="unknown">%s</span>', view.t("indicators.nothing"))
        self.years = years_of

    def rows(self, key: Key, data: IndicatorSet, group: Any = None) -> Iterator[Row]:
        """All lines of a set, or those of one of its groups."""
        progress = self.view.derived(key)["progress"]
        for found, line in data.indicators:
            if group is None or found is group:
                for number, state in enumerate(progress[line.id], 1):
                    target = line.targets[number - 1] if line.targets else None
                    results = tuple(result for result in line.results if result.target == number)
                    yield Row(line, line.area or found.area, target, state, results)

    def target(self, row: Row) -> Markup:
        if row.target is None:
            return html('<span class="small">%s</span>', self.view.t("indicators.no_target"))
        what = html(' <span class="small">%s</span>', self.view.text(row.target.what)) if row.target.what else NOTHING
        return joined((self._value(row.indicator, row.target.value), what))

    def actual(self, row: Row) -> Markup:
        """The state of a target; with small numbers left out only what it is at least."""
        progress = row.progress
        if progress.value is None:
            return self.nothing
        if not progress.lower:
            return self._value(row.indicator, progress.value)
        few = self.view.t("indicators.few", n=FEW)
        return html("%s", self.view.t("indicators.at_least", value=self._value(row.indicator, progress.value)) if progress.value else few)

    def by_sex(self, row: Row) -> Markup:
        """Women and men of all years, apart; a part with few persons in any year says so for that year alone."""
        lines = [self.persons(result, year=True) for result in row.results if result.persons]
        return joined([html('<br><span class="small">%s</span>', line) for line in lines])

    def persons(self, result: Result, year: bool = False) -> Markup:
        persons = result.persons
        assert persons is not None
        parts = [f"{self.view.number(value)} {self.view.t(f'indicators.{name}')}"
                 for name in ("women", "men", "undisclosed") if (value := getattr(persons, name)) is not None]
        parts += [f"{self.view.t(f'indicators.{name}')}: {self.view.t('indicators.few', n=FEW)}" for name in persons.few]
        return html("%s%s%s", f"{result.year}: " if year else "", ", ".join(parts), self.view.ref(result.source))

    def marks(self, row: Row) -> Markup:
        """Footnotes of the results that are no persons; those stand beside their numbers."""
        return joined([self.view.ref(source) for source in dict.fromkeys(r.source for r in row.results if r.source and not r.persons)])

    def period(self, row: Row, data: IndicatorSet) -> str:
        years = row.progress.years or years_of(data)[:1] + years_of(data)[-1:]
        return f"{years[0]}–{years[-1]}" if len(set(years)) > 1 else str(years[0]) if years else ""

    def evidence(self, row: Row) -> Markup:
        """How many records show it, and which."""
        found = [entry for key in row.progress.evidence if (entry := self.view.entry(*key)) is not None]
        links = [html('<br><a href="%s">%s</a>', self.view.record_href(entry), self.view.text(entry.title)) for entry in found if entry.addresses]
        return html("%s%s", self.view.t("indicators.n", n=self.view.number(len(found))), joined(links))

    def year(self, row: Row, data: IndicatorSet, year: int) -> Markup:
        """What was recorded for one year; an effect that cannot be known yet is said to be so."""
        results = [result for result in row.results if result.year == year]
        if results:
            return joined([self.persons(r) if r.persons else html("%s%s", self._value(row.indicator, r.value or Decimal(0)), self.view.ref(r.source))
                           for r in results], "; ")
        if data.kind == "outcome" and self.view.site.as_of < outcome_due(year):
            return html('<span class="small">%s</span>', self.view.t("indicators.not_due"))
        return self.nothing

    def bar(self, share: Decimal | None, hue: str = "") -> Markup:
        """A share of 100 as a bar; nothing where it is unknown."""
        if share is None:
            return NOTHING
        return html('<svg class="bar%s" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
                    '<rect class="bar-bg" width="100" height="10"/><rect class="bar-fg" width="%s" height="10"/></svg>',
                    f" bar--{hue}" if hue else "", round(min(share, Decimal(100)), 1))

    def _value(self, indicator: Indicator, value: Decimal) -> Markup:
        view = self.view
        if indicator.kind == "boolean":
            return html("%s", view.t("indicators.yes" if value else "indicators.no"))
        if indicator.kind == "percent":
            return html("%s", view.percent(value))
        unit = html(' <span class="small">%s</span>', view.text(indicator.unit)) if indicator.unit else NOTHING
        return html("%s%s", view.number(value), unit)

    def recorded(self, entries: Iterable[Entry]) -> tuple[int, int]:
        """Of the indicators of these sets, how many have something recorded, and how many there are. A funnel has none of its own."""
        states = [any(state.value is not None for state in self.view.derived(entry.key)["progress"][line.id])
                  for entry in entries for _, line in self.view.site.records[entry.key].data.indicators]
        return sum(states), len(states)

    # The funnel of a programme: recommended, applied, verified

    def outcomes(self, programme: str) -> list[tuple[Outcome, Decimal, bool]]:
        """Outcomes with their share, and whether it is so far from all others that the source may have slipped."""
        key = ("programmes", programme)
        record = self.view.site.records.get(key)
        if record is None:
            return []
        shares = self.view.derived(key)["shares"]
        findings: tuple[Discrepancy, ...] = self.view.site.findings.get(key, ())
        slips = {found.path[1] for found in findings if found.kind == "share-outlier"}
        return [(outcome, shares[outcome.id], index in slips) for index, outcome in enumerate(record.data.outcomes) if outcome.id in shares]

    def amount(self, outcome: Outcome, value: Decimal) -> str:
        if outcome.currency:
            return self.view.money(value, outcome.currency)
        return self.view.quantity(value, outcome.unit) if outcome.unit else self.view.number(value)

    def statuses(self) -> list[tuple[Markup, int | None]]:
        """How many cases have a measure in each status, as the funnel narrows; None where none does."""
        facet = next(facet for facet in COLLECTIONS["case_studies"].facets if facet.id == "status")
        counts = self.view.facet_counts("case_studies", facet)
        return [(self.view.label("measure_status", status), counts.get(status))
                for status in STATUSES if status in self.view.site.vocabularies.get("measure_status", {})]
