"""Views of many records: cards, counts, choices."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from markupsafe import Markup

from generator.model import Entry, Key
from generator.render.cards import Cards
from generator.render.environment import environment
from generator.render.markup import finished, joined, safe
from generator.render.onward import kit_for
from generator.render.pages import by_title, facet_members, short_label, slugify, term_segments
from generator.render.view import View
from generator.schemas import COLLECTIONS
from generator.schemas.core.collection import Facet
from generator.schemas.core.common import Figure
from generator.schemas.core.walk import vocabulary_of

ROOT = "\0"  # stands for the way to the site's root in a card; no text holds it, because control characters are refused


class ListView(View):
    """What lists, the home page and cross-links need."""

    def cards(self, entries: Sequence[Entry]) -> Markup:
        """Records as cards, for a page at any depth."""
        return finished("\n".join([self.card(entry.key) for entry in entries]).replace(ROOT, self._root))

    def card(self, key: Key) -> Markup:
        """A record as a card, the same on every page: ROOT stands where a page puts its way to the site's root."""
        kept: Cards | None = self.site.memo.get("cards")
        found = kept.get(key, self.language) if kept else None
        if found is None:
            return self.site.remember(("card", key, self.language), partial(self._card, key))
        self.site.watch.seen.update(found[1])
        return found[0]

    def _card(self, key: Key) -> Markup:
        view = type(self)(self.site, self.page)
        view._root = ROOT
        template = environment().select_template([f"cards/{key[0]}.html", "cards/default.html"])
        return finished(template.render(v=view, entry=self.site.entries[key]).strip())

    def facet_counts(self, collection: str, facet: Facet) -> dict[str, int]:
        """How many listed records each value of a facet has."""
        self.site.watch.seen.add(("facets", collection))
        at = ("counts", collection, facet.id)
        counts: dict[str, int] | None = self.site.memo.get(at)
        if counts is None:
            members = facet_members(facet, self.site.listing(collection))
            counts = self.site.memo[at] = {value: len(entries) for value, entries in members.items()}
        return counts

    def card_meta(self, entry: Entry) -> Markup:
        """The line above a card's title: what it is, where, when; only what is known."""
        card = entry.card
        parts: list[Any] = []
        if entry.key[0] == "case_studies":
            if card["organisation"] and (company := self.entry("organisations", card["organisation"])):
                parts.append(self.text(company.title))
            parts.append(self.label("countries", card["country"]))
        elif card.get("kind") and (vocabulary := self._kind_vocabulary(entry)):
            parts.append(self.label(vocabulary, card["kind"]))
        else:
            parts.append(self.t(f"collection.{entry.key[0]}.one"))
        if entry.key[0] == "organisations" and card["country"]:
            parts.append(self.label("countries", card["country"]))
        if card.get("state"):
            parts.append(self.t(f"state.{card['state']}"))
        for name in ("date", "issued", "year"):
            if card.get(name):
                parts.append(self.date(str(card[name])))
                break
        period = card.get("period")
        if period and period.start:
            parts.append(self.date(period.start))
        return joined(parts, " · ")

    def _kind_vocabulary(self, entry: Entry) -> str | None:
        """The vocabulary that the schema's own field ``kind`` names."""
        marked = vocabulary_of(COLLECTIONS[entry.key[0]].model, "kind")
        return marked if marked and entry.card["kind"] in self.site.vocabularies.get(marked, {}) else None

    def list_title(self) -> Markup:
        """The heading of a list page: the collection, the facet's value, the page's number."""
        title = safe(self.t(f"collection.{self.page.collection}.many"))
        if self.page.facet:
            facet = next(f for f in COLLECTIONS[self.page.collection].facets if f.id == self.page.facet)
            title = title + ": " + self.distinct(facet.vocabulary, self.page.value)
        if self.page.number > 1:
            title = title + ", " + self.t("list.page", n=self.page.number)
        return Markup(title)

    def part_title(self, data: Any, item: Any, subpage: int = 0) -> Markup:
        """What a page inside a record calls itself, such as an award's edition."""
        return self.text(COLLECTIONS[self.page.collection].subpages[subpage].title(data, item))

    def distinct(self, vocabulary: str, term: str) -> str:
        """The short label of a term; where two terms share it, with what tells them apart."""
        label = self.plain(short_label(self.term(vocabulary, term)))
        if term_segments(self.site, vocabulary, self.language)[term] == slugify(label):
            return label
        country = self.term(vocabulary, term).get("country")
        return f"{label} ({self.plain(self.term('countries', country).label) if country else term})"

    def list_count(self, count: int) -> str:
        """"153 casos" where the collection has words for it, "153 registros" where not."""
        own = f"{self.page.collection}.count"
        return self.n(own if f"{own}.other" in self._strings else "list.count", count)

    def empty_list(self) -> str:
        key = f"{self.page.collection}.empty"
        return self.t(key if key in self._strings else "list.empty")

    def page_href(self, number: int) -> str:
        """Another page of the same list."""
        base = self.page.address
        if self.page.number > 1:
            base = base.removesuffix(f"{self.t('list.page_segment')}/{self.page.number}/")
        return self.href(base if number == 1 else f"{base}{self.t('list.page_segment')}/{number}/")

    def alphabetic(self, entries: Sequence[Entry]) -> list[Entry]:
        """By title, accents aside, as a reader of the language would look it up."""
        return by_title(self.site, entries, self.language)

    def entries(self, keys: Sequence[Key]) -> tuple[Entry, ...]:
        return tuple(self.site.entries[key] for key in keys if key in self.site.entries)

    def chosen(self, collection: str, identifiers: Sequence[str]) -> tuple[Entry, ...]:
        """These records, in this order, as far as they are listed."""
        return tuple(entry for entry in self.entries([(collection, i) for i in identifiers]) if entry.listed)

    def kit_for(self, themes: Sequence[str]) -> Entry | None:
        return kit_for(self.site, themes)

    def count(self, collection: str) -> int:
        return len(self.site.of(collection))

    def latest(self, collection: str, count: int) -> Sequence[Entry]:
        return self.site.of(collection)[:count]

    def helpers(self) -> list[Entry]:
        """Organisations that can point the way while no consultant is listed."""
        kinds = {"ncpc", "technology_centre", "training_body", "business_association"}
        found = [e for e in self.site.of("organisations") if e.card["kind"] in kinds and e.card["country"] == "PE"]
        return found[:12]

    def tiles(self) -> list[tuple[str, int]]:
        """Resource groups with the number of their cases, in the vocabulary's order."""
        facet = next(f for f in COLLECTIONS["case_studies"].facets if f.id == "resource")
        counts = self.facet_counts("case_studies", facet)
        return [(group, counts[group]) for group in self.site.vocabularies.get("resource_groups", {}) if group in counts]

    def facet_links(self, collection: str, facet: str, values: Sequence[str]) -> Markup:
        return joined([self.facet_link(collection, facet, value) for value in values], ", ")

    def programme_strip(self, programme: str) -> list[tuple[str, Any, Any]]:
        """The four key figures of a programme: companies, investment, saving, payback; only those it states."""
        record = self.site.records.get(("programmes", programme))
        if record is None:
            return []
        shares = self.derived(record.key)["shares"]
        strip: list[tuple[str, Any, Any]] = []
        counts = [figure for figure in record.data.figures if figure.unit is None and figure.currency is None]
        if counts:
            strip.append((self.plain(counts[0].name), self.figure(counts[0]), ""))
        for outcome in record.data.outcomes:
            if outcome.role in ("investment", "annual_saving") and outcome.implemented is not None and outcome.currency:
                share = shares.get(outcome.id)
                note = self.t("home.share", share=self.percent(share, 0)) if share is not None else ""
                strip.append((self.t(f"figure.{outcome.role}"), self.money(outcome.implemented, outcome.currency), note))
            elif outcome.role == "payback_months" and outcome.implemented is not None:
                found = next((f for f in self.site.findings.get(record.key, ()) if f.path[-1] == "implemented"), None)
                note = self.t("figure.stated")
                if found:
                    note += f"; {self.t('figure.computed')} {self.number(found.computed, 2)}"
                strip.append((self.t("figure.payback"), f"{self.number(outcome.implemented)}\N{NO-BREAK SPACE}{self.t('unit.months.other')}", note))
        return strip

    def figure(self, figure: Figure) -> Markup:
        """Any figure with its unit or currency, its range, its period."""
        def shown(value: Decimal) -> str:
            if figure.currency:
                return self.money(value, figure.currency)
            return self.quantity(value, figure.unit) if figure.unit else self.number(value)

        text = shown(figure.value)
        if figure.upper is not None:
            text = f"{self.number(figure.value)}–{shown(figure.upper)}"
        if figure.period in ("year", "month", "day"):
            text = f"{text} {self.t(f'per.{figure.period}')}"
        return self.qualified(text, figure.qualifier)
