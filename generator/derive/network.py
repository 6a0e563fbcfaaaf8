"""What sister centres publish, put together for readers: each thing once, the newest first, and nothing of our own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

from generator.model import Entry, Site

COLLECTION = "network_feeds"
SHOWN = 60  # items on the page and in its data
TELLING = 12  # letters and digits of a title; a shorter one may well be that of two things
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """An item with the feed it came from (its record's id). ``language`` is '' where nobody says it."""

    feed: str
    id: str
    url: str
    title: str
    summary: str
    date: date | None
    language: str


def shown(site: Site, entries: Iterable[Entry]) -> list[Shown]:
    """The items of these feeds. Of one thing that several feeds tell, the first feed by id is named."""
    own = urlsplit(site.settings.url).hostname
    found: list[Shown] = []
    seen: set[tuple[str, str]] = set()
    for entry in sorted(entries, key=lambda entry: entry.key):
        for item in entry.card["items"]:
            marks = marks_of(entry.key[1], item.id, item.url, item.title)
            if urlsplit(item.url).hostname == own or not seen.isdisjoint(marks):
                continue
            seen |= marks
            found.append(Shown(entry.key[1], item.id, item.url, item.title, item.summary or "", item.date, item.language or entry.card["language"] or ""))
    return sorted(found, key=lambda item: (item.date is None, -item.date.toordinal() if item.date else 0, item.feed, item.id))[:SHOWN]


def marks_of(feed: str, identifier: str, url: str, title: str) -> set[tuple[str, str]]:
    """By which an item is known again: its id (that of one feed only, unless it is an address), its link, its title."""
    marks = {("id", identifier if ":" in identifier else f"{feed}\0{identifier}"), ("link", canonical(url))}
    words = normal(title)
    return marks | {("title", words)} if len(words) >= TELLING else marks


def canonical(url: str) -> str:
    """An address without what does not change what it shows: scheme, www, fragment, tracking, a last slash."""
    parts = urlsplit(url)
    query = urlencode(sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])))
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{query}"


def normal(title: str) -> str:
    """The letters and digits of a title, case and accents aside."""
    plain = unicodedata.normalize("NFKD", title).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
