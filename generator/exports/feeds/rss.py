"""RSS 2.0, with the article as ``content:encoded`` and what RSS lacks borrowed from Atom."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from generator.exports.feeds.channel import Channel, Item
from generator.exports.feeds.xml import ATOM, CONTENT, HISTORY, PREFIXES, child, line, opened, rfc822
from generator.render.feeds import FORMATS

_NAMES: dict[str, str] = {prefix: PREFIXES[prefix] for prefix in ("atom", "content", "fh")}


def entry(item: Item) -> bytes | None:
    """An item; RSS knows no tombstones."""
    if item.tombstone:
        return None
    root = etree.Element("item", nsmap={prefix: PREFIXES[prefix] for prefix in ("atom", "content")})
    child(root, "guid", item.id, isPermaLink="false")
    child(root, "title", item.title)
    child(root, "link", item.url)
    child(root, "pubDate", rfc822(item.updated))
    for category in item.categories:
        child(root, "category", category.label, domain=f"{item.id.rpartition(':')[0]}:{category.vocabulary}")
    child(root, "description", item.summary or item.title)
    for code, url in item.translations.items():  # as "alternate" some readers would open it instead of the record
        child(root, f"{{{ATOM}}}link", rel="related", type="text/html", hreflang=code, href=url)
    if item.article:
        if item.article.html:
            child(root, f"{{{CONTENT}}}encoded", item.article.html)
        for file in item.article.attachments[:1]:  # readers expect one at most
            child(root, "enclosure", url=item.base + file.path, length=str(file.size), type=file.media)
    return line(root)


def ident(written: bytes) -> str:
    """The id of an item's line; '' for whatever is no item."""
    before, found, rest = written.partition(b'<guid isPermaLink="false">')
    return rest[: rest.find(b"</guid>")].decode() if found and before == b"<item>" else ""


def document(channel: Channel, lines: Sequence[bytes]) -> bytes:
    root = etree.Element("rss", {"version": "2.0"}, nsmap=_NAMES)
    head = child(root, "channel")
    child(head, "title", channel.title)
    child(head, "link", channel.page)
    child(head, "description", channel.subtitle)
    child(head, "language", channel.language)
    child(head, "copyright", channel.rights)
    child(head, "lastBuildDate", rfc822(channel.updated))
    child(head, "docs", "https://www.rssboard.org/rss-specification")
    child(head, f"{{{ATOM}}}link", rel="self", type=FORMATS["rss"], href=channel.urls["rss"])
    for code, urls in channel.translations.items():
        child(head, f"{{{ATOM}}}link", rel="alternate", type=FORMATS["rss"], hreflang=code, href=urls["rss"])
    if channel.complete:
        child(head, f"{{{HISTORY}}}complete")
    if channel.previous:
        child(head, f"{{{ATOM}}}link", rel="prev-archive", type=FORMATS["atom"], href=channel.previous["atom"])
    return b"\n".join([opened(root, b"</channel></rss>"), *lines, b"</channel></rss>\n"])
