"""What the tables are, for programs that read tables: a Data Package (Frictionless, version 1)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.exports.api import ROOT, shown
from generator.exports.json import dumps
from generator.exports.tables.cells import cell, line
from generator.exports.tables.columns import FOLDER, Column, Table, texts
from generator.exports.tables.lines import tables_of
from generator.model import Artifact, Site
from generator.render.pages import slugify
from generator.schemas import COLLECTIONS

PATH = f"{FOLDER}/datapackage.json"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
VOCABULARIES = "vocabularies"


@dataclass(frozen=True)
class Told:
    """A published file: its size in bytes, its SHA-256, and how many rows a table has."""

    path: str
    size: int
    sha256: str
    rows: int = 0


def told(artifact: Artifact, rows: int = 0) -> Told:
    """What is told of a file."""
    return Told(artifact.path, len(artifact.content), hashlib.sha256(artifact.content).hexdigest(), rows)


def vocabularies(site: Site) -> Table:
    """The table of all terms: what the codes in the other tables mean."""
    columns = (
        Column("vocabulary", "string", {"es": "Vocabulario", "en": "Vocabulary"}, lambda row: row[0], required=True),
        Column("id", "string", {"es": "Código", "en": "Code"}, lambda row: row[1].id, required=True),
        *texts("label", {"es": "Nombre", "en": "Name"}, lambda row: row[1].label, site.settings.order),
        Column("broader", "string", {"es": "Término más amplio", "en": "Broader term"}, lambda row: row[1].get("broader")),
    )
    return Table(VOCABULARIES, "", {"es": "Vocabularios", "en": "Vocabularies"}, columns, ("vocabulary", "id"))


def terms(site: Site) -> Iterator[bytes]:
    """The lines of that table."""
    columns = vocabularies(site).columns
    for name, vocabulary in sorted(site.vocabularies.items()):
        for term in vocabulary.values():
            yield line(cell(column, column.get((name, term))) for column in columns)


def all_tables(site: Site) -> list[Table]:
    """Every table, in the order of the collections; the vocabularies last."""
    return [*(table for collection in COLLECTIONS for table in tables_of(site, collection)), vocabularies(site)]


def newest(site: Site, collection: str = "") -> date | None:
    """The newest date of the records (of a collection); None where there are none."""
    found: dict[str, date] | None = site.memo.get("newest")
    if found is None:
        found = site.memo["newest"] = {}
        for key, entry in site.entries.items():
            if shown(entry):
                found[key[0]] = max(found.get(key[0], entry.updated), entry.updated)
    return found.get(collection) if collection else max(found.values(), default=None)


def name_of(site: Site) -> str:
    """What the whole of the data is called in names of files."""
    settings = site.settings
    return f"{slugify(settings.name.pick(settings.default, settings.order)[0]) or 'site'}-data"


def words_of(site: Site, key: str) -> dict[str, str]:
    """A wording in every language."""
    return {code: site.strings[code][key] for code in site.settings.order}


def package(site: Site, files: Mapping[str, Told]) -> Artifact:
    """The Data Package of the tables, whose ``files`` are known by path."""
    settings, latest = site.settings, newest(site)
    publisher = settings.name.pick(settings.default, settings.order)[0]
    return Artifact(PATH, dumps({
        "profile": "tabular-data-package",
        "name": name_of(site),
        "id": settings.url + PATH,
        **_said("title", words_of(site, "tables.title")),
        **_said("description", words_of(site, "tables.lead")),
        "homepage": settings.url,
        **({"version": latest.isoformat()} if latest else {}),
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0"}],
        "contributors": [{"title": publisher, "path": settings.url, "role": "publisher"}],
        "sources": [{"title": publisher, "path": f"{settings.url}{ROOT}/sources.json"}],
        "resources": [_resource(table, files[table.path]) for table in all_tables(site)],
    }))


def _resource(table: Table, file: Told) -> dict[str, Any]:
    keys = [{"fields": column.name, "reference": {"resource": column.collection, "fields": "id"}} for column in table.columns if _refers(column)]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.path.removeprefix(f"{FOLDER}/"),
        **_said("title", table.label),
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": file.size, "hash": f"sha256:{file.sha256}", "rows": file.rows,
        "schema": {"fields": [_field(column) for column in table.columns], "primaryKey": list(table.keys), "missingValues": [""],
                   **({"foreignKeys": keys} if keys else {})},
    }


def _refers(column: Column) -> bool:
    """Whether every value is the id of a row: nothing promises one for a person, who may withdraw, nor for one of several values."""
    return bool(column.collection) and not column.many and not COLLECTIONS[column.collection].may_hold_people


def _field(column: Column) -> dict[str, Any]:
    rules = {"required": True} if column.required else {}
    if column.choices and not column.many:
        rules["enum"] = list(column.choices)  # type: ignore[assignment]
    more = {"vocabulary": column.vocabulary, "unit": column.unit, "unitField": column.unit_column, "language": column.language,
            "separator": column.separator if column.many else "", "computed": column.computed, "constraints": rules}
    return {"name": column.name, "type": column.kind, **_said("title", column.label), **_said("description", column.help),
            **{name: value for name, value in more.items() if value}}


def _said(name: str, words: Mapping[str, str]) -> dict[str, Any]:
    """A text in the first language, as the format knows it, and beside it in all."""
    return {name: next(iter(words.values())), f"{name}s": dict(words)} if words else {}
