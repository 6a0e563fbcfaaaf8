"""Every id that points somewhere points to something that is there, and may be pointed to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.checks.place import span_of
from generator.diagnostics import Diagnostic, Report, define
from generator.model import FieldPath, Record, Site, Span
from generator.nearest import nearest
from generator.schemas import COLLECTIONS
from generator.schemas.core.fields import ID_PATTERN, LONGEST_ID, RefTo
from generator.schemas.core.walk import Found

UNKNOWN_TERM = define(
    "unknown-term", "error",
    es=("«{value}» no está en el vocabulario «{vocabulary}».{hint}", "Use un término de content/vocabularies/{vocabulary}.yml o agréguelo allí."),
    en=("“{value}” is not in the vocabulary “{vocabulary}”.{hint_en}", "Use a term of content/vocabularies/{vocabulary}.yml or add it there."),
)
NO_VOCABULARY = define(
    "vocabulary-missing", "error",
    es=("No existe el vocabulario «{vocabulary}», que los registros usan.", "Cree content/vocabularies/{vocabulary}.yml."),
    en=("The vocabulary “{vocabulary}”, which records use, does not exist.", "Create content/vocabularies/{vocabulary}.yml."),
)
DANGLING = define(
    "dangling-reference", "error",
    es=("No existe «{value}» en {collection}.{hint}", "Corrija el identificador o cree el registro {file}."),
    en=("There is no “{value}” in {collection}.{hint_en}", "Mend the identifier or create the record {file}."),
)
NO_COLLECTION = define(
    "no-such-collection", "error",
    es=("No existe la colección «{value}».{hint}", "Corrija el nombre. Existen: {known}."),
    en=("There is no collection “{value}”.{hint_en}", "Mend the name. There are: {known}."),
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


def check_record(site: Site, record: Record, report: Report) -> None:
    if record.data.replaced_by:
        site.watch.seen.add(("entry", (record.collection, record.data.replaced_by)))
        replaced = Found(("replaced_by",), RefTo(record.collection), record.data.replaced_by)
        check_reference(site, record, replaced, report)


def check_term(site: Site, record: Record, found: Found, report: Report) -> None:
    vocabulary: str = found.mark.vocabulary  # type: ignore[union-attr]
    terms = site.vocabularies.get(vocabulary)
    if terms is None:
        if (site.project / "content" / "vocabularies" / f"{vocabulary}.yml").exists():
            return  # the file cannot be read, and its own finding says so
        report.add(NO_VOCABULARY.at(Span(f"content/vocabularies/{vocabulary}.yml"), vocabulary=vocabulary))  # once, however many fields
    elif found.value not in terms:
        es, en = hints(found.value, {name: (name, *term.label.values()) for name, term in terms.items()})
        span = span_of(site, record.file, found.path)
        report.add(UNKNOWN_TERM.at(span, found.path, value=found.value, vocabulary=vocabulary, hint=es, hint_en=en))


def check_reference(site: Site, record: Record, found: Found, report: Report) -> None:
    collection: str = found.mark.collection  # type: ignore[union-attr]
    target = site.entries.get((collection, found.value))
    if target is None:
        if broken(site, collection, found.value):
            return
        known = [key[1] for key in site.entries if key[0] == collection]
        report.add(dangling(span_of(site, record.file, found.path), found.path, found.value, collection, known))
    elif record.status == "published" and target.status == "draft":
        report.add(CITES_DRAFT.at(span_of(site, record.file, found.path), found.path, value=found.value))
    elif record.status == "published" and target.status == "retired" and found.path != ("replaced_by",):
        report.add(CITES_RETIRED.at(span_of(site, record.file, found.path), found.path, value=found.value))


def broken(site: Site, collection: str, value: str) -> bool:
    """Whether the record is there but cannot be read; its own finding says why, and one is enough."""
    if (collection, value) in site.entries or collection not in COLLECTIONS or not re.fullmatch(ID_PATTERN, value) or len(value) > LONGEST_ID:
        return False
    return (site.project / COLLECTIONS[collection].home / f"{value}.yml").exists()


def dangling(span: Span, path: FieldPath, value: str, collection: str, known: Iterable[str]) -> Diagnostic:
    """What is cited is not there; the cure names the file that would have to be."""
    if collection == "template":
        file = ", ".join(known)
    elif collection == "content/pages":
        file = f"content/pages/es/{value}.md"
    elif collection in COLLECTIONS:
        file = f"{COLLECTIONS[collection].home}/{value}.yml"
    else:
        name = value if collection == "generator/schemas" else collection
        es, en = hints(name, {known: (known, *texts) for known, texts in _names().items()})
        return NO_COLLECTION.at(span, path, value=name, known=tuple(sorted(COLLECTIONS)), hint=es, hint_en=en)
    es, en = hints(value, {name: (name,) for name in known})
    return DANGLING.at(span, path, value=value, collection=collection, file=file, hint=es, hint_en=en)


def _names() -> dict[str, tuple[str, ...]]:
    """What people call the collections."""
    return {name: tuple(text for texts in collection.labels.values() for text in texts) for name, collection in COLLECTIONS.items()}


def hints(value: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """« ¿Quiso decir …?» in both languages, or two empty texts. ``known``: what may be written -> what people call it."""
    names = {name: id_ for id_, several in known.items() for name in several}
    near = nearest(str(value), names, loosely=True)
    return (f" ¿Quiso decir «{names[near]}»?", f" Did you mean “{names[near]}”?") if near else ("", "")
