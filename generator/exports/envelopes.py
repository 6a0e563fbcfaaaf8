"""The API's own documents as JSON Schema: what stands around the data of a collection, which has a schema of its own.

Within v1 fields may be added; none is taken away or becomes something else (tests/exports/test_compatibility.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FOLDER = "api/v1/schemas/documents"
_URL = {"type": "string", "format": "uri"}
_TEXT = {"type": "string"}
_TEXTS = {"type": "object", "additionalProperties": _TEXT, "minProperties": 1}
_COUNT = {"type": "integer", "minimum": 0}
_DAY = {"type": "string", "format": "date"}
_STATUS = {"enum": ["published", "retired"], "type": "string"}


def _object(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"type": "object", "properties": {**required, **(optional or {})}, "required": list(required)}


def _list(of: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


_ROW = {"id": _TEXT, "status": _STATUS, "url": _URL, "urls": {"type": "object", "additionalProperties": _URL}, "title": _TEXTS, "updated": _DAY}
_SOURCE = _object({"id": _TEXT, "title": {"anyOf": [_TEXT, _TEXTS]}}, {
    "language": _TEXT, "publisher": {"anyOf": [_TEXT, _TEXTS]}, "year": {"type": "integer"}, "kind": _TEXT, "url": _URL, "archived_url": _URL,
    "read": _TEXT})
_COLLECTION = _object({"id": _TEXT, "title": _TEXTS, "count": _COUNT, "url": _URL, "schema": _URL})
_CHANGE = _object({"collection": _TEXT, "id": _TEXT, "status": _STATUS, "updated": _DAY, "url": _URL})

_DOCUMENTS: Mapping[str, dict[str, Any]] = {
    "index": _object({"name": {"anyOf": [_TEXT, _TEXTS]}, "url": _URL, "languages": _list(_TEXT), "licence": _TEXT, "collections": _list(_COLLECTION),
                      "changes": _URL, "data": _URL, "schemas": {"type": "object", "additionalProperties": _URL}}),
    "list": _object({"collection": _TEXT, "total": _COUNT, "records": _list(_object(_ROW))}, {"next": _URL}),
    "record": _object(_ROW, {"data": {"type": "object"}, "derived": {"type": "object"}, "sources": _list(_SOURCE), "replaced_by": _TEXT}),
    "changes": _object({"total": _COUNT, "changes": _list(_CHANGE)}, {"next": _URL}),
}
NAMES = tuple(_DOCUMENTS)


def path(name: str) -> str:
    """Where the schema of a document is."""
    return f"{FOLDER}/{name}.json"


def schema(url: str, name: str) -> dict[str, Any]:
    """The schema of a document; ``url`` is the site's."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": url + path(name), **_DOCUMENTS[name]}
