"""Case collections: editions of case books, published or planned. The plan counts editions, not cases."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from generator.schemas.core.collection import Collection, register
from generator.schemas.core.common import Citation, Partner, RecordModel
from generator.schemas.core.fields import Area, CaseRef, Name, PartialDate, Text, Url, Year, f, many, opt


class CaseCollection(RecordModel):
    """A book of cases."""

    title: Name = f("Título", "Title")
    summary: Text = f("Resumen", "Summary")
    state: Literal["published", "planned"] = f("Situación", "State")
    area: Area | None = opt("Área", "Area")
    edition: int | None = opt("Edición", "Edition")
    planned_for: Year | None = opt("Prevista para", "Planned for")
    issued: PartialDate | None = opt("Fecha", "Date")
    language: Annotated[str, "BCP 47"] | None = opt("Idioma", "Language", pattern=r"^[a-z]{2}$", example="es")
    isbn: str | None = opt("ISBN", "ISBN")
    legal_deposit: str | None = opt("Depósito legal", "Legal deposit")
    pages: int | None = opt("Páginas", "Pages", gt=0)
    copies: int | None = opt("Ejemplares", "Copies", gt=0)
    url: Url | None = opt("Dirección", "Address")
    contents: tuple[Text, ...] = many("Contenido", "Contents")
    partners: tuple[Partner, ...] = many("Quiénes", "Who")
    cases: tuple[CaseRef, ...] = many("Casos", "Cases")
    licence_note: Text | None = opt("Uso permitido", "Permitted use")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)


def _jsonld(data: CaseCollection, text: Any) -> dict[str, Any]:
    found = (("isbn", data.isbn), ("numberOfPages", data.pages), ("datePublished", data.issued))
    return {name: value for name, value in found if value}


def _own(data: CaseCollection) -> bool:
    """Whether this site makes the book: it has its cases, and nobody else had a part in it or gave it a number."""
    return bool(data.cases) and not (data.partners or data.isbn or data.legal_deposit or data.url)


COLLECTION = register(
    Collection(
        id="case_collections",
        model=CaseCollection,
        labels={"es": ("Libro de casos", "Libros de casos"), "en": ("Case book", "Case books")},
        segments={"es": "aprender/libros", "en": "learn/books"},
        section="learn",
        intro={"es": "Ediciones de libros de casos, publicadas y planificadas.", "en": "Editions of case books, published and planned."},
        card=lambda c: {"state": c.state, "issued": c.issued, "area": c.area, "own": _own(c)},
        order=lambda c: (c.state == "planned", c.id),
        schema_type="Book",
        cited_as="book",
        jsonld=_jsonld,
    )
)
