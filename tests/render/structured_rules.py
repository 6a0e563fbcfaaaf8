"""Whether structured data is what schema.org's vocabulary allows, and what search engines ask for to show it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

VOCABULARY = json.loads((Path(__file__).parents[1] / "exports" / "schemas" / "schemaorg.json").read_text(encoding="utf-8"))
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
ARTICLES = {"Article", "NewsArticle", "Report"}
ANNOTATED = re.compile(r"[a-z]+-input")  # how an action says what it wants to be told
PLAIN = {"Text", "URL", "Date", "DateTime", "Integer", "Number", "Boolean", "Time", "CssSelectorType", "XPathType", "PronounceableText"}


@cache
def lineage(kind: str) -> frozenset[str]:
    """A type and all it descends from."""
    return frozenset({kind}).union(*(lineage(parent) for parent in VOCABULARY["types"][kind]))


def problems(data: Any) -> list[str]:
    """Everything wrong with a page's structured data."""
    found = list(_node(data, "$"))
    if data.get("@context") != "https://schema.org":
        found.append("$: no context")
    return found


def _node(node: dict[str, Any], where: str) -> Iterator[str]:
    kind = node.get("@type", "")
    if kind not in VOCABULARY["types"]:
        yield f"{where}: type {kind!r}"
        return
    for name, value in node.items():
        at = f"{where}.{name}"
        if name in ("@type", "@context"):
            continue
        if name == "@id" or (name == "item" and isinstance(value, str)):  # an address stands for the thing that is there
            yield from _plain(value, {"URL"}, at)
        elif ANNOTATED.fullmatch(name):
            yield from _plain(value, {"Text"}, at)
        elif name not in VOCABULARY["properties"]:
            yield f"{at}: no such property"
        else:
            domain, range_ = VOCABULARY["properties"][name]
            if lineage(kind).isdisjoint(domain):
                yield f"{at}: not a property of {kind}"
            for number, item in enumerate(value if isinstance(value, list) else [value]):
                yield from _value(item, set(range_), f"{at}[{number}]" if isinstance(value, list) else at)
            if value in ([], {}):
                yield f"{at}: empty"
    yield from _wanted(node, kind, where)


def _value(value: Any, range_: set[str], where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield from _plain(value, range_, where)
        return
    if value.get("@type") in VOCABULARY["types"] and lineage(value["@type"]).isdisjoint(range_):
        yield f"{where}: {value['@type']} instead of {sorted(range_)}"
    yield from _node(value, where)


def _plain(value: Any, range_: set[str], where: str) -> Iterator[str]:
    if isinstance(value, bool) or value is None or not isinstance(value, str | int):
        yield f"{where}: {value!r}"
    elif isinstance(value, int):
        if not range_ & {"Integer", "Number", "QuantitativeValue", "Distance"}:
            yield f"{where}: a number instead of {sorted(range_)}"
    elif not value.strip():
        yield f"{where}: empty"
    elif "Text" not in range_:
        if not range_ & PLAIN:
            yield f"{where}: a text instead of {sorted(range_)}"
        elif "URL" in range_ and not (urlsplit(value).scheme in ("http", "https") and urlsplit(value).netloc):
            yield f"{where}: no address: {value}"
        elif range_ & {"Date", "DateTime"} and not DATE.fullmatch(value):
            yield f"{where}: no date: {value}"


def _wanted(node: dict[str, Any], kind: str, where: str) -> Iterator[str]:
    """What is required for a rich result; an event or a loan without its figures is only not shown as one."""
    required = {"BreadcrumbList": ("itemListElement",), "Dataset": ("name", "description", "license", "creator" if "creator" in node else "author"),
                "Course": ("name", "description"), "Organization": ("name",), "ListItem": ("position",), "WebSite": ("name", "url"), "Person": ("name",),
                "DataDownload": ("contentUrl",), **dict.fromkeys(ARTICLES, ("headline",))}
    yield from (f"{where}: no {name}" for name in required.get(kind, ()) if name not in node)
    if kind == "BreadcrumbList":
        items = node["itemListElement"]
        if [item["position"] for item in items] != list(range(1, len(items) + 1)) or not all(item.get("name") and item.get("item") for item in items):
            yield f"{where}: steps {items}"
    if kind == "ListItem" and not ("url" in node or "item" in node):
        yield f"{where}: a step to nowhere"
    if kind == "Dataset" and not 50 <= len(node.get("description", "")) <= 5000:
        yield f"{where}: a description of {len(node.get('description', ''))} characters"
    if kind == "ItemList" and len(node.get("itemListElement", ())) > node.get("numberOfItems", 0):
        yield f"{where}: more items than it says"
