"""The words of the worksheets: one YAML file beside each, and ``common.yml`` for what all share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
DEFAULT = "es"


@cache
def read(name: str) -> Mapping[str, Any]:
    """One file of texts. They are part of the program, not content: nobody else's input is read here."""
    found: Mapping[str, Any] = yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    return found


class Texts:
    """The words of one worksheet in one language. A text that a language lacks is given in Spanish."""

    def __init__(self, worksheet_id: str, lang: str) -> None:
        self.lang, self.own, self.common = lang, read(worksheet_id), read("common")

    def say(self, text: Any) -> str:
        """A text by language; one that is the same in all may be a plain string."""
        return text if isinstance(text, str) else str(text.get(self.lang, text[DEFAULT]))

    def get(self, *path: str) -> str:
        """A text of the worksheet or, where it has none, of all; KeyError where nobody has."""
        for source in (self.own, self.common):
            found: Any = source
            for key in path:
                found = found.get(key) if isinstance(found, Mapping) else None
            if found is not None:
                return self.say(found)
        raise KeyError(".".join(path))

    def maybe(self, *path: str) -> str:
        """As :meth:`get`, or an empty text."""
        try:
            return self.get(*path)
        except KeyError:
            return ""

    def label(self, name: str) -> str:
        """What a cell or column is called."""
        return self.get("labels", name)

    def unit(self, unit: str) -> str:
        """A unit in words; one that common.yml does not know is a symbol, the same in every language."""
        return self.maybe("units", unit) or unit

    def rows(self, table: str) -> list[str]:
        """The labels of a table's fixed rows."""
        return [self.say(text) for text in self.own["rows"][table]]

    def choice(self, choices: str, code: str) -> str:
        """The label of a code."""
        return self.get("lists", choices, code)

    def codes(self, choices: str) -> tuple[str, ...]:
        """The codes of a list, in the order in which they are offered."""
        return tuple(self.own.get("lists", {}).get(choices) or self.common["lists"][choices])

    def many(self, key: str) -> list[str]:
        """A list of paragraphs; none where there is no such key."""
        return [self.say(text) for text in self.own.get(key, ())]
