"""Who and what can help a company: from entries alone, with what each is known to have done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.model import Entry, Key, Site

ENOUGH = 5  # consented profiles without which the directory of consultants stays closed
MOST = 160  # organisations that are offered, the best documented first
COUNTRY = "PE"
KINDS = frozenset({"ncpc", "technology_centre", "training_body", "business_association", "consultancy", "university"})
ASSISTED = frozenset({"centre", "assisted_by"})  # fields of a case that name who helped
GONE = "successor"  # an organisation that has one no longer helps


@dataclass(slots=True)
class Helper:
    """One that can help. What is not known is empty, and is never counted against it."""

    entry: Entry
    themes: set[str] = field(default_factory=set)
    sectors: dict[str, int] = field(default_factory=dict)  # with the number of documented cases, 0 for a sector it only names
    regions: set[str] = field(default_factory=set)
    sizes: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    cases: int = 0

    def learn(self, case: Entry) -> None:
        """What a case shows of who helped in it."""
        self.cases += 1
        self.themes.update(case.facets.get("theme", ()))
        self.sizes.update(case.facets.get("size", ()))
        for sector in case.facets.get("sector", ()):
            self.sectors[sector] = self.sectors.get(sector, 0) + 1


def open_directory(site: Site) -> bool:
    """Whether enough people and firms have agreed to be found."""
    return len(site.of("consultants")) >= ENOUGH


def helpers(site: Site) -> list[Helper]:
    """Consultants, if there are enough; organisations of the country; kits."""
    return [*(_consultants(site) if open_directory(site) else ()), *_organisations(site), *_kits(site)]


def _consultants(site: Site) -> Iterable[Helper]:
    for entry in site.of("consultants"):
        found = _by_facets(entry)
        for identifier in entry.card["cases"]:
            case = site.entries.get(("case_studies", identifier))
            if case is not None and case.listed:
                found.learn(case)
        yield found


def _by_facets(entry: Entry) -> Helper:
    values = entry.facets
    return Helper(entry, set(values.get("theme", ())), dict.fromkeys(values.get("sector", ()), 0), set(values.get("region", ())),
                  set(), set(values.get("language", ())))


def _organisations(site: Site) -> list[Helper]:
    assisted: dict[Key, list[Entry]] = {}
    for case in site.of("case_studies"):
        for target in dict.fromkeys(link.target for link in case.links if link.field in ASSISTED):
            assisted.setdefault(target, []).append(case)
    found: dict[Key, Helper] = {}
    for entry in site.of("organisations"):
        known = entry.card["kind"] in KINDS or (entry.key in assisted and entry.card["kind"] != "company")
        if known and entry.card["country"] == COUNTRY and all(link.field != GONE for link in entry.links):
            found[entry.key] = _by_facets(entry)
            for case in assisted.get(entry.key, ()):
                found[entry.key].learn(case)
    for course in site.of("trainings"):
        helper = found.get(("organisations", course.card["provider"] or ""))
        if helper:
            helper.themes.update(course.card["themes"])
    return sorted(found.values(), key=lambda helper: -helper.cases)[:MOST]


def _kits(site: Site) -> Iterable[Helper]:
    for entry in site.of("toolkits"):
        yield Helper(entry, set(entry.card["themes"]), languages=set(entry.card["languages"]))


def cases_by(site: Site, themes: Sequence[str]) -> dict[str, list[int]]:
    """How many cases there are of each sector: in all, then of each theme. The sector '' stands for all of them."""
    places = {theme: number for number, theme in enumerate(themes, 1)}
    counts: dict[str, list[int]] = {}
    for case in site.of("case_studies"):
        for sector in ("", *case.facets.get("sector", ())):
            of = counts.setdefault(sector, [0] * (len(themes) + 1))
            for number in (0, *(places[theme] for theme in case.facets.get("theme", ()))):
                of[number] += 1
    return counts
