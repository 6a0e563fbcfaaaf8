"""Derive: everything computed for the whole site, once, beside the records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from statistics import median
from typing import Any

from generator.derive.cases import Neighbours, case_facts, effect_view, payback_of_card
from generator.derive.discrepancies import discrepancies
from generator.model import Key, Record, Site

SMALL = 5  # below this many cases a median would pretend to know


def derive(site: Site) -> Site:
    """The site with reverse links, and with derived values and disagreements for the records it holds."""
    inbound: dict[Key, list[tuple[Key, str]]] = {}
    for entry in sorted(site.entries.values(), key=lambda e: e.key):
        for link in entry.links:
            inbound.setdefault(link.target, []).append((entry.key, link.field))
    site = replace(site, inbound={key: tuple(links) for key, links in inbound.items()})
    findings = {key: found for key, record in site.records.items() if (found := tuple(discrepancies(site, record)))}
    derived = {key: _RULES[key[0]](site, record) for key, record in site.records.items() if key[0] in _RULES}
    return replace(site, derived=derived, findings=findings)


def _case(site: Site, record: Record) -> dict[str, Any]:
    neighbours: Neighbours | None = site.memo.get("neighbours")
    if neighbours is None:
        neighbours = site.memo["neighbours"] = Neighbours(site)
    nearby = tuple(other.key for other in neighbours.of(site.entries[record.key])) if record.status != "retired" else ()
    return {**case_facts(site, record.data), "related": nearby}


def _practice(site: Site, record: Record) -> dict[str, Any]:
    """The cases that did it, and their paybacks where both amounts are known and no other measure shares them."""
    sources = {source for source, _ in site.inbound.get(record.key, ()) if source[0] == "case_studies"}
    cases = sorted((entry for key in sources if (entry := site.entries[key]).listed), key=lambda entry: entry.order)
    alone = [entry for entry in cases if len({name for name, _ in entry.card["practices"]}) == 1]
    months = sorted(found.months for entry in alone if (found := payback_of_card(entry.card)))
    return {
        "cases": tuple(entry.key for entry in cases),
        "payback_count": len(months),
        "payback_median": median(months) if len(months) >= SMALL else None,
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
    }


_RULES: dict[str, Callable[[Site, Record], dict[str, Any]]] = {
    "case_studies": _case,
    "practices": _practice,
    "credit_lines": _credit_line,
    "credit_projects": _credit_project,
    "programmes": _programme,
    "toolkits": _toolkit,
}
