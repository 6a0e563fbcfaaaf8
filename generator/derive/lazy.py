"""Records, and what is derived from them, one at a time: a site too large to be held as a whole.

The small collections' records are there; those of the wide ones are read when they are asked for, and only the last of
them is kept. Going through all records meets the small ones only: nothing looks at every wide record.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any

from generator.derive.discrepancies import discrepancies
from generator.derive.site import DERIVED, derived_of
from generator.model import Key, Record, Site
from generator.schemas import COLLECTIONS


class Records(Mapping[Key, Record]):
    """``read`` gives the wide record with one of these ``keys``."""

    def __init__(self, narrow: Mapping[Key, Record], keys: Container[Key], read: Callable[[Key], Record]) -> None:
        self.narrow, self._keys, self._read = narrow, keys, read
        self._last: Record | None = None

    def __getitem__(self, key: Key) -> Record:
        found = self.narrow.get(key) or (self._last if self._last is not None and self._last.key == key else None)
        if found is None:
            if key not in self._keys:
                raise KeyError(key)
            found = self._last = self._read(key)
        return found

    def __contains__(self, key: object) -> bool:
        return key in self.narrow or key in self._keys

    def __iter__(self) -> Iterator[Key]:
        return iter(self.narrow)

    def __len__(self) -> int:
        return len(self.narrow)


class Derived(Mapping[Key, Mapping[str, Any]]):
    """Derived values; ``crossing`` gives those that needed other records."""

    def __init__(self, site: Site, crossing: Callable[[Key], Mapping[str, Any]]) -> None:
        self._site, self._crossing = site, crossing
        self._narrow = {key: derived_of(site, record, crossing(key)) for key, record in site.records.items() if key[0] in DERIVED}
        self._last: tuple[Key, Mapping[str, Any]] | None = None

    def __getitem__(self, key: Key) -> Mapping[str, Any]:
        if key[0] not in DERIVED or not COLLECTIONS[key[0]].wide:
            return self._narrow[key]
        if self._last is None or self._last[0] != key:
            self._last = key, derived_of(self._site, self._site.records[key], self._crossing(key))
        return self._last[1]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._narrow)

    def __len__(self) -> int:
        return len(self._narrow)


class Findings(Mapping[Key, Any]):
    """Disagreements of a record's figures."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._narrow = {key: found for key, record in site.records.items() if (found := tuple(discrepancies(site, record)))}
        self._last: tuple[Key, Any] | None = None

    def __getitem__(self, key: Key) -> Any:
        if not COLLECTIONS[key[0]].wide:
            return self._narrow[key]
        if self._last is None or self._last[0] != key:
            self._last = key, tuple(discrepancies(self._site, self._site.records[key]))
        return self._last[1]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._narrow)

    def __len__(self) -> int:
        return len(self._narrow)
