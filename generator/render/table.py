"""All cases in one table: a row of each, from its entry alone."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from generator.model import Entry, Money
from generator.render.cases import PageView
from generator.render.markup import html, joined
from generator.schemas.case_studies import Best


class TableRows:
    """Rows for one page. What is unknown is said in words, once per language."""

    def __init__(self, view: PageView) -> None:
        self.view = view
        self.unknown = html('<span class="unknown">%s</span>', view.t("unknown_value"))
        self.stated, self.computed = (html(' <span class="small">%s</span>', view.t(f"figure.{name}")) for name in ("stated", "computed"))

    def __call__(self, entry: Entry) -> Markup:
        view = self.view
        entry = view.site.entries[entry.key]  # looked up where every look is noted
        card = entry.card
        company = view.entry("organisations", card["organisation"]) if card["organisation"] else None
        return html(
            '<tr><th scope="row"><a href="%s">%s</a><span class="small">%s</span></th>\n<td>%s</td><td>%s</td><td>%s</td>'
            '<td class="num">%s</td><td class="num">%s</td><td class="num">%s</td><td>%s</td></tr>',
            view.record_href(entry), view.text(entry.title), view.text(company.title) if company else view.t("case.anonymous"),
            view.short("sectors", card["sector"]) if card["sector"] else self.unknown, self._place(entry), card["year"] or self.unknown,
            self._money(card["investment"]), self._money(card["saving"]), self._payback(entry), self._best(card["best"]))

    def _place(self, entry: Entry) -> Markup:
        card, view = entry.card, self.view
        parts = [view.label("regions", card["region"])] if card["region"] else []
        return joined([*parts, view.label("countries", card["country"])], ", ")

    def _money(self, money: Money | None) -> Markup:
        if money is None:
            return self.unknown
        year = html(' <span class="small">%s</span>', money.year) if money.year else ""
        return joined((self.view.amount(money), year))

    def _payback(self, entry: Entry) -> Markup:
        if entry.card["stated_payback"]:
            return joined((self.view.stated_duration(entry.card["stated_payback"]), self.stated))
        computed = self.view.payback_of(entry)
        return joined((self.view.payback(computed), self.computed)) if computed else self.unknown

    def _best(self, best: Best | None) -> Markup:
        if best is None:
            return self.unknown
        return html("%s: %s", self.view.effect_name(best), self.view.change(best.change_percent or Decimal(0), best.qualifier))
