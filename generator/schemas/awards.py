"""Awards and their editions. Winners that nobody could find are said to be unknown, never left blank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from generator.model import Localized
from generator.schemas.core.collection import Collection, Subpage, register
from generator.schemas.core.common import Citation, Figure, Partner, RecordModel
from generator.schemas.core.fields import (
    CaseRef,
    Country,
    Id,
    Inferred,
    InVocabulary,
    Name,
    OrganisationRef,
    Part,
    PartialDate,
    RefTo,
    SourceRef,
    Text,
    Year,
    f,
    many,
    opt,
)


class Result(Part):
    """Who got what. ``name`` only for winners that are not a record of their own, never for a person."""

    result: Annotated[str, InVocabulary("award_results")] = f("Resultado", "Result")
    category: Annotated[str, InVocabulary("award_categories")] | None = opt("Categoría", "Category")
    category_name: Text | None = opt("Categoría, como se imprimió", "Category as printed")
    organisations: tuple[OrganisationRef, ...] = many("Organizaciones", "Organisations")
    name: Name | None = opt("Ganador sin ficha", "Winner without a record")
    project: Text | None = opt("Proyecto", "Project")
    case: CaseRef | None = opt("Caso", "Case")
    source: SourceRef = f("Fuente", "Source")
    note: Text | None = opt("Nota", "Note")


class Edition(Part):
    """One round of an award; ``id`` is the last part of its address, usually the year."""

    id: Id = f("Identificador", "Identifier")
    number: int | None = opt("Edición", "Edition")
    number_status: Inferred | None = opt("Número inferido", "Number inferred")
    year: Year | None = opt("Año", "Year")
    year_status: Inferred | None = opt("Año inferido", "Year inferred")
    date: PartialDate | None = opt("Fecha", "Date")
    date_of: Text | None = opt("Qué pasó ese día", "What happened that day")
    organisers: tuple[Partner, ...] = many("Organizan", "Organisers")
    event: Annotated[str, RefTo("events")] | None = opt("Evento", "Event")
    jury: Text | None = opt("Jurado", "Jury")
    prizes: tuple[Figure, ...] = many("Premios en dinero", "Prize money")
    results: tuple[Result, ...] = many("Resultados", "Results")
    summary: Text = f("Resumen", "Summary")
    notes: tuple[Text, ...] = many("Notas", "Notes")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)


class Award(RecordModel):
    """An award programme with its editions."""

    title: Name = f("Nombre", "Name")
    summary: Text = f("Qué premia", "What it honours")
    country: Country = f("País", "Country")
    organiser: OrganisationRef | None = opt("Organiza", "Organiser")
    editions: tuple[Edition, ...] = f("Ediciones", "Editions", min_length=1)
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)


_NUMBER = {"es": "n.º {}", "en": "no. {}"}


def _edition_title(award: Award, edition: Edition) -> Localized:
    """The award's name with the year, else the number, else the edition's id: two editions never share a title."""

    def suffix(language: str) -> str:
        number = _NUMBER.get(language, "{}").format(edition.number) if edition.number else edition.id
        return str(edition.year) if edition.year else number

    names = {language: award.title.pick(language, tuple(award.title))[0] for language in {*award.title, *_NUMBER} if language}
    return Localized({language: f"{text}, {suffix(language)}" for language, text in names.items()})


def _card(award: Award) -> Mapping[str, Any]:
    return {
        "country": award.country,
        "organiser": award.organiser,
        "editions": tuple(
            (e.id, e.number, e.year, tuple(o for r in e.results for o in r.organisations), tuple(r.case for r in e.results if r.case), e.event)
            for e in award.editions
        ),
    }


COLLECTION = register(
    Collection(
        id="awards",
        model=Award,
        labels={"es": ("Premio", "Premios"), "en": ("Award", "Awards")},
        segments={"es": "premios", "en": "awards"},
        section="cases",
        intro={
            "es": "Premios a la producción más limpia y a la ecoeficiencia, edición por edición.",
            "en": "Awards for cleaner production and eco-efficiency, edition by edition.",
        },
        card=_card,
        order=lambda a: (a.country != "PE", a.id),
        subpages=(Subpage("editions", "records/award_edition.html", lambda e: e.id, _edition_title),),
        schema_type="CreativeWork",
    )
)
