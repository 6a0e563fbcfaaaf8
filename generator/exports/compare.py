"""The words that the comparison of cases needs: labels, symbols and how a language writes figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from generator.exports.facets import text_of
from generator.exports.json import dumps
from generator.model import Artifact, Site
from generator.render.formats import money, number, percent
from generator.render.pages import TOOLS, Page, short_label

LABELS = ("sectors", "countries", "regions", "company_sizes", "resources", "measure_status", "qualifiers")
SYMBOLS = ("units", "currencies")
WORDS = ("compare.", "unit.days.", "unit.months.", "unit.years.", "per.", "period.", "unknown_value")


def artifacts(site: Site, pages: Iterable[Page]) -> Iterator[Artifact]:
    """One file per language, where there are cases to compare."""
    if site.of(TOOLS):
        for language in site.settings.order:
            yield Artifact(f"data/compare/{language}.json", dumps(_words(site, language)))


def _words(site: Site, language: str) -> dict[str, Any]:
    def terms(vocabulary: str) -> dict[str, str]:
        return {name: short_label(term).pick(language, site.settings.order)[0] for name, term in site.vocabularies.get(vocabulary, {}).items()}

    symbols = {
        vocabulary: {name: text_of(term.get("symbol", name), site, language) for name, term in site.vocabularies.get(vocabulary, {}).items()}
        for vocabulary in SYMBOLS
    }
    return {
        "group": number(1000, language)[1],
        "percent": percent(Decimal(1), language)[1:],
        "spaced": money(Decimal(1), "$", language) != "$1",  # else a space only after letters: "US$20" but "CHF 20"
        "labels": {vocabulary: terms(vocabulary) for vocabulary in LABELS},
        **symbols,
        "words": {key: text for key, text in site.strings[language].items() if key.startswith(WORDS)},
    }
