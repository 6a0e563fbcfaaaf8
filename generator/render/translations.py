"""The page that says how the translations stand: numbers for each language and collection, then the records to look at.

It counts what readers may see: published records with a page, and prose pages. Drafts are for ``cet translations``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.model import Entry, Language
from generator.render.markup import html
from generator.render.pages import list_address
from generator.render.view import View
from generator.schemas import COLLECTIONS
from generator.schemas.core.shape import label_of
from generator.watch import Fact

MOST = 200  # records named for one language
FIRST = ("stale", "missing", "machine")  # the order in which they are named
FACT: Fact = ("gaps", "*")  # changes with what :func:`said_of` gives for any entry


def said_of(entry: Entry | None) -> Any:
    """What of an entry the page says; None where it is not on it."""
    if entry is None or entry.status != "published" or not entry.listed:
        return None
    return (entry.gaps, entry.title, entry.addresses, entry.order) if entry.gaps else ()


@dataclass(frozen=True, slots=True)
class Row:
    """The records of a collection, or the prose pages: how many there are, how many have nothing to do, how many have which gap."""

    name: str
    href: str | None
    total: int
    complete: int
    counts: tuple[int, ...]  # as FIRST; a record with two kinds of gaps counts in both


@dataclass(frozen=True, slots=True)
class Concerned:
    """A record, or a prose page, that somebody should look at. ``gaps``: what is the matter, and with which fields, in words."""

    link: Markup
    kind: str
    gaps: tuple[tuple[str, str], ...]
    rank: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One language: ``rows`` and ``shown`` are empty where everything is translated; ``more`` are not named."""

    language: Language
    total: int
    rows: tuple[Row, ...]
    shown: tuple[Concerned, ...]
    more: int


class Translations:
    """How the translations stand, for the readers of one page."""

    def __init__(self, view: View) -> None:
        self.v, self.site = view, view.site
        self.site.watch.seen.add(FACT)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The heads of the columns for gaps."""
        return tuple(self.v.t(f"translations.with.{kind}") for kind in FIRST)

    def languages(self) -> list[Standing]:
        """Every language of the site, in its order."""
        return [self._standing(language) for language in self.site.settings.languages]

    def _standing(self, language: Language) -> Standing:
        parts = [*self._collections(language.code), self._pages(language.code)]
        concerned = sorted((found for _, part in parts for found in part), key=lambda found: found.rank)
        rows = tuple(row for row, _ in parts if row.total)
        return Standing(language, sum(row.total for row in rows), rows if concerned else (), tuple(concerned[:MOST]), max(0, len(concerned) - MOST))

    def _collections(self, language: str) -> Iterator[tuple[Row, list[Concerned]]]:
        for collection in COLLECTIONS:
            entries = [entry for entry in self.site.listing(collection) if said_of(entry) is not None]
            found = [(entry, gaps) for entry in entries if (gaps := tuple(gap for gap in entry.gaps if gap[0] == language))]
            kinds = [{standing for _, standing, _ in gaps} for _, gaps in found]
            name = self.v.t(f"collection.{collection}.many")
            href = self.v.href(list_address(self.site, collection, self.v.language))
            counts = tuple(sum(kind in those for those in kinds) for kind in FIRST)
            yield Row(name, href, len(entries), len(entries) - len(found), counts), [self._concerned(entry, gaps) for entry, gaps in found]

    def _concerned(self, entry: Entry, gaps: Sequence[tuple[str, str, str]]) -> Concerned:
        fields = {kind: [field for _, standing, field in gaps if standing == kind] for kind in FIRST}
        model, link = COLLECTIONS[entry.key[0]].model, html('<a href="%s">%s</a>', self.v.record_href(entry), self.v.text(entry.title))
        said = tuple((self.v.t(f"translations.is.{kind}"), ", ".join(label_of(model, tuple(name.split(".")), self.v.language) for name in names))
                     for kind, names in fields.items() if names)
        rank = next(number for number, kind in enumerate(FIRST) if fields[kind])
        return Concerned(link, self.v.t(f"collection.{entry.key[0]}.one"), said, rank)

    def _pages(self, language: str) -> tuple[Row, list[Concerned]]:
        """Of a prose page nothing is noted: it is there, or it is missing."""
        pages = [page for page in self.site.prose if page.language == language]
        missing = {page.path for page in pages if page.text_language != language}
        named = [page for page in self.site.prose if page.path in missing and page.language == self.v.language]
        word = self.v.t("translations.is.missing")
        found = [Concerned(html('<a href="%s" lang="%s">%s</a>', self.v.href(page.address), page.text_language, page.title),
                           self.v.t("translations.page"), ((word, ""),), FIRST.index("missing")) for page in named]
        counts = tuple(len(missing) if kind == "missing" else 0 for kind in FIRST)
        return Row(self.v.t("translations.pages"), None, len(pages), len(pages) - len(missing), counts), found
