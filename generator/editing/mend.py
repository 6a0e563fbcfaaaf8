"""Mending what has one right reading: for a finding, the line as it should be; for a file, everything that is safe at once.

``safe`` mends never need a decision: they are what ``cet check --fix`` writes. ``suggested`` ones are only shown. No mend
touches another line, so comments stay; none is kept that does not take its finding away.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.diagnostics import Diagnostic, Report
from generator.schemas import Collection
from generator.schemas.core.validate import validate
from generator.sources.yaml import parse

ROUNDS = 20  # a mended mistake may show the next one
_TRUTHS = {"sí": "true", "si": "true", "yes": "true", "on": "true", "verdadero": "true", "no": "false", "off": "false", "falso": "false"}
_SMART = re.compile(r"(?<=[:\[{,-] )[“”‘]([^“”‘’\"\\]*)[”“’](?=\s*(?:[,}\]]|$))")
_BOTH = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+),(\d+)(?!\d)")  # 1.234,56: the last mark separates decimals
_ENGLISH = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+)\.(\d+)(?!\d)")  # 1,234.56
_COMMA = re.compile(r"(-?)(0|[1-9]\d*),(\d{1,2}|\d{4,})(?![\d,.])")  # 3,5; with three digits it may be thousands
_VALUE = re.compile(r"(\s*(?:- )*[\w-]+:\s+)(.*\S)\s*")
_GLUED = re.compile(r"(\s*(?:- )*[\w-]+):(?!//)(\S.*)")
_QUOTED = re.compile(r"[\"'\[{|>]")
_MEANT = re.compile(r"«(.+?)»")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")

_Mend = Callable[[Diagnostic, str, int], str | None]  # finding, line, column from 0 -> the line as it should be


def mended(name: str, raw: str, collection: Collection | None) -> str:
    """The text of a YAML file with every safe mend; ``raw`` may begin with a byte order mark and end lines in any way."""
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = _if_no_worse(name, text, "\n".join(_SMART.sub(r'"\1"', line) for line in text.split("\n")))
    for _ in range(ROUNDS):
        lines = text.split("\n")
        done: set[int] = set()
        for finding in _findings(name, text, collection):
            number = finding.span.line - 1
            if 0 <= number < len(lines) and number not in done and (line := safe(finding, lines[number])) is not None:
                lines[number] = line
                done.add(number)
        changed = "\n".join(lines)
        if not done or changed == text:
            break
        text = changed
    return _without_trailing_space(name, text)


def safe(finding: Diagnostic, line: str) -> str | None:
    """The mended line of a finding that can be read in one way only; None where somebody has to decide."""
    return _line(_SAFE, finding, line)


def suggested(finding: Diagnostic, text: str) -> str | None:
    """The line of a finding as it was probably meant, if that takes the finding away."""
    lines = text.split("\n")
    number, name = finding.span.line - 1, finding.span.file
    if not 0 <= number < len(lines):
        return None
    line = _line(_SAFE, finding, lines[number]) or _line(_LIKELY, finding, lines[number])
    if finding.code == "yaml-syntax" and number and (glued := _GLUED.fullmatch(lines[number - 1])):
        number, line = number - 1, f"{glued[1]}: {glued[2]}"  # what is wrong begins a line earlier
    if line is None or line == lines[number]:
        return None
    lines[number] = line
    left = {(d.code, d.span.line) for d in _findings(name, "\n".join(lines), None)}
    return None if (finding.code, finding.span.line) in left or len(left) > len(_findings(name, text, None)) else line


def _line(mends: dict[str, _Mend], finding: Diagnostic, line: str) -> str | None:
    mend = mends.get(finding.code)
    return mend(finding, line, finding.span.column - 1) if mend and finding.span.column else None


def _findings(name: str, text: str, collection: Collection | None) -> list[Diagnostic]:
    report = Report()
    document = parse(name, text, report)
    if document is not None and collection is not None:
        validate(collection, document, report)
    return list(report)


def _if_no_worse(name: str, text: str, changed: str) -> str:
    return changed if len(_findings(name, changed, None)) <= len(_findings(name, text, None)) else text


def _without_trailing_space(name: str, text: str) -> str:
    """No space at the end of lines, where it says nothing: in a text of several lines it may be a line break."""
    bare = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    before, after = (parse(name, version, Report()) for version in (text, bare))
    return bare if before is not None and after is not None and before.value == after.value else text


def _argument(finding: Diagnostic, name: str) -> str:
    return str(dict(finding.arguments).get(name, ""))


def _tab(finding: Diagnostic, line: str, column: int) -> str | None:
    head = line[: len(line) - len(line.lstrip())]
    if "\t" in head:
        return head.replace("\t", "  ") + line[len(head) :]
    return f"{line[:column]} {line[column:].lstrip()}" if line[column : column + 1] == "\t" else None


def _truth(finding: Diagnostic, line: str, column: int) -> str | None:
    word = re.match(r"[\"']?([^\s,}\]\"'#]+)[\"']?", line[column:])
    if _argument(finding, "expected_en") != "True or false" or not word or word[1].lower() not in _TRUTHS:
        return None
    return line[:column] + _TRUTHS[word[1].lower()] + line[column + word.end() :]


def _number(finding: Diagnostic, line: str, column: int) -> str | None:
    found = re.match(r"[\"']?([-\d.,]+)[\"']?", line[column:])
    if not found:
        return None
    value = _plain_number(found[1])
    return None if value is None else line[:column] + value + line[column + found.end() :]


def _plain_number(text: str) -> str | None:
    """A number written with a decimal comma or separated thousands, where only one reading is possible."""
    for form in (_BOTH, _ENGLISH, _COMMA):
        match = form.fullmatch(text)
        if match:
            return f"{match[1]}{re.sub(r'[.,]', '', match[2])}.{match[3]}"
    return None


def _comma(finding: Diagnostic, line: str, column: int) -> str | None:
    """``{amount: 5.640,00}``: the finding stands at what was left over, so the number is looked for in the line."""
    key = _argument(finding, "key")
    for found in re.finditer(r"(?<=: )-?[\d.]*\d,\d+(?=\s*[,}])", line):
        if found[0].endswith(f",{key}") and (value := _plain_number(found[0])) is not None:
            return line[: found.start()] + value + line[found.end() :]
    return None


def _quote(finding: Diagnostic, line: str, column: int) -> str | None:
    """The whole value in quotes."""
    found = _VALUE.fullmatch(line)
    if not found or _QUOTED.match(found[2]):
        return None
    text = found[2].strip("“”„").replace("\\", "\\\\").replace('"', '\\"')
    return f'{found[1]}"{text}"'


def _code(finding: Diagnostic, line: str, column: int) -> str | None:
    value = re.match(r"[^\s,}\]]+", line[column:])
    return f'{line[:column]}"{value[0]}"{line[column + value.end() :]}' if value else None


def _list(finding: Diagnostic, line: str, column: int) -> str | None:
    if _argument(finding, "expected") != "una lista":
        return None
    value = re.match(r"[\w.-]+(?=\s*(?:[,}#]|$))", line[column:])
    return f"{line[:column]}[{value[0]}]{line[column + value.end() :]}" if value else None


def _name(finding: Diagnostic, line: str, column: int) -> str | None:
    """The name that was meant, in place of the one that does not exist."""
    meant, wrong = _MEANT.search(_argument(finding, "hint")), _argument(finding, "key") or _argument(finding, "value")
    at = line.find(wrong, column)
    return line[:at] + meant[1] + line[at + len(wrong) :] if meant and wrong and at >= 0 else None


def _date(finding: Diagnostic, line: str, column: int) -> str | None:
    found = _DAY.match(line[column:])
    if not found or int(found[2]) > 12 or int(found[1]) <= 12:
        return None
    return f"{line[:column]}{found[3]}-{int(found[2]):02}-{int(found[1]):02}{line[column + found.end() :]}"


def _colon(finding: Diagnostic, line: str, column: int) -> str | None:
    """``id:caso``: the space after the colon of a field."""
    found = _GLUED.fullmatch(line)
    return f"{found[1]}: {found[2]}" if found else _quote(finding, line, column)


_SAFE: dict[str, _Mend] = {"yaml-tab": _tab, "wrong-type": _truth, "not-a-number": _number, "decimal-comma": _comma}
_LIKELY: dict[str, _Mend] = {
    "yaml-syntax": _colon, "yaml-anchor": _quote, "yaml-tag": _quote, "text-cut-short": _quote, "code-without-quotes": _code, "wrong-type": _list,
    "unknown-field": _name, "unknown-term": _name, "dangling-reference": _name, "not-a-date": _date,
}
