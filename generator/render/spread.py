"""How the figures of similar cases spread, as pages show it: a plot with its table, a list where there are few."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from generator.derive.distribution import ENOUGH, Distribution
from generator.derive.figures import DAYS_OF_MONTH
from generator.model import Entry, Key
from generator.render.cases import PageView
from generator.render.formats import NBSP
from generator.render.plot import Axis, Ground, ground, per_dot, strip

Shown = Callable[[Decimal], Any]


@dataclass(frozen=True)
class Spread:
    """One figure of some cases: either ``few`` (value and case) or a plot with its table and remarks."""

    few: tuple[tuple[Any, Entry], ...]
    plot: Markup
    rows: tuple[tuple[str, Any], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Sector:
    """What the cases of a sector say alike of their paybacks, in one language."""

    label: str
    count: str
    ground: Ground
    middle: tuple[tuple[str, str], ...]
    median: str
    few: tuple[str, ...]


class Spreads:
    """The spreads a record's page shows, from its derived values."""

    def __init__(self, view: PageView) -> None:
        self.view = view

    def paybacks(self, derived: Mapping[str, Any]) -> Spread | None:
        """Paybacks of the cases that did only this measure."""
        if derived["payback_cases"]:
            return self._list(derived["payback_cases"], self.view.payback_of, self.view.payback)
        found: Distribution | None = derived["paybacks"]
        return self._spread("payback", found, self.view.duration, self._months()) if found else None

    def savings(self, derived: Mapping[str, Any]) -> Spread | None:
        """Their savings in the most frequent currency; those in another are counted, not converted."""
        currency, others = derived["saving_currency"], derived["saving_others"]
        notes = (self.view.t("spread.years"), *((self.view.n("spread.other_currency", others),) if others else ()))
        if derived["saving_cases"]:
            return self._list(derived["saving_cases"], lambda entry: entry.card["saving"], self.view.amount, notes)
        found: Distribution | None = derived["savings"]
        if found is None:
            return None

        def shown(amount: Decimal) -> str:
            return self.view.money(amount, currency, 0)

        few = (self.view.t("practices.few"),) if found.count < ENOUGH else ()
        return self._spread("saving", found, shown, _decades(found, shown), (*few, *notes))

    def peers(self, derived: Mapping[str, Any], entry: Entry) -> Spread | None:
        """A case's payback among those of its sector."""
        found: Distribution | None = derived["peers"]
        own = self.view.payback_of(entry)
        if found is None or own is None:
            return None
        sector, t = self._sector(entry.card["sector"], found), self.view.t
        sentence = t("spread.peers", n=sector.count, sector=sector.label, this=self.view.duration(own.months), median=sector.median)
        rows = ((t("spread.this"), self.view.payback(own)), (t("spread.median"), sector.median), *sector.middle, (t("spread.cases"), sector.count))
        return Spread((), strip("plot-peers", sentence, sector.ground, self._words(), own.months), rows, (sentence, *sector.few))

    def _sector(self, name: str, found: Distribution) -> Sector:
        at = ("peers", name, self.view.language)
        sector: Sector | None = self.view.site.memo.get(at)
        if sector is None:
            count, shown = self.view.number(found.count), self.view.duration
            sector = self.view.site.memo[at] = Sector(
                self.view.plain(self.view.term("sectors", name).label),
                self.view.t("spread.over", n=count) if found.rounded else count,
                ground(self._months(), found.values, found.median, found.middle), self._middle(found, shown), shown(found.median),
                (self.view.t("practices.few"),) if found.count < ENOUGH else (),
            )
        return sector

    def _list(self, keys: tuple[Key, ...], value_of: Callable[[Entry], Any], shown: Callable[[Any], Any], notes: tuple[str, ...] = ()) -> Spread:
        return Spread(tuple((shown(value_of(entry)), entry) for entry in self.view.entries(keys)), Markup(""), (), notes)

    def _spread(self, name: str, found: Distribution, shown: Shown, axis: Axis, notes: tuple[str, ...] = ()) -> Spread:
        least, most = found.least or Decimal(0), found.most or Decimal(0)
        sentence = self.view.t(f"spread.{name}", n=self.view.number(found.count), least=shown(least), median=shown(found.median), most=shown(most))
        rows = ((self.view.t("spread.least"), shown(least)), (self.view.t("spread.median"), shown(found.median)),
                *self._middle(found, shown), (self.view.t("spread.most"), shown(most)), (self.view.t("spread.cases"), self.view.number(found.count)))
        each = per_dot(axis, found.values)
        more = (self.view.t("spread.per_dot", n=each),) if each > 1 else ()
        drawn = ground(axis, found.values, found.median, found.middle)
        return Spread((), strip(f"plot-{name}", sentence, drawn, self._words()), rows, (*more, *notes))

    def _words(self) -> tuple[str, str]:
        return self.view.t("spread.median"), self.view.t("spread.this")

    def _middle(self, found: Distribution, shown: Shown) -> tuple[tuple[str, str], ...]:
        if found.middle is None:
            return ()
        lower, upper = found.middle
        return ((self.view.t("spread.middle"), self.view.t("spread.range", a=shown(lower), b=shown(upper))),)

    def _months(self) -> Axis:
        """From three days to ten years."""
        low = 3 / float(DAYS_OF_MONTH)
        ticks = ((low, 3, "days.other"), (1.0, 1, "months.one"), (12.0, 1, "years.one"), (120.0, 10, "years.other"))
        return Axis(low, 120, tuple((months, f"{number}{NBSP}{self.view.t(f'unit.{unit}')}") for months, number, unit in ticks))


def _decades(found: Distribution, shown: Shown) -> Axis:
    """Whole powers of ten around some amounts, named at both ends and in the middle."""
    first = math.floor(math.log10(found.values[0][0]))
    last = max(first + 1, math.ceil(math.log10(found.values[-1][0])))
    named = sorted({first, (first + last) // 2, last})
    return Axis(10.0**first, 10.0**last, tuple((10.0**power, str(shown(Decimal(10) ** power))) for power in named))
