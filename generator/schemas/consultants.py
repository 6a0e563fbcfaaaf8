"""Consultants: firms and, only with consent, persons who help companies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day
from datetime import timedelta
from typing import Annotated, Literal

from generator.schemas.core.collection import Collection, Due, Facet, register
from generator.schemas.core.common import RecordModel
from generator.schemas.core.fields import (
    Area,
    CaseRef,
    InVocabulary,
    Name,
    OrganisationRef,
    Part,
    Region,
    Sector,
    Text,
    Theme,
    Url,
    f,
    many,
    opt,
)


class Consent(Part):
    """Permission of a person to appear, field by field."""

    date: Day = f("Fecha", "Date")
    scope: tuple[str, ...] = f("Campos permitidos", "Permitted fields", min_length=1)
    expires: Day | None = opt("Vence", "Expires")
    withdrawn: Day | None = opt("Retirado", "Withdrawn")


class Certification(Part):
    """A certificate and the days it holds."""

    level: Annotated[str, InVocabulary("certification_levels")] = f("Nivel", "Level")
    body: Name | None = opt("Entidad", "Body")
    number: str | None = opt("Número", "Number")
    valid_from: Day | None = opt("Desde", "From")
    valid_to: Day | None = opt("Hasta", "Until")


class Consultant(RecordModel):
    """A profile; its id and address are opaque, so that a withdrawn person leaves no name behind."""

    id: Annotated[str, "opaque"] = f("Identificador", "Identifier", pattern=r"^c-[0-9]{4}$", example="c-0001")
    kind: Literal["person", "firm"] = f("Tipo", "Kind")
    consent: Consent | None = opt("Consentimiento", "Consent")
    title: Name = f("Nombre que se muestra", "Displayed name")
    organisation: OrganisationRef | None = opt("Organización", "Organisation")
    summary: Text = f("Qué ofrece", "What is offered")
    areas: tuple[Area, ...] = many("Áreas", "Areas")
    themes: tuple[Theme, ...] = many("Temas", "Themes")
    services: tuple[Annotated[str, InVocabulary("service_types")], ...] = many("Servicios", "Services")
    sectors: tuple[Sector, ...] = many("Sectores", "Sectors")
    regions: tuple[Region, ...] = many("Regiones que atiende", "Regions served")
    languages: tuple[Annotated[str, InVocabulary("languages")], ...] = many("Idiomas", "Languages")
    experience_years: int | None = opt("Años de experiencia", "Years of experience")
    certification: Certification | None = opt("Certificación", "Certification")
    cases: tuple[CaseRef, ...] = many("Casos", "Cases")
    url: Url | None = opt("Sitio web", "Web site")
    confirmed: Day = f("Perfil confirmado el", "Profile confirmed on")


def last_day(confirmed: Day) -> Day:
    """The last day on which a profile is believed: a year after somebody confirmed it."""
    return (confirmed + timedelta(days=1)).replace(year=confirmed.year + 1) if (confirmed.month, confirmed.day) == (2, 29) else confirmed.replace(year=confirmed.year + 1)


def _due(profile: Consultant) -> Iterator[Due]:
    yield Due("profile", "confirmed", last_day(profile.confirmed))
    if profile.certification and profile.certification.valid_to:
        yield Due("certificate", "certification.valid_to", profile.certification.valid_to, shown=True)
    if profile.consent and profile.consent.expires and not profile.consent.withdrawn:
        yield Due("consent", "consent.expires", profile.consent.expires)


# Without these a profile says nothing; every other field of a person needs its name in the consent's scope.
ALWAYS = frozenset({"id", "slug", "status", "updated", "replaced_by", "kind", "consent", "confirmed", "title", "summary", "notes", "review"})

COLLECTION = register(
    Collection(
        id="consultants",
        model=Consultant,
        labels={"es": ("Consultora o consultor", "Consultoras y consultores"), "en": ("Consultant", "Consultants")},
        segments={"es": "directorio/consultores", "en": "directory/consultants"},
        section="help",
        intro={
            "es": "Quién puede ayudarle, según tema, sector y región. Nadie aparece sin su consentimiento.",
            "en": "Who can help you, by theme, sector and region. Nobody appears without consent.",
        },
        personal=lambda c: c.kind == "person",
        expires=lambda c: last_day(c.confirmed),
        due=_due,
        facets=(
            Facet("theme", "themes", {"es": "Tema", "en": "Theme"}, {}, lambda c: c.themes, pages=False),
            Facet("sector", "sectors", {"es": "Sector", "en": "Sector"}, {}, lambda c: c.sectors, pages=False),
            Facet("region", "regions", {"es": "Región que atiende", "en": "Region served"}, {}, lambda c: c.regions, pages=False),
            Facet("service", "service_types", {"es": "Servicio", "en": "Service"}, {}, lambda c: c.services, pages=False),
            Facet("language", "languages", {"es": "Idioma", "en": "Language"}, {}, lambda c: c.languages, pages=False),
        ),
        card=lambda c: {"themes": c.themes, "sectors": c.sectors, "regions": c.regions, "cases": c.cases},
        strings={
            "consultants.unconfirmed": {
                "es": "Este perfil no se muestra: nadie lo ha confirmado en un año. Vuelve a aparecer cuando se confirme.",
                "en": "This profile is not shown: nobody has confirmed it for a year. It appears again once it is confirmed.",
            },
            "consultants.empty": {
                "es": "El directorio abre cuando haya cinco perfiles con consentimiento. Mientras tanto, estas organizaciones pueden orientarle.",
                "en": "The directory opens once five profiles have given consent. Until then, these organisations can point the way.",
            },
        },
        schema_type="Organization",
        jsonld=lambda c, text: {"@type": "Person"} if c.kind == "person" else {},
    )
)
