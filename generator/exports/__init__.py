"""Site -> artifacts: what is published beside the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator import sheets
from generator.exports import (
    api,
    citations,
    compare,
    editor,
    facets,
    help,
    letters,
    network,
    pictures,
    redirects,
    search,
    sitemap,
    templates,
)
from generator.exports.feeds import opml
from generator.model import Artifact, Record, Site
from generator.render.pages import TOOLS, Page, planned
from generator.schemas import COLLECTIONS
from generator.watch import Fact

EVERY = "*"  # every collection


@dataclass(frozen=True)
class Export:
    """Files about many records at once, made again when one of its facts changes.

    Facts: ("entries", collection or EVERY) for anything an entry says, ("addresses", EVERY) for where pages are
    and when they changed, ("words", EVERY) for titles and summaries. ``make`` reads entries and, only with the latter, pages; never records.
    """

    name: str
    facts: tuple[Fact, ...]
    make: Callable[[Site, Iterable[Page]], Iterator[Artifact]]


def exports() -> list[Export]:
    """All of them, in a fixed order."""
    return [
        Export("cards", (), lambda site, pages: sheets.default_cards(site)),
        Export("sitemap", (("addresses", EVERY),), sitemap.artifacts),
        Export("redirects", (("addresses", EVERY),), redirects.artifacts),
        Export("search", (("words", EVERY), *(("list", collection) for collection in COLLECTIONS)), search.wordings),
        Export("api", (("entries", EVERY),), lambda site, pages: api.index(site)),
        Export("changes", (("entries", EVERY),), lambda site, pages: api.changes(site)),
        *(Export(f"api/{collection}", (("entries", collection),), lambda site, pages, name=collection: api.listing(site, name))  # type: ignore[misc]
          for collection in COLLECTIONS),
        *(Export(f"facets/{name}", (("facets", name), ("list", name), *(("list", other) for other in facets.others(name))),
                 lambda site, pages, name=name: facets.index(site, name)) for name in facets.FILTERED),  # type: ignore[misc]
        *(Export(f"orders/{name}", (("figures", name), ("list", name)), lambda site, pages, name=name: facets.orders(site, name))  # type: ignore[misc]
          for name in facets.FILTERED),
        Export("words", (), facets.words),
        Export("compare", (("list", TOOLS),), compare.artifacts),
        Export("opml", (), opml.artifacts),
        Export("editor", (), editor.artifacts),
        Export("network", network.FACTS, lambda site, pages: network.artifacts(site)),
        Export("help", help.FACTS, help.artifacts),
        Export("templates", templates.FACTS, templates.artifacts),
    ]


def artifacts(site: Site, pages: Iterable[Page]) -> Iterator[Artifact]:
    """Files about the site as a whole, made from what everybody may know of its records."""
    every = tuple(pages)
    for export in exports():
        yield from export.make(site, every)


def server_rules(site: Site) -> Iterator[Artifact]:
    """What belongs to the server that serves the site, and not into the site."""
    yield from redirects.server_rules(site)


def exported(site: Site, wanted: Export) -> Iterator[Artifact]:
    """The files of an export. Its facts are those it declares, so ``site`` need not be watched."""
    return wanted.make(site, planned(site) if ("addresses", EVERY) in wanted.facts else ())


def record_artifacts(site: Site, records: Iterable[Record]) -> Iterator[Artifact]:
    """Files about single records."""
    every = tuple(records)
    yield from api.record_artifacts(site, every)
    yield from citations.record_artifacts(site, every)
    for record in every:
        yield from letters.record_artifacts(site, record.key)
        yield from pictures.record_artifacts(site, record)


def page_artifacts(site: Site, pages: Iterable[Page]) -> Iterator[Artifact]:
    """Files that hold parts of these pages."""
    yield from facets.page_artifacts(site, pages)
