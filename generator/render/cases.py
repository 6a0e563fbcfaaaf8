"""Views of a case's figures: the strip, the calculation, the card. Unknown is said in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from generator.derive.cases import EffectView, payback_of_card
from generator.derive.discrepancies import Discrepancy
from generator.derive.figures import Payback
from generator.model import Entry, Localized, Money
from generator.render.lists import ListView
from generator.render.markup import NOTHING, html, joined, safe
from generator.render.urls import quoted
from generator.schemas.case_studies import Best, CaseStudy, Duration, Measure, Printed, best_effect
from generator.schemas.core.common import Effect, IsicClass

Figures = list[tuple[str, Any, Any]]


class PageView(ListView):
    """The view a page is rendered with."""

    def case_strip(self, case: CaseStudy, derived: Any) -> Figures:
        """Investment, saving and payback always; best reduction and credit where known."""
        strip: Figures = []
        for name in ("investment", "annual_saving"):
            money: Money | None = derived[name]
            strip.append((self.t(f"figure.{name}"), self.amount(money) if money else None,
                          self._money_note(money) if money else self.t("unknown.why_source")))
        strip.append(self._payback_cell(case, derived))
        best = best_effect(case)
        if best:
            strip.append((self.t("figure.best"), self.qualified(self.percent(abs(best.change_percent or Decimal(0))), best.qualifier),
                          html("%s%s", self.effect_name(best), self.ref(best.source))))
        credit = next((finance.approved for finance in case.finance if finance.approved), None)
        if credit:
            strip.append((self.t("figure.credit"), self.amount(credit), self._money_note(credit)))
        return strip

    def _payback_cell(self, case: CaseStudy, derived: Any) -> tuple[str, Any, Any]:
        label = self.t("figure.payback")
        stated = case.stated.payback if case.stated else None
        if stated:
            return label, self.stated_duration(stated), html("%s%s", self.t("figure.stated"), self.ref(stated.source))
        if derived["payback"]:
            how = html(' · <a href="#calculation">%s</a>', self.t("figure.how"))
            return label, self.payback(derived["payback"]), html("%s%s", self.t("figure.computed"), how)
        return label, None, self.t("unknown.why_missing")

    def _money_note(self, money: Money) -> Markup:
        words = [str(money.year)] if money.year else []
        basis = money.basis if money.basis and money.basis != "stated" else None
        words.append(self.plain(self.term("basis", basis).label) if basis else self.t("figure.stated"))
        return html("%s%s", " · ".join(words), self.ref(money.source))

    def case_figures(self, entry: Entry) -> list[tuple[str, Any]]:
        """Up to three known figures of a card, by priority."""
        card, computed = entry.card, payback_of_card(entry.card)
        found: list[tuple[str, Any]] = []
        if card["investment"]:
            found.append((self.t("figure.investment"), self._short_amount(card["investment"])))
        if card["saving"]:
            found.append((self.t("figure.annual_saving"), self._short_amount(card["saving"])))
        if card["stated_payback"]:  # as on the case's own page, the printed one comes first
            found.append((self.t("figure.payback"), self.stated_duration(card["stated_payback"])))
        elif computed:
            found.append((self.t("figure.payback"), self.payback(computed)))
        if card["best"]:
            best: Best = card["best"]
            found.append((self.effect_name(best), self.change(best.change_percent or Decimal(0), best.qualifier)))
        if card["credit"]:
            found.append((self.t("figure.credit"), self._short_amount(card["credit"])))
        return found[:3]

    def _short_amount(self, money: Money) -> Markup:
        return self._short(self.money(money.amount, money.currency), money.qualifier)

    def _short(self, text: str, qualifier: str | None) -> Markup:
        """A figure with its qualifier as a sign, and in words for who cannot see the sign."""
        sign = {"more_than": ">", "less_than": "<", "up_to": "≤", "about": "≈"}.get(qualifier or "")
        if not sign:
            return safe(text)
        return html('<span aria-hidden="true">%s\N{NO-BREAK SPACE}</span><span class="vh">%s </span>%s',
            sign, self.label("qualifiers", qualifier), text)

    def payback_of(self, entry: Entry) -> Payback | None:
        """The computed payback of a case known by its card."""
        return payback_of_card(entry.card)

    def case_unknown(self, entry: Entry) -> str:
        """Which of investment and saving a card has to call unknown."""
        lacking = [self.t(f"card.{name}") for name in ("investment", "saving") if not entry.card[name]]
        return f" {self.t('and')} ".join(lacking)

    def case_year(self, case: CaseStudy) -> str:
        period = case.period
        if period and (period.after or period.baseline):
            return str(period.after or period.baseline)
        if period and period.reported:
            return self.t("case.reported", year=period.reported)
        return self.t("case.no_year")

    def case_period(self, case: CaseStudy) -> str:
        if case.period is None:
            return ""
        parts = [(name, getattr(case.period, name)) for name in ("baseline", "after", "reported")]
        return ", ".join(self.t(f"period.{name}", year=year) for name, year in parts if year)

    def isic(self, found: IsicClass | None) -> str:
        if found is None:
            return ""
        return f"{found.code} ({self.t('inferred')})" if found.status else found.code

    def measure_facts(self, measure: Measure) -> Markup:
        """What is known of one measure, each with its source, in one line."""
        facts: list[Markup] = []
        if measure.type:
            facts.append(self.label("measure_types", measure.type))
        if measure.practice:
            facts.append(html("%s %s", self.t("case.practice"), self.link("practices", measure.practice)))
        for name in ("investment", "annual_saving"):
            money: Money | None = getattr(measure, name)
            if money:
                facts.append(html("%s: %s%s", self.t(f"figure.{name}"), self.amount(money), self.ref(money.source)))
        return joined(facts, " · ")

    def by_size(self, effects: Sequence[EffectView]) -> list[EffectView]:
        """Greatest reduction first, then those with an amount, then those that only point a way."""
        return sorted(effects, key=lambda e: (e.percent is None, e.percent or Decimal(0), e.effect.change is None))

    def effect_name(self, effect: Effect | Best) -> str:
        return self.plain(effect.name) if effect.name else self.plain(self.term("resources", effect.resource).label)

    def effect_amount(self, effect: Effect) -> str:
        """The change as printed: its size and the period; the sign stays where something grows."""
        sign = "+" if (effect.change or 0) > 0 else ""
        text = sign + self.quantity(abs(effect.change or Decimal(0)), effect.unit or "")
        return f"{text} {self.t(f'per.{effect.period}')}" if effect.period in ("year", "month", "day") else text

    def effect_row(self, row: EffectView) -> Markup:
        """A row of the table of resources: name, change, bar, amount. A page has dozens, so it is not a template."""
        effect = row.effect
        name = self.text(effect.name) if effect.name else self.label("resources", effect.resource)
        if effect.per == "output":
            name = html('%s <span class="small">%s</span>', name, self.t("effect.per_output"))
        if effect.note:
            name = html('%s<br><span class="small">%s</span>', name, self.text(effect.note))
        return html('<tr><th scope="row">%s</th>\n<td class="num">%s</td>\n<td class="bar-cell">%s</td>\n<td class="num">%s%s</td></tr>',
                    name, self._change_cell(row), self._bar(row), self._amount_cell(row), self.ref(effect.source))

    def _change_cell(self, row: EffectView) -> Markup:
        if row.percent is None:
            return html('<span class="small">%s</span>', self.effect_direction(row.effect))
        if not row.percent_computed:
            return self.change(row.percent, row.effect.qualifier)
        return html('%s <span class="small">%s</span>', self.change(row.percent, row.effect.qualifier, 1), self.t("computed"))

    def _bar(self, row: EffectView) -> Markup:
        if row.percent is None or row.percent >= 0:
            return NOTHING
        return html(
            '<svg class="bar bar--%s" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
            '<rect class="bar-bg" width="100" height="10"/><rect class="bar-fg" width="%s" height="10"/></svg>',
            self.hue(row.effect.resource), round(float(-row.percent), 1))

    def _amount_cell(self, row: EffectView) -> Markup:
        effect, cell = row.effect, NOTHING
        unit = effect.unit or ""
        if effect.change is not None:
            stands_alone = row.percent is None or row.percent_computed
            cell = self.qualified(self.effect_amount(effect), effect.qualifier if stands_alone else None)
            if row.canonical:
                cell = html('%s <span class="unit">= %s</span>', cell, self.canonical(row.canonical))
        elif effect.baseline is not None and effect.after is not None:
            cell = html("%s → %s", self.quantity(effect.baseline, unit), self.quantity(effect.after, unit))
        elif effect.after is not None:
            cell = html("%s %s", self.t("effect.after"), self.quantity(effect.after, unit))
        elif effect.baseline is not None:
            cell = html("%s %s", self.t("effect.before"), self.quantity(effect.baseline, unit))
        if effect.basis and effect.basis != "stated":
            cell = html('%s <span class="small">%s</span>', cell, self.label("basis", effect.basis))
        return cell

    def change(self, percent: Decimal, qualifier: str | None, decimals: int | None = None) -> Markup:
        """A change in percent. With a qualifier it is said in words: "more than −50 %" would be read the wrong way."""
        if not qualifier or qualifier == "about":
            return self.qualified(self.signed_percent(percent, decimals), qualifier)
        way = self.t("effect.decrease" if percent < 0 else "effect.increase")
        return self.qualified(f"{self.percent(abs(percent), decimals)} {way}", qualifier)

    def effect_direction(self, effect: Effect) -> str:
        """Less or more, where no percentage says how much."""
        if effect.direction:
            return self.t(f"effect.{effect.direction}")
        change = effect.change if effect.change is not None else Decimal(0)
        return self.t("effect.decrease" if change < 0 else "effect.increase")

    def signed_percent(self, value: Decimal | None, decimals: int | None = None) -> str:
        if value is None:
            return ""
        return ("+" if value > 0 else "") + self.percent(value, decimals)

    def unit_notes(self, effects: Sequence[EffectView]) -> Iterator[str]:
        """One line for each unit that had to be converted: its name and factor."""
        seen: set[str] = set()
        for found in effects:
            unit = found.effect.unit
            if found.canonical is None or unit is None or unit in seen:
                continue
            seen.add(unit)
            term = self.term("units", unit)
            to = self.site.vocabularies["units"].get(str(term.get("to")))
            if to is None:
                continue
            note = term.get("note")
            text = self.t("unit.note", unit=self.quantity(Decimal(1), unit), name=self.plain(term.label),
                          factor=self.quantity(Decimal(str(term.get("factor"))), to.id)).rstrip(".") + "."
            yield f"{text} {self.plain(note)}" if isinstance(note, Localized) else text

    def payback_formula(self, derived: Any) -> Markup:
        investment, saving = derived["investment"], derived["annual_saving"]
        return html("%s = 12 × %s ÷ %s = <strong>%s</strong>",
            self.t("case.payback_formula"), self.money(investment.amount, investment.currency),
            self.money(saving.amount, saving.currency), self.payback(derived["payback"]))

    def stated_duration(self, stated: Duration | Printed) -> Markup:
        for unit in ("days", "months", "years"):
            value = getattr(stated, unit)
            if value is not None:
                form = "one" if value == 1 else "other"
                return self.qualified(f"{self.number(value)}\N{NO-BREAK SPACE}{self.t(f'unit.{unit}.{form}')}", stated.qualifier)
        return NOTHING

    def discrepancy(self, found: Discrepancy) -> str:
        """A disagreement between two figures as a sentence."""
        values = {name: self._argument(name, value, found.unit) for name, value in found.values}
        return self.t(f"discrepancy.{found.kind}", printed=self._in(found.printed, found.unit),
                      computed=self._in(found.computed, found.unit), difference=self._in(found.difference, found.unit), **values)

    def _in(self, value: Decimal, unit: str) -> str:
        rounded = None if len(value.as_tuple().digits) <= 12 else 2
        if unit == "percent":
            return self.percent(value, rounded if rounded is None else 1)
        if unit == "months":
            return f"{self.number(value, rounded)}\N{NO-BREAK SPACE}{self.t('unit.months.other')}"
        return self.money(value, unit, rounded if rounded is None else 3)

    def _argument(self, name: str, value: Any, unit: str) -> Any:
        if isinstance(value, Localized):
            return self.plain(value)
        if name in ("percent", "rate", "effective"):
            return self.percent(value, None if len(value.as_tuple().digits) <= 6 else 2)
        if name == "base":
            return self.money(value, unit)
        return self.t(f"total.{value}") if name == "what" else value

    def whatsapp(self, message: str) -> str:
        """A message sent from the reader's own telephone."""
        return "https://wa.me/?text=" + quoted(message)

    def message(self, case: CaseStudy, derived: Any) -> str:
        """What one says of a case to somebody else: with the figures in it."""
        parts = [self.plain(case.title) + "."]
        for name in ("investment", "annual_saving"):
            money: Money | None = derived[name]
            if money:
                qualifier = f"{self.plain(self.term('qualifiers', money.qualifier).label)} " if money.qualifier else ""
                parts.append(f"{self.t(f'figure.{name}')}: {qualifier}{self.money(money.amount, money.currency)}.")
        parts.append(self.site.settings.url + self.page.address)
        return " ".join(parts)

    def source(self, entry: Entry) -> Markup:
        """A publication as a line of the list of sources."""
        card = entry.card
        language = "" if card["language"] == self.language else f' lang="{card["language"]}"'
        line = html('<a href="%s"%s>%s</a>', self.record_href(entry), Markup(language), self.plain(entry.title))
        rest = ", ".join(str(part) for part in (card["publisher"], card["year"]) if part)
        if rest:
            line += html("%s %s", "" if self.plain(entry.title)[-1] in ".?!" else ".", rest)
        line += "" if (rest or self.plain(entry.title))[-1] in ".?!" else "."
        dead = self.dead(card["url"], card["archived_url"]) if card["url"] else None
        if dead:
            line += html(' <span class="url">%s</span> <span class="small">(%s)</span>', card["url"], self.t("link.dead", date=self.day(dead.since)))
        elif card["url"]:
            line += html(' <a class="url" href="%s" rel="noopener">%s</a>', card["url"], card["url"])
        archived = card["archived_url"] or (dead.archived if dead else None)
        if archived:
            line += html(' <a href="%s" rel="noopener">%s</a>', archived, self.t("source.archived"))
        if card["read"] == "opening":
            line += html(' <span class="small">%s</span>', self.t("source.opening"))
        return line
