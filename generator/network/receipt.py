"""The receipt of a delivery: a record of ``deliveries``, a draft until somebody says on which day it was sent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.exports.json import plain
from generator.model import Entry, Record, Site
from generator.network.package import Packed
from generator.network.quarter import Quarter
from generator.network.words import WORDS
from generator.schemas import COLLECTIONS

COLLECTION = "deliveries"


@dataclass(frozen=True)
class Difference:
    """What a new package has other than a receipt says, as ``collection/id``."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    package: bool = field(default=False)  # the package is another one, whatever the reason

    def __bool__(self) -> bool:
        return self.package


def receipt_id(site: Site, quarter: Quarter, network: str) -> str:
    """``2026-q4``; with the network's name for any but the site's first network."""
    first = next(iter(site.vocabularies.get("networks", {})), network)
    return str(quarter).lower() if network == first else f"{str(quarter).lower()}-{network}"


def file_of(identifier: str) -> str:
    """The receipt's file in the project."""
    return f"{COLLECTIONS[COLLECTION].home}/{identifier}.yml"


def difference(record: Record, packed: Packed) -> Difference:
    """How a package differs from the one that a receipt is of."""
    before = {item.entry: item.sha256 for item in record.data.items}
    now = {"/".join(key): digest for key, digest in packed.sums.items()}
    return Difference(tuple(sorted(now.keys() - before.keys())), tuple(sorted(key for key in now.keys() & before.keys() if now[key] != before[key])),
                      tuple(sorted(before.keys() - now.keys())), record.data.package.sha256 != packed.sha256)


def receipt(site: Site, entries: Sequence[Entry], packed: Packed, quarter: Quarter, network: str, delivered: date | None) -> str:
    """The text of the receipt's file; ``delivered`` is the day on which the package was sent."""
    names = {language: site.term("networks", network).label.pick(language, site.settings.order)[0] for language in WORDS}
    titles = {code: WORDS[code]["title"].format(site=site.settings.name.pick(code, site.settings.order)[0], network=names[code], quarter=quarter)
              for code in WORDS}
    summary = "summary_one" if len(entries) == 1 else "summary"
    summaries = {code: WORDS[code][summary].format(n=len(entries), network=names[code], quarter=quarter) for code in WORDS}
    lines = [
        "# Recibo de una entrega; lo escribe «cet quarter». / Receipt of a delivery, written by “cet quarter”.",
        f"id: {receipt_id(site, quarter, network)}",
        f"status: {'published' if delivered else 'draft'}",
        f"updated: {(delivered or site.as_of).isoformat()}",
        f"title: {_inline(titles)}",
        f"summary: {_inline(summaries)}",
        f"network: {network}",
        f"quarter: {quarter}",
        *([f"delivered: {delivered.isoformat()}"] if delivered else []),
        f"package: {{file: {packed.name}, size: {len(packed.content)}, sha256: {_inline(packed.sha256)}}}",
        "items:",
    ]
    for entry in entries:
        lines += [f"  - entry: {'/'.join(entry.key)}", f"    title: {_inline(plain(entry.title))}",
                  f"    updated: {entry.updated.isoformat()}", f"    sha256: {_inline(packed.sums[entry.key])}"]
    return "\n".join(lines) + "\n"


def _inline(value: Any) -> str:
    """A text, or texts by language, on one line of YAML."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return "{" + ", ".join(f"{code}: {json.dumps(text, ensure_ascii=False)}" for code, text in value.items()) + "}"
