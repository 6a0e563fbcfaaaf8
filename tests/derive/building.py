"""Invented records and a site around them, without files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.diagnostics import Report
from generator.model import Language, Localized, Record, Settings, Site, Term
from generator.schemas import COLLECTIONS
from generator.schemas.case_studies import CaseStudy
from generator.schemas.core.loader import entry_of
from generator.schemas.core.words import load_strings

BOTH = {"es": "texto", "en": "text"}
SETTINGS = Settings(
    url="https://example.org/",
    languages=(Language("es", "Español", ""), Language("en", "English", "en/")),
    authority="example.org,2002",
    name=Localized({"es": "Sitio", "en": "Site"}),
    tagline=Localized(BOTH),
    home={"title": Localized(BOTH), "lead": Localized(BOTH), "description": Localized(BOTH), "doors": (), "programme": None, "cases": ()},
    menu=(),
    footer=(),
    footnotes=(),
)
FRAME: dict[str, Any] = {"status": "published", "updated": date(2026, 1, 2), "title": BOTH, "summary": BOTH}


def terms(*items: Term) -> dict[str, Term]:
    return {item.id: item for item in items}


def term(name: str, **more: Any) -> Term:
    return Term(name, Localized({"es": f"{name} es", "en": f"{name} en"}), more)


VOCABULARIES = {
    "units": terms(
        term("m3", to="m3", factor=1), term("L", to="m3", factor=Decimal("0.001")),
        term("gal_us", to="m3", factor=Decimal("0.003785411784")), term("kWh", to="kWh", factor=1), term("sack"),
    ),
    "resources": terms(term("water", group="water", unit="m3"), term("electricity", group="energy", unit="kWh"), term("noise", group="air")),
    "resource_groups": terms(term("water"), term("energy"), term("air")),
}


def record(collection: str, identifier: str, **fields: Any) -> Record:
    """A record from fields as YAML would give them."""
    data = COLLECTIONS[collection].model.model_validate({**FRAME, "id": identifier, **fields})
    return Record(collection, identifier, data.status, f"{collection}/{identifier}.yml", data)


def case(identifier: str = "caso", **fields: Any) -> Record:
    base: dict[str, Any] = {"areas": ["pml"], "themes": ["t"], "place": {"country": "PE"}, "sources": ["s"]}
    return record("case_studies", identifier, **{**base, **fields})


def data_of(found: Record) -> CaseStudy:
    assert isinstance(found.data, CaseStudy)
    return found.data


def usd(amount: str, **more: Any) -> dict[str, Any]:
    return {"amount": Decimal(amount), "currency": "USD", "source": "s", **more}


def measure(**fields: Any) -> dict[str, Any]:
    return {"title": BOTH, **fields}


def effect(resource: str = "water", **fields: Any) -> dict[str, Any]:
    return {"resource": resource, "source": "s", **fields}


def site_of(*records: Record, vocabularies: Mapping[str, Mapping[str, Term]] = VOCABULARIES) -> Site:
    strings = load_strings(Path("/nowhere"), SETTINGS, Report())
    entries = {item.key: entry_of(item, SETTINGS, strings, vocabularies) for item in records}
    return Site(Path("/nowhere"), SETTINGS, date(2026, 11, 23), vocabularies, strings, {item.key: item for item in records}, entries, ())
