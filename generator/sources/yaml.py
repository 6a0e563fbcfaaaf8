"""YAML -> plain values, and the place of any value on request.

The document is built from parser events, without recursion and without YAML's object model: no tags, no
anchors, no aliases, no duplicate keys, bounded depth. Positions are needed only for findings, so they are
not kept: :meth:`Document.span` reads the file again, which costs nothing on the way that matters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from generator.diagnostics import Report
from generator.model import FieldPath, Span
from generator.sources import rules, scalars
from generator.sources.files import CONTROL
from generator.sources.quick import CUT, MAX_DEPTH, MAX_LENGTH, ODD, quick

MAX_MARKS = 20_000  # line ends and commas, hence values; the largest file in use has 600
Positions = dict[FieldPath, tuple[int, int, int, int]]  # path -> line, column of the key; of the value


@dataclass(frozen=True)
class Document:
    """The value of a YAML text and where things stand in it. ``offset``: lines before the text in its file."""

    name: str
    text: str
    value: Any
    offset: int = 0

    def span(self, path: FieldPath = (), *, key: bool = False) -> Span:
        """Where the value at ``path`` stands, or the nearest thing around it that exists."""
        for length in range(len(path), 0, -1):
            found = self._positions.get(path[:length])
            if found:
                line, column = found[:2] if key else found[2:]
                return Span(self.name, line, column)
        return Span(self.name, 1 + self.offset, 1)

    @cached_property
    def _positions(self) -> Positions:
        positions: Positions = {}
        _build(self.name, self.text, Report(), positions, self.offset)
        return positions


def parse(name: str, text: str, report: Report, offset: int = 0) -> Document | None:
    """The document in ``text``; None after a finding that leaves no value to go on with."""
    if text.count("\n") + text.count(",") > MAX_MARKS:
        report.add(rules.MANY.at(Span(name), limit=MAX_MARKS))
        return None
    value = quick(text)
    if value is not ODD:
        return Document(name, text, value, offset)
    found = Report()
    value = _build(name, text, found, {}, offset)
    report.extend(found)
    return None if found.errors else Document(name, text, value, offset)


_SIGN = ("hay un signo que solo puede ir entre comillas", "there is a sign that may only stand in quotes")
_PROBLEMS = {  # libyaml's own words -> ours
    "mapping values are not allowed in this context": (
        "sobra un «: » o la sangría no es la de las líneas vecinas", "there is a “: ” too many, or the indentation is not that of its neighbours"),
    "could not find expected ':'": ("falta «: » después del nombre de un campo", "the “: ” after the name of a field is missing"),
    "did not find expected key": (
        "aquí tenía que empezar un campo: sangría distinta o comillas sin cerrar", "a field should begin here: other indentation, or quotes left open"),
    "did not find expected '-' indicator": (
        "la sangría no es la de los demás elementos de la lista", "the indentation is not that of the list's other items"),
    "block sequence entries are not allowed in this context": ("aquí no puede ir un guion", "a dash may not stand here"),
    "did not find expected ',' or ']'": ("falta una coma o el corchete de cierre «]»", "a comma or the closing “]” is missing"),
    "did not find expected ',' or '}'": ("falta una coma o la llave de cierre «}»", "a comma or the closing “}” is missing"),
    "found unexpected end of stream": ("el archivo termina dentro de unas comillas sin cerrar", "the file ends inside quotes left open"),
    "found character that cannot start any token": _SIGN,
    "did not find expected alphabetic or numeric character": _SIGN,
    "did not find expected whitespace or line break": _SIGN,
    "did not find expected comment or line break": _SIGN,
    "found unknown escape character": (
        "hay una barra «\\» dentro de comillas dobles; use comillas simples", "there is a “\\” inside double quotes; use single quotes"),
}
_OPEN = ("flow sequence", "flow mapping", "quoted scalar", "simple key")
_FIELD = re.compile(r"\s*[\w-]+:(?:\s|$)")


class _Stop(Exception):
    """The rest of the text cannot be understood."""


def _build(name: str, text: str, report: Report, positions: Positions | None, offset: int) -> Any:
    builder = _Builder(name, text, report, positions, offset)
    try:
        return builder.run(CParser(text))
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        lines = text.splitlines()
        here = lines[line] if line < len(lines) else ""
        problem = error.problem or "?"
        if "\t" in here[: len(here) - len(here.lstrip())] or here[column : column + 1] == "\t":
            report.add(rules.TAB.at(builder.at(line, column if here[:column].strip() else 0)))
        elif problem == "did not find expected <document start>":  # a line «...» ends a document
            report.add(rules.SEVERAL.at(builder.at(line, 0)))
        else:
            report.drop(rules.NULL)  # what is indented wrongly leaves an empty field behind; one finding is enough
            opened = error.context_mark if str(error.context).endswith(_OPEN) else None
            if opened and line > opened.line and (not here.strip() or _FIELD.match(here)):  # left open: to be mended where it begins
                line, column = opened.line, opened.column
            es, en = _PROBLEMS.get(problem, (f"no se entiende lo que sigue ({problem})", problem))
            report.add(rules.SYNTAX.at(builder.at(line, column), problem=es, problem_en=en))
    except yaml.YAMLError as error:
        problem = str(error).splitlines()[0]
        report.add(rules.SYNTAX.at(builder.at(0, 0), problem=problem, problem_en=problem))
    return None


class _Builder:
    """Turns events into values with a stack of open containers; says what it refuses, and goes on."""

    def __init__(self, name: str, text: str, report: Report, positions: Positions | None, offset: int) -> None:
        self.name, self.report, self.positions, self.offset = name, report, positions, offset
        self.lines = text.split("\n") if CUT.search(text) else None  # needed only where a text may be cut by its own «#»

    def at(self, line: int, column: int) -> Span:
        return Span(self.name, line + 1 + self.offset, column + 1)

    def run(self, parser: Any) -> Any:
        root: list[Any] = []
        stack: list[Any] = [root]  # containers being filled; a map is followed by its pending key
        keys: list[Any] = [None]
        path: list[Any] = []
        documents = 0
        while True:
            event = parser.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                top = stack[-1]
                if type(top) is dict and keys[-1] is None:
                    keys[-1] = self._key(event, top, path)
                    continue
                self._refuse(event)
                value = self._scalar(event, keys[-1])
                self._put(top, keys, path, value, event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._refuse(event)
                if len(stack) > MAX_DEPTH:
                    mark = event.start_mark
                    self.report.add(rules.DEEP.at(self.at(mark.line, mark.column), limit=MAX_DEPTH))
                    raise _Stop
                top = stack[-1]
                if type(top) is dict and keys[-1] is None:
                    mark = event.start_mark
                    self.report.add(rules.KEY.at(self.at(mark.line, mark.column)))
                    raise _Stop
                value = {} if kind is yaml.MappingStartEvent else []
                part = keys[-1] if type(top) is dict else len(top)
                self._put(top, keys, path, value, event)
                path.append(part)
                stack.append(value)
                keys.append(None)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
                keys.pop()
                path.pop()
            elif kind is yaml.AliasEvent:
                mark = event.start_mark
                self.report.add(rules.ANCHOR.at(self.at(mark.line, mark.column)))
                raise _Stop
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.report.add(rules.SEVERAL.at(self.at(event.start_mark.line, 0)))
                    raise _Stop
            elif kind is yaml.StreamEndEvent:
                break
        if not root or root[0] is None:
            self.report.add(rules.EMPTY.at(Span(self.name)))
            return None
        return root[0]

    def _key(self, event: Any, into: dict[str, Any], path: list[Any]) -> str:
        self._refuse(event)
        key: str = event.value
        mark = event.start_mark
        if self.positions is not None:
            here = (*path[1:], key)
            if key in into:
                at = self.at(mark.line, mark.column)
                self.report.add(rules.DUPLICATE.at(at, here, key=key, first=self.positions[here][0]))
            else:
                place = (mark.line + 1 + self.offset, mark.column + 1)
                self.positions[here] = (*place, *place)
        elif key in into:
            self.report.add(rules.DUPLICATE.at(Span(self.name), key=key, first=0))
        return key

    def _put(self, top: Any, keys: list[Any], path: list[Any], value: Any, event: Any) -> None:
        if type(top) is dict:
            part, keys[-1] = keys[-1], None
            if part not in top:
                top[part] = value
        else:
            part = len(top)
            top.append(value)
        if self.positions is not None:
            here = (*path, part)[1:]
            line, column = event.start_mark.line + 1 + self.offset, event.start_mark.column + 1
            self.positions[here] = (*self.positions.get(here, (line, column))[:2], line, column)

    def _scalar(self, event: Any, key: str | None) -> Any:
        if event.style:  # quoted or block; plain is the empty string
            return event.value
        mark = event.start_mark
        try:
            value = scalars.plain(event.value)
        except scalars.AmbiguousNumber:
            self.report.add(rules.OCTAL.at(self.at(mark.line, mark.column), text=event.value))
            return event.value
        except scalars.ImpossibleDate:
            self.report.add(rules.DATE.at(self.at(mark.line, mark.column), text=event.value))
            return event.value
        if value is None and key is not None:
            # `{amount: 5.640,00}` is two fields to YAML, and the second is made of digits
            rule = rules.COMMA if key.isdigit() else rules.NULL
            self.report.add(rule.at(self.at(mark.line, mark.column), key=key))
        end = event.end_mark
        if self.lines and type(value) is str and CUT.match(self.lines[end.line], end.column):
            self.report.add(rules.CUT_SHORT.at(self.at(mark.line, mark.column), value=value))
        return value

    def _refuse(self, event: Any) -> None:
        """Anchors, tags and endless values are refused where they stand, and control characters that a quoted text spells out."""
        mark = event.start_mark
        if type(event) is yaml.ScalarEvent and len(event.value) > MAX_LENGTH:
            self.report.add(rules.LONG.at(self.at(mark.line, mark.column), limit=MAX_LENGTH))
            raise _Stop
        if type(event) is yaml.ScalarEvent and event.style == '"' and (found := CONTROL.search(event.value)):
            self.report.add(rules.CONTROL.at(self.at(mark.line, mark.column), code=f"{ord(found[0]):04X}"))
            raise _Stop
        if event.anchor:
            self.report.add(rules.ANCHOR.at(self.at(mark.line, mark.column)))
            raise _Stop
        if event.tag:
            self.report.add(rules.TAG.at(self.at(mark.line, mark.column)))
            raise _Stop
