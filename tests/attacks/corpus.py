"""The corpus: hostile texts, and what refuses each."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .shapes import TEXTS, quoted

FILE = Path(__file__).parent / "corpus.yml"
# Findings of reading: nothing is left of the file, so the text cannot be rendered even where checks were forgotten.
UNREADABLE = {"control-character", "value-too-long", "yaml-syntax", "text-too-long", "text-empty"}


@dataclass(frozen=True)
class Attack:
    """One hostile text; ``refused`` by kind of field: the codes of its findings, sorted."""

    number: int
    group: str
    text: str | None  # None where no text can be it
    source: str  # as a YAML scalar
    refused: dict[str, tuple[str, ...]] = field(compare=False)

    def readable(self, kind: str) -> bool:
        """Whether it gets as far as a record."""
        return not set(self.refused[kind]) & UNREADABLE


def corpus() -> list[Attack]:
    """All attacks, in the order of their file."""
    groups: dict[str, list[dict[str, Any]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    items = [(group, item) for group, items in groups.items() for item in items]
    return [_attack(number, group, item) for number, (group, item) in enumerate(items)]


def _attack(number: int, group: str, item: dict[str, Any]) -> Attack:
    text = item["repeat"] * item["times"] if "repeat" in item else item.get("text")
    refused = {kind: tuple(sorted(item.get(kind, "").split())) for kind in TEXTS}
    return Attack(number, group, text, item["yaml"] if text is None else quoted(text), refused)
