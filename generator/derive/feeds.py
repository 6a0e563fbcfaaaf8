"""Feeds: which there are, and which records are in each. Made from entries alone, so every process knows it.

Which feeds there are follows from the collections and vocabularies, never from the records: an address that somebody
subscribed to is there before its first record and after its last one.

A feed's *current* document holds its newest records. If it has more, all of them stand in *archives* as well, by the month
of their date; a month too full for one document is divided by a digest of the record's key. So a new or edited record
touches the archives of its old and its new month and no others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal
from zlib import crc32

from generator.model import Entry, Key, Site
from generator.schemas import COLLECTIONS, Collection

NEWEST = 20  # records of a current document, in full
PART = 150  # records of an archive at most, but for the last division
DIVISIONS = tuple(1 << power for power in range(11))  # a month's archives are so many

EVERYTHING, KITS, OPPORTUNITIES = "everything", "kits", "opportunities"
Kind = Literal["everything", "collections", "themes", "areas", "countries", "networks", "kits", "opportunities"]
SHORT = {"themes": "theme", "areas": "area", "countries": "country"}  # vocabulary -> how the names of its feeds begin


@dataclass(frozen=True)
class Feed:
    """One feed in all languages. ``name`` names its files; ``value`` is its collection or term, '' where the kind says it all."""

    name: str
    kind: Kind
    value: str = ""


@dataclass(frozen=True)
class Archive:
    """Records of one month, or of one division of it. ``previous`` is the name of the archive before it; '' where it is the first."""

    feed: str
    name: str
    entries: tuple[Entry, ...]
    previous: str = ""

    @property
    def fact(self) -> tuple[str, str]:
        return "feed", f"{self.feed}/{self.name}"


def feeds_of(site: Site) -> Mapping[str, Feed]:
    """All feeds by name, in the order in which readers see them."""
    found: dict[str, Feed] | None = site.memo.get("feeds")
    if found is None:
        found = site.memo["feeds"] = {feed.name: feed for feed in _feeds(site)}
    return found


def _feeds(site: Site) -> Iterator[Feed]:
    yield Feed(EVERYTHING, "everything")
    for collection in COLLECTIONS.values():
        if _told(collection):
            yield Feed(collection.id, "collections", collection.id)
    yield Feed(KITS, "kits")
    yield Feed(OPPORTUNITIES, "opportunities")
    for vocabulary in ("areas", "themes", "countries"):
        for term in site.vocabularies.get(vocabulary, {}).values():
            if vocabulary != "countries" or term.get("network"):
                yield Feed(name_of(vocabulary, term.id), vocabulary, term.id)
    for term in site.vocabularies.get("networks", {}).values():
        if term.get("feed"):
            yield Feed(name_of("networks", term.id), "networks", term.id)


def name_of(vocabulary: str, term: str) -> str:
    """The name of a term's feed: a network's is its id."""
    return f"{SHORT[vocabulary]}-{term.lower()}" if vocabulary in SHORT else term


def fed(entry: Entry) -> bool:
    """Whether a record is in any feed: it has a page, it is no draft, and no record of its collection can be a person or tell what others wrote.

    What a feed told nobody can take back, and a person's consent may end any day.
    """
    return entry.status != "draft" and bool(entry.addresses) and _told(COLLECTIONS[entry.key[0]])


def _told(collection: Collection) -> bool:
    return not (collection.may_hold_people or collection.apart)


def names_of(site: Site, entry: Entry) -> list[str]:
    """The feeds a record is in; none for one that is in none."""
    if not fed(entry):
        return []
    collection, card = entry.key[0], entry.card
    names = [EVERYTHING, collection]
    if collection == "toolkits" and card.get("stage") == "released":
        names.append(KITS)
    if _open(collection, card.get("state")):
        names.append(OPPORTUNITIES)
    known = feeds_of(site)
    return names + [name for subject in entry.subjects if (name := name_of(*subject)) in known]


def _open(collection: str, state: object) -> bool:
    """Whether a record is something a company can still take part in: an open credit line, a planned event or course."""
    return collection == "opportunities" or (collection == "credit_lines" and state == "open") or (
        collection in ("events", "trainings") and state == "planned"
    )


def speaks(entry: Entry, language: str) -> bool:
    """Whether a record has its words in a language; in another language's feed it does not appear."""
    return entry.title.has(language) and (entry.summary is None or entry.summary.has(language))


def shelves(site: Site) -> Mapping[str, Sequence[Entry]]:
    """Each feed's records in all languages, the newest first, those of one day by key. Retired ones too: they are tombstones."""
    found: dict[str, list[Entry]] | None = site.memo.get("shelves")
    if found is None:
        found = {name: [] for name in feeds_of(site)}
        for entry in sorted(site.entries.values(), key=lambda entry: (-entry.updated.toordinal(), entry.key)):
            for name in names_of(site, entry):
                found[name].append(entry)
        site.memo["shelves"] = found
    return found


def newest(site: Site, name: str, language: str) -> tuple[Entry, ...]:
    """The records of a feed's current document."""
    found = []
    for entry in shelves(site)[name]:
        if speaks(entry, language):
            found.append(entry)
            if len(found) == NEWEST:
                break
    return tuple(found)


def told_in_full(site: Site) -> frozenset[Key]:
    """The records that stand in full in some current document."""
    return frozenset(
        entry.key for name in feeds_of(site) for language in site.settings.order
        for entry in newest(site, name, language) if entry.status != "retired"
    )


def archives(site: Site, name: str) -> list[Archive]:
    """A feed's archives, the oldest first; none where its current documents hold everything."""
    at = ("archives", name)
    if at not in site.memo:
        site.memo[at] = _archives(site, name)
    found: list[Archive] = site.memo[at]
    return found


def _archives(site: Site, name: str) -> list[Archive]:
    shelf = shelves(site)[name]
    if len(shelf) <= NEWEST:
        return []
    months: dict[str, list[Entry]] = {}
    for entry in reversed(shelf):
        months.setdefault(month_of(entry), []).append(entry)
    found: list[Archive] = []
    for month, entries in months.items():
        for part, members in _divided(month, entries):
            found.append(Archive(name, part, tuple(reversed(members)), found[-1].name if found else ""))
    return found


def month_of(entry: Entry) -> str:
    return entry.updated.isoformat()[:7]


@cache
def digest_of(key: Key) -> int:
    """Which division of a month a record falls into; the same on every machine."""
    return crc32("/".join(key).encode())


def division(month: str, count: int, number: int) -> str:
    """The name of an archive: a month, or the ``number``-th (from 0) of so many divisions of it."""
    return month if count == 1 else f"{month}-{count}-{number + 1}"


def _divided(month: str, entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    digests = [digest_of(entry.key) for entry in entries]
    for count in DIVISIONS:
        if count * PART >= len(entries) and (count == 1 or max(Counter(digest % count for digest in digests).values()) <= PART):
            break
    parts: list[list[Entry]] = [[] for _ in range(count)]
    for entry, digest in zip(entries, digests, strict=True):
        parts[digest % count].append(entry)
    return [(division(month, count, number), members) for number, members in enumerate(parts) if members]


def touched(site: Site, entry: Entry | None) -> set[tuple[str, str]]:
    """The facts of all archives a record may stand in, however its month is divided."""
    if entry is None:
        return set()
    month = month_of(entry)
    parts = [division(month, count, digest_of(entry.key) % count) for count in DIVISIONS]
    return {("feed", f"{name}/{part}") for name in names_of(site, entry) for part in parts}
