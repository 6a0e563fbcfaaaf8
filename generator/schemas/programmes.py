"""Programmes: results of phases, networks and groups of companies, which are never cases of one company."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from generator.schemas.core.collection import Collection, Facet, register
from generator.schemas.core.common import Citation, Effect, Figure, Partner, Place, RecordModel, Span
from generator.schemas.core.fields import (
    Area,
    CaseRef,
    Currency,
    InVocabulary,
    Name,
    OrganisationRef,
    Part,
    Resource,
    SourceRef,
    Text,
    Unit,
    f,
    many,
    opt,
)


class Outcome(Part):
    """One row of a table "recommended against implemented", as printed."""

    id: str = f("Identificador", "Identifier")
    name: Text = f("Qué es", "What it is")
    resource: Resource | None = opt("Recurso", "Resource")
    unit: Unit | None = opt("Unidad", "Unit")
    currency: Currency | None = opt("Moneda", "Currency")
    recommended: Decimal | None = opt("Recomendado", "Recommended")
    implemented: Decimal | None = opt("Aplicado", "Implemented")
    role: Literal["investment", "annual_saving", "payback_months"] | None = opt("Papel en el cálculo", "Role in the sum")
    printed_as: Literal["payback", "rate-of-return"] | None = opt("Rótulo impreso", "Printed label")
    printed_label: str | None = opt("Rótulo como se imprimió", "Label as printed")
    source: SourceRef = f("Fuente", "Source")
    locator: str | None = opt("Página o sección", "Page or section")
    note: Text | None = opt("Nota", "Note")


class Programme(RecordModel):
    """A programme, phase or group, with the figures its source gives for all of it."""

    title: Name = f("Nombre", "Name")
    acronym: Name | None = opt("Sigla", "Acronym")
    summary: Text = f("Resumen", "Summary")
    kind: Annotated[str, InVocabulary("programme_kinds")] = f("Tipo", "Kind")
    areas: tuple[Area, ...] = many("Áreas", "Areas")
    places: tuple[Place, ...] = many("Lugares", "Places")
    period: Span | None = opt("Periodo", "Period")
    partners: tuple[Partner, ...] = many("Quiénes", "Who")
    companies: tuple[OrganisationRef, ...] = many("Empresas", "Companies")
    companies_named: tuple[str, ...] = many("Empresas sin ficha", "Companies without a record")
    cases: tuple[CaseRef, ...] = many("Casos", "Cases")
    what: tuple[Text, ...] = many("Qué se hizo", "What was done")
    modules: tuple[Text, ...] = many("Módulos", "Modules")
    outcomes: tuple[Outcome, ...] = many("Recomendado y aplicado", "Recommended and implemented")
    effects: tuple[Effect, ...] = many("Recursos", "Resources")
    figures: tuple[Figure, ...] = many("Cifras", "Figures")
    social_results: tuple[Text, ...] = many("Resultados sociales", "Social results")
    cautions: tuple[Text, ...] = many("Precauciones", "Cautions")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)


COLLECTION = register(
    Collection(
        id="programmes",
        model=Programme,
        labels={"es": ("Programa", "Programas"), "en": ("Programme", "Programmes")},
        segments={"es": "programas", "en": "programmes"},
        section="cases",
        intro={
            "es": "Resultados de programas, fases y grupos de empresas. Son sumas: no se mezclan con los casos.",
            "en": "Results of programmes, phases and groups of companies. They are sums and are kept apart from the cases.",
        },
        facets=(
            Facet("kind", "programme_kinds", {"es": "Tipo", "en": "Kind"}, {"es": "tipo", "en": "kind"}, lambda p: (p.kind,)),
            Facet("country", "countries", {"es": "País", "en": "Country"}, {"es": "pais", "en": "country"},
                  lambda p: tuple(dict.fromkeys(c for place in p.places for c in (place.country, *place.also)))),
        ),
        card=lambda p: {"acronym": p.acronym, "kind": p.kind, "countries": tuple(place.country for place in p.places)},
        order=lambda p: (all(place.country != "PE" for place in p.places), p.id),
        schema_type="Report",
        cited_as="page",
    )
)
