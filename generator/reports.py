"""Findings as text for people, JSON for programs, and annotations for a pull request."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.diagnostics import Diagnostic

Format = Callable[[Sequence[Diagnostic], int, str], str]

_WORDS: dict[str, dict[str, Any]] = {
    "es": {"error": "error", "warning": "aviso", "cure": "Cómo corregirlo", "known": "avisos conocidos, con su motivo en content/known-warnings.yml",
           "errors": ("error", "errores"), "warnings": ("aviso", "avisos"), "clean": "Sin errores ni avisos."},
    "en": {"error": "error", "warning": "warning", "cure": "How to mend it", "known": "known warnings, with their reason in content/known-warnings.yml",
           "errors": ("error", "errors"), "warnings": ("warning", "warnings"), "clean": "No errors and no warnings."},
}


def as_text(found: Sequence[Diagnostic], known: int, language: str, excerpt: Callable[[Diagnostic], Sequence[str]] = lambda d: ()) -> str:
    """One finding in two lines, those of its excerpt below them, and a last line that counts."""
    words = _WORDS[language]
    lines: list[str] = []
    for d in found:
        where = f" ({d.field})" if d.field else ""
        lines.append(f"{d.span}: {words[d.severity]} [{d.code}]{where}: {d.message(language)}")
        lines.append(f"    {words['cure']}: {d.cure(language)}")
        lines += [f"    {line}" for line in excerpt(d)]
    errors = sum(d.severity == "error" for d in found)
    count = words["clean"]
    if found:
        numbers = {"errors": errors, "warnings": len(found) - errors}
        count = ", ".join(f"{n} {words[name][n != 1]}" for name, n in numbers.items()) + "."
    lines.append(count + (f" {known} {words['known']}." if known else ""))
    return "\n".join(lines)


def as_json(found: Sequence[Diagnostic], known: int, language: str) -> str:
    """Everything about every finding, in both languages."""
    rows = [
        {
            "code": d.code,
            "severity": d.severity,
            "file": d.span.file,
            "line": d.span.line,
            "column": d.span.column,
            "field": d.field,
            "help": f"docs/errors.md#{d.code}",
            "message": {code: d.message(code) for code in _WORDS},
            "cure": {code: d.cure(code) for code in _WORDS},
        }
        for d in found
    ]
    return json.dumps({"diagnostics": rows, "known_warnings": known}, ensure_ascii=False, indent=2)


def as_github(found: Sequence[Diagnostic], known: int, language: str) -> str:
    """GitHub's workflow commands: each finding is shown at its line of the pull request."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    return "\n".join(
        f"::{d.severity} file={value(d.span.file)},line={max(d.span.line, 1)},col={max(d.span.column, 1)},"
        f"title={value(d.code)}::{data(f'{d.message(language)} {d.cure(language)}')}"
        for d in found
    )


def as_sarif(found: Sequence[Diagnostic], known: int, language: str) -> str:
    """SARIF 2.1.0: what code hosts and editors read as the result of an analysis."""
    rules = {d.code: d.rule for d in found}
    codes = sorted(rules)
    driver = {"name": "cet", "version": __version__, "rules": [{
        "id": code,
        "shortDescription": {"text": rules[code].wordings[language].message},
        "help": {"text": f"{rules[code].wordings[language].cure} docs/errors.md#{code}"},
        "defaultConfiguration": {"level": rules[code].severity},
    } for code in codes]}
    results = [{
        "ruleId": d.code,
        "ruleIndex": codes.index(d.code),
        "level": d.severity,
        "message": {"text": f"{d.message(language)} {d.cure(language)}"},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": quote(d.span.file), "uriBaseId": "PROJECT"},
            "region": {"startLine": max(d.span.line, 1), "startColumn": max(d.span.column, 1)},
        }}],
        **({"properties": {"field": d.field}} if d.field else {}),
    } for d in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results, "properties": {"knownWarnings": known}}
    document = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2)


FORMATS: dict[str, Format] = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}
