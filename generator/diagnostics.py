"""Findings about content, as data.

A :class:`Rule` is one kind of finding: a code that never changes, its severity, and the message and the
cure in Spanish and English. Each rule is defined once, beside the code that raises it; this registry is
what docs/errors.md and its test read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.model import FieldPath, Span

Severity = Literal["error", "warning"]
LANGUAGES = ("es", "en")

RULES: dict[str, Rule] = {}


@dataclass(frozen=True, slots=True)
class Wording:
    """A message and its cure in one language, with ``{name}`` where an argument goes."""

    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding."""

    code: str
    severity: Severity
    wordings: Mapping[str, Wording]

    def at(self, span: Span, path: FieldPath = (), **arguments: Any) -> Diagnostic:
        """A finding of this kind at a place."""
        return Diagnostic(self, span, dotted(path), tuple(sorted(arguments.items())))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: rule, place, field path ('measures[2].type') and the arguments of its message."""

    rule: Rule
    span: Span
    field: str
    arguments: tuple[tuple[str, Any], ...]

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    def message(self, language: str) -> str:
        return self._filled(self._wording(language).message)

    def cure(self, language: str) -> str:
        return self._filled(self._wording(language).cure)

    def _wording(self, language: str) -> Wording:
        return self.rule.wordings.get(language) or self.rule.wordings[LANGUAGES[0]]

    def _filled(self, template: str) -> str:
        return template.format_map({name: _printable(value) for name, value in self.arguments})

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.span, self.code, self.field, repr(self.arguments))


def define(code: str, severity: Severity, *, es: tuple[str, str], en: tuple[str, str]) -> Rule:
    """Register a kind of finding; ``es`` and ``en`` are (message, cure)."""
    if code in RULES:
        raise ValueError(f"rule {code} is defined twice")
    RULES[code] = Rule(code, severity, {"es": Wording(*es), "en": Wording(*en)})
    return RULES[code]


class Report:
    """Collects findings; sorted by file, line and column, each one once."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self._found: dict[tuple[Any, ...], Diagnostic] = {}
        self.extend(diagnostics)

    def add(self, diagnostic: Diagnostic) -> None:
        self._found.setdefault(diagnostic.sort_key, diagnostic)

    def drop(self, rule: Rule) -> None:
        """Take out the findings of a kind that another one explains."""
        self._found = {key: diagnostic for key, diagnostic in self._found.items() if diagnostic.rule is not rule}

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in diagnostics:
            self.add(diagnostic)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self._found.values(), key=lambda d: d.sort_key))

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, diagnostic: object) -> bool:
        return isinstance(diagnostic, Diagnostic) and diagnostic.sort_key in self._found

    @property
    def errors(self) -> list[Diagnostic]:
        return [d for d in self if d.severity == "error"]

    @property
    def warnings(self) -> list[Diagnostic]:
        return [d for d in self if d.severity == "warning"]


class Fault(Exception):
    """Something outside the content is wrong: a tool, a folder, a setting. One line says what."""


def dotted(path: FieldPath) -> str:
    """``('measures', 0, 'type')`` as people read it: ``measures[1].type`` (counted from 1)."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else str(part)
    return text


def printable(text: str) -> str:
    """The text on one line, with a mark for every character that cannot be seen or written."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _printable(value: Any) -> str:
    """Arguments come from content: one line, no control characters, no length that hides the message.

    A list is the program's own (the names that may stand here) and is shown whole.
    """
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    text = printable(str(value).lower() if isinstance(value, bool) else str(value))
    return text if len(text) <= 120 else text[:117] + "..."
