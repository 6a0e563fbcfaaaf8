"""The index of a list, its orders and its cards: decoded again, they say what the entries say."""

from __future__ import annotations

import gzip
import json
import random
from base64 import b64decode
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from generator.exports import facets
from generator.model import Artifact, Entry, Money, Site
from generator.render.pages import Page, plan
from generator.schemas import COLLECTIONS
from generator.schemas.core.collection import Sort

CASES = "case_studies"


def files(artifacts: Any) -> dict[str, Any]:
    return {artifact.path: json.loads(artifact.content) for artifact in artifacts}


def made(site: Site) -> list[Artifact]:
    """Index, orders and words."""
    return [*facets.index(site, CASES), *facets.orders(site, CASES), *facets.words(site, [])]


def unpack(code: str, count: int) -> list[int]:
    bits, width = int.from_bytes(b64decode(code), "little"), max(1, (count - 1).bit_length())
    return [bits >> start & ((1 << width) - 1) for start in range(0, len(b64decode(code)) * 8 - width + 1, width)]


def members(facet: dict[str, Any], count: int) -> dict[str, list[int]]:
    """A facet of the index read back: the places of each value."""
    if "column" in facet:
        width = len(facet["column"]) // count
        numbers = [0] * count
        for place in range(count):
            for letter in facet["column"][place * width : (place + 1) * width]:
                numbers[place] = numbers[place] * 64 + facets.BASE64.index(letter)
        return {value: [place for place, number in enumerate(numbers) if number == at] for at, value in enumerate(facet["values"], 1)}
    found = {}
    for value, code in zip(facet["values"], facet["sets"], strict=True):
        if isinstance(code, str):
            bits = b64decode(code)
            found[value] = [place for place in range(count) if bits[place >> 3] >> (place & 7) & 1]
        else:
            found[value] = [sum(code[: at + 1]) for at in range(len(code))]
    return found


def many(site: Site, count: int) -> Site:
    """A site of this many cases, with figures and values by dice."""
    dice, model = random.Random(7), site.entries[CASES, "fundicion-luz"]
    entries: dict[tuple[str, str], Entry] = {key: entry for key, entry in site.entries.items() if key[0] != CASES}
    for number in range(count):
        money = Money(Decimal(dice.randint(1, 900)), dice.choice(("USD", "USD", "PEN"))) if dice.random() < 0.6 else None
        card = {**model.card, "saving": money, "stated_payback": None, "payback": None, "year": dice.choice((None, 2001, 2010))}
        values = {"resource": tuple(dice.sample(("water", "energy"), dice.randint(0, 2))), "sector": (dice.choice(sorted(site.vocabularies["sectors"])),) if number % 3 else ()}
        entries[CASES, f"c{number}"] = replace(model, key=(CASES, f"c{number}"), card=card, order=(number,), facets={**model.facets, **values})
    return replace(site, entries=entries)


@pytest.mark.parametrize("count", [1, 7, 61, 700])
def test_the_index_gives_back_every_value_of_every_record(shown: Site, count: int) -> None:
    site = many(shown, count)
    index = files(made(site))[f"data/facets/{CASES}.json"]
    assert index["count"] == count
    for facet in COLLECTIONS[CASES].facets:
        found = members(index["facets"][facet.id], count)
        for place, entry in enumerate(site.of(CASES)):
            assert {value for value, places in found.items() if place in places} == set(entry.facets[facet.id]), (facet.id, place)


@pytest.mark.parametrize("count", [1, 7, 61, 700])
def test_an_order_holds_the_records_that_have_the_figure_and_no_other(shown: Site, count: int) -> None:
    site = many(shown, count)
    found = files(made(site))
    entries = site.of(CASES)
    ranked = found[f"data/facets/{CASES}/saving.json"]
    order = unpack(ranked["order"], count)
    known = [place for place, entry in enumerate(entries) if entry.card["saving"]]
    assert ranked["known"] == len(known)
    assert sorted(order[: len(known)]) == known
    currencies = [entries[place].card["saving"].currency for place in order[: len(known)]]
    assert [name for name, _ in ranked["currencies"]] == list(dict.fromkeys(currencies))  # one stretch for each
    for currency, number in ranked["currencies"]:
        amounts = [entries[place].card["saving"].amount for place in order[: len(known)] if entries[place].card["saving"].currency == currency]
        assert len(amounts) == number
        assert amounts == sorted(amounts, reverse=True)


def test_the_most_frequent_currency_comes_first(shown: Site) -> None:
    site = many(shown, 300)
    _, currencies = facets.ranking(Sort("saving", {}, "saving", descending=True), site.of(CASES))
    assert [name for name, _ in currencies] == ["USD", "PEN"]


def test_equal_years_keep_the_order_of_the_list(shown: Site) -> None:
    order, currencies = facets.ranking(Sort("year", {}, "year", descending=True), many(shown, 50).of(CASES))
    years = [many(shown, 50).of(CASES)[place].card["year"] for place in order]
    assert years == sorted(years, reverse=True)
    assert all(a < b for a, b, same in zip(order, order[1:], pairwise(years), strict=False) if same[0] == same[1])
    assert currencies == []


def chunks(site: Site) -> list[Artifact]:
    return list(facets.page_artifacts(site, plan(site)))


def test_cards_stand_by_the_dozen_in_the_order_of_the_list(shown: Site) -> None:
    site = many(shown, 130)
    found = files(chunks(site))
    for language in ("es", "en"):
        numbers = [f"data/cards/{language}/{CASES}/{number}.json" for number in range(11)]
        assert [name for name in found if name.startswith(f"data/cards/{language}/{CASES}/")] == numbers
        assert [name for path in numbers for name in found[path]["ids"]] == [entry.key[1] for entry in site.of(CASES)]
        assert all(len(found[path]["cards"]) == len(found[path]["ids"]) for path in numbers)


def test_cards_fit_pages_of_every_depth(shown: Site) -> None:
    site = many(shown, 70)
    for path, chunk in files(chunks(site)).items():
        for card in chunk["cards"]:
            assert card.startswith("<article")
            assert 'href="\0' in card, path  # a page puts its way to the root there
            assert "../" not in card, path


def test_the_same_site_gives_the_same_bytes(shown: Site) -> None:
    one, other = (({a.path: a.content for a in (*made(site), *chunks(site))}) for site in (many(shown, 90), many(shown, 90)))
    assert one == other


def test_nothing_of_a_draft_or_a_retired_record_or_a_hidden_person_is_listed(shown: Site, small_pages: list[Page]) -> None:
    everything = b"".join(a.content for a in (*made(shown), *facets.page_artifacts(shown, small_pages))).decode()
    for name in ("borrador-curtiembre", "Curtiembre Borrador", "fundicion-antigua", "c-0002"):
        assert name not in everything or any(entry.listed and name in entry.key for entry in shown.entries.values())


def test_ten_thousand_cases_fit_into_the_budget(real_shown: Site) -> None:
    """Values drawn evenly from the real vocabularies: more than any real collection would need."""
    dice, model = random.Random(3), real_shown.of(CASES)[0]
    practices = [key[1] for key, entry in real_shown.entries.items() if key[0] == "practices" and entry.listed]
    entries: dict[tuple[str, str], Entry] = {key: entry for key, entry in real_shown.entries.items() if key[0] != CASES}
    sizes = {"resource": 3, "sector": 1, "theme": 2, "country": 1, "region": 1, "type": 4, "size": 1, "status": 2}
    vocabularies = {facet.id: list(real_shown.vocabularies.get(facet.vocabulary, {})) for facet in COLLECTIONS[CASES].facets}
    for number in range(10_000):
        values = {name: tuple(dice.sample(vocabularies[name], count)) for name, count in sizes.items()}
        money = [Money(Decimal(dice.randint(100, 10**7)), "USD") if dice.random() < 0.7 else None for _ in range(2)]
        card = {**model.card, "investment": money[0], "saving": money[1]}
        card["payback"] = Decimal(dice.randint(1, 999)) / 7 if all(money) else None
        entries[CASES, f"c{number}"] = replace(model, key=(CASES, f"c{number}"), card=card, order=(number,),
                                               facets={**model.facets, **values, "payback": (dice.choice(vocabularies["payback"]),), "practice": tuple(dice.sample(practices, 6))})
    found = {a.path: len(gzip.compress(a.content, 9, mtime=0)) for a in made(replace(real_shown, entries=entries))}
    assert found[f"data/facets/{CASES}.json"] + max(size for path, size in found.items() if path.startswith(f"data/facets/{CASES}/")) < 150_000
