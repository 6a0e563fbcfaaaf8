"""One round of asking: what each feed said becomes the ``cache`` of its record, and how it went is remembered beside it.

A feed that does not answer keeps what it said before. Failures are remembered by day: one bad day is a warning, only
``DAYS`` of them in a row are a fault.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from generator.diagnostics import Report
from generator.editing.files import Change
from generator.model import Record
from generator.network.fetch import Answer, Fetch, Refused
from generator.network.reading import items_of
from generator.network.sister import items_of_api
from generator.schemas import COLLECTIONS
from generator.schemas.core.validate import validate
from generator.schemas.network_feeds import Cache, Item, NetworkFeed
from generator.sources.yaml import parse

COLLECTION = "network_feeds"
DAYS = 3  # different days in a row without a good answer: then somebody must look
REMEMBERED = 10  # days of failures that are kept
_CACHE = re.compile(r"^cache:.*\n(?:(?:[ \t#].*)?\n)*", re.MULTILINE)
BROKEN = Refused("lo que dice no se puede guardar", "what it says cannot be kept")


@dataclass(frozen=True)
class Outcome:
    """How asking one feed went. ``failures``: on how many days in a row it failed, today included."""

    feed: str
    kind: Literal["new", "same", "failed"]
    items: int
    failures: int = 0
    reason: Refused | None = None
    change: Change | None = None

    @property
    def dead(self) -> bool:
        return self.failures >= DAYS


def pull(record: Record, text: str, fetch: Fetch, as_of: date) -> Outcome:
    """Ask one feed; ``text`` is its record's file as it stands."""
    feed: NetworkFeed = record.data
    before = feed.cache or Cache()
    try:
        answer = fetch(feed.url, before.etag or "", before.modified or "")
        items = before.items if answer.body is None else tuple(_items(feed, answer, fetch, as_of))
        after = Cache(changed=before.changed if items == before.items else as_of, etag=answer.etag or None, modified=answer.modified or None, items=items)
        change = _change(record, text, before, after)
    except Refused as reason:
        days = tuple(sorted({*before.failures, as_of}))[-REMEMBERED:]
        failed = before.model_copy(update={"failures": days})
        return Outcome(record.id, "failed", len(before.items), len(days), reason, _change(record, text, before, failed))
    return Outcome(record.id, "same" if items == before.items else "new", len(items), change=change)


def _items(feed: NetworkFeed, answer: Answer, fetch: Fetch, as_of: date) -> list[Item]:
    return items_of_api(answer, fetch, feed.language or "", as_of) if feed.format == "api" else items_of(answer, as_of)


def _change(record: Record, text: str, before: Cache, after: Cache) -> Change | None:
    """The file with the new cache; None where nothing is to be written. It must still be a right record, or nothing is kept."""
    if after == before:
        return None
    own = _CACHE.sub("", text.replace("\r\n", "\n"))
    new = own.rstrip("\n") + "\n" + "".join(f"{line}\n" for line in _lines(after))
    report = Report()
    document = parse(record.file, new, report)
    data = validate(COLLECTIONS[COLLECTION], document, report) if document is not None else None
    if report.errors or data is None or getattr(data, "cache", None) != after:
        raise BROKEN
    return Change(record.file, text, new)


def _lines(cache: Cache) -> Iterator[str]:
    yield "cache: # «cet pull» escribe esto; no lo edite. / Written by “cet pull”; do not edit it."
    for name in ("changed", "etag", "modified"):
        if (value := getattr(cache, name)) is not None:
            yield f"  {name}: {_scalar(value)}"
    if cache.failures:
        yield f"  failures: [{', '.join(day.isoformat() for day in cache.failures)}]"
    if cache.items:
        yield "  items:"
        for item in cache.items:
            given = [(name, value) for name in Item.model_fields if (value := getattr(item, name)) is not None]
            yield from (f"    {'  ' if place else '- '}{name}: {_scalar(value)}" for place, (name, value) in enumerate(given))
    if not (cache.items or cache.failures or cache.changed or cache.etag or cache.modified):
        yield "  items: []"


def _scalar(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
