"""How each translation of a record stands: missing, made from another text than the one beside it, made by a program.

A record notes for each translated text a digest of the source text it was made from (``translations``). The note names the
field without the numbers of items, so that measures may be moved; a text without a note is one of which nothing is known.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from generator.model import NEUTRAL, FieldPath, Localized
from generator.schemas.core.fields import Readable
from generator.schemas.core.walk import Found, walk

Standing = Literal["missing", "stale", "machine", "fresh", "unknown"]
MACHINE = "/machine"
TOLD: tuple[Standing, ...] = ("missing", "stale", "machine")  # what somebody should do something about


@dataclass(frozen=True, slots=True)
class Translation:
    """One text in one language other than its source's. ``prose``: it may hold Markdown."""

    path: FieldPath
    language: str
    source_language: str
    text: Localized
    standing: Standing
    prose: bool

    @property
    def field(self) -> str:
        return field_of(self.path)

    @property
    def source(self) -> str:
        return self.text[self.source_language]


def field_of(path: FieldPath) -> str:
    """A path without the numbers of items: ``measures.title``."""
    return ".".join(part for part in path if isinstance(part, str))


def digest_of(text: str) -> str:
    """What a note says of a source text; space around lines does not count."""
    words = "\n".join(line.strip() for line in text.strip().splitlines())
    return hashlib.blake2b(words.encode(), digest_size=5).hexdigest()


def note_of(translation: Translation, machine: bool = False) -> str:
    """The note that the translation was made from the text that now stands beside it."""
    return f"{translation.field}={digest_of(translation.source)}{MACHINE if machine else ''}"


def translations_of(data: Any, order: Sequence[str]) -> Iterator[Translation]:
    """Every text of a record in every language of the site but its source's, in the order of its fields.

    The source is the first of the site's languages that a text has.
    """
    texts = [(found, source) for found in walk(data, Readable)
             if NEUTRAL not in found.value and (source := next((code for code in order if code in found.value), None))]
    notes: Mapping[str, Sequence[str]] = data.translations or {}
    for language in order:
        known = _Notes(notes.get(language, ()), [(field_of(found.path), found.value[source]) for found, source in texts if language != source])
        for found, source in texts:
            if language != source:
                standing = known.standing(field_of(found.path), found.value[source]) if language in found.value else "missing"
                yield Translation(found.path, language, source, found.value, standing, found.mark.prose)  # type: ignore[union-attr]


class _Notes:
    """What is noted of one language, against the source texts there are now."""

    def __init__(self, notes: Sequence[str], sources: Sequence[tuple[str, str]]) -> None:
        self._machine = {note.removesuffix(MACHINE) for note in notes if note.endswith(MACHINE)}
        self._noted = {note.removesuffix(MACHINE) for note in notes}
        left = Counter(note.partition("=")[0] for note in self._noted)
        there = {f"{field}={digest_of(text)}" for field, text in sources} if notes else set()
        left.subtract(note.partition("=")[0] for note in self._noted & there)
        self._lost = {field for field, count in left.items() if count > 0}

    def standing(self, field: str, source: str) -> Standing:
        """A field of which a noted text is gone has a stale translation wherever nothing is noted: one of them was its source."""
        if not self._noted:
            return "unknown"
        note = f"{field}={digest_of(source)}"
        if note in self._noted:
            return "machine" if note in self._machine else "fresh"
        return "stale" if field in self._lost else "unknown"


def doubtful(data: Any, language: str, order: Sequence[str]) -> Standing | None:
    """What readers of a page in this language are told: that a text is stale, or else that a program made one."""
    if not data.translations or language not in data.translations:
        return None
    found = {translation.standing for translation in translations_of(data, order) if translation.language == language}
    return "stale" if "stale" in found else "machine" if "machine" in found else None


def gaps_of(data: Any, order: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """What somebody should look at among a record's translations: language, standing and field, each once; empty for most records."""
    texts = walk(data, Readable)
    if all(found.value.has(code) for found in texts for code in order) and _as_noted(texts, data.translations or {}, order):
        return ()
    return tuple(dict.fromkeys((found.language, found.standing, found.field) for found in translations_of(data, order) if found.standing in TOLD))


def _as_noted(texts: Sequence[Found], notes: Mapping[str, Sequence[str]], order: Sequence[str]) -> bool:
    """Whether texts that are all there have every source that is noted, and no program made any: then none can be stale.

    Every record is asked this, so it looks at each text once where :func:`translations_of` does so for every language.
    """
    noted = {note for language in order[1:] for note in notes.get(language, ())}
    if not noted:
        return True
    return noted <= {f"{field_of(found.path)}={digest_of(found.value[order[0]])}" for found in texts if NEUTRAL not in found.value}
