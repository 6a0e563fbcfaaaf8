"""Atom (RFC 4287) with archives (RFC 5005) and tombstones (RFC 6721)."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from generator.exports.feeds.channel import LICENCE, MIDNIGHT, Channel, Item
from generator.exports.feeds.xml import ATOM, HISTORY, PREFIXES, TOMBSTONES, child, line, opened
from generator.render.feeds import FORMATS

_A = f"{{{ATOM}}}"
_NAMES: dict[str | None, str] = {None: ATOM, **{prefix: PREFIXES[prefix] for prefix in ("fh", "at")}}


def entry(item: Item) -> bytes | None:
    """An entry, or the tombstone of one that was withdrawn."""
    if item.tombstone:
        return line(etree.Element(f"{{{TOMBSTONES}}}deleted-entry", {"ref": item.id, "when": _time(item)}, nsmap={"at": TOMBSTONES}))
    root = etree.Element(f"{_A}entry", nsmap={None: ATOM})  # type: ignore[dict-item]  # the stubs forget the default namespace
    child(root, f"{_A}id", item.id)
    child(root, f"{_A}title", item.title)
    child(root, f"{_A}updated", _time(item))
    child(root, f"{_A}link", rel="alternate", type="text/html", hreflang=item.language, href=item.url)
    for code, url in item.translations.items():  # as "alternate" some readers would open it instead of the record
        child(root, f"{_A}link", rel="related", type="text/html", hreflang=code, href=url)
    if item.article:
        for file in item.article.attachments:
            child(root, f"{_A}link", rel="enclosure", type=file.media, length=str(file.size), href=item.base + file.path)
    for category in item.categories:
        child(root, f"{_A}category", term=category.term, scheme=f"{item.id.rpartition(':')[0]}:{category.vocabulary}", label=category.label)
    if item.summary:
        child(root, f"{_A}summary", item.summary)
    if item.article and item.article.html:
        child(root, f"{_A}content", item.article.html, type="html")
    return line(root)


def ident(written: bytes) -> str:
    """The id of an entry's line; '' for a tombstone and for whatever is no entry."""
    before, found, rest = written.partition(b"<id>")
    return rest[: rest.find(b"</id>")].decode() if found and before == b"<entry>" else ""


def document(channel: Channel, lines: Sequence[bytes]) -> bytes:
    root = etree.Element(f"{_A}feed", {"{http://www.w3.org/XML/1998/namespace}lang": channel.language}, nsmap=_NAMES)  # type: ignore[arg-type]
    child(root, f"{_A}id", channel.id)
    child(root, f"{_A}title", channel.title)
    child(root, f"{_A}subtitle", channel.subtitle)
    child(root, f"{_A}updated", f"{channel.updated.isoformat()}{MIDNIGHT}")
    child(child(root, f"{_A}author"), f"{_A}name", channel.author)
    child(root, f"{_A}rights", channel.rights)
    child(root, f"{_A}icon", channel.icon)
    child(root, f"{_A}link", rel="self", type=FORMATS["atom"], hreflang=channel.language, href=channel.urls["atom"])
    child(root, f"{_A}link", rel="alternate", type="text/html", hreflang=channel.language, href=channel.page)
    for ending in ("json",) if channel.archive else ("rss", "json"):
        child(root, f"{_A}link", rel="alternate", type=FORMATS[ending], hreflang=channel.language, href=channel.urls[ending])
    for code, urls in channel.translations.items():
        child(root, f"{_A}link", rel="alternate", type=FORMATS["atom"], hreflang=code, href=urls["atom"])
    child(root, f"{_A}link", rel="license", href=LICENCE)
    if channel.archive:
        child(root, f"{_A}link", rel="current", type=FORMATS["atom"], href=channel.current["atom"])
        child(root, f"{{{HISTORY}}}archive")
    elif channel.complete:
        child(root, f"{{{HISTORY}}}complete")
    if channel.previous:
        child(root, f"{_A}link", rel="prev-archive", type=FORMATS["atom"], href=channel.previous["atom"])
    return b"\n".join([opened(root, b"</feed>"), *lines, b"</feed>\n"])


def _time(item: Item) -> str:
    return f"{item.updated.isoformat()}{MIDNIGHT}"
