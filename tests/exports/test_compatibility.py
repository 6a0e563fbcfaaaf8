"""The promise of v1. After adding a field: ``UPDATE_SCHEMAS=1 pytest tests/exports/test_compatibility.py``; it refuses to record a break."""

from __future__ import annotations

import copy
import os
from typing import Any

import pytest

from generator.exports import api, envelopes
from generator.model import Site
from generator.schemas import COLLECTIONS
from tests.exports.compatibility import PUBLISHED, bones, breaks, store, stored

CURE = "A field of v1 is for ever: put it back, and add what is new beside it. Only a v2, published beside v1, may leave it out. Broken: "
NAMES = [*COLLECTIONS, *(f"documents.{name}" for name in envelopes.NAMES)]


def current(site: Site, name: str) -> Any:
    collection, _, document = name.partition(".")
    return envelopes.schema(site.settings.url, document) if document else api.schema(site, COLLECTIONS[collection])


@pytest.mark.parametrize("name", NAMES)
def test_what_was_published_is_still_there(small_site: Site, name: str) -> None:
    schema = current(small_site, name)
    file = PUBLISHED / f"{name}.json"
    broken = list(breaks(stored(name), bones(schema))) if file.exists() else []
    assert not broken, CURE + "; ".join(broken)
    if os.environ.get("UPDATE_SCHEMAS"):
        store(name, schema)
    assert file.exists() and stored(name) == bones(schema), "The schema has grown. Record it: UPDATE_SCHEMAS=1 pytest tests/exports/test_compatibility.py"


def test_nothing_published_was_dropped() -> None:
    assert {path.stem for path in PUBLISHED.glob("*.json")} == set(NAMES)


def without(schema: Any, *path: str) -> Any:
    inner = schema
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    return schema


@pytest.mark.parametrize(("change", "said"), [
    (lambda schema: without(schema, "properties", "investment"), "investment: removed"),
    (lambda schema: without(schema, "$defs", "Measure", "properties", "effects"), "measures[].effects: removed"),
    (lambda schema: schema["properties"].update(sector={"type": "integer"}) or schema, "sector: may now be integer"),
    (lambda schema: schema["properties"].update(areas={"type": "string"}) or schema, "areas: may now be string"),
    (lambda schema: schema["required"].remove("updated") or schema, "updated: may now be absent"),
])
def test_a_break_is_found(change: Any, said: str) -> None:
    old = stored("case_studies")
    assert said in list(breaks(old, change(copy.deepcopy(old))))


def test_a_new_field_breaks_nothing() -> None:
    old = stored("case_studies")
    new = copy.deepcopy(old)
    new["properties"]["extra"] = {"type": "string"}
    new["$defs"]["Measure"]["properties"]["extra"] = {"type": "number"}
    assert list(breaks(old, new)) == []
