"""An answer of a feed -> its items. Atom, RSS and JSON Feed; whatever is no feed is refused with its reason.

feedparser reads what is written out there. It sees neither declarations of entities nor foreign encodings: both are
settled before, and it runs in a process of its own that ends when its time is up.
"""

from __future__ import annotations

import codecs
import io
import json
import multiprocessing
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from multiprocessing.connection import Connection
from typing import Any

import feedparser

from generator.network import cleaning
from generator.network.fetch import Answer, Refused
from generator.schemas.network_feeds import KEPT, Item

SECONDS = 60.0  # for reading one feed
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "windows-1252", "windows-1251", "windows-1256", "gb2312", "gbk",
              "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr", *(f"iso-8859-{part}" for part in (*range(1, 12), 13, 14, 15, 16)), "latin1", "latin-1"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(r"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_ENTITY = re.compile(r"<!\s*(?:ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
NOT_A_FEED = ("no es un canal que sepamos leer", "it is no feed that we can read")


def items_of(answer: Answer, as_of: date) -> list[Item]:
    """The items of a feed, the newest first, at most ``KEPT``. Raises Refused."""
    text = decoded(answer.body or b"", answer.media)
    if text.lstrip()[:1] in ("{", "["):
        return newest(_of_json(json_of(text), answer.url, as_of))
    if _ENTITY.search(text):
        raise Refused("declara entidades propias, y eso no se lee", "it declares entities of its own, and that is not read")
    parsed = bounded(_DECLARATION.sub("", text, count=1))
    if parsed is None:
        raise Refused("leerlo tarda demasiado", "reading it takes too long")
    if not parsed["version"]:
        raise Refused(*NOT_A_FEED)
    return newest(_of_feed(parsed, answer.url, as_of))


def decoded(body: bytes, media: str) -> str:
    """The text of an answer by its mark, its header or its own declaration; a byte that fits none is the sign for a lost character."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark):].decode(encoding, "replace")
    stated = re.search(r"charset=[\"']?([\w.:-]{1,40})", media, re.IGNORECASE)
    declared = _DECLARED.match(body[:500].replace(b"\0", b"").decode("latin-1"))
    for found in (stated, declared):
        name = found[1].lower() if found else ""
        if name in _ENCODINGS:
            try:
                return body.decode(name)
            except (UnicodeError, LookupError):
                continue  # it says one thing and is another
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("windows-1252", "replace")


def json_of(text: str) -> Any:
    """The value of some JSON. Raises Refused."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("su JSON no se puede leer", "its JSON cannot be read") from None


def newest(items: Iterable[Item]) -> list[Item]:
    """Each id once, those with a date first, the newest before older ones; the order of the feed where that says nothing."""
    unique: dict[str, Item] = {}
    for found in items:
        unique.setdefault(found.id, found)
    kept = sorted(unique.values(), key=lambda item: (item.date is None, -item.date.toordinal() if item.date else 0))
    return kept[:KEPT]


def item(identifier: object, url: object, title: object, summary: object, when: date | None, code: object, base: str) -> Item | None:
    """An item of cleaned words; None where it has no title or nothing to link to."""
    address, words = cleaning.link(url, base), cleaning.text(title, cleaning.TITLE) or cleaning.text(summary, 120)
    if not address or not words:
        return None
    name = re.sub(r"\s+", " ", cleaning.text(identifier, cleaning.LONGEST_ID)) or address[: cleaning.LONGEST_ID]
    try:
        return Item(id=name, url=address, title=words, summary=cleaning.text(summary, cleaning.SUMMARY) or None, date=when,
                    language=cleaning.language(code) or None)
    except ValueError:  # the schema is stricter than we are: what it refuses is left out
        return None


def _of_json(value: Any, base: str, as_of: date) -> Iterator[Item]:
    if not isinstance(value, Mapping) or not str(value.get("version", "")).startswith("https://jsonfeed.org/version/") or not isinstance(value.get("items"), list):
        raise Refused(*NOT_A_FEED)
    dated = [(cleaning.iso_day(found.get("date_published"), as_of) or cleaning.iso_day(found.get("date_modified"), as_of), found)
             for found in value["items"] if isinstance(found, Mapping)]
    for when, found in _first(dated):
        summary = found.get("summary") or found.get("content_text") or found.get("content_html")
        made = item(found.get("id") if isinstance(found.get("id"), str) else str(found.get("id", "")), found.get("url") or found.get("external_url"),
                    found.get("title"), summary, when, found.get("language") or value.get("language"), base)
        if made:
            yield made


def _of_feed(parsed: Mapping[str, Any], base: str, as_of: date) -> Iterator[Item]:
    dated = [(next((day for stamp in found["dates"] if (day := cleaning.day(stamp[0], stamp[1], stamp[2], as_of))), None), found)
             for found in parsed["entries"]]
    for when, found in _first(dated):
        made = item(found["id"], found["link"], found["title"], found["summary"], when, found["language"] or parsed["language"], base)
        if made:
            yield made


def _first(dated: list[tuple[date | None, Any]]) -> list[tuple[date | None, Any]]:
    """More than will be kept, the newest first: of thousands of items, the words of the others need not be cleaned."""
    return sorted(dated, key=lambda found: (found[0] is None, -found[0].toordinal() if found[0] else 0))[: 3 * KEPT]


def parse(text: str) -> dict[str, Any]:
    """What feedparser finds in an XML feed, as plain values. Given a stream, never a text, which it could take for a file's name."""
    parsed = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), response_headers={"content-type": "application/xml; charset=utf-8"},
                              sanitize_html=False, resolve_relative_uris=False)
    return {"version": parsed.get("version", ""), "language": parsed.feed.get("language", ""), "entries": [_plain(entry) for entry in parsed.entries]}


def _plain(entry: Any) -> dict[str, Any]:
    """An entry's values. Of several links the first that is no other language's, file or feed; a permanent id may be the link."""
    links = [found for found in entry.get("links", ()) if found.get("rel", "alternate") == "alternate"]
    details = entry.get("title_detail") or {}
    return {
        "id": entry.get("id", ""), "link": next((found.get("href", "") for found in links), "") or entry.get("link", ""),
        "title": entry.get("title", ""), "summary": entry.get("summary", "") or next((part.get("value", "") for part in entry.get("content", ())), ""),
        "language": details.get("language") or "", "dates": [tuple(stamp[:3]) for name in ("published_parsed", "updated_parsed") if (stamp := entry.get(name))],
    }


def bounded(text: str) -> dict[str, Any] | None:
    """``parse`` in a process of its own; None where it did not end in time or well."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(theirs, text), daemon=True)
    process.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(SECONDS) else None
    except (EOFError, OSError):
        return None
    finally:
        process.kill()
        process.join()
        ours.close()


def _send(into: Connection, text: str) -> None:
    into.send(parse(text))
