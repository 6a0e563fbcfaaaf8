"""What lists need to be filtered and sorted in the browser: an index without language, orders, and cards by the dozen.

Records are numbers: their places in the list's own order. A facet of which no record has two values is a column: for
each record the place of its value among the facet's values, counted from 1, in digits of base64; 0 is no value. Any
other facet has a set of records for each value: a bitset (base64, lowest bit first) or, where that is shorter, a list
of steps from one number to the next. An order is the numbers of those records that have the figure, packed into as
many bits as the largest needs; the others follow in the list's own order. A card holds a NUL where the page that shows
it puts its way to the site's root.
"""

from __future__ import annotations

import string
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from generator.exports.json import dumps
from generator.model import Artifact, Entry, Localized, Site
from generator.render.cases import PageView
from generator.render.filters import seen
from generator.render.formats import number, percent
from generator.render.pages import PER_PAGE, Page
from generator.schemas import COLLECTIONS
from generator.schemas.core.bands import Amount, figure
from generator.schemas.core.collection import Facet, Sort

CHUNK = 12  # cards of one file: a filter shows a dozen, which at worst stand in a dozen files
BASE64 = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
ROOT = "data/facets"
CARDS = "data/cards"
WORDS = ("filters.", "compare.")  # beginnings of the keys of words that only scripts use


FILTERED = tuple(collection.id for collection in COLLECTIONS.values() if collection.facets)


def others(collection: str) -> tuple[str, ...]:
    """The collections whose records are values of this one's facets."""
    return tuple(facet.records for facet in COLLECTIONS[collection].facets if facet.records)


def sorted_by(entry: Entry) -> tuple[Amount | None, ...]:
    """The figures of an entry by which its list can be sorted."""
    return tuple(figure(entry.card, sort.figure) for sort in COLLECTIONS[entry.key[0]].sorts)


def index(site: Site, name: str) -> Iterator[Artifact]:
    """Which records have which values."""
    entries = site.of(name)
    if entries:
        facets = {facet.id: _facet(_places(site, facet, entries), len(entries)) for facet in COLLECTIONS[name].facets}
        sorts = [sort.id for sort in COLLECTIONS[name].sorts]
        yield Artifact(f"{ROOT}/{name}.json", dumps({"count": len(entries), "chunk": CHUNK, "facets": facets, "sorts": sorts}))


def orders(site: Site, name: str) -> Iterator[Artifact]:
    """One file for each way to sort."""
    entries = site.of(name)
    for sort in COLLECTIONS[name].sorts if entries else ():
        order, currencies = ranking(sort, entries)
        yield Artifact(f"{ROOT}/{name}/{sort.id}.json", dumps({"known": len(order), "order": pack(order, len(entries)), "currencies": currencies}))


def words(site: Site, pages: Iterable[Page]) -> Iterator[Artifact]:
    """What scripts say, and how they write numbers, in each language."""
    for language in site.settings.order:
        yield Artifact(f"{ROOT}/words-{language}.json", dumps(_words(site, language)))


def page_artifacts(site: Site, pages: Iterable[Page]) -> Iterator[Artifact]:
    """The cards that stand on these pages of whole lists, in files of a dozen.

    They are made where those pages are made, because there the cards have been rendered already.
    """
    for page in pages:
        if page.kind == "list" and not page.facet and page.collection in FILTERED:
            view, first = PageView(site, page), (page.number - 1) * PER_PAGE
            for start in range(0, len(page.entries), CHUNK):
                keys = [entry.key for entry in page.entries[start : start + CHUNK]]
                chunk = {"ids": [key[1] for key in keys], "cards": [str(view.card(key)) for key in keys]}
                yield Artifact(f"{CARDS}/{page.language}/{page.collection}/{(first + start) // CHUNK}.json", dumps(chunk))


def _places(site: Site, facet: Facet, entries: Sequence[Entry]) -> dict[str, list[int]]:
    """The places in the list of the records of each value."""
    found: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        for value in entry.facets.get(facet.id, ()):
            found.setdefault(value, []).append(place)
    return {value: found[value] for value in sorted(found) if seen(site, facet, value)}


def _facet(places: dict[str, list[int]], count: int) -> dict[str, Any]:
    values, column, single = list(places), [0] * count, True
    for at, name in enumerate(values, 1):
        for place in places[name]:
            single = single and not column[place]
            column[place] = at
    if not single:
        return {"values": values, "sets": [_set(found, count) for found in places.values()]}
    digits = 1 if len(values) < 64 else 2
    return {"values": values, "column": "".join(BASE64[value >> 6] + BASE64[value & 63] if digits == 2 else BASE64[value] for value in column)}


def _set(places: Sequence[int], count: int) -> str | list[int]:
    if len(places) * 4 < count / 6:
        return [place - before for before, place in zip((0, *places), places, strict=False)]
    bits = bytearray(-(-count // 8))
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return b64encode(bits).decode()


Ranking = tuple[list[int], list[tuple[str, int]]]  # places in order; currencies in order, each with its number of records


def ranking(sort: Sort, entries: Sequence[Entry]) -> Ranking:
    """Records with the figure, best first. Amounts in different currencies are never compared: the most frequent
    currency comes first, whole, then the next."""
    known = [(place, amount) for place, entry in enumerate(entries) if (amount := figure(entry.card, sort.figure)) is not None]
    counts = Counter(amount.currency for _, amount in known)
    currencies = sorted(counts, key=lambda currency: (-counts[currency], currency))
    rank = {currency: number for number, currency in enumerate(currencies)}

    def key(item: tuple[int, Amount]) -> tuple[int, Decimal, int]:
        place, amount = item
        return rank[amount.currency], -amount.value if sort.descending else amount.value, place

    return [place for place, _ in sorted(known, key=key)], [(currency, counts[currency]) for currency in currencies if currency]


def pack(numbers: Sequence[int], count: int) -> str:
    """Numbers below ``count`` in as few bits each as the largest possible needs, lowest bit first."""
    width = max(1, (count - 1).bit_length())
    bits, filled = bytearray(-(-len(numbers) * width // 8)), 0
    for value in numbers:
        for place in range(filled >> 3, (filled + width - 1 >> 3) + 1):
            shift = (place << 3) - filled
            bits[place] |= (value >> shift if shift > 0 else value << -shift) & 255
        filled += width
    return b64encode(bits).decode()


def _words(site: Site, language: str) -> dict[str, Any]:
    """What scripts say and how they write numbers."""
    strings = site.strings[language]
    words = {key: text for key, text in strings.items() if key.startswith(WORDS)}
    for collection in COLLECTIONS.values():
        if collection.facets:
            own = f"{collection.id}.count"
            name = own if f"{own}.other" in strings else "list.count"
            words |= {f"{collection.id}{key.removeprefix(name)}": text for key, text in strings.items() if key.startswith(f"{name}.")}
    symbols = {name: text_of(term.get("symbol", name), site, language) for name, term in site.vocabularies.get("currencies", {}).items()}
    return {"group": number(1000, language)[1], "percent": percent(Decimal(1), language)[1:], "currencies": symbols, "words": words}


def text_of(value: Any, site: Site, language: str) -> str:
    """A text of a vocabulary, by language or the same in all."""
    return value.pick(language, site.settings.order)[0] if isinstance(value, Localized) else str(value)
