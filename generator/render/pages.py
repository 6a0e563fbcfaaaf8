"""The plan: every page of the site that is stamped, in every language, before any of it is rendered."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.derive.feeds import SHORT, Feed, feeds_of, newest
from generator.model import Entry, Key, Localized, Site, Term
from generator.schemas import COLLECTIONS, Collection
from generator.schemas.core.collection import Facet
from generator.watch import Unit

PER_PAGE = 60
ROWS = 300  # of the whole table, on one page
TOOLS = "case_studies"  # the collection whose records are compared, and shown in one table
ASK = ("help", "request")  # the pages on which a reader finds help and asks for it
TITLES = 120  # on one page of the index; a collection with more has pages of its own there
UNLISTED = frozenset({"retired", "translations"})  # kinds that search engines are asked to leave out
PAGED = frozenset({"list", "table", "index", "feed"})  # kinds whose every page is a unit of its own


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language. ``address`` is from the site's root, '' for the Spanish home."""

    kind: str  # home, list, record, part, retired, find, help, request, offline, compare, table, subscribe, feed, data, translations
    language: str
    address: str
    alternates: Mapping[str, str]
    section: str
    frame: str
    template: str
    collection: str = ""
    key: Key | None = None
    facet: str = ""
    value: str = ""
    number: int = 1
    pages: int = 1
    entries: tuple[Entry, ...] = field(default=(), repr=False)
    total: int = 0  # records of a list; bytes of the copy that the page ``offline`` offers
    part: int = 0
    offer: Any = field(default=None, repr=False)  # what the page ``data`` offers, where it is made already

    @property
    def unit(self) -> Unit:
        """The piece of the site this page belongs to, the same in every language."""
        if self.key:
            return "record", self.key
        return (self.kind, self.collection, self.facet, self.value, self.number) if self.kind in PAGED else (self.kind,)

    @property
    def form(self) -> tuple[Any, ...]:
        """What makes a list page this one and no other, beside its entries' own content."""
        return self.address, tuple(self.alternates.items()), self.pages, self.total, tuple(entry.key for entry in self.entries)

    @property
    def depth(self) -> int:
        """Folders below the site's root."""
        return self.address.count("/")


_APART = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256))


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").translate(_APART)
    return b"-".join(plain.split()).decode()


def short_label(term: Term) -> Localized:
    """The plain short name of a term, where its vocabulary gives one."""
    short = term.get("short")
    return short if isinstance(short, Localized) else term.label


def plan(site: Site) -> list[Page]:
    """All pages of the site, in a fixed order."""
    return list(planned(site))


def planned(site: Site) -> Iterator[Page]:
    """The same, one page after the other."""
    yield from plan_lists(site)
    for key in sorted(site.entries):
        yield from plan_record(site, key)


def plan_lists(site: Site) -> list[Page]:
    """All pages that are no record's own."""
    pages = list(_everywhere(site, "home", {lang.code: lang.prefix for lang in site.settings.languages}, "home.html", "home", "wide"))
    find = {code: find_address(site, code) for code in site.settings.order}
    pages += _everywhere(site, "find", find, "find.html", "none", "wide")
    for kind in ASK:
        pages += _everywhere(site, kind, {code: ask_address(site, kind, code) for code in site.settings.order}, f"{kind}.html", "help", "wide")
    pages += plan_offline(site)
    pages += plan_data(site)
    pages += _everywhere(site, "translations", {code: translations_address(site, code) for code in site.settings.order}, "translations.html", "none", "wide")
    pages += _feeds(site)
    for collection in COLLECTIONS.values():
        pages += _index(site, collection)
        entries = site.listing(collection.id)
        pages += _lists(site, collection, entries)
        for facet in (facet for facet in collection.facets if facet.pages):
            for value, members in facet_members(facet, entries).items():
                pages += _lists(site, collection, members, facet, value)
    pages += _tools(site)
    return pages


def plan_offline(site: Site) -> list[Page]:
    """The pages that offer the copy of the site to take along, where there is one."""
    if not site.settings.offline:
        return []
    addresses = {lang.code: f"{lang.prefix}{site.strings[lang.code]['offline.segment']}/" for lang in site.settings.languages}
    return list(_everywhere(site, "offline", addresses, "offline.html", "none", "wide"))


def data_address(site: Site, language: str) -> str:
    """The page of the open data."""
    return f"{site.settings.prefixes[language]}{site.strings[language]['tables.segment']}/"


def plan_data(site: Site) -> list[Page]:
    """The pages that explain the open data and offer it; stamped once more when the files are made and their sizes known."""
    return list(_everywhere(site, "data", {code: data_address(site, code) for code in site.settings.order}, "open_data.html", "none", "wide"))


def translations_address(site: Site, language: str) -> str:
    """The page that says how the translations stand."""
    return f"{site.settings.prefixes[language]}{site.strings[language]['translations.segment']}/"


def facet_members(facet: Facet, entries: list[Entry]) -> dict[str, list[Entry]]:
    """The entries of each value of a facet that occurs, the most frequent value first."""
    members: dict[str, list[Entry]] = {}
    for entry in entries:
        for value in entry.facets.get(facet.id, ()):
            members.setdefault(value, []).append(entry)
    return dict(sorted(members.items(), key=lambda item: (-len(item[1]), item[0])))


def list_address(site: Site, collection: str, language: str) -> str:
    segment = site.strings[language].get(f"collection.{collection}.segment", collection)
    return f"{site.settings.prefixes[language]}{segment}/"


def facet_address(site: Site, collection: str, facet: str, value: str, language: str) -> str:
    """The address of a facet's page: the value's short name in the reader's language."""
    vocabulary = next(f.vocabulary for f in COLLECTIONS[collection].facets if f.id == facet)
    segment = site.strings[language].get(f"collection.{collection}.facet.{facet}.segment", facet)
    return f"{list_address(site, collection, language)}{segment}/{term_segments(site, vocabulary, language)[value]}/"


def tool_address(site: Site, tool: str, language: str) -> str:
    """The address of a page about all cases: ``compare`` or ``table``."""
    return f"{list_address(site, TOOLS, language)}{site.strings[language][f'{tool}.segment']}/"


def ask_address(site: Site, kind: str, language: str) -> str:
    """The address of a page of ``ASK``."""
    return f"{site.settings.prefixes[language]}{site.strings[language][f'{kind}.segment']}/"


def term_segments(site: Site, vocabulary: str, language: str) -> Mapping[str, str]:
    """The last part of a facet's address for every term of a vocabulary; namesakes carry their id as well.

    It depends on the vocabulary alone, so that no record moves another one's page.
    """
    at = ("segments", vocabulary, language)
    found: dict[str, str] | None = site.memo.get(at)
    if found is None:
        words = {name: slugify(short_label(term).pick(language, site.settings.order)[0]) or slugify(name)
                 for name, term in site.vocabularies[vocabulary].items()}
        namesakes = Counter(words.values())
        found = {name: word if namesakes[word] == 1 else f"{word}-{slugify(name)}" for name, word in words.items()}
        site.memo[at] = found
    return found


def _everywhere(
    site: Site, kind: str, addresses: Mapping[str, str], template: str, section: str, frame: str, **more: Any
) -> Iterator[Page]:
    for language, address in addresses.items():
        yield Page(kind, language, address, addresses, section, frame, template, **more)


def _lists(
    site: Site, collection: Collection, entries: list[Entry], facet: Facet | None = None, value: str = ""
) -> Iterator[Page]:
    count = max(1, -(-len(entries) // PER_PAGE))
    for number in range(1, count + 1):
        addresses: dict[str, str] = {}
        for language in site.settings.order:
            base = (facet_address(site, collection.id, facet.id, value, language) if facet
                    else list_address(site, collection.id, language))
            addresses[language] = numbered(site, base, language, number)
        shown = tuple(entries[(number - 1) * PER_PAGE : number * PER_PAGE])
        yield from _everywhere(
            site, "list", addresses, collection.list_template, collection.section, "wide", collection=collection.id,
            facet=facet.id if facet else "", value=value, number=number, pages=count, entries=shown, total=len(entries),
        )


def alphabetic(site: Site, collection: str, language: str) -> list[Entry]:
    """A collection's listed records by title."""
    at = ("alphabetic", collection, language)
    found: list[Entry] | None = site.memo.get(at)
    if found is None:
        found = site.memo[at] = by_title(site, site.listing(collection), language)
    return found


def by_title(site: Site, entries: Iterable[Entry], language: str) -> list[Entry]:
    """Entries as a reader of the language would look them up, accents aside."""
    return sorted(entries, key=lambda entry: (slugify(entry.title.pick(language, site.settings.order)[0]), entry.key))


def find_address(site: Site, language: str) -> str:
    """The index of the site."""
    return f"{site.settings.prefixes[language]}{site.strings[language]['find.segment']}/"


def index_address(site: Site, collection: str, language: str, number: int) -> str:
    """A page of the index for a collection of many records."""
    words = site.strings[language]
    base = f"{find_address(site, language)}{words.get(f'collection.{collection}.segment', collection)}/"
    return numbered(site, base, language, number)


def numbered(site: Site, base: str, language: str, number: int) -> str:
    """A page of a list of several pages; the first has the list's own address."""
    return base if number == 1 else f"{base}{site.strings[language]['list.page_segment']}/{number}/"


def _index(site: Site, collection: Collection) -> Iterator[Page]:
    total = len(site.listing(collection.id))
    for number in range(1, -(-total // TITLES) + 1 if total > TITLES else 1):
        addresses = {code: index_address(site, collection.id, code, number) for code in site.settings.order}
        for language, address in addresses.items():
            shown = tuple(alphabetic(site, collection.id, language)[(number - 1) * TITLES : number * TITLES])
            yield Page("index", language, address, addresses, "none", "wide", "index.html", collection.id,
                       number=number, pages=-(-total // TITLES), entries=shown, total=total)


def _tools(site: Site) -> Iterator[Page]:
    """The page that compares cases, and all cases in one table."""
    entries, collection = site.listing(TOOLS), COLLECTIONS[TOOLS]
    if not entries:
        return
    compare = {code: tool_address(site, "compare", code) for code in site.settings.order}
    yield from _everywhere(site, "compare", compare, "compare.html", collection.section, "wide", collection=TOOLS)
    count = -(-len(entries) // ROWS)
    for number in range(1, count + 1):
        addresses: dict[str, str] = {}
        for code in site.settings.order:
            base = tool_address(site, "table", code)
            addresses[code] = numbered(site, base, code, number)
        shown = tuple(entries[(number - 1) * ROWS : number * ROWS])
        yield from _everywhere(site, "table", addresses, "table.html", collection.section, "wide", collection=TOOLS,
                               number=number, pages=count, entries=shown, total=len(entries))


def subscribe_address(site: Site, language: str) -> str:
    """The page that explains feeds and lists them."""
    return f"{site.settings.prefixes[language]}{site.strings[language]['subscribe.segment']}/"


def feed_address(site: Site, feed: Feed, language: str) -> str:
    """The page beside a feed."""
    return f"{subscribe_address(site, language)}{_feed_segments(site, language)[feed.name]}/"


def _feed_segments(site: Site, language: str) -> Mapping[str, str]:
    """The last part of the address of every feed's page; namesakes carry the feed's own name. No record changes it."""
    at = ("feed segments", language)
    found: dict[str, str] | None = site.memo.get(at)
    if found is None:
        words = {feed.name: _feed_segment(site, feed, language) for feed in feeds_of(site).values()}
        namesakes = Counter(words.values())
        found = site.memo[at] = {name: word if namesakes[word] == 1 else slugify(name) for name, word in words.items()}
    return found


def _feed_segment(site: Site, feed: Feed, language: str) -> str:
    words = site.strings[language]
    if feed.kind == "collections":
        return words.get(f"collection.{feed.value}.segment", feed.value).replace("/", "-")
    if feed.kind in SHORT:
        return f"{words[f'feed.of.{feed.kind}.segment']}-{term_segments(site, feed.kind, language)[feed.value]}"
    return slugify(feed.value) or words[f"feed.of.{feed.kind}.segment"]


def _feeds(site: Site) -> Iterator[Page]:
    """The page that explains feeds, and one beside each with what it holds today; retired records are for machines."""
    order = site.settings.order
    yield from _everywhere(site, "subscribe", {code: subscribe_address(site, code) for code in order}, "subscribe.html", "none", "wide")
    for feed in feeds_of(site).values():
        addresses = {code: feed_address(site, feed, code) for code in order}
        for code, address in addresses.items():
            shown = tuple(entry for entry in newest(site, feed.name, code) if entry.status != "retired")
            yield Page("feed", code, address, addresses, "none", "wide", "feed.html", value=feed.name, entries=shown)


def plan_record(site: Site, key: Key) -> Iterator[Page]:
    """The pages of a record, in every language; none where it has no address."""
    entry, collection = site.entries[key], COLLECTIONS[key[0]]
    if not entry.addresses:
        return
    if entry.status == "retired":
        yield from _everywhere(site, "retired", entry.addresses, "retired.html", collection.section, "wide",
                               collection=collection.id, key=entry.key)
        return
    yield from _everywhere(site, "record", entry.addresses, collection.page_template, collection.section, "toc",
                           collection=collection.id, key=entry.key)
    if not collection.subpages:
        return
    record = site.records[entry.key]  # only narrow collections have subpages, and those every process holds
    for index, subpage in enumerate(collection.subpages):
        for number, item in enumerate(getattr(record.data, subpage.field)):
            addresses = {code: f"{address}{subpage.segment(item)}/" for code, address in entry.addresses.items()}
            yield from _everywhere(site, "part", addresses, subpage.template, collection.section, "toc",
                                   collection=collection.id, key=entry.key, part=number, value=str(index))
