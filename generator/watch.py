"""What a piece of the site was made from: every look into what records share is noted as a fact.

Rendering sees the site through a :class:`Watched` one. What it read there is what its output depends on, beside the
record itself and what every page depends on (vocabularies, words, templates, program); so a later build knows
which pieces a change concerns. Nothing can be read unnoticed: looking at all records at once is refused.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")

# ("entry" | "record" | "derived" | "findings" | "inbound", key) or ("list" | "facets", collection)
Fact = tuple[str, Any]
# What is made together: ("record", key), ("list", collection, facet, value, number), ("home",), ("find",), ("export", name).
Unit = tuple[Any, ...]


class Watch:
    """The facts seen since somebody last took them."""

    __slots__ = ("seen",)

    def __init__(self) -> None:
        self.seen: set[Fact] = set()

    def take(self) -> frozenset[Fact]:
        """What was seen; from here on the list is empty."""
        seen, self.seen = self.seen, set()
        return frozenset(seen)


class Watched(Mapping[K, V]):
    """A map whose every look-up is a fact; nobody can go through all of it."""

    __slots__ = ("_kind", "_of", "_watch")

    def __init__(self, of: Mapping[K, V], kind: str, watch: Watch) -> None:
        self._of, self._kind, self._watch = of, kind, watch

    def __getitem__(self, key: K) -> V:
        self._watch.seen.add((self._kind, key))
        return self._of[key]

    def get(self, key: K, default: Any = None) -> Any:
        self._watch.seen.add((self._kind, key))
        return self._of.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._watch.seen.add((self._kind, key))
        return key in self._of

    def __iter__(self) -> Iterator[K]:
        raise TypeError(f"a page cannot look at every {self._kind}: it would depend on the whole site; ask site.of(collection)")

    def __len__(self) -> int:
        raise TypeError(f"a page cannot count every {self._kind}; ask len(site.of(collection))")


class Listed(Sequence[V]):
    """The entries of a list: its length is one fact (noted by who gave the list), each entry looked at another."""

    __slots__ = ("_of", "_watch")

    def __init__(self, of: Sequence[V], watch: Watch) -> None:
        self._of, self._watch = of, watch

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> list[V]: ...
    def __getitem__(self, index: int | slice) -> V | list[V]:
        if isinstance(index, slice):
            return [self._noted(item) for item in self._of[index]]
        return self._noted(self._of[index])

    def __iter__(self) -> Iterator[V]:
        return map(self._noted, self._of)

    def __len__(self) -> int:
        return len(self._of)

    def _noted(self, item: V) -> V:
        self._watch.seen.add(("entry", item.key))  # type: ignore[attr-defined]  # an Entry, which lives below this module
        return item


class Facts:
    """Facts by number. There are some hundred thousand, each seen by many units; a unit keeps the numbers."""

    def __init__(self, known: Iterable[Fact] = ()) -> None:
        self._numbers: dict[Fact, int] = {fact: number for number, fact in enumerate(known)}
        self._asked: tuple[frozenset[Fact], frozenset[int]] = (frozenset(), frozenset())

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._numbers)

    def pack(self, facts: Iterable[Fact]) -> array[int]:
        """The numbers of facts; new ones get the next."""
        numbers = self._numbers
        return array("I", [numbers.setdefault(fact, len(numbers)) for fact in facts])

    def among(self, facts: frozenset[Fact]) -> frozenset[int]:
        """The numbers of those facts that are known; asked of thousands of units in a row."""
        if self._asked[0] is not facts:
            self._asked = facts, frozenset(number for fact in facts if (number := self._numbers.get(fact)) is not None)
        return self._asked[1]


@dataclass(frozen=True, slots=True)
class Made:
    """A unit as it was made: its files, what it was made from, and, of a list's page, what the list was."""

    paths: tuple[str, ...]
    numbers: array[int]
    facts: Facts  # what the numbers stand for, shared by the units of a chunk
    form: tuple[object, ...] = ()

    def concerns(self, facts: frozenset[Fact]) -> bool:
        """Whether any of these is among what it was made from."""
        return not self.facts.among(facts).isdisjoint(self.numbers)
