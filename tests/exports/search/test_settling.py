"""What is published of Pagefind's output: in one order, and no heavier than its answers need."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

import pytest

from generator.exports.search import cbor, settling
from generator.exports.search.settling import ENTRY

from .output import output

# CBOR

@pytest.mark.parametrize("value", [-1, -24, -25, -256, -257, 0, 23, 24, 255, 256, 65535, 65536, 2**32, "", "añ₂", "x" * 300, [], [1, ["a", [2]]], list(range(300))])
def test_what_is_written_is_read_again(value: object) -> None:
    assert cbor.loads(cbor.dumps(value)) == value


@pytest.mark.parametrize("content", [b"", b"\xa0", b"\x40", b"\x82\x01", b"\x01\x01", b"\x9f\x01\xff"])
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(cbor.NotPlain):
        cbor.loads(content)


# The index

def test_the_order_of_hash_tables_does_not_show() -> None:
    assert settling.settled(output(1)) == settling.settled(output(-1))


def test_what_is_renamed_is_found_again_and_what_is_unused_is_left_out() -> None:
    files = settling.settled(output(1))
    entry = json.loads(files[ENTRY])
    metas = {language: f"pagefind.{about['hash']}.pf_meta" for language, about in entry["languages"].items()}
    assert set(files) == {ENTRY, "pagefind.js", "wasm.es.pagefind", "wasm.unknown.pagefind", "index/es_1.pf_index", *metas.values(),
                          *(f"fragment/{language}_{rest}.pf_fragment" for language in metas for rest in ("case_studies_a1", "awards_b2"))}
    for language in ("es", "qu"):
        assert opened_meta(files, language)[1] == [[f"{language}_case_studies_a1", 3], [f"{language}_awards_b2", 4]]


def opened_meta(files: Mapping[str, bytes], language: str) -> list[Any]:
    about = json.loads(files[ENTRY])["languages"][language]
    meta: list[Any] = settling.opened(files[f"pagefind.{about['hash']}.pf_meta"])
    return meta


def test_a_page_without_a_collection_is_a_fault() -> None:
    files = output(1)
    files["filter/es_1.pf_filter"] = settling.packed(["collection", [["awards", [1]]]])
    with pytest.raises(settling.IndexFault, match="collection"):
        settling.settled(files)


def test_a_word_that_ends_a_part_is_not_where_longer_words_are_looked_for() -> None:
    files = output(1)
    meta = settling.opened(files["pagefind.es_1.pf_meta"])
    meta[2] = [["1", "a", "es_1"], ["acu", "ag", "es_1"], ["ah", "z", "es_1"]]
    files["pagefind.es_1.pf_meta"] = settling.packed(meta)
    assert [part[:2] for part in opened_meta(settling.settled(files), "es")[2]] == [["1", "a\0"], ["acu", "ag"], ["ah", "z"]]


def told(places: list[int]) -> tuple[list[int], int]:
    """The places that a list tells, and the sum of their weights."""
    found, weight, place = [], 25, 0
    for number in places:
        weight, place = (-number - 1, 0) if number < 0 else (weight, place + number)
        found += [(place, weight)] if number >= 0 else []
    return [place for place, _ in found], sum(weight for _, weight in found)


@pytest.mark.parametrize(("places", "first"), [
    ([-25, 7], [7]),
    ([-25, 7, 3], [7]),
    ([-25, 20, 3, 5, 30, -169, 2], [2, 20]),  # four in the text, one in the title
    ([-25, 7, *[2] * 39], [7, 9, 11, 13]),  # 960 is no weight for three
    ([-25, 9, -201, 1, 3], [1, 4]),  # 424 for two
    ([-26, 9, -201, 1, 3], [1, 4]),  # 425 is not twice the same
])
def test_a_frequent_word_s_places_are_told_in_short_with_their_whole_weight(places: list[int], first: list[int]) -> None:
    (_, (step, short, fields)), = [(word, pages[0]) for word, pages, _ in settling.lighter([[["agua", [[4, places, [-1, 3, 5, -4, 2]]], []]]])[0]]
    assert told(short) == (first, told(places)[1])
    assert all(0 <= -number - 1 <= 255 for number in short if number < 0)
    assert (step, fields) == (4, [-1, 0, -4, 0])


def test_only_a_heavy_part_is_told_in_short_and_it_is_named_after_what_it_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    files = output(1) | {"index/es_1.pf_index": settling.packed([[["agua", [[0, [-25, 1, 2, 3], []]], [["água", [[1, [-25, 4, 1, 1], []]]]]]]])}
    assert settling.settled(files)["index/es_1.pf_index"] == files["index/es_1.pf_index"]
    monkeypatch.setattr(settling, "HEAVY", 10)
    short = settling.settled(files)
    name = f"index/{opened_meta(short, 'es')[2][0][2]}.pf_index"
    assert "index/es_1.pf_index" not in short
    assert settling.opened(short[name]) == [[["agua", [[0, [-73, 1], []]], [["água", [[1, [-73, 4], []]]]]]]]


def test_an_index_of_another_form_is_a_fault() -> None:
    files = output(1)
    name = next(name for name in files if name.endswith(".pf_meta"))
    for spoilt in (b"no gzip", gzip.compress(b"another signature")):
        with pytest.raises(settling.IndexFault):
            settling.settled({**files, name: spoilt})
