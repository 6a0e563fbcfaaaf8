"""``feeds/feeds.opml``: all feeds in one file, for readers that take a whole list at once (OPML 2.0)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from lxml import etree

from generator.derive.feeds import feeds_of
from generator.exports.feeds.xml import child
from generator.model import Artifact, Site
from generator.render.feeds import OPML, feed_label, feed_path, feed_title
from generator.render.pages import Page, feed_address


def artifacts(site: Site, pages: Iterable[Page]) -> Iterator[Artifact]:
    """The list, by language and kind. It changes with vocabularies and words only."""
    settings, base = site.settings, site.settings.url
    root = etree.Element("opml", {"version": "2.0"})
    head = child(root, "head")
    child(head, "title", settings.name.pick(settings.default, settings.order)[0])
    child(head, "ownerId", base)
    child(head, "docs", "https://opml.org/spec2.opml")
    body = child(root, "body")
    for language in settings.languages:
        words = site.strings[language.code]
        outer = etree.SubElement(body, "outline", {"text": language.name})
        for kind, feeds in groupby(feeds_of(site).values(), key=lambda feed: feed.kind):
            group = etree.SubElement(outer, "outline", {"text": words[f"feed.group.{kind}"]})
            for feed in feeds:
                etree.SubElement(group, "outline", {
                    "text": feed_label(site, feed, language.code), "type": "rss", "title": feed_title(site, feed, language.code),
                    "xmlUrl": base + feed_path(feed.name, language.code, "atom"), "htmlUrl": base + feed_address(site, feed, language.code),
                    "language": language.code,
                })
    yield Artifact(OPML, bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)))
