"""Where a printed figure and the one computed from its own inputs cannot both be right.

One definition serves three readers: the check that warns the editor, the page that shows both figures, and
the API. Amounts are compared as printed; nothing is corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.derive.figures import agrees, cents, months_of, payback, printed_tolerance, simple_return
from generator.model import FieldPath, Key, Record, Site
from generator.schemas.case_studies import placed_effects, total

EXACT = Decimal(0)
OUTLIER = 10  # a share ten times away from the middle of its table is no matter of rounding


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two figures for one thing. ``kind`` names the rule; ``values`` what its sentence needs."""

    key: Key
    path: FieldPath
    kind: str
    printed: Decimal
    computed: Decimal
    unit: str  # currency code, 'months' or 'percent'
    values: tuple[tuple[str, Any], ...] = ()

    @property
    def difference(self) -> Decimal:
        """Printed minus computed."""
        return self.printed - self.computed


def discrepancies(site: Site, record: Record) -> Iterator[Discrepancy]:
    """All of a record."""
    for rule in _RULES.get(record.collection, ()):
        yield from rule(site, record)


def _case(site: Site, record: Record) -> Iterator[Discrepancy]:
    case = record.data
    investment, saving = total(case, "investment"), total(case, "annual_saving")
    stated = case.stated
    if stated and stated.payback:
        printed, computed = stated.payback, payback(investment, saving)
        months = months_of(printed.days, printed.months, printed.years)
        if computed and months is not None:
            scale = Decimal(12) if printed.years is not None else Decimal(1)
            number = printed.years if printed.years is not None else months
            tolerance = Decimal("0.1") if printed.qualifier == "about" else Decimal("0.02")
            bound = printed.qualifier in ("less_than", "up_to") and computed.months <= months
            bound = bound or (printed.qualifier == "more_than" and computed.months >= months)
            if not bound and not agrees(number, computed.months / scale, relative=tolerance):
                yield Discrepancy(record.key, ("stated", "payback"), "payback", months, computed.months, "months")
    if stated and stated.simple_return and investment and saving:
        percent, computed_percent = stated.simple_return.percent, simple_return(investment, saving)
        exact = not (investment.qualifier or saving.qualifier)
        if computed_percent is not None and not agrees(percent, computed_percent, relative=EXACT if exact else Decimal("0.02")):
            yield Discrepancy(record.key, ("stated", "simple_return"), "simple-return", percent, computed_percent, "percent")
    for name in ("investment", "annual_saving"):
        own, parts = getattr(case, name), [getattr(m, name) for m in case.measures]
        if own and parts and all(part and part.currency == own.currency for part in parts):
            summed = sum((part.amount for part in parts), Decimal(0))
            if not agrees(own.amount, summed):
                yield Discrepancy(record.key, (name,), "sum-of-measures", own.amount, summed, own.currency)
    for path, effect in placed_effects(case):
        base, after, percent = effect.baseline, effect.after, effect.change_percent
        if base and after is not None and percent is not None and not effect.qualifier:
            share = 100 * (after - base) / base
            if abs(share - percent) > max(printed_tolerance(percent), Decimal(1)):
                yield Discrepancy(record.key, path, "effect-percent", percent, share, "percent")


def _credit_project(site: Site, record: Record) -> Iterator[Discrepancy]:
    project = record.data
    approved, guarantee, back = project.approved, project.guarantee, project.reimbursement
    expected = cents(approved.amount * guarantee.percent / 100)
    if guarantee.amount != expected:
        yield Discrepancy(record.key, ("guarantee", "amount"), "guarantee", guarantee.amount, expected, approved.currency,
                          (("percent", guarantee.percent), ("base", approved.amount)))
    if back and back.amount is not None and back.percent and approved.amount:
        expected = cents(approved.amount * back.percent / 100)
        if back.amount != expected:
            yield Discrepancy(record.key, ("reimbursement", "amount"), "reimbursement", back.amount, expected, approved.currency,
                              (("percent", back.percent), ("base", approved.amount),
                               ("effective", 100 * back.amount / approved.amount)))


def _credit_line(site: Site, record: Record) -> Iterator[Discrepancy]:
    printed = record.data.printed
    if printed is None:
        return
    counted = ("published", "draft") if site.drafts else ("published",)
    rows = [r.data for r in site.records.values()
            if r.collection == "credit_projects" and r.data.line == record.id and r.status in counted]
    if not rows:
        return
    sums = {
        "credit": sum((row.approved.amount for row in rows), Decimal(0)),
        "guarantee": sum((row.guarantee.amount for row in rows), Decimal(0)),
        "reimbursement": sum((row.reimbursement.amount for row in rows if row.reimbursement and row.reimbursement.amount), Decimal(0)),
    }
    for name, computed in sums.items():
        number = getattr(printed, name)
        if number is not None and number != computed:
            yield Discrepancy(record.key, ("printed", name), "total", number, computed, printed.currency,
                              (("what", name), ("rows", len(rows))))
    percents = {row.guarantee.percent for row in rows}
    if printed.guarantee is not None and printed.credit is not None and len(percents) == 1:
        percent = percents.pop()
        computed = printed.credit * percent / 100
        if abs(printed.guarantee - computed) > Decimal("0.01"):
            yield Discrepancy(record.key, ("printed", "guarantee"), "guarantee-of-total", printed.guarantee, computed,
                              printed.currency, (("percent", percent), ("base", printed.credit)))


def _programme(site: Site, record: Record) -> Iterator[Discrepancy]:
    outcomes = record.data.outcomes
    roles = {outcome.role: outcome for outcome in outcomes if outcome.role}
    back, spent, saved = roles.get("payback_months"), roles.get("investment"), roles.get("annual_saving")
    if back and spent and saved and back.printed_as == "rate-of-return":
        for name in ("implemented", "recommended"):
            cost, gain, printed = getattr(spent, name), getattr(saved, name), getattr(back, name)
            if cost and gain and printed is not None:
                path = ("outcomes", outcomes.index(back), name)
                yield Discrepancy(record.key, path, "payback-called-return", printed, 12 * cost / gain, "months",
                                  (("label", back.printed_label or ""), ("rate", 100 * gain / cost)))
    yield from _outliers(record)


def _outliers(record: Record) -> Iterator[Discrepancy]:
    """Shares of what was recommended that was implemented: one far from all others is probably a slip of the source."""
    shares = {
        index: outcome.implemented / outcome.recommended
        for index, outcome in enumerate(record.data.outcomes)
        if outcome.implemented and outcome.recommended and outcome.role != "payback_months"
    }
    if len(shares) < 4:
        return
    middle = sorted(shares.values())[len(shares) // 2]
    for index, share in shares.items():
        if share * OUTLIER < middle or share > middle * OUTLIER:
            yield Discrepancy(record.key, ("outcomes", index), "share-outlier", 100 * share, 100 * middle, "percent",
                              (("what", record.data.outcomes[index].name),))


_Rule = Callable[[Site, Record], Iterator[Discrepancy]]
_RULES: dict[str, tuple[_Rule, ...]] = {
    "case_studies": (_case,),
    "credit_projects": (_credit_project,),
    "credit_lines": (_credit_line,),
    "programmes": (_programme,),
}
