"""What readers see of feeds: their names, their files, and where a page's head names them."""

from __future__ import annotations

from generator.derive.feeds import EVERYTHING, Feed, feeds_of
from generator.model import Site
from generator.render.compiler import escaped

ROOT = "feeds"
OPML = f"{ROOT}/feeds.opml"
OAI = f"{ROOT}/oai.xml"  # all publications for harvesters
FORMATS = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}  # ending -> media type


def feed_path(name: str, language: str, ending: str, archive: str = "") -> str:
    """The file of a feed's current document, or of one of its archives."""
    return f"{ROOT}/{language}/{name}{f'/{archive}' if archive else ''}.{ending}"


def feed_label(site: Site, feed: Feed, language: str) -> str:
    """What a feed is about, in a few words."""
    words = site.strings[language]
    if feed.kind == "collections":
        return words[f"collection.{feed.value}.many"]
    if not feed.value:
        return words[f"feed.{feed.kind}"]
    return site.term(feed.kind, feed.value).label.pick(language, site.settings.order)[0]


def feed_title(site: Site, feed: Feed, language: str) -> str:
    """A feed's title where it stands among those of other sites."""
    return f"{site.settings.name.pick(language, site.settings.order)[0]}: {feed_label(site, feed, language)}"


def feed_links(site: Site, language: str, collection: str = "") -> str:
    """Lines of a page's head: the feed of everything, and that of the page's collection."""
    at = ("feed links", language, collection)
    found: str | None = site.memo.get(at)
    if found is None:
        feeds = feeds_of(site)
        lines = [
            f'<link rel="alternate" type="{FORMATS["atom"]}" title="{escaped(feed_title(site, feeds[name], language))}" '
            f'href="{escaped(site.settings.url + feed_path(name, language, "atom"))}">'
            for name in (EVERYTHING, collection) if name in feeds
        ]
        found = site.memo[at] = "\n".join(lines)
    return found
