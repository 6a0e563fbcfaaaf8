"""A text in several languages."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping

NEUTRAL = ""  # language key of a text that is the same in every language (a company's name)


class Localized(Mapping[str, str]):
    """One text in some languages: an open map from language code to text, never changed once made."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, language: object) -> bool:
        return language in self._texts

    def items(self) -> ItemsView[str, str]:
        return self._texts.items()

    def __repr__(self) -> str:
        return f"Localized({self._texts!r})"

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._texts.items())))

    def pick(self, language: str, order: tuple[str, ...]) -> tuple[str, str]:
        """The text for a reader of ``language`` and the language it is in.

        Falls back through ``order`` (the site's languages, default first); a neutral text counts as
        being in the reader's own language.
        """
        if language in self._texts:
            return self._texts[language], language
        if NEUTRAL in self._texts:
            return self._texts[NEUTRAL], language
        for other in order:
            if other in self._texts:
                return self._texts[other], other
        other = min(self._texts)
        return self._texts[other], other

    def has(self, language: str) -> bool:
        """True where a reader of ``language`` needs no translation."""
        return language in self._texts or NEUTRAL in self._texts
