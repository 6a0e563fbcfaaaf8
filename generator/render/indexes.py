"""The index of the site: every record by title. A collection of many records has pages of its own there."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import Entry
from generator.render.cases import PageView
from generator.render.pages import TITLES, alphabetic, index_address


def titles(view: PageView, collection: str) -> Sequence[Entry]:
    """A collection's records, where they stand on the index's first page."""
    entries = view.site.of(collection)
    if len(entries) > TITLES:
        return ()
    return view.alphabetic(entries)


def stretches(view: PageView, collection: str) -> list[tuple[str, Entry, Entry]]:
    """The pages of a collection of many records: their links, their first and last record."""
    site = view.site
    if len(site.of(collection)) <= TITLES:
        return []
    site.watch.seen.add(("entries", collection))  # which records are first and last depends on all titles
    entries = alphabetic(site, collection, view.language)
    return [
        (view.href(index_address(site, collection, view.language, number)), entries[(number - 1) * TITLES], entries[min(number * TITLES, len(entries)) - 1])
        for number in range(1, -(-len(entries) // TITLES) + 1)
    ]
