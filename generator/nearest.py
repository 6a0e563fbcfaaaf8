"""«Did you mean …?»"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

ALIKE = 70  # per cent; less, and a guess confuses


def nearest(word: str, known: Iterable[str], *, loosely: bool = False) -> str | None:
    """The one of the known words that was probably meant, if any; ``loosely``: capitals and punctuation aside."""
    rapidfuzz = import_module("rapidfuzz")  # loaded when it is wanted: most builds find nothing wrong
    clean = rapidfuzz.utils.default_process if loosely else None
    found = rapidfuzz.process.extractOne(word, list(known), scorer=rapidfuzz.fuzz.ratio, score_cutoff=ALIKE, processor=clean)
    return found[0] if found else None
