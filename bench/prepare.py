"""What every peer is given before the clock starts: words, labels and addresses, the next cases, and our page's frame.

``python -m bench.prepare PROJECT SITE OUT``: PROJECT is the corpus, SITE our own build of it. In OUT:

- ``words.json``: the interface's words, the labels of the vocabularies, the addresses of what a case links to;
- ``related.json``: for every case the three to read next. Our build computes them; peers get them for nothing;
- ``frame.<language>.html``: everything around a page's own parts, cut out of our built pages, with marks where the parts go.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bench.frame import cut
from generator import pipeline
from generator.model import Localized, Site
from generator.render.formats import day
from generator.render.pages import facet_address, list_address, short_label
from generator.schemas import COLLECTIONS

CASES = "case_studies"
UPDATED = date(2026, 11, 23)
LABELS = ("regions", "countries", "measure_types", "measure_status", "resources", "resource_groups", "benefit_kinds", "basis")


def words(site: Site) -> dict[str, Any]:
    """Everything small that templates need."""
    languages = site.settings.order

    def both(text: Localized) -> dict[str, str]:
        return {code: text.pick(code, languages)[0] for code in languages}

    def linked(collection: str) -> dict[str, Any]:
        return {key[1]: {"title": both(entry.title), "address": dict(entry.addresses)}
                for key, entry in sorted(site.entries.items()) if key[0] == collection}

    facets = []
    for facet in (facet for facet in COLLECTIONS[CASES].facets if facet.pages):
        values = {}
        for value, term in site.vocabularies[facet.vocabulary].items():
            address = {code: facet_address(site, CASES, facet.id, value, code) for code in languages}
            values[value] = {"label": both(short_label(term)), "address": address}
        segments = {code: site.strings[code][f"collection.{CASES}.facet.{facet.id}.segment"] for code in languages}
        facets.append({"id": facet.id, "values": values, "segment": segments})
    symbols = {}
    for unit, term in site.vocabularies["units"].items():
        symbol = term.get("symbol", unit)
        symbols[unit] = both(symbol) if isinstance(symbol, Localized) else dict.fromkeys(languages, str(symbol))
    dollar = site.term("currencies", "USD").get("symbol")
    return {
        "url": site.settings.url,
        "name": both(site.settings.name),
        "prefix": dict(site.settings.prefixes),
        "languages": {language.code: language.name for language in site.settings.languages},
        "cases": {code: list_address(site, CASES, code) for code in languages},
        "text": {code: dict(site.strings[code]) for code in languages},
        "labels": {name: {term: both(found.label) for term, found in site.vocabularies[name].items()} for name in LABELS},
        "groups": {name: str(term.get("group")) for name, term in site.vocabularies["resources"].items()},
        "symbols": symbols,
        "dollar": both(dollar) if isinstance(dollar, Localized) else dict.fromkeys(languages, str(dollar)),
        "facets": facets,
        "practices": linked("practices"),
        "organisations": linked("organisations"),
        "sources": linked("sources"),
        "day": {UPDATED.isoformat(): {code: day(UPDATED, code) for code in languages}},
        "locale": {"es": "es_PE", "en": "en_GB"},
    }


def next_cases(path: Path) -> list[str]:
    """The cases to read next, from a case's file of our API."""
    record = json.loads(path.read_text(encoding="utf-8"))
    return [key.partition("/")[2] for key in record["derived"].get("related", ())]


def main(project: Path, built: Path, out: Path) -> None:
    checked = pipeline.check(project, UPDATED)
    assert checked.site is not None and not checked.report.errors
    site = checked.site
    related = {path.stem: next_cases(path) for path in sorted((built / "api/v1" / CASES).glob("*.json"))}
    out.mkdir(parents=True, exist_ok=True)
    (out / "words.json").write_text(json.dumps(words(site), ensure_ascii=False), encoding="utf-8")
    (out / "related.json").write_text(json.dumps(related), encoding="utf-8")
    first = min(related)
    for code in site.settings.order:
        address = site.entries[CASES, first].addresses[code]
        page = (built / address / "index.html").read_text(encoding="utf-8")
        (out / f"frame.{code}.html").write_text(cut(page, address)[0], encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
