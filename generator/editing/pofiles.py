"""Texts for translators: a PO file out, and back. Numbers, dates and units are no texts, so no translator meets a figure that counts.

Each message is one text of one record: its context is where it stands, its id the source text. A text whose source changed in
the meantime is refused; one that only moved inside its record is found again.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from generator.diagnostics import Diagnostic, Report, define, dotted
from generator.editing.files import Change
from generator.editing.freshness import current, noted
from generator.editing.rewrite import Edit, applied
from generator.editing.verdict import verdicts
from generator.model import Record, Site, Span
from generator.schemas import COLLECTIONS
from generator.schemas.core.freshness import Translation, digest_of, translations_of
from generator.sources.yaml import parse

WIDTH = 120

NO_PO = define(
    "po-unreadable", "error",
    es=("No se puede leer como archivo PO: {reason}.", "Use el archivo que escribió «cet translations --po», guardado en UTF-8."),
    en=("It cannot be read as a PO file: {reason_en}.", "Use the file that “cet translations --po” wrote, saved as UTF-8."),
)
NO_TEXT = define(
    "po-unknown-text", "error",
    es=("«{where}» no es un texto que se traduzca aquí.", "No cambie msgctxt; exporte de nuevo si el registro ya no existe."),
    en=("“{where}” is no text that is translated here.", "Do not change msgctxt; export again if the record no longer exists."),
)
SOURCE_CHANGED = define(
    "po-source-changed", "error",
    es=("El texto original de «{where}» cambió después de exportarlo. Ahora dice: «{now}»", "Exporte de nuevo, traduzca el texto nuevo e importe."),
    en=("The source text of “{where}” changed after it was exported. It now says: “{now}”", "Export again, translate the new text and import."),
)
LINKS_DIFFER = define(
    "po-links-differ", "error",
    es=("La traducción de «{where}» no lleva los mismos enlaces que el original: {difference}.", "Copie las direcciones entre paréntesis tal como están en el original; se traduce solo lo que va entre corchetes."),
    en=("The translation of “{where}” does not have the same links as the source: {difference}.", "Copy the addresses in round brackets as they are in the source; only what stands in square brackets is translated."),
)
FIGURES_DIFFER = define(
    "po-figures-differ", "warning",
    es=("La traducción de «{where}» no dice los mismos números que el original: {difference}.", "Escriba los números del original; el separador de decimales y de miles puede ser el del idioma."),
    en=("The translation of “{where}” does not say the same numbers as the source: {difference}.", "Write the numbers of the source; the decimal and thousands separators may be those of the language."),
)
_HEAD = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {language}\\n"

"""
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)")
_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")


def exported(site: Site, language: str, collections: Sequence[str] = ()) -> bytes:
    """All texts that are to be in a language, with what they say there now: those that are stale or a program's as fuzzy."""
    catalog = Catalog(charset="utf-8")
    for record in current(site, collections):
        for found in translations_of(record.data, site.settings.order):
            if found.language == language:
                fuzzy = found.standing in ("stale", "machine")
                comments = [f"{found.source_language} → {language}", *([found.standing] if fuzzy else [])]
                catalog.add(found.source, found.text.get(language, ""), locations=[(record.file, 0)], flags=["fuzzy"] if fuzzy else [],
                            auto_comments=comments, context=f"{record.collection}/{record.id}:{dotted(found.path)}")
    out = io.BytesIO()
    write_po(out, catalog, width=WIDTH, omit_header=True, include_lineno=False)
    return _HEAD.format(language=language).encode() + out.getvalue()


def language_of(content: str) -> str:
    """The language that a PO file says it is in; empty where it says none."""
    found = re.search(r'^"Language: ([A-Za-z-]+)\\n"$', content, re.MULTILINE)
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class _Brought:
    """A translation that came back, the text it is for, and where it stands in the PO file."""

    record: Record
    translation: Translation
    text: str
    span: Span


def imported(site: Site, name: str, content: str, language: str, report: Report, *, machine: bool = False) -> list[Change]:
    """What the translations of a PO file change. Nothing is to be written where ``report`` then holds an error.

    Entries that are empty or still fuzzy are not looked at; those that say what stands there already only confirm what was doubtful.
    """
    try:
        catalog = read_po(io.StringIO(content), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        report.add(NO_PO.at(Span(name), reason=str(error), reason_en=str(error)))
        return []
    found = [brought for message in catalog if message.id and message.string and not message.fuzzy
             for brought in _placed(site, message, language, Span(name, message.lineno or 0, 1), report)]
    by_record: dict[str, list[_Brought]] = {}
    for brought in found:
        by_record.setdefault(brought.record.file, []).append(brought)
    changes = []
    for together in by_record.values():
        change = _change(site, together, language, machine, report)
        if change is not None:
            changes.append(change)
    return [] if report.errors else changes


def _placed(site: Site, message: Message, language: str, span: Span, report: Report) -> Iterator[_Brought]:
    """The text a message is for; nothing, and a finding, where there is none or it says something else now."""
    where, source, text = str(message.context), str(message.id), str(message.string).strip()
    key, _, path = where.partition(":")
    collection, _, identifier = key.partition("/")
    record = next((record for record in current(site, (collection,)) if record.id == identifier), None) if collection in COLLECTIONS else None
    mine = [found for found in translations_of(record.data, site.settings.order) if found.language == language] if record else []
    here = next((found for found in mine if dotted(found.path) == path), None)
    field = re.sub(r"\[\d+\]", "", path)
    same = [found for found in mine if found.field == field and digest_of(found.source) == digest_of(source)]
    if record is None or not (same or any(found.field == field for found in mine)):
        report.add(NO_TEXT.at(span, where=where))
    elif not same:
        report.add(SOURCE_CHANGED.at(span, where=where, now=here.source if here else "—"))
    else:
        target = here if here in same else same[0]
        if target.text.get(language) != text:
            report.extend(_differences(source, text, span, where))
        if target.text.get(language) != text or target.standing in ("stale", "machine"):
            yield _Brought(record, target, text, span)


def _differences(source: str, text: str, span: Span, where: str) -> Iterator[Diagnostic]:
    """What a translation must share with its source: where its links lead; and, unless numbers became words, its numbers."""
    for rule, of in ((LINKS_DIFFER, _targets), (FIGURES_DIFFER, _figures)):
        one, other = of(source), of(text)
        if one != other:
            said = [*(f"−{lost}" for lost in (one - other).elements()), *(f"+{more}" for more in (other - one).elements())]
            yield rule.at(span, where=where, difference=", ".join(said))


def _targets(text: str) -> Counter[str]:
    return Counter(_TARGET.findall(text))


def _figures(text: str) -> Counter[str]:
    """The numbers of a text, however their digits are separated."""
    return Counter(digits for number in _NUMBER.findall(_TARGET.sub("](", text)) for digits in [re.sub(r"\D", "", number)] if len(digits) > 1)


def _change(site: Site, together: Sequence[_Brought], language: str, machine: bool, report: Report) -> Change | None:
    """The record's file with its new texts and their notes; ``verdicts`` says whether they may stand there."""
    record = together[0].record
    edits = [Edit((*one.translation.path, language), one.text, text=True, language=True) for one in together
             if one.translation.text.get(language) != one.text]
    raw = _raw(site, record)
    if raw is None:
        return None
    spans = {dotted((*one.translation.path, language)): one.span for one in together}
    judged = verdicts(site, [(COLLECTIONS[record.collection], record.file, applied(raw, edits), lambda field: spans.get(field, together[0].span))])
    report.extend(diagnostic for _, diagnostic in judged)
    return None if report.errors else noted(site, _with(record, raw, edits), [one.translation for one in together], edits, machine=machine)


def _raw(site: Site, record: Record) -> Any:
    path = site.project / record.file
    document = parse(record.file, path.read_text(encoding="utf-8"), Report())
    return document.value if document is not None else None


def _with(record: Record, raw: Any, edits: Iterable[Edit]) -> Record:
    """The record as it will be: what was missing and now is there may be noted."""
    data = COLLECTIONS[record.collection].model.model_validate(applied(raw, list(edits)))
    return replace(record, data=data)
