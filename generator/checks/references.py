"""Every id that points somewhere points to something that is there, and may be pointed to."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from generator.checks.place import span_of
from generator.diagnostics import Report, define
from generator.model import Record, Site
from generator.schemas.core.fields import InVocabulary, RefTo
from generator.schemas.core.walk import Found

UNKNOWN_TERM = define(
    "unknown-term", "error",
    es=("«{value}» no está en el vocabulario «{vocabulary}».{hint}", "Use un término de content/vocabularies/{vocabulary}.yml o agréguelo allí."),
    en=("“{value}” is not in the vocabulary “{vocabulary}”.{hint_en}", "Use a term of content/vocabularies/{vocabulary}.yml or add it there."),
)
NO_VOCABULARY = define(
    "vocabulary-missing", "error",
    es=("No existe el vocabulario «{vocabulary}» que usa este campo.", "Cree content/vocabularies/{vocabulary}.yml."),
    en=("The vocabulary “{vocabulary}” that this field uses does not exist.", "Create content/vocabularies/{vocabulary}.yml."),
)
DANGLING = define(
    "dangling-reference", "error",
    es=("No existe «{value}» en {collection}.{hint}", "Corrija el identificador o cree el registro {collection}/{value}.yml."),
    en=("There is no “{value}” in {collection}.{hint_en}", "Mend the identifier or create the record {collection}/{value}.yml."),
)
CITES_DRAFT = define(
    "cites-draft", "error",
    es=("Un registro publicado cita «{value}», que es un borrador.", "Publique «{value}» o quite la referencia."),
    en=("A published record cites “{value}”, which is a draft.", "Publish “{value}” or take the reference away."),
)
CITES_RETIRED = define(
    "cites-retired", "warning",
    es=("Cita «{value}», que está retirado.", "Cite el registro que lo reemplaza, o anote el motivo en known-warnings.yml."),
    en=("It cites “{value}”, which is retired.", "Cite the record that replaces it, or give the reason in known-warnings.yml."),
)


def check_value(site: Site, record: Record, found: Found, report: Report) -> None:
    if isinstance(found.mark, InVocabulary):
        _term(site, record, found, found.mark.vocabulary, report)
    elif isinstance(found.mark, RefTo):
        _reference(site, record, found, found.mark.collection, report)


def check_record(site: Site, record: Record, report: Report) -> None:
    if record.data.replaced_by:
        replaced = Found(("replaced_by",), RefTo(record.collection), record.data.replaced_by)
        _reference(site, record, replaced, record.collection, report)


def _term(site: Site, record: Record, found: Found, vocabulary: str, report: Report) -> None:
    terms = site.vocabularies.get(vocabulary)
    if terms is None:
        if (site.project / "content" / "vocabularies" / f"{vocabulary}.yml").exists():
            return  # the file cannot be read, and its own finding says so
        report.add(NO_VOCABULARY.at(span_of(site, record.file, found.path), found.path, vocabulary=vocabulary))
    elif found.value not in terms:
        es, en = hints(found.value, terms)
        span = span_of(site, record.file, found.path)
        report.add(UNKNOWN_TERM.at(span, found.path, value=found.value, vocabulary=vocabulary, hint=es, hint_en=en))


def _reference(site: Site, record: Record, found: Found, collection: str, report: Report) -> None:
    target = site.entries.get((collection, found.value))
    if target is None:
        es, en = hints(found.value, (key[1] for key in site.entries if key[0] == collection))
        span = span_of(site, record.file, found.path)
        report.add(DANGLING.at(span, found.path, value=found.value, collection=collection, hint=es, hint_en=en))
    elif record.status == "published" and target.status == "draft":
        report.add(CITES_DRAFT.at(span_of(site, record.file, found.path), found.path, value=found.value))
    elif record.status == "published" and target.status == "retired" and found.path != ("replaced_by",):
        report.add(CITES_RETIRED.at(span_of(site, record.file, found.path), found.path, value=found.value))


def hints(value: str, known: Iterable[str]) -> tuple[str, str]:
    """« ¿Quiso decir …?» in both languages, or two empty texts."""
    near = process.extractOne(str(value), list(known), scorer=fuzz.ratio, score_cutoff=70)
    return (f" ¿Quiso decir «{near[0]}»?", f" Did you mean “{near[0]}”?") if near else ("", "")
