"""The page of what comes from the network: text of others, marked with its language, linked to its origin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.derive.network import COLLECTION, Shown, shown
from generator.render.markup import html
from generator.render.view import View

FILE = "data/network.json"


@dataclass(frozen=True, slots=True)
class Row:
    """An item as the page shows it; ``lang`` are the attributes of its words, ``foreign``: they are not in the page's language."""

    feed: str
    url: str
    title: str
    summary: str
    date: date | None
    language: str
    lang: Markup
    foreign: bool


class Network:
    """``v`` is the view of the list's page."""

    file = FILE

    def __init__(self, v: View) -> None:
        self.v = v

    @property
    def items(self) -> list[Row]:
        site = self.v.site
        return [self._row(item) for item in shown(site, [site.entries[entry.key] for entry in self.v.page.entries])]

    def _row(self, item: Shown) -> Row:
        lang = html(' lang="%s" dir="auto"', item.language) if item.language else html(' dir="auto"')
        foreign = bool(item.language) and item.language.partition("-")[0] != self.v.language.partition("-")[0]
        return Row(item.feed, item.url, item.title, item.summary, item.date, item.language, lang, foreign)


def is_network(v: View) -> bool:
    """Whether a page is the list of what comes from the network."""
    return v.page.kind == "list" and v.page.collection == COLLECTION
