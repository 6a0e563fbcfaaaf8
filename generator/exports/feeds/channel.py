"""A feed's document and its items, as every format needs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.derive.feeds import Archive, Feed, speaks
from generator.exports.feeds.article import Article, legal
from generator.model import Entry, Site
from generator.render.feeds import FORMATS, feed_label, feed_path, feed_title
from generator.render.head import shorten
from generator.render.pages import feed_address

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TITLE = 300  # characters of a title that a feed carries
SUMMARY = 600  # and of a summary
MIDNIGHT = "T00:00:00Z"  # dates have no time of day


@dataclass(frozen=True)
class Category:
    """A subject of an item: vocabulary and term are ids, the label is in the feed's language."""

    vocabulary: str
    term: str
    label: str


@dataclass(frozen=True)
class Item:
    """A record in one language. ``tombstone``: it was withdrawn."""

    id: str
    url: str
    language: str
    translations: Mapping[str, str]  # other languages in which it has its words -> full address
    title: str
    summary: str
    updated: date
    categories: tuple[Category, ...]
    base: str  # the site's address, for files
    article: Article | None = None
    tombstone: bool = False


@dataclass(frozen=True)
class Channel:
    """What a document says of its feed. All addresses are full."""

    id: str
    title: str
    subtitle: str
    language: str
    author: str
    home: str  # the site
    page: str  # the page beside the feed
    urls: Mapping[str, str]  # ending -> the document itself
    current: Mapping[str, str]  # ending -> the feed's current document
    previous: Mapping[str, str]  # ending -> the archive before this document; empty: there is none
    translations: Mapping[str, Mapping[str, str]]  # other language -> ending -> the same document
    updated: date
    rights: str
    archive: bool
    complete: bool  # the document holds everything there is
    icon: str


def tag(site: Site, rest: str) -> str:
    """A tag: URI (RFC 4151). It stays for ever, wherever the site moves."""
    return f"tag:{site.settings.authority}:{rest}"


def item_of(site: Site, entry: Entry, language: str, article: Article | None = None) -> Item:
    """A record as an item of the feeds of a language."""
    order, base = site.settings.order, site.settings.url
    title, summary = (text.pick(language, order)[0] if text else "" for text in (entry.title, entry.summary))
    others = {code: base + there for code, there in entry.addresses.items() if code != language and speaks(entry, code)}
    return Item(
        tag(site, f"{language}/{entry.key[0]}/{entry.key[1]}"), base + entry.addresses[language], language, others,
        shorten(legal(title), TITLE), shorten(legal(summary), SUMMARY), entry.updated, tuple(_categories(site, entry, language)), base,
        article, entry.status == "retired",
    )


def _categories(site: Site, entry: Entry, language: str) -> list[Category]:
    found = [Category("collections", entry.key[0], site.strings[language][f"collection.{entry.key[0]}.one"])]
    for vocabulary, term in entry.subjects:
        if term in site.vocabularies.get(vocabulary, {}):
            at = ("category", vocabulary, term, language)
            known: Category | None = site.memo.get(at)
            if known is None:
                label = site.term(vocabulary, term).label.pick(language, site.settings.order)[0]
                known = site.memo[at] = Category(vocabulary, term, legal(label))
            found.append(known)
    return found


def channel_of(site: Site, feed: Feed, language: str, entries: Sequence[Entry], archive: Archive | None, previous: str, complete: bool) -> Channel:
    """What the document with these entries says of its feed; ``previous`` is the name of the archive before it."""
    settings, words, base = site.settings, site.strings[language], site.settings.url

    def urls(code: str, name: str) -> dict[str, str]:
        return {ending: base + feed_path(feed.name, code, ending, name) for ending in FORMATS}

    here = archive.name if archive else ""
    return Channel(
        id=tag(site, f"{language}/feeds/{feed.name}"), title=legal(feed_title(site, feed, language)),
        subtitle=legal(words["feed.subtitle"].format_map({"label": feed_label(site, feed, language)})), language=language,
        author=legal(settings.name.pick(language, settings.order)[0]), home=base + settings.prefixes[language],
        page=base + feed_address(site, feed, language), urls=urls(language, here), current=urls(language, ""),
        previous=urls(language, previous) if previous else {},
        translations={code: urls(code, here) for code in settings.order if code != language},
        updated=max((entry.updated for entry in entries), default=_first_day(settings.authority)), rights=legal(words["feed.rights"]),
        archive=archive is not None, complete=complete, icon=f"{base}assets/logo.svg",
    )


def _first_day(authority: str) -> date:
    """The date of a tag authority: what a feed says that never had an entry."""
    year, month, day = (*map(int, authority.partition(",")[2].split("-")), 1, 1)[:3]
    return date(year, month, day)
