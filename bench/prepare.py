"""What every peer is given before the clock starts: words, labels and addresses, the next cases, and our page's frame.

``python -m bench.prepare PROJECT SITE OUT``: PROJECT is the corpus, SITE our own build of it. In OUT:

- ``words.json``: the interface's words, the labels of the vocabularies, the addresses of what a case links to;
- ``computed.json``: for every case the two to read next, its lines for reference managers and the way to who can help, where it stands among its sector, the ranges its figures fall into, and
  the part of its page that offers it to other sites. Our build makes them; peers get them for nothing, and in ``words.json`` the
  panel of filters, each sector's spread and the links to feeds as HTML;
- ``frame.<language>.html``: everything around a page's own parts, cut out of our built pages, with marks where the parts go.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bench.frame import cut
from generator import pipeline
from generator.derive.feeds import SHORT, feeds_of, name_of
from generator.model import Localized, Site
from generator.render.feeds import feed_links
from generator.render.formats import day
from generator.render.lists import ListView
from generator.render.pages import Page, facet_address, feed_address, list_address, short_label, tool_address
from generator.schemas import COLLECTIONS

CASES = "case_studies"
UPDATED = date(2026, 11, 23)
NEAR = 2  # near cases that a case leads to, where no kit serves its themes
CITES = re.compile(r"data-copy=\"citation\".*?</p>\n(<p>.*?</p>)\n</details>", re.DOTALL)
HELP = re.compile(r"<ul class=\"next\">.*(<li>.*?</li>)\n</ul>", re.DOTALL)
EMBED = re.compile(r'<details class="cite no-print"><summary>(?:(?!<details).)*?<code id="embed">.*?</details>', re.DOTALL)
BANDS = ("payback", "investment")
LABELS = ("regions", "countries", "measure_types", "measure_status", "resources", "resource_groups", "benefit_kinds", "basis")


def words(site: Site) -> dict[str, Any]:
    """Everything small that templates need."""
    languages = site.settings.order

    def both(text: Localized) -> dict[str, str]:
        return {code: text.pick(code, languages)[0] for code in languages}

    def linked(collection: str) -> dict[str, Any]:
        return {key[1]: {"title": both(entry.title), "address": dict(entry.addresses)}
                for key, entry in sorted(site.entries.items()) if key[0] == collection}

    def feed(name: str) -> dict[str, str] | None:
        """Where the page of a feed is."""
        found = feeds_of(site).get(name)
        return {code: feed_address(site, found, code) for code in languages} if found else None

    facets = []
    for facet in (facet for facet in COLLECTIONS[CASES].facets if facet.pages):
        values = {}
        for value, term in site.vocabularies[facet.vocabulary].items():
            address = {code: facet_address(site, CASES, facet.id, value, code) for code in languages}
            values[value] = {"label": both(short_label(term)), "distinct": distinct(site, facet.vocabulary, value), "address": address,
                             "feed": feed(name_of(facet.vocabulary, value) if facet.vocabulary in SHORT else "")}
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
        "feed_links": {code: feed_links(site, code, CASES) for code in languages},
        "feed": feed(CASES),
        "sorts": [sort.id for sort in COLLECTIONS[CASES].sorts],
        "tools": {tool: {code: tool_address(site, tool, code) for code in languages} for tool in ("compare", "table")},
        "practices": linked("practices"),
        "organisations": linked("organisations"),
        "sources": linked("sources"),
        "day": {UPDATED.isoformat(): {code: day(UPDATED, code) for code in languages}},
        "locale": {"es": "es_PE", "en": "en_GB"},
    }


def distinct(site: Site, vocabulary: str, term: str) -> dict[str, str]:
    """What a list of this value calls itself."""
    return {code: ListView(site, Page("list", code, "", {}, "", "", "")).distinct(vocabulary, term) for code in site.settings.order}


def computed(site: Site, built: Path, identifier: str, pages: Mapping[str, str]) -> dict[str, Any]:
    """What is read ready made. ``place`` is in percent of the plot's width, None where its sector has no plot."""
    page, embed = pages[site.settings.default], {code: EMBED.findall(text)[0] for code, text in pages.items()}
    record = json.loads((built / "api/v1" / CASES / f"{identifier}.json").read_text(encoding="utf-8"))
    following = [key.partition("/")[2] for key in record["derived"].get("related", ())]
    place, facets = re.search(r'plot-this" cx="([\d.]+)%', page), site.entries[CASES, identifier].facets
    ends = {code: {"cites": CITES.findall(text)[0], "help": HELP.findall(text)[0]} for code, text in pages.items()}
    return {"next": following[:NEAR], "place": float(place[1]) if place else None, "embed": embed, "ends": ends, **{band: facets[band] for band in BANDS}}


def spread(page: str, words: Mapping[str, str]) -> str:
    """A sector's spread as a case's page shows it, with ``@THIS@`` for the case's payback and ``@MARKS@`` for its marks in the plot."""
    shown = page[page.index('<h2 id="peers">') : page.index('<h2 id="benefits">')]
    row = re.compile(f'(<tr><th scope="row">{re.escape(words["spread.this"])}</th><td class="num">)(.*?)(?=</td>)')
    found = row.search(shown)
    assert found, "the spread has no row for the case itself"
    before, after = (re.sub(r"\\{\w+\\}", "[^<]*?", re.escape(part)) for part in words["spread.peers"].split("{this}"))
    shown = re.sub(f"({before}){re.escape(found[2])}(?={after})", r"\1@THIS@", row.sub(r"\1@THIS@", shown))
    return re.sub(r'<circle class="plot-dot plot-this".*?(?=</svg>)', "@MARKS@", shown).strip()


def plots(site: Site, pages: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The spread of every sector that has one, and what a case's marks in it need. ``pages`` has a page of a case for each."""
    words = site.strings
    return {
        "spread": {sector: {code: spread(page, words[code]) for code, page in found.items()} for sector, found in pages.items()},
        "plot": {
            "this": {code: words[code]["spread.this"] for code in words}, "words": {code: words[code]["spread.median"] for code in words},
            "median": {sector: float(re.findall(r'plot-median" x1="([\d.]+)%', found[site.settings.default])[0]) for sector, found in pages.items()},
        },
    }


def main(project: Path, built: Path, out: Path) -> None:
    checked = pipeline.check(project, UPDATED)
    assert checked.site is not None and not checked.report.errors
    site = checked.site
    languages = site.settings.order
    out.mkdir(parents=True, exist_ok=True)

    def page(address: str) -> str:
        return (built / address / "index.html").read_text(encoding="utf-8")

    of_case, sectors = {}, {}
    for entry in site.of(CASES):
        pages = {code: page(entry.addresses[code]) for code in languages}
        of_case[entry.key[1]] = found = computed(site, built, entry.key[1], pages)
        if found["place"] is not None and entry.card["sector"] not in sectors:
            sectors[entry.card["sector"]] = pages
    panels = {code: re.search(r'<nav class="facets".*?</nav>', page(list_address(site, CASES, code)), re.DOTALL) for code in languages}
    panel = {code: part[0] for code, part in panels.items() if part}
    (out / "words.json").write_text(json.dumps(words(site) | plots(site, sectors) | {"panel": panel}, ensure_ascii=False), encoding="utf-8")
    (out / "computed.json").write_text(json.dumps(of_case), encoding="utf-8")
    for code in languages:
        address = site.entries[CASES, min(of_case)].addresses[code]
        (out / f"frame.{code}.html").write_text(cut(page(address), address)[0], encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
