"""The read-only API: static JSON, one file per record, its sources with every figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.derive.cases import EffectView
from generator.derive.discrepancies import Discrepancy
from generator.diagnostics import dotted
from generator.exports import envelopes
from generator.exports.json import dumps, plain
from generator.model import Artifact, Entry, Key, Record, Site
from generator.schemas import COLLECTIONS, Collection

ROOT = "api/v1"
ROWS = 1000  # of a list in one file
CHANGES = f"{ROOT}/changes.json"


def index(site: Site) -> Iterator[Artifact]:
    """What there is: the collections, how many records each lists, and where."""
    counts = Counter(entry.key[0] for entry in site.entries.values() if entry.status != "draft" and entry.listed)
    rows = [{
        "id": name,
        "title": {code: site.strings[code][f"collection.{name}.many"] for code in site.settings.order},
        "count": counts[name],
        "url": f"{site.settings.url}{ROOT}/{name}.json",
        "schema": f"{site.settings.url}{ROOT}/schemas/{name}.json",
    } for name in COLLECTIONS]
    yield Artifact(f"{ROOT}/index.json", dumps({
        "name": plain(site.settings.name), "url": site.settings.url, "languages": list(site.settings.order),
        "licence": "CC-BY-4.0", "collections": rows,
        "changes": site.settings.url + CHANGES, "data": f"{site.settings.url}data/datapackage.json",
        "schemas": {name: f"{site.settings.url}{envelopes.path(name)}" for name in envelopes.NAMES},
    }))
    for name in envelopes.NAMES:
        yield Artifact(envelopes.path(name), dumps(envelopes.schema(site.settings.url, name)))


def listing(site: Site, collection: str) -> Iterator[Artifact]:
    """A collection's records, a line each, and its schema."""
    entries = sorted((entry for entry in site.entries.values() if entry.key[0] == collection and shown(entry)), key=lambda e: e.key)
    rows = [_row(site, entry) for entry in entries]
    yield from _paged(site, f"{ROOT}/{collection}.json", f"{ROOT}/{collection}/page", {"collection": collection}, "records", rows)
    yield Artifact(f"{ROOT}/schemas/{collection}.json", dumps(schema(site, COLLECTIONS[collection])))


def changes(site: Site) -> Iterator[Artifact]:
    """All records by date, the newest first, for whoever keeps a copy: what is retired is told, what is gone is not there."""
    entries = sorted((entry for entry in site.entries.values() if shown(entry)), key=lambda entry: entry.key)
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    rows = [{"collection": entry.key[0], "id": entry.key[1], "status": entry.status, "updated": entry.updated.isoformat(),
             "url": f"{site.settings.url}{ROOT}/{entry.key[0]}/{entry.key[1]}.json"} for entry in entries]
    yield from _paged(site, CHANGES, f"{ROOT}/changes", {}, "changes", rows)


def _paged(site: Site, first: str, folder: str, head: Mapping[str, Any], name: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[Artifact]:
    """Rows in files of so many: the first has the list's own address, and each names the next."""
    pages = max(1, -(-len(rows) // ROWS))
    for number in range(1, pages + 1):
        following = {"next": f"{site.settings.url}{folder}/{number + 1}.json"} if number < pages else {}
        shown_rows = rows[(number - 1) * ROWS : number * ROWS]
        yield Artifact(first if number == 1 else f"{folder}/{number}.json", dumps({**head, "total": len(rows), **following, name: shown_rows}))


def record_artifacts(site: Site, records: Iterable[Record]) -> Iterator[Artifact]:
    """The file of each of these records. One without a page of its own is not a record of the API."""
    for record in records:
        entry = site.entries[record.key]
        if shown(entry):
            yield Artifact(f"{ROOT}/{record.collection}/{record.id}.json", dumps(_detail(site, record, entry)))


def shown(entry: Entry) -> bool:
    """Whether a record is one of the open data: it has a page, and is no draft."""
    return bool(entry.addresses) and entry.status != "draft"


def schema(site: Site, collection: Collection) -> dict[str, Any]:
    """The JSON Schema of a collection's data, with labels and help in the site's languages."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site.settings.url}{ROOT}/schemas/{collection.id}.json",
        **_given(collection.model.model_json_schema()),
    }


def _given(schema: Any) -> Any:
    """A schema of what is written as one of what is published: a list without items is left out, so none that may be empty is required."""
    if isinstance(schema, list):
        return [_given(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _given(inner) for name, inner in schema.items()}
    if isinstance(found.get("required"), list) and isinstance(found.get("properties"), dict):
        fields = found["properties"]
        found["required"] = [name for name in found["required"] if fields[name].get("type") != "array" or fields[name].get("minItems")]
    return found


def _row(site: Site, entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.key[1],
        "status": entry.status,
        "url": f"{site.settings.url}{ROOT}/{entry.key[0]}/{entry.key[1]}.json",
        "urls": {code: site.settings.url + address for code, address in entry.addresses.items()},
        "title": {code: entry.title.pick(code, site.settings.order)[0] for code in site.settings.order},
        "updated": entry.updated.isoformat(),
    }


def _detail(site: Site, record: Record, entry: Entry) -> dict[str, Any]:
    if entry.status == "retired":
        return {**_row(site, entry), **({"replaced_by": record.data.replaced_by} if record.data.replaced_by else {})}
    cited = dict.fromkeys(link.target for link in entry.links if link.target[0] == "sources")
    derived = {name: _derived(site, value) for name, value in site.derived.get(record.key, {}).items() if value is not None and value != ()}
    disagreements = [_disagreement(found) for found in site.findings.get(record.key, ())]
    return {
        **_row(site, entry),
        "data": {name: value for name, value in plain(record.data).items() if name not in COLLECTIONS[record.collection].apart},
        "derived": {**derived, **({"discrepancies": disagreements} if disagreements else {})},
        "sources": [_source(site, key) for key in cited if key in site.entries],
    }


def _derived(site: Site, value: Any) -> Any:
    if isinstance(value, EffectView):
        shown = {"resource": value.effect.resource, "percent": value.percent, "percent_computed": value.percent_computed,
                 "canonical": value.canonical}
        return plain(shown)
    if isinstance(value, tuple) and len(value) == 2 and value in site.entries:
        entry = site.entries[value]
        return f"{value[0]}/{value[1]}" if entry.addresses else None
    if isinstance(value, tuple):
        return [shown for shown in (_derived(site, inner) for inner in value) if shown is not None]
    if isinstance(value, Mapping):
        return {str(key): _derived(site, inner) for key, inner in value.items()}
    return plain(value)


def _disagreement(found: Discrepancy) -> dict[str, Any]:
    return {"field": dotted(found.path), "kind": found.kind, "unit": found.unit,
            **plain({"printed": found.printed, "computed": found.computed, "difference": found.difference})}


def _source(site: Site, key: Key) -> dict[str, Any]:
    entry = site.entries[key]
    names = ("language", "publisher", "year", "kind", "url", "archived_url", "read")
    return {"id": key[1], "title": plain(entry.title), **plain({name: entry.card[name] for name in names})}
