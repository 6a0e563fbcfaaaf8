"""``data/network.json``: what the page of the network shows, as data; apart from the API, which holds our own records only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from generator.derive.network import COLLECTION, shown
from generator.exports.json import dumps, plain
from generator.model import Artifact, Site
from generator.render.network import FILE

FACTS = (("entries", COLLECTION), ("list", COLLECTION))


def artifacts(site: Site) -> Iterator[Artifact]:
    entries = {entry.key[1]: entry for entry in site.listing(COLLECTION)}
    items = [{name: value for name, value in asdict(item).items() if value not in (None, "")} for item in shown(site, entries.values())]
    feeds = [{"id": name, "title": plain(entry.title), "url": entry.card["url"]} for name, entry in sorted(entries.items())]
    yield Artifact(FILE, dumps({"feeds": feeds, "items": plain(items)}))
