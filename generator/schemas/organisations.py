"""Organisations: companies, centres of the network, institutions, donors, universities, certifiers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from generator.schemas.core import pictures
from generator.schemas.core.collection import Collection, Facet, register
from generator.schemas.core.common import Citation, IsicClass, Place, RecordModel
from generator.schemas.core.fields import InVocabulary, Name, OrganisationRef, Sector, Text, Url, Year, f, many, opt
from generator.schemas.core.pictures import Picture


class Organisation(RecordModel):
    """An organisation; natural persons never stand here."""

    title: Name = f("Nombre", "Name")
    acronym: Name | None = opt("Sigla", "Acronym")
    also_known_as: tuple[str, ...] = many("Otros nombres", "Other names")
    kind: Annotated[str, InVocabulary("organisation_kinds")] = f("Tipo", "Kind")
    summary: Text = f("Qué es", "What it is")
    place: Place | None = opt("Lugar", "Place")
    sector: Sector | None = opt("Sector", "Sector")
    isic_class: IsicClass | None = opt("Clase CIIU", "ISIC class")
    url: Url | None = opt("Sitio web", "Web site")
    former_url: Url | None = opt("Sitio web anterior", "Former web site")
    parent: OrganisationRef | None = opt("Depende de", "Part of")
    members: tuple[OrganisationRef, ...] = many("Miembros", "Members")
    successor: OrganisationRef | None = opt("Sucesora", "Successor")
    last_known: Year | None = opt("Año de las últimas noticias", "Year of the last news")
    networks: tuple[Annotated[str, InVocabulary("networks")], ...] = many("Redes", "Networks")
    pictures: tuple[Picture, ...] = many("Imágenes", "Pictures")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)


def _jsonld(data: Organisation, text: Callable[[Any], str]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    if names := [*([text(data.acronym)] if data.acronym else []), *data.also_known_as]:
        found["alternateName"] = names
    if data.url:
        found["sameAs"] = data.url
    if data.isic_class:
        found["isicV4"] = data.isic_class.code
    if data.place:
        found["address"] = {"@type": "PostalAddress", "addressCountry": data.place.country}
    return found


COLLECTION = register(
    Collection(
        id="organisations",
        model=Organisation,
        labels={"es": ("Organización", "Directorio"), "en": ("Organisation", "Directory")},
        wide=True,
        due=pictures.due,
        segments={"es": "directorio", "en": "directory"},
        section="help",
        intro={
            "es": "Centros, instituciones, financiadores, universidades y empresas que nombran los casos y el plan.",
            "en": "Centres, institutions, funders, universities and companies named in the cases and the plan.",
        },
        facets=(
            Facet("kind", "organisation_kinds", {"es": "Tipo", "en": "Kind"}, {"es": "tipo", "en": "kind"}, lambda o: (o.kind,)),
            Facet("country", "countries", {"es": "País", "en": "Country"}, {"es": "pais", "en": "country"},
                  lambda o: (o.place.country,) if o.place else ()),
            Facet("region", "regions", {"es": "Región", "en": "Region"}, {},
                  lambda o: (o.place.region,) if o.place and o.place.region else (), pages=False),
            Facet("sector", "sectors", {"es": "Sector", "en": "Sector"}, {}, lambda o: (o.sector,) if o.sector else (), pages=False),
        ),
        card=lambda o: {
            "kind": o.kind,
            "acronym": o.acronym,
            "country": o.place.country if o.place else None,
            "locality": o.place.locality if o.place else None,
            "sector": o.sector,
            "last_known": o.last_known,
        },
        order=lambda o: (o.kind == "company", (o.place.country if o.place else "") != "PE", o.id),
        schema_type="Organization",
        jsonld=_jsonld,
    )
)
