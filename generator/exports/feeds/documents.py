"""The documents of feeds, joined from lines: a record's entry is written once per language and format, however many feeds it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import ModuleType

from generator.derive.feeds import Archive, archives, feeds_of, newest, speaks
from generator.exports.feeds import atom, jsonfeed, rss
from generator.exports.feeds.article import Article
from generator.exports.feeds.channel import Channel, channel_of, item_of
from generator.model import Artifact, Entry, Key, Site
from generator.render.feeds import feed_path

WRITERS: Mapping[str, ModuleType] = {"atom": atom, "rss": rss, "json": jsonfeed}
ARCHIVED = {ending: WRITERS[ending] for ending in ("atom", "json")}  # RSS knows no archives; its documents name those of Atom
Line = Callable[[Entry, str, str], bytes | None]  # (record, language, ending) -> its line; None where the format has none for it
Published = Callable[[str], bytes]  # path -> the published file; empty where there is none


class ShortLines:
    """The lines of archives: title, summary and links. Kept while archives of one month are made, and no longer."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._month = ""
        self._lines: dict[tuple[Key, str, str], bytes | None] = {}

    def begin(self, month: str) -> None:
        """From now on archives of this month are made."""
        if month != self._month:
            self._month = month
            self._lines.clear()

    def __call__(self, entry: Entry, language: str, ending: str) -> bytes | None:
        at = (entry.key, language, ending)
        if at not in self._lines:
            item = item_of(self.site, entry, language)
            self._lines |= {(entry.key, language, name): writer.entry(item) for name, writer in ARCHIVED.items()}
        return self._lines[at]


class FullLines:
    """The lines of current documents, each with its article; from what was published where no article was made now.

    ``find`` makes the article of a record whose line was not published in this feed before.
    """

    def __init__(self, site: Site, articles: Mapping[tuple[Key, str], Article], find: Callable[[Key], None] | None = None) -> None:
        self.site, self.articles, self.find = site, articles, find
        self._lines: dict[tuple[Key, str, str], bytes | None] = {}

    def learn(self, name: str, published: Published) -> None:
        """Take the lines of a feed as it was published, but for records whose articles were made anew."""
        for language in self.site.settings.order:
            for ending, writer in WRITERS.items():
                for line in published(feed_path(name, language, ending)).split(b"\n"):
                    if identified := writer.ident(line):
                        collection, _, record = identified.partition(f":{language}/")[2].partition("/")
                        key = (collection, record)
                        if (key, language) not in self.articles:
                            self._lines[key, language, ending] = line.removesuffix(b",") if ending == "json" else line

    def __call__(self, entry: Entry, language: str, ending: str) -> bytes | None:
        at = (entry.key, language, ending)
        if entry.status == "retired":  # it may have been published otherwise
            return WRITERS[ending].entry(item_of(self.site, entry, language))  # type: ignore[no-any-return]
        if at not in self._lines:
            if self.find and (entry.key, language) not in self.articles:
                self.find(entry.key)
            item = item_of(self.site, entry, language, self.articles.get((entry.key, language)))
            self._lines[at] = WRITERS[ending].entry(item)
        return self._lines[at]


def current(site: Site, name: str, lines: Line) -> Iterator[Artifact]:
    """A feed's current documents, in every language and format."""
    known = archives(site, name)
    for language in site.settings.order:
        entries = newest(site, name, language)
        channel = channel_of(site, feeds_of(site)[name], language, entries, None, known[-1].name if known else "", complete=not known)
        yield from _written(channel, name, entries, lines)


def archived(site: Site, archive: Archive, lines: Line) -> Iterator[Artifact]:
    """An archive's documents, in every language and format."""
    for language in site.settings.order:
        entries = [entry for entry in archive.entries if speaks(entry, language)]
        channel = channel_of(site, feeds_of(site)[archive.feed], language, entries, archive, archive.previous, complete=False)
        yield from _written(channel, archive.feed, entries, lines, archive.name)


def _written(channel: Channel, name: str, entries: Sequence[Entry], lines: Line, archive: str = "") -> Iterator[Artifact]:
    for ending, writer in (ARCHIVED if archive else WRITERS).items():
        found = [line for entry in entries if (line := lines(entry, channel.language, ending)) is not None]
        yield Artifact(feed_path(name, channel.language, ending, archive), writer.document(channel, found))


def members(site: Site, name: str) -> tuple[tuple[Key, ...], ...]:
    """What makes a current document this one and no other, beside its records' own content: who is in it, by language."""
    return tuple(tuple(entry.key for entry in newest(site, name, language)) for language in site.settings.order)


def all_archives(site: Site) -> list[Archive]:
    """The archives of all feeds, month by month."""
    found = [archive for name in feeds_of(site) for archive in archives(site, name)]
    return sorted(found, key=lambda archive: (archive.name[:7], archive.name, archive.feed))
