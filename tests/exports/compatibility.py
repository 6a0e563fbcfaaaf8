"""Whether a schema of the API is still what was published: within v1 fields are added, and none goes or becomes something else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PUBLISHED = Path(__file__).parent / "published_schemas"
SPOKEN = ("title", "description", "label", "help", "$id", "$schema", "default", "format", "minLength", "maxLength", "pattern")  # nobody's program breaks by these
Schema = Mapping[str, Any]


def bones(schema: Any) -> Any:
    """A schema without what is said to people, or only limits what editors may write."""
    if isinstance(schema, list):
        return [bones(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    return {name: {field: bones(inner) for field, inner in value.items()} if name in ("properties", "$defs") else bones(value)
            for name, value in schema.items() if name not in SPOKEN}


def breaks(old: Schema, new: Schema) -> Iterator[str]:
    """What a program made for the old schema would stumble over, by the field's path."""
    yield from _breaks(old, new, old, new, "", frozenset())


def _breaks(old: Schema, new: Schema, whole: Schema, current: Schema, path: str, seen: frozenset[str]) -> Iterator[str]:
    if old.get("$ref") in seen:
        return
    seen = seen | {old["$ref"]} if "$ref" in old else seen
    old, new = _resolved(old, whole), _resolved(new, current)
    if gained := _types(new, current) - _types(old, whole):
        yield f"{path or 'the record'}: may now be {', '.join(sorted(gained))}"
        return
    was, now = _shape(old, whole), _shape(new, current)
    for name, field in was.get("properties", {}).items():
        here = f"{path}.{name}" if path else name
        if name not in now.get("properties", {}):
            yield f"{here}: removed"
            continue
        if name in was.get("required", ()) and name not in now.get("required", ()):
            yield f"{here}: may now be absent"
        yield from _breaks(field, now["properties"][name], whole, current, here, seen)
    if "items" in was and "items" in now:
        yield from _breaks(was["items"], now["items"], whole, current, f"{path}[]", seen)


def _resolved(schema: Schema, whole: Schema) -> Schema:
    while "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def _options(schema: Schema, whole: Schema) -> list[Schema]:
    schema = _resolved(schema, whole)
    return [inner for option in schema["anyOf"] for inner in _options(option, whole)] if "anyOf" in schema else [schema]


def _types(schema: Schema, whole: Schema) -> set[str]:
    """The types a value may have; what is absent is not published as null."""
    return {str(option.get("type", "string" if "const" in option or "enum" in option else "anything")) for option in _options(schema, whole)} - {"null"}


def _shape(schema: Schema, whole: Schema) -> Schema:
    """The option that has fields or items, if there is one."""
    return next((option for option in _options(schema, whole) if "properties" in option or "items" in option), {})


def stored(name: str) -> Any:
    return json.loads((PUBLISHED / f"{name}.json").read_text(encoding="utf-8"))


def store(name: str, schema: Any) -> None:
    (PUBLISHED / f"{name}.json").write_text(json.dumps(bones(schema), indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
