"""What a template sees: the site in one language, seen from one page.

Every method returns finished, escaped HTML (Markup) or plain text that Jinja escapes. A view collects what
the page's other parts need from its body: headings for the column at the side, sources for the footnotes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from generator.derive.figures import Payback
from generator.model import Entry, Key, Localized, Money, Quantity, Site, Term
from generator.render import formats
from generator.render.compiler import escaped
from generator.render.markup import NOTHING, finished, html, safe
from generator.render.pages import Page, facet_address, list_address, short_label
from generator.render.pictures import Shown, shown_of
from generator.render.urls import target_address, to_root
from generator.schemas import COLLECTIONS
from generator.schemas.core.failed import FailedLink
from generator.schemas.core.freshness import doubtful
from generator.sources.markdown import Converter


class View:
    """One page's view of the site."""

    def __init__(self, site: Site, page: Page) -> None:
        self.site, self.page, self.language = site, page, page.language
        self._order = site.settings.order
        self._strings = site.strings[page.language]
        self._root = to_root(page.address)
        self._converter = Converter(self._internal)
        self.headings: list[tuple[str, str | Markup]] = []
        self.cited: dict[str, int] = {}

    # Words and texts

    def t(self, key: str, **values: Any) -> str:
        """A word of the interface; ``{name}`` is filled from ``values``."""
        text = self._strings[key]
        return text.format_map(values) if values else text

    def n(self, key: str, count: int, **values: Any) -> str:
        """A word that depends on a count: ``key.one`` or ``key.other``, with ``{n}`` as the number."""
        category = formats.plural(count, self.language)
        chosen = f"{key}.{category}" if f"{key}.{category}" in self._strings else f"{key}.other"
        return self._strings[chosen].format_map({"n": formats.number(count, self.language), **values})

    def text(self, localized: Localized | None) -> Markup:
        """A text, marked with its language where it is not the page's."""
        if localized is None:
            return NOTHING
        words, language = localized.pick(self.language, self._order)
        if language == self.language:
            return finished(escaped(words))
        return html('<span lang="%s">%s</span>', language, words)

    def plain(self, localized: Localized | None) -> str:
        """A text without marks, for attributes and metadata."""
        return localized.pick(self.language, self._order)[0] if localized is not None else ""

    def prose(self, localized: Localized | None) -> Markup:
        """A text of paragraphs, lists, emphasis and links."""
        if localized is None:
            return NOTHING
        words, language = localized.pick(self.language, self._order)
        text = finished(self._converter.to_html(words))
        return text if language == self.language else html('<div lang="%s">%s</div>', language, text)

    def untranslated(self, *texts: Localized | None) -> bool:
        """Whether any of these is shown in another language."""
        return any(text is not None and not text.has(self.language) for text in texts)

    def doubtful(self) -> str | None:
        """Whether a translation on this record's page is known to be stale, or a program's that nobody has read."""
        key = self.page.key
        return doubtful(self.site.records[key].data, self.language, self._order) if key else None

    def pictures(self) -> list[Shown]:
        """The pictures of this page's record."""
        return list(shown_of(self.site, self.site.records[self.page.key])) if self.page.key else []

    def srcset(self, shown: Shown, kind: str) -> str:
        """The files of a picture in one format, each with its width."""
        return ", ".join(f"{self.href(shown.path(width, kind))} {width}w" for width, _ in shown.sizes)

    def review(self) -> Any:
        """Who looked at this page's record last, and when; None where nobody wrote it."""
        return self.site.records[self.page.key].data.review if self.page.key else None

    def term(self, vocabulary: str, term: str) -> Term:
        return self.site.term(vocabulary, term)

    def label(self, vocabulary: str, term: str | None) -> Markup:
        """The label of a term."""
        if not term:
            return NOTHING
        at = ("label", vocabulary, term, self.language)
        label: Markup | None = self.site.memo.get(at)
        if label is None:
            label = self.site.memo[at] = self.text(self.term(vocabulary, term).label)
        return label

    def short(self, vocabulary: str, term: str) -> Markup:
        """The plain short label of a term."""
        return self.text(short_label(self.term(vocabulary, term)))

    # Figures

    def number(self, value: Decimal | int, decimals: int | None = None) -> str:
        return formats.number(value, self.language, decimals)

    def percent(self, value: Decimal, decimals: int | None = None) -> str:
        return formats.percent(value, self.language, decimals)

    def money(self, amount: Decimal, currency: str, decimals: int | None = None) -> str:
        return formats.money(amount, self._symbol("currencies", currency), self.language, decimals)

    def quantity(self, value: Decimal, unit: str, decimals: int | None = None) -> str:
        symbol = self._symbol("units", unit)
        return self.percent(value, decimals) if symbol == "%" else f"{self.number(value, decimals)}{formats.NBSP}{symbol}"

    def _symbol(self, vocabulary: str, term: str) -> str:
        at = ("symbol", vocabulary, term, self.language)
        found: str | None = self.site.memo.get(at)
        if found is None:
            symbol = self.term(vocabulary, term).get("symbol", term)
            found = self.site.memo[at] = self.plain(symbol) if isinstance(symbol, Localized) else str(symbol)
        return found

    def canonical(self, quantity: Quantity) -> str:
        """A converted quantity: five significant digits at most, so that no accuracy is pretended."""
        value = abs(quantity.value)
        decimals = max(0, 4 - value.adjusted()) if value else 0
        shortest = f"{value.quantize(Decimal(1).scaleb(-decimals)):f}"
        if "." in shortest:
            shortest = shortest.rstrip("0").rstrip(".")
        return self.quantity(Decimal(shortest), quantity.unit)

    def qualified(self, text: str, qualifier: str | None) -> Markup:
        """A figure with its "more than", which is part of the value."""
        if not qualifier:
            return finished(escaped(text))
        return html('<span class="qualifier">%s</span> %s', self.label("qualifiers", qualifier), text)

    def amount(self, money: Money) -> Markup:
        """Money as printed, qualifier included."""
        return self.qualified(self.money(money.amount, money.currency), money.qualifier)

    def payback(self, found: Payback) -> Markup:
        """A computed payback in human time."""
        prefix = f"{self.t('figure.approx')} " if found.approximate else ""
        return safe(prefix + self.duration(found.months))

    def duration(self, months: Decimal) -> str:
        value, unit, decimals = formats.duration(months)
        text = formats.number(value, self.language, decimals)
        singular = formats.number(value, "en", decimals) == "1"
        return f"{text}{formats.NBSP}{self.t(f'unit.{unit}.one' if singular else f'unit.{unit}.other')}"

    def day(self, value: date) -> str:
        """A date in words, for a sentence."""
        return formats.partial(value.isoformat(), self.language)

    def date(self, value: date | str) -> Markup:
        """A date as exact as it is known, machine-readable too."""
        iso = value.isoformat() if isinstance(value, date) else value
        return html('<time datetime="%s">%s</time>', iso, formats.partial(iso, self.language))

    # Links

    def href(self, address: str) -> str:
        return self._root + address or "./"

    def to(self, target: str) -> str | None:
        """The link to ``page:…``, ``collection:…``, ``record:…``; None where there is no page."""
        address = target_address(self.site, target, self.language)
        if address is None:
            return None
        return address if address.startswith(("http:", "https:")) else self.href(address)

    def entry(self, collection: str, identifier: str) -> Entry | None:
        return self.site.entries.get((collection, identifier))

    def link(self, collection: str, identifier: str, text: str | Markup | None = None) -> Markup:
        """A link to a record under its title; only the title where it has no page."""
        entry = self.entry(collection, identifier)
        if entry is None:
            return safe(text or identifier)
        shown = text or self.text(entry.title)
        if self.language not in entry.addresses:
            return safe(shown)
        return html('<a href="%s">%s</a>', self.href(entry.addresses[self.language]), shown)

    def dead(self, url: str, archived: str | None = None) -> FailedLink | None:
        """What is known of a link that is dead, with its archived copy if there is one; None for any other."""
        failed: FailedLink | None = self.site.failed.get(url)
        if failed is None or not failed.dead:
            return None
        return replace(failed, archived=archived) if archived else failed

    def reachable(self, url: str) -> str:
        """The address, or that of its archived copy where it is dead."""
        dead = self.dead(url)
        return dead.archived if dead and dead.archived else url

    def record_href(self, entry: Entry) -> str:
        return self.href(entry.addresses[self.language])

    def list_href(self, collection: str) -> str:
        return self.href(list_address(self.site, collection, self.language))

    def facet_href(self, collection: str, facet: str, value: str) -> str:
        return self.href(facet_address(self.site, collection, facet, value, self.language))

    def facet_link(self, collection: str, facet: str, value: str) -> Markup:
        """A link to the list of everything that shares a value."""
        vocabulary = next(f.vocabulary for f in COLLECTIONS[collection].facets if f.id == facet)
        return html('<a href="%s">%s</a>', self.facet_href(collection, facet, value), self.short(vocabulary, value))

    def inbound(self, key: Key, collection: str) -> Sequence[Entry]:
        """Listed records of a collection that point here, each once, in the order of their list."""
        keys = {source for source, _ in self.site.inbound.get(key, ()) if source[0] == collection}
        found = (self.site.entries[source] for source in keys)
        return sorted((entry for entry in found if entry.listed), key=lambda entry: entry.order)

    def own_and_assisted(self, organisation: Key) -> tuple[list[Entry], list[Entry]]:
        """Listed cases of an organisation, and those of others in which it is named."""
        cases = self.inbound(organisation, "case_studies")
        own = [entry for entry in cases if entry.card["organisation"] == organisation[1]]
        return own, [entry for entry in cases if entry.card["organisation"] != organisation[1]]

    def icon(self, name: str) -> Markup:
        """A symbol of the sprite, decoration only."""
        at = ("icon", name, self._root)
        found: Markup | None = self.site.memo.get(at)
        if found is None:
            found = self.site.memo[at] = self._icon(name)
        return found

    def _icon(self, name: str) -> Markup:
        return html('<svg class="icon" aria-hidden="true" focusable="false"><use href="%sassets/icons.svg#i-%s"/></svg>',
            self._root, name
        )

    def _internal(self, target: str) -> str | None:
        if target.startswith(("record:", "page:", "translations:")):
            return self.to(target)
        target = self.reachable(target)
        return target if target.startswith(("http://", "https://", "mailto:", "#")) else None

    # What the rest of the page needs from its body

    def heading(self, anchor: str, text: str | Markup) -> Markup:
        """A second-level heading, noted for the column at the side."""
        self.headings.append((anchor, text))
        return html('<h2 id="%s">%s</h2>', anchor, text)

    def ref(self, source: str | None) -> Markup:
        """A footnote mark; sources are numbered as they are first cited."""
        if not source or ("sources", source) not in self.site.entries:
            return NOTHING
        number = self.cited.setdefault(source, len(self.cited) + 1)
        at = ("ref", number, self.language)
        mark: Markup | None = self.site.memo.get(at)
        if mark is None:
            label = self.t("source.label", n=number)
            mark = html('<sup class="ref"><a href="#source-%s" aria-label="%s">%s</a></sup>', number, label, number)
            self.site.memo[at] = mark
        return mark

    def cite(self, sources: Sequence[Any]) -> None:
        """Number these sources first, in their own order (ids or citations)."""
        for source in sources:
            self.ref(source if isinstance(source, str) else source.source)

    @property
    def cited_entries(self) -> list[tuple[int, Entry]]:
        return [(number, self.site.entries["sources", source]) for source, number in self.cited.items()]

    def hue(self, resource: str) -> str:
        """The resource group, which names the colour and the icon."""
        return str(self.term("resources", resource).get("group"))

    def derived(self, key: Key) -> Mapping[str, Any]:
        return self.site.derived.get(key, {})
