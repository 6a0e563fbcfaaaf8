"""The words a question offers, and which of them somebody meant."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from generator.editing.forms.questions import Column, Question, both
from generator.model import Localized, Site, Term

LIKE = 65  # of 100: as similar as words must be to be suggested
HOME = "PE"  # regions of other countries bear their country's name
SOME = 3
LONG = 100  # characters of what somebody wrote that are compared


def options_of(site: Site, asked: Question | Column) -> tuple[tuple[str, str], ...]:
    """What may be chosen: ids and the words people read, Spanish first."""
    if asked.options:
        return tuple((key, both(label)) for key, label in asked.options)
    terms = site.vocabularies.get(asked.vocabulary, {}).values()
    found = [(term.id, _name(site, term)) for term in terms]
    count = Counter(name for _, name in found)
    return tuple((key, name if count[name] == 1 else f"{name} ({key})") for key, name in found)


def _name(site: Site, term: Term) -> str:
    short = term.get("short")
    name = both(dict((short if isinstance(short, Localized) else term.label).items()))
    country = term.get("country")
    countries = site.vocabularies.get("countries", {})
    return f"{name}, {countries[country].label.pick('es', site.settings.order)[0]}" if country and country != HOME and country in countries else name


def plain(text: str) -> str:
    """What two spellings of the same words have in common."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.findall(r"[a-z0-9%]+", letters))


class Choices:
    """The terms of one question: found by id, by their words in any language, or by what else they are called."""

    def __init__(self, site: Site, asked: Question | Column) -> None:
        self.offered = dict(options_of(site, asked))
        known: dict[str, set[str]] = {}
        for key, word in self._words(site, asked):
            known.setdefault(plain(word), set()).add(key)
        offered = Counter(map(plain, self.offered.values()))
        self._known = {word: min(keys) for word, keys in known.items() if len(keys) == 1 and word}
        self._known |= {plain(text): key for key, text in self.offered.items() if offered[plain(text)] == 1}

    def _words(self, site: Site, asked: Question | Column) -> Iterator[tuple[str, str]]:
        for key, text in self.offered.items():
            yield key, text
            yield key, key
        for key, label in asked.options:
            yield from ((key, word) for word in label.values())
        for term in site.vocabularies.get(asked.vocabulary, {}).values() if not asked.options else ():
            for name in ("label", "short", "symbol", "alt"):
                texts = term.label if name == "label" else term.get(name)
                for word in texts.values() if isinstance(texts, Localized | dict) else ():
                    yield from ((term.id, one) for one in (word if isinstance(word, list | tuple) else [word]))

    @property
    def few(self) -> bool:
        return len(self.offered) <= 2 * SOME

    def meant(self, text: str) -> str | None:
        """The id of what somebody wrote; None where it is no term, or could be two."""
        word = plain(text)
        return self._known.get(word) or self._known.get(word.removesuffix("s"))

    def like(self, text: str) -> tuple[str, ...]:
        """What it looks like, as it is offered; all of it where that is little."""
        if self.few:
            return tuple(self.offered.values())
        near = process.extract(plain(text[:LONG]), list(self._known), scorer=fuzz.WRatio, limit=3 * SOME, score_cutoff=LIKE)
        keys = dict.fromkeys(self._known[word] for word, _, _ in near)
        return tuple(self.offered[key] for key in list(keys)[:SOME])
