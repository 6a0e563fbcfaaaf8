"""What the page that finds help reads: who can help, with what each is known for, and numbers of cases; no case itself.

A theme is its place in ``themes``; of a sector stands the number of its cases, then that of each theme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.derive.helpers import Helper, cases_by, helpers, open_directory
from generator.exports.json import dumps
from generator.model import Artifact, Site
from generator.render.pages import Page, list_address

FACTS = tuple(("entries", name) for name in ("consultants", "organisations", "toolkits", "trainings", "case_studies"))
WORDS = "help.js."


def artifacts(site: Site, pages: Iterable[Page]) -> Iterator[Artifact]:
    """One file for each language."""
    themes = sorted(site.vocabularies.get("themes", {}))
    found, cases = helpers(site), cases_by(site, themes)
    for language in site.settings.order:
        yield Artifact(f"data/help/{language}.json", dumps({
            "open": open_directory(site),
            "list": list_address(site, "case_studies", language),
            "themes": themes,
            "helpers": [_row(site, helper, language, themes) for helper in found],
            "cases": cases,
            "words": {key.removeprefix(WORDS): text for key, text in site.strings[language].items() if key.startswith(WORDS)},
        }))


def _row(site: Site, helper: Helper, language: str, themes: Sequence[str]) -> dict[str, Any]:
    entry = helper.entry
    known = {"themes": sorted(map(themes.index, helper.themes)), "sectors": helper.sectors, "regions": sorted(helper.regions),
             "sizes": sorted(helper.sizes), "languages": sorted(helper.languages)}
    return {
        "id": "/".join(entry.key), "title": entry.title.pick(language, site.settings.order)[0],
        "kind": site.strings[language][f"collection.{entry.key[0]}.one"], "url": entry.addresses[language],
        **({"last": last} if (last := entry.card.get("last_known")) else {}),
        **({"cases": helper.cases} if helper.cases else {}), **{name: values for name, values in known.items() if values},
    }
