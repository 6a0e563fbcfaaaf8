"""JSON Feed 1.1. What it has no name for stands under ``_cet``, as the format allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.exports.feeds.channel import LICENCE, MIDNIGHT, Channel, Item
from generator.exports.json import dumps

_START = b'{"id":"'


def entry(item: Item) -> bytes | None:
    """An item; JSON Feed knows no tombstones."""
    if item.tombstone:
        return None
    article = item.article
    found: dict[str, Any] = {"id": item.id, "url": item.url, "title": item.title}
    if article and article.html:
        found |= {"summary": item.summary} if item.summary else {}
        found["content_html"] = article.html
    else:
        found["content_text"] = item.summary or item.title
    if article and article.image:
        found["image"] = item.base + article.image
    found |= {
        "date_modified": f"{item.updated.isoformat()}{MIDNIGHT}",
        "tags": list(dict.fromkeys(category.label for category in item.categories)), "language": item.language,
    }
    if article and article.attachments:
        found["attachments"] = [{"url": item.base + file.path, "mime_type": file.media, "size_in_bytes": file.size} for file in article.attachments]
    found["_cet"] = {
        "translations": dict(item.translations), "subjects": [f"{category.vocabulary}/{category.term}" for category in item.categories],
    }
    return dumps(found)


def ident(written: bytes) -> str:
    """The id of an item's line; '' for whatever is no item."""
    return written[len(_START) : written.find(b'"', len(_START))].decode() if written.startswith(_START) else ""


def document(channel: Channel, lines: Sequence[bytes]) -> bytes:
    head: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1", "title": channel.title, "home_page_url": channel.page, "feed_url": channel.urls["json"],
        "description": channel.subtitle,
    }
    if channel.previous:
        head["next_url"] = channel.previous["json"]
    head |= {
        "authors": [{"name": channel.author, "url": channel.home}], "language": channel.language,
        "_cet": {
            "rights": channel.rights, "licence": LICENCE, "updated": f"{channel.updated.isoformat()}{MIDNIGHT}",
            "translations": {code: urls["json"] for code, urls in channel.translations.items()},
        },
        "items": [],
    }
    return b"\n".join([dumps(head)[:-2], b",\n".join(lines), b"]}\n"])
