"""What Pagefind's command wrote -> what is published: in an order that does not change, and no heavier than its answers need.

Pagefind 1.5 writes languages and the values of filters in the order of a hash table, so the same documents would give
other bytes. Its interfaces and its worker are not used, and neither are its filters: a page's name says its collection.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from math import ceil
from typing import Any

from generator.diagnostics import Fault
from generator.exports.search import cbor
from generator.exports.search.documents import COLLECTION

ENTRY = "pagefind-entry.json"  # names everything else by its content
HEAVY = 45_000  # bytes of a part of the index above which its words' places are told in short; most have 25,000
FEW = 1  # places of a word on a page that are told then, or as many as carry its weight
_SIGNATURE = b"pagefind_dcd"
_MOST = 255  # weight that a place can have

Files = Mapping[str, bytes]  # path below the bundle's folder -> bytes


class IndexFault(Fault):
    """The command failed, or wrote what this program does not know."""


def settled(files: Files) -> Files:
    """What of the command's output is published; what is changed is named anew after its content.

    A page is named ``<language>_<collection>_<digest>``, so that no list of a collection's pages has to be fetched.
    """
    entry = json.loads(files[ENTRY])
    chosen = {"pagefind.js": files["pagefind.js"]}
    for language, about in sorted(entry["languages"].items()):
        wasm = f"wasm.{about['wasm'] or 'unknown'}.pagefind"
        chosen[wasm] = files[wasm]
        version, pages, parts, filters, *others = opened(files[f"pagefind.{about['hash']}.pf_meta"])
        for page, collection in zip(pages, _collections(files, filters, len(pages)), strict=True):
            name = f"{language}_{collection}_{page[0].rpartition('_')[2]}"
            chosen[f"fragment/{name}.pf_fragment"] = files[f"fragment/{page[0]}.pf_fragment"]
            page[0] = name
        for part, following in zip(parts, [*parts[1:], [""]], strict=True):
            content = files[f"index/{part[2]}.pf_index"]
            if len(content) > HEAVY:
                content = packed(lighter(opened(content)), effort=6)  # 9 takes nine times as long for 5 % less
                part[2] = f"{language}_{_digest(content)}"
            chosen[f"index/{part[2]}.pf_index"] = content
            if following[0].startswith(part[1]):  # its last word in full: whatever begins with it comes later, and is not asked for here
                part[1] += "\0"
        content = packed([version, pages, parts, [], *others])
        about["hash"] = f"{language}_{_digest(content)}"
        chosen[f"pagefind.{about['hash']}.pf_meta"] = content
    chosen[ENTRY] = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return dict(sorted(chosen.items()))


def _collections(files: Files, filters: list[list[str]], count: int) -> list[str]:
    """The collection of each page, in the order of their numbers."""
    found = [""] * count
    for name, key in filters:
        if name == COLLECTION:
            for collection, numbers in opened(files[f"filter/{key}.pf_filter"])[1]:
                for number in numbers:
                    found[number] = collection
    if not all(found):
        raise IndexFault("pagefind: a page without its collection")
    return found


def lighter(part: list[Any]) -> list[Any]:
    """A part of the index with no more than ``FEW`` places of a word on a page, and of a page's fields only which have the word.

    A page's weight for the word stays the same, so hits and their order do too. The interface finds the places again in the text.
    """
    return [[[word, _pages(pages), [[form, _pages(its)] for form, its in variants]] for word, pages, variants in part[0]]]


def _pages(pages: list[list[Any]]) -> list[list[Any]]:
    return [[step, _places(places), _fields(fields)] for step, places, fields in pages]


def _places(told: list[int]) -> list[int]:
    """Places as Pagefind tells them: the weight w of those that follow as -w - 1, then each as the distance from the last."""
    if len(told) <= FEW + 1:
        return told
    places, weight, place = [], 0, 0
    for number in told:
        if number < 0:
            weight, place = -number - 1, 0
        else:
            place += number
            places.append((place, weight))
    if len(places) <= FEW:
        return told
    total = sum(weight for _, weight in places)
    first = sorted(places)[: max(FEW, ceil(total / _MOST))]
    short, last = [], (0, 0)  # place and weight
    for number, (place, _) in enumerate(first):
        weight = (total + number) // len(first)  # together the total
        if weight != last[1]:
            short.append(-weight - 1)
            last = (0, weight)
        short.append(place - last[0])
        last = (place, weight)
    return short


def _fields(told: list[int]) -> list[int]:
    """Fields as Pagefind tells them: the field f of the places that follow as -f - 1. One place each, because no phrase is looked for."""
    return [number for field in told if field < 0 for number in (field, 0)]


def opened(content: bytes) -> Any:
    """What a file of Pagefind's holds."""
    try:
        raw = gzip.decompress(content)
        if not raw.startswith(_SIGNATURE):
            raise cbor.NotPlain(f"it begins with {raw[:12]!r}")
        return cbor.loads(raw.removeprefix(_SIGNATURE))
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise IndexFault(f"pagefind: an index of another form than this program knows: {error}") from error


def packed(value: Any, effort: int = 9) -> bytes:
    """A file of Pagefind's that holds ``value``."""
    return gzip.compress(_SIGNATURE + cbor.dumps(value), effort, mtime=0)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
