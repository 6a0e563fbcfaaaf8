"""What follows from a case's figures: payback, canonical quantities, where it belongs, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from heapq import nsmallest
from typing import Any, Literal

from generator.derive.figures import Payback, convert, payback, simple_return
from generator.model import Entry, Key, Quantity, Site
from generator.schemas.case_studies import CaseStudy, all_effects, total
from generator.schemas.core.common import Effect

Origin = Literal["peru", "network", "region", "elsewhere"]
ECOPROFIT_COUNTRIES = frozenset({"AT", "DE"})


@dataclass(frozen=True, slots=True)
class EffectView:
    """An effect with what can be computed of it."""

    effect: Effect
    percent: Decimal | None  # as printed, else from before and after
    percent_computed: bool
    canonical: Quantity | None  # the change in the resource's own unit, where that differs


def case_facts(site: Site, case: CaseStudy) -> dict[str, Any]:
    """Everything a case's page, card and API row show that is not typed."""
    investment, saving = total(case, "investment"), total(case, "annual_saving")
    return {
        "payback": payback(investment, saving),
        "simple_return": simple_return(investment, saving),
        "investment": investment,
        "annual_saving": saving,
        "origin": origin(case.place.country, case.centre),
        "effects": tuple(effect_view(site, effect) for effect in all_effects(case)),
        "missing": missing(case),
        "documented": documented(case),
    }


def effect_view(site: Site, effect: Effect) -> EffectView:
    percent, computed = effect.change_percent, False
    if percent is None and effect.baseline and effect.after is not None:
        percent, computed = 100 * (effect.after - effect.baseline) / effect.baseline, True
    return EffectView(effect, percent, computed, _canonical(site, effect))


def _canonical(site: Site, effect: Effect) -> Quantity | None:
    if effect.change is None or effect.unit is None:
        return None
    unit = site.vocabularies.get("resources", {}).get(effect.resource)
    to = unit.get("unit") if unit else None
    if to is None or to == effect.unit:
        return None
    return convert(Quantity(effect.change, effect.unit), to, site.vocabularies.get("units", {}))


def origin(country: str, centre: str | None) -> Origin:
    """Whose work a case is: Peru's come first, a sister centre's name their centre, the rest are only near."""
    if country == "PE":
        return "peru"
    if centre:
        return "network"
    return "elsewhere" if country in ECOPROFIT_COUNTRIES else "region"


def documented(case: CaseStudy) -> tuple[int, int]:
    """How many of the four things a reader needs are known: investment, saving, a percentage, a baseline."""
    effects = all_effects(case)
    known = (
        total(case, "investment") is not None,
        total(case, "annual_saving") is not None,
        any(effect.change_percent is not None for effect in effects),
        case.problem is not None or any(effect.baseline is not None for effect in effects),
    )
    return sum(known), len(known)


def missing(case: CaseStudy) -> tuple[str, ...]:
    """What is not known yet, as keys of the interface's words."""
    effects = all_effects(case)
    gaps = (
        ("investment", total(case, "investment") is None),
        ("annual_saving", total(case, "annual_saving") is None),
        ("baseline", case.problem is None and not any(effect.baseline is not None for effect in effects)),
        ("amounts", not any(effect.change is not None or effect.change_percent is not None for effect in effects)),
        ("year", case.period is None or (case.period.after is None and case.period.baseline is None)),
        ("place", case.place.region is None and case.place.locality is None),
        ("size", case.size is None),
        ("verification", not any(measure.status == "verified" for measure in case.measures)),
    )
    return tuple(name for name, lacking in gaps if lacking)


class Neighbours:
    """Other cases worth reading next. Cases stand in circles, one for each sector, measure and both together.

    A case looks only at the next few of its circles, so that ten thousand cases cost ten thousand times a few,
    and every case is somebody's neighbour.
    """

    AHEAD = 8  # how far it looks along each circle
    LEAST = 3  # points below which two cases have too little in common

    def __init__(self, site: Site) -> None:
        self._entries = site.entries
        self._circles: dict[tuple[str, ...], list[Key]] = {}
        self._places: dict[Key, tuple[tuple[list[Key], int], ...]] = {}  # where a case stands: circles and positions
        self._traits: dict[Key, _Traits] = {}
        for entry in site.listing("case_studies"):
            self._traits[entry.key] = _Traits(entry)
            places = []
            for circle in self._of(entry):
                members = self._circles.setdefault(circle, [])
                places.append((members, len(members)))
                members.append(entry.key)
            self._places[entry.key] = tuple(places)

    def _of(self, entry: Entry) -> list[tuple[str, ...]]:
        sector = entry.card["sector"]
        practices = {name for name, _ in entry.card["practices"]}
        circles: list[tuple[str, ...]] = [("practice", name) for name in practices]
        if sector:
            circles += [("sector", sector), *(("both", sector, name) for name in practices)]
        return circles

    def of(self, entry: Entry, count: int = 3) -> tuple[Entry, ...]:
        """The best few, best first: same sector counts most, then shared measures, resources, country."""
        places = self._places.get(entry.key)
        if places is None:  # a draft of a site that shows none stands in no circle: it looks along from their beginning
            places = tuple((self._circles.get(circle, []), -1) for circle in self._of(entry))
        nearest: dict[Key, int] = {}  # steps along the circle where it stands closest
        for members, place in places:
            size = len(members)
            for step in range(min(self.AHEAD, size)):
                other = members[(place + 1 + step) % size]
                if step < nearest.get(other, self.AHEAD):
                    nearest[other] = step
        nearest.pop(entry.key, None)
        mine = self._traits.get(entry.key) or _Traits(entry)
        # Among equals the nearest comes first: were it the best documented, the last of a circle would be nobody's neighbour.
        scored = [(-mine.likeness(self._traits[key]), step, key) for key, step in nearest.items()]
        best = nsmallest(count, [candidate for candidate in scored if -candidate[0] >= self.LEAST])
        return tuple(self._entries[key] for _, _, key in best)


def neighbourhood(entry: Entry | None) -> Any:
    """What of a case decides whose neighbour it is, and who are its own."""
    if entry is None or entry.key[0] != "case_studies":
        return None
    traits = _Traits(entry)
    return entry.status, entry.listed, entry.order, traits.sector, traits.country, traits.practices, traits.resources


class _Traits:
    """What two cases may have in common."""

    __slots__ = ("country", "practices", "resources", "sector")

    def __init__(self, entry: Entry) -> None:
        card = entry.card
        self.sector, self.country = card["sector"], card["country"]
        self.practices = frozenset(name for name, _ in card["practices"])
        self.resources = frozenset(card["resources"])

    def likeness(self, other: _Traits) -> int:
        shared, resources = len(self.practices & other.practices), len(self.resources & other.resources)
        points: int = (6 if shared > 1 else 3 * shared) + (3 if resources > 3 else resources) + (self.country == other.country)
        return points + 6 if self.sector is not None and self.sector == other.sector else points


def payback_of_card(card: Mapping[str, Any]) -> Payback | None:
    """The computed payback of a case known only by its card."""
    return payback(card["investment"], card["saving"])
