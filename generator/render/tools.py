"""What a script needs to make a tool of a page: its words, units and factors stand in the page, so it works without a connection too."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from generator import formulas
from generator.model import Prose, Site
from generator.render.compiler import escaped
from generator.render.formats import number, percent

CALCULATOR = "calculadora"  # the prose page, in every language
WORDS = "calculator."
PER_UNIT = {"kg_co2e_per_kwh": "kWh", "kg_co2e_per_gal_us": "gal_us", "kg_co2e_per_kg": "kg"}  # field of a factor -> its unit


def tool(site: Site, page: Prose) -> Markup:
    """The place of a page's tool under its title, empty until its script fills it; nothing for other pages."""
    if page.path != CALCULATOR:
        return Markup("")
    return Markup(f'<div class="calculator" data-calculator="{escaped(json.dumps(_calculator(site, page.language), ensure_ascii=False))}"></div>')


def _calculator(site: Site, language: str) -> dict[str, Any]:
    def said(text: Any) -> str:
        return text if isinstance(text, str) else str(text.get(language) or next(iter(text.values())))

    units = site.vocabularies.get("units", {})
    symbols = {name: said(unit.get("symbol", name)) for name, unit in units.items()}
    convertible = [unit for unit in units.values() if unit.get("factor") is not None and unit.get("to")]
    several = {to for to, count in Counter(unit.get("to") for unit in convertible).items() if count > 1}
    factors = site.vocabularies.get("emission_factors", {})
    return {
        "group": number(1000, language)[1],
        "percent": percent(Decimal(1), language)[1:],
        "words": {key.removeprefix(WORDS): text for key, text in site.strings[language].items() if key.startswith(WORDS)},
        "units": [[unit.id, f"{symbols[unit.id]} · {said(unit.label)}", unit.get("to"), str(unit.get("factor"))] for unit in convertible if unit.get("to") in several],
        "factors": [[said(term.label), symbols.get(unit, unit), str(term.get(name)), said(term.get("note", ""))]
                    for term in factors.values() for name, unit in PER_UNIT.items() if term.get(name)],
        "bands": formulas.CREDIT_BANDS,
    }
