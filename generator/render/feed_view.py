"""What the pages about feeds show: all of them with an explanation, or one with what it holds today."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from generator.derive.feeds import KITS, SHORT, Feed, feeds_of, name_of
from generator.render.embed import embed
from generator.render.feeds import FORMATS, OAI, OPML, feed_label, feed_path
from generator.render.pages import feed_address, subscribe_address
from generator.render.publication import citable
from generator.render.sharing import mailto
from generator.render.urls import quoted
from generator.render.view import View
from generator.schemas import COLLECTIONS

EMBEDDED = 5  # records of a block to paste
NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}


def feed_of_list(v: View) -> str | None:
    """The link from a list to the page of its feed; None where it has none. A page of a facet's value has that of its term, if there is one."""
    page = v.page
    name = page.collection
    if page.facet:
        facet = next(facet for facet in COLLECTIONS[page.collection].facets if facet.id == page.facet)
        name = name_of(facet.vocabulary, page.value) if facet.vocabulary in SHORT else ""
    feed = feeds_of(v.site).get(name)
    return v.href(feed_address(v.site, feed, v.language)) if feed and page.number == 1 else None


class FeedView:
    """``v`` is the view of the page."""

    def __init__(self, v: View) -> None:
        self.v, self.site, self.language = v, v.site, v.language

    @property
    def it(self) -> Feed:
        """The feed of the page."""
        return feeds_of(self.site)[self.v.page.value]

    def label(self, feed: Feed) -> str:
        return feed_label(self.site, feed, self.language)

    @property
    def face(self) -> tuple[str, str, list[tuple[str, str]]]:
        """The page's title, its description, and the way to it."""
        v = self.v
        trail = [(v.t("subscribe.title"), subscribe_address(self.site, self.language))]
        if v.page.kind == "subscribe":
            return v.t("subscribe.title"), v.t("subscribe.description"), trail
        label = self.label(self.it)
        return v.t("feed.title", label=label), v.t("feed.description", label=label), [*trail, (label, v.page.address)]

    def groups(self) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
        """All feeds by kind: the kind, and for each feed its label, its page and its Atom file."""
        for kind, feeds in groupby(feeds_of(self.site).values(), key=lambda feed: feed.kind):
            yield self.v.t(f"feed.group.{kind}"), [
                (self.label(feed), self.v.href(feed_address(self.site, feed, self.language)), self.v.href(feed_path(feed.name, self.language, "atom")))
                for feed in feeds
            ]

    @property
    def subscribe(self) -> str:
        """The link to the page that explains feeds."""
        return self.v.href(subscribe_address(self.site, self.language))

    @property
    def opml(self) -> str:
        return self.v.href(OPML)

    @property
    def oai(self) -> str | None:
        """The repository for harvesters; None where there is nothing in it."""
        cited = (name for name, collection in COLLECTIONS.items() if collection.cited_as)
        return self.v.href(OAI) if any(citable(entry) for name in cited for entry in self.site.of(name)) else None

    @property
    def network(self) -> str | None:
        """The page of the first network's feed; None where the site knows no network."""
        found = next((feed for feed in feeds_of(self.site).values() if feed.kind == "networks"), None)
        return self.v.href(feed_address(self.site, found, self.language)) if found else None

    def files(self) -> list[tuple[str, str, str, str, str]]:
        """The feed's files: ending, name, link, full address, media type."""
        return [
            (ending, NAMES[ending], self.v.href(path), self.site.settings.url + path, media)
            for ending, media in FORMATS.items() for path in (feed_path(self.v.page.value, self.language, ending),)
        ]

    @property
    def url(self) -> str:
        return self.site.settings.url + self.v.page.address

    @property
    def message(self) -> str:
        v = self.v
        name = v.plain(self.site.settings.name)
        return f"{name}: {v.t('subscribe.title') if v.page.kind == 'subscribe' else self.label(self.it)}. {self.url}"

    @property
    def letter(self) -> str:
        return mailto("", self.face[0], self.message)

    @property
    def whatsapp(self) -> str:
        return "https://wa.me/?text=" + quoted(self.message)

    @property
    def embed(self) -> Markup:
        """The newest of the feed, to paste; nothing where there is none."""
        shown = self.v.page.entries[:EMBEDDED]
        if not shown:
            return Markup("")
        entries = [self.site.entries[entry.key] for entry in shown]
        return embed(self.v, entries, f"{self.v.plain(self.site.settings.name)}: {self.label(self.it)}", self.v.page.address)

    @property
    def empty(self) -> str:
        return self.v.t("feed.empty_kits" if self.it.kind == KITS else "feed.empty")
