"""Warnings that are known and right stand in ``content/known-warnings.yml``, each with its reason."""

from __future__ import annotations

from pydantic import ValidationError

from generator.checks.place import span_of
from generator.diagnostics import RULES, Diagnostic, Report, define
from generator.model import Site, Span
from generator.schemas.core.fields import Part, Text
from generator.sources import rules
from generator.sources.files import read_text
from generator.sources.yaml import parse

FILE = "content/known-warnings.yml"

OBSOLETE = define(
    "known-warning-obsolete", "warning",
    es=("Ya no aparece el aviso «{code}» en {file}.", "Borre esta entrada de known-warnings.yml."),
    en=("The warning “{code}” no longer appears in {file}.", "Delete this entry of known-warnings.yml."),
)
ENTRY_WRONG = define(
    "known-warning-form", "error",
    es=("La entrada no está completa.", "Escriba «- {{code: …, file: …, reason: {{es: …, en: …}}}}»."),
    en=("The entry is incomplete.", "Write “- {{code: …, file: …, reason: {{es: …, en: …}}}}”."),
)
UNKNOWN_CODE = define(
    "known-warning-code", "error",
    es=("«{code}» no es el código de ningún aviso.", "Use un código de docs/errors.md; los errores no se pueden aceptar."),
    en=("“{code}” is not the code of any warning.", "Use a code of docs/errors.md; errors cannot be accepted."),
)


class Known(Part):
    """A warning that stays: ``field`` narrows it to one place."""

    code: str
    file: str
    field: str = ""
    reason: Text


def settle(site: Site, report: Report) -> Report:
    """The report without known warnings, plus one for each entry that matches nothing any more."""
    known = _known(site, report)
    used: set[int] = set()
    left = Report()
    # While the list itself is wrong, nobody can tell which warnings it means: they wait until it is mended.
    doubtful = any(entry.code not in RULES for entry in known) or any(diagnostic.span.file == FILE for diagnostic in report.errors)
    for diagnostic in report:
        match = next((i for i, entry in enumerate(known) if _matches(entry, diagnostic)), None)
        if match is not None:
            used.add(match)
        elif not (doubtful and diagnostic.severity == "warning"):
            left.add(diagnostic)
    unsure = {diagnostic.span.file for diagnostic in report.errors}  # a file with errors may not have been looked at
    for index, entry in enumerate(known):
        if entry.code not in RULES or RULES[entry.code].severity != "warning":
            left.add(UNKNOWN_CODE.at(span_of(site, FILE, (index, "code")), (index, "code"), code=entry.code))
        elif index not in used and entry.file not in unsure:
            left.add(OBSOLETE.at(span_of(site, FILE, (index,)), (index,), code=entry.code, file=entry.file))
    return left


def _matches(entry: Known, diagnostic: Diagnostic) -> bool:
    return (
        diagnostic.severity == "warning"
        and entry.code == diagnostic.code
        and entry.file == diagnostic.span.file
        and entry.field in ("", diagnostic.field)
    )


def _known(site: Site, report: Report) -> tuple[Known, ...]:
    if not (site.project / FILE).exists():
        return ()
    text = read_text(site.project / FILE, FILE, report)
    document = parse(FILE, text, report) if text is not None else None
    if document is None:
        return ()
    if not isinstance(document.value, list):
        report.add(rules.NOT_A_LIST.at(Span(FILE, 1, 1)))
        return ()
    found: list[Known] = []
    for index, item in enumerate(document.value):
        try:
            found.append(Known.model_validate(item))
        except ValidationError:
            report.add(ENTRY_WRONG.at(document.span((index,)), (index,)))
    return tuple(found)
