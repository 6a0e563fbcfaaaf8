"""The panel of a list: its facets as links that work without JavaScript, and what scripts read from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from generator.model import Entry, Site
from generator.render.lists import ListView
from generator.render.markup import html, joined
from generator.render.pages import TOOLS, tool_address
from generator.schemas import COLLECTIONS
from generator.schemas.core.collection import Facet

FIRST = 8  # values of a facet that show at once; the others unfold


@dataclass(frozen=True)
class Group:
    """One facet of the panel. ``script`` says that it works with JavaScript only."""

    facet: str
    title: str
    script: bool
    first: Markup
    rest: Markup
    more: int


def seen(site: Site, facet: Facet, value: str) -> bool:
    """Whether readers can see a value: one that is a record must be listed."""
    if not facet.records:
        return True
    entry: Entry | None = site.entries.get((facet.records, value))
    return entry is not None and entry.listed


def panel(view: ListView) -> dict[str, Any]:
    """What the template of the panel shows: facets, ways to sort, and where cases are compared."""
    collection, language = view.page.collection, view.language
    sorts = [(sort.id, view.t(f"collection.{collection}.sort.{sort.id}")) for sort in COLLECTIONS[collection].sorts]
    tools = {tool: view.href(tool_address(view.site, tool, language)) if collection == TOOLS else "" for tool in ("compare", "table")}
    narrow = view.list_href(collection) + (f"?{urlencode({view.page.facet: view.page.value})}" if view.page.facet else "")
    first = view.page.number == 1 and not view.page.facet
    ids = " ".join([entry.key[1] for entry in view.page.entries])
    return {"facets": groups(view) if first else [], "narrow": narrow, "sorts": sorts, "ids": ids, **tools}


def groups(view: ListView) -> list[Group]:
    """The facets of the page's collection."""
    return [group for facet in COLLECTIONS[view.page.collection].facets if (group := _group(view, facet)).first]


def _group(view: ListView, facet: Facet) -> Group:
    collection = view.page.collection
    counts = {value: count for value, count in view.facet_counts(collection, facet).items() if seen(view.site, facet, value)}
    if facet.band:  # ranges keep their own order
        counts = {value: counts[value] for value in view.site.vocabularies.get(facet.vocabulary, {}) if value in counts}
    if not facet.pages and all(count == view.count(collection) for count in counts.values()):
        counts = {}  # nothing to choose from
    items = [_item(view, facet, value, count) for value, count in counts.items()]
    title = view.t(f"collection.{collection}.facet.{facet.id}.label")
    first, rest = (joined(part, "\n") for part in (items[:FIRST], items[FIRST:]))
    return Group(facet.id, title, not facet.pages and not facet.records, first, rest, max(0, len(items) - FIRST))


def _item(view: ListView, facet: Facet, value: str, count: int) -> Markup:
    collection = view.page.collection
    if facet.records:
        entry = view.site.entries[facet.records, value]
        href, label = view.record_href(entry), view.text(entry.title)
    elif facet.pages:
        href, label = view.facet_href(collection, facet.id, value), view.short(facet.vocabulary, value)
    else:
        href, label = f"{view.list_href(collection)}?{urlencode({facet.id: value})}", view.short(facet.vocabulary, value)
    return html('<li><a href="%s" data-value="%s">%s <span class="count">%s</span></a></li>', href, value, label, view.number(count))


