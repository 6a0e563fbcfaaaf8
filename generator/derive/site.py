"""Derive: everything computed for the whole site, once, beside the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from statistics import median
from types import MappingProxyType
from typing import Any

from generator.derive.cases import Neighbours, case_facts, effect_view, payback_of_card
from generator.derive.discrepancies import discrepancies
from generator.derive.distribution import SMALL, Distribution, Peers, of_practice
from generator.derive.indicators import indicator_facts
from generator.model import Entry, Key, Record, Site


def derive(site: Site) -> Site:
    """The site with reverse links, and with derived values and disagreements for the records it holds."""
    site = replace(site, inbound=inbound(site.entries))
    crossing = Crossing(site)
    derived = {key: derived_of(site, record, crossing.of(site.entries[key])) for key, record in site.records.items() if key[0] in DERIVED}
    findings = {key: found for key, record in site.records.items() if (found := tuple(discrepancies(site, record)))}
    return replace(site, derived=derived, findings=findings)


def inbound(entries: Mapping[Key, Entry]) -> dict[Key, tuple[tuple[Key, str], ...]]:
    """Who points to a record, and with which field; in the order of the keys."""
    found: dict[Key, list[tuple[Key, str]]] = {}
    for key in sorted(entries):
        for link in entries[key].links:
            found.setdefault(link.target, []).append((key, link.field))
    return {key: tuple(links) for key, links in found.items()}


def derived_of(site: Site, record: Record, crossing: Mapping[str, Any]) -> dict[str, Any]:
    """The derived values of a record: what follows from itself, and what needed others."""
    rule = _OWN.get(record.collection)
    return {**(rule(site, record) if rule else {}), **crossing}


class Crossing:
    """Derived values that need other records: all of them are made from entries, so no record is opened for them."""

    def __init__(self, site: Site, before: Mapping[Key, Mapping[str, Any]] = MappingProxyType({})) -> None:
        """``before``: the values of a site in which everybody's neighbours are the same (:func:`neighbourhood`)."""
        self._site, self._before = site, before
        self._neighbours: Neighbours | None = None
        self._peers: Peers | None = None
        self._known: dict[Key, dict[str, Any]] = {}

    def at(self, key: Key) -> dict[str, Any]:
        """Those of the record with this key, computed once."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self.of(self._site.entries[key])
        return found

    def settle(self, keys: Iterable[Key]) -> None:
        """Compute those of these records, and let go of what only that needed: two kilobytes for every case of the site."""
        for key in keys:
            self.at(key)
        self._neighbours = self._peers = None

    def of(self, entry: Entry) -> dict[str, Any]:
        if entry.key[0] == "case_studies":
            return {"related": self._related(entry), "peers": self._spread(entry)}
        return _practice(self._site, entry.key) if entry.key[0] == "practices" else {}

    def _related(self, entry: Entry) -> tuple[Key, ...]:
        if entry.key in self._before:
            found: tuple[Key, ...] = self._before[entry.key]["related"]
            return found
        if self._neighbours is None:
            self._neighbours = Neighbours(self._site)
        return tuple(other.key for other in self._neighbours.of(entry)) if entry.status != "retired" else ()

    def _spread(self, entry: Entry) -> Distribution | None:
        if self._peers is None:
            self._peers = Peers(self._site)
        return self._peers.of(entry)


def _practice(site: Site, key: Key) -> dict[str, Any]:
    """The cases that did it, and their paybacks where both amounts are known and no other measure shares them."""
    sources = {source for source, _ in site.inbound.get(key, ()) if source[0] == "case_studies"}
    cases = sorted((entry for source in sources if (entry := site.entries[source]).listed), key=lambda entry: entry.order)
    alone = [entry for entry in cases if len({name for name, _ in entry.card["practices"]}) == 1]
    months = sorted(found.months for entry in alone if (found := payback_of_card(entry.card)))
    return {
        "cases": tuple(entry.key for entry in cases),
        "payback_count": len(months),
        "payback_median": median(months) if len(months) >= SMALL else None,
        **of_practice(cases, key[1]),
    }


def _credit_line(site: Site, record: Record) -> dict[str, Any]:
    """The fund's rows in order, and their sums. A natural person's row counts and carries no key."""
    rows = sorted(
        (r for r in site.records.values() if r.collection == "credit_projects" and r.data.line == record.id and r.status != "retired"),
        key=lambda r: r.data.row,
    )
    paid = [r.data.reimbursement.amount for r in rows if r.data.reimbursement and r.data.reimbursement.amount is not None]
    return {
        "rows": tuple(r.key for r in rows),
        "credit": sum((r.data.approved.amount for r in rows), Decimal(0)),
        "guarantee": sum((r.data.guarantee.amount for r in rows), Decimal(0)),
        "reimbursement": sum(paid, Decimal(0)),
        "reimbursed_rows": len(paid),
    }


def _credit_project(site: Site, record: Record) -> dict[str, Any]:
    project = record.data
    back = project.reimbursement
    paid = back.amount if back else None
    return {
        "guarantee_percent": 100 * project.guarantee.amount / project.approved.amount,
        "reimbursement_percent": 100 * paid / project.approved.amount if paid is not None else None,
    }


def _programme(site: Site, record: Record) -> dict[str, Any]:
    """Shares of what was recommended that was implemented, by row."""
    shares = {
        outcome.id: 100 * outcome.implemented / outcome.recommended
        for outcome in record.data.outcomes
        if outcome.implemented is not None and outcome.recommended and outcome.role != "payback_months"
    }
    return {"shares": shares, "effects": tuple(effect_view(site, effect) for effect in record.data.effects)}


def _toolkit(site: Site, record: Record) -> dict[str, Any]:
    modules = record.data.modules
    minutes = [session.duration_minutes for module in modules for session in module.sessions]
    return {
        "modules": len(modules),
        "worksheets": len({sheet.id for module in modules for sheet in module.worksheets}),
        "minutes": sum(m for m in minutes if m) if minutes and all(minutes) else None,
        "kit": site.kits.get(record.key),
    }


_OWN: dict[str, Callable[[Site, Record], dict[str, Any]]] = {
    "case_studies": lambda site, record: case_facts(site, record.data),
    "credit_lines": _credit_line,
    "credit_projects": _credit_project,
    "indicators": indicator_facts,
    "programmes": _programme,
    "toolkits": _toolkit,
}
DERIVED = frozenset({*_OWN, "practices"})  # collections whose records have derived values
