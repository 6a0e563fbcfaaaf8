"""Site -> paper and pictures: a PDF sheet and a share card for every case and tool kit, books of cases.

A sheet is made from its record's finished page, so it changes when the page does and never otherwise. ``content/site.yml`` says
with ``sheets: true`` whether there are any.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.model import Artifact, Key, Site
from generator.render.pages import Page, plan_record
from generator.render.render import render
from generator.render.sharing import SHEETS, default_card_address
from generator.sheets import books, document, press
from generator.sheets.books import Book
from generator.sheets.store import KEY_BYTES, Store
from generator.watch import Fact

_ON_SCREEN = re.compile(r'<ul class="next">.*?</ul>', re.DOTALL)  # ways to other records: when these change, the sheet does not


@dataclass(frozen=True)
class Reading:
    """A record as a book shows it, and the facts it was made from."""

    data: Mapping[str, Any]
    facts: frozenset[Fact]


Readings = Mapping[tuple[str, Key], Reading]  # (language, record) -> what a book shows of it


def store(site: Site) -> Store:
    """Where the sheets of a project are kept between builds."""
    return Store(site.project / "build" / "sheets")


def has_sheet(site: Site, page: Page) -> bool:
    """Whether this page comes with a sheet and a share card."""
    return site.settings.sheets and page.kind == "record" and page.collection in SHEETS


def of_page(site: Site, page: Page, slots: Mapping[str, str], kept: Store) -> Iterator[Artifact]:
    """The sheet and the share card of a page that was just rendered; nothing for most pages."""
    if not has_sheet(site, page):
        return
    assert page.key
    found: list[dict[str, Any]] = []  # the record is read only if one of the two has to be made anew

    def record() -> dict[str, Any]:
        if not found:
            found.append(document.record(site, page, slots["body"]))
        return found[0]

    def sheet() -> bytes:
        return press.pdf("sheet.typ", {**document.frame(site, page.language), "record": record()})

    def card() -> bytes:
        return press.png("card.typ", document.card(site, page, record()))

    at, key = f"{page.collection}/{page.key[1]}.{page.language}", page_key(site, page, slots)
    yield Artifact(page.address + site.strings[page.language]["sheet.file"], kept.get(f"{at}.pdf", key, sheet))
    yield Artifact(f"{page.address}card.png", kept.get(f"{at}.png", key, card))


def page_key(site: Site, page: Page, slots: Mapping[str, str]) -> bytes:
    """A digest of all that a page's sheet and card depend on: as long as it stays, they do."""
    assert page.key
    words = site.strings[page.language]
    around = [words[name] for name in ("sheet.code", "edit.updated", f"collection.{page.collection}.one")]
    return _key(page.address, site.settings.url, site.entries[page.key].updated.isoformat(), document.frame(site, page.language), around,
                _ON_SCREEN.sub("", slots["body"]))


def default_cards(site: Site) -> Iterator[Artifact]:
    """The share card of all pages without one of their own, in every language."""
    for language in site.settings.order if site.settings.sheets else ():
        data = document.default_card(site, language)
        made = store(site).get(f"card.{language}.png", _key(data), partial(press.png, "card.typ", data))
        yield Artifact(default_card_address(language), made)


def readings(site: Site, pages: Iterable[Page]) -> Readings:
    """The records of these pages as a book shows them; ``site`` is watched, so that each one's facts are known."""
    found: dict[tuple[str, Key], Reading] = {}
    for page in pages:
        assert page.key
        site.watch.take()
        data = document.record(site, page, render(site, page)["body"])
        found[page.language, page.key] = Reading(data, site.watch.take())
    return found


def pages_of(site: Site, keys: Iterable[Key]) -> list[Page]:
    """The pages of these records, in every language."""
    return [page for key in keys for page in plan_record(site, key) if page.kind == "record"]


def books_of(site: Site) -> list[Key]:
    """The records that become books; none where no books are made."""
    return [entry.key for entry in site.listing(books.COLLECTION) if books.cases_of(site, entry.key)] if site.settings.sheets else []


def cases_of(site: Site, keys: Iterable[Key]) -> list[Key]:
    """Every case of these books, each once."""
    return list(dict.fromkeys(case for key in keys for case in books.cases_of(site, key)))


def book(site: Site, key: Key, found: Readings) -> tuple[list[Artifact], frozenset[Fact]]:
    """A book in every language, and the facts it was made from; ``site`` is watched."""
    site.watch.take()
    made: list[Artifact] = []
    for language in site.settings.order:
        data = composed(site, books.of_collection(site, key, language), language, found)
        path = site.entries[key].addresses[language] + site.strings[language]["book.file"]
        made.append(Artifact(path, store(site).get(f"{key[0]}/{key[1]}.{language}.pdf", _key(data), partial(press.pdf, "book.typ", data))))
    facts = [reading.facts for (_, case), reading in found.items() if case in books.cases_of(site, key)]
    return made, site.watch.take().union(*facts)


def composed(site: Site, book: Book, language: str, found: Readings) -> dict[str, Any]:
    """A book's data from the readings of its cases."""
    return books.compose(site, book, language, {key: found[language, key].data for key in book.cases})


def _key(*parts: Any) -> bytes:
    told = json.dumps([press.edition(), *parts], sort_keys=True, ensure_ascii=True)
    return hashlib.blake2b(told.encode(), digest_size=KEY_BYTES).digest()
