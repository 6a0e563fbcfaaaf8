"""The cards of all records in files: together they are larger than what a process otherwise holds."""

from __future__ import annotations

import os
import pickle
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from markupsafe import Markup

from generator.model import Key
from generator.render.markup import finished
from generator.watch import Fact

Place = tuple[int, int]  # of a card in its file: where it begins, and its size in bytes
Made = tuple[Markup, Collection[Fact]]  # a card, and what it was made from


class CardFile:
    """The cards of some records, written one after the other: the cards of a language, then those of the next."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.places: dict[str, dict[Key, Place]] = {}
        self._file = path.open("wb")

    def add(self, language: str, key: Key, made: Made) -> None:
        start = self._file.tell()
        pickle.dump((str(made[0]), tuple(made[1])), self._file, protocol=5)
        self.places.setdefault(language, {})[key] = start, self._file.tell() - start

    def close(self) -> int:
        """No more cards come; where in the file their places are told."""
        start = self._file.tell()
        pickle.dump(self.places, self._file, protocol=5)
        self._file.close()
        return start


class Cards:
    """The cards of these files, read when they are asked for; the files may be unlinked as soon as they are open."""

    def __init__(self, files: Iterable[tuple[Path, int]], keys: Mapping[Key, Key]) -> None:
        """``files``: each with where its places are told; ``keys`` gives the one object that stands for a key."""
        self._places: dict[str, dict[Key, tuple[int, Place]]] = {}
        for path, start in files:
            with path.open("rb") as file:
                file.seek(start)
                told: dict[str, dict[Key, Place]] = pickle.load(file)
                number = os.dup(file.fileno())
            for language, places in told.items():
                self._places.setdefault(language, {}).update({keys[key]: (number, place) for key, place in places.items()})

    def get(self, key: Key, language: str) -> Made | None:
        """A card, and what it was made from; None where no file has it."""
        at = self._places.get(language, {}).get(key)
        if at is None:
            return None
        number, (start, size) = at
        text, facts = pickle.loads(os.pread(number, size, start))
        return finished(text), facts
