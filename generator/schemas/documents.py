"""Documents: laws, norms, guides and books that the cases and the plan name."""

from __future__ import annotations

from typing import Annotated, Any

from generator.schemas.core.collection import Collection, Facet, register
from generator.schemas.core.common import Citation, Partner, RecordModel
from generator.schemas.core.fields import Country, InVocabulary, Name, PartialDate, Text, Theme, Url, f, many, opt


class Document(RecordModel):
    """A text that people are sent to."""

    title: Name = f("Título", "Title")
    summary: Text = f("De qué trata", "What it is about")
    kind: Annotated[str, InVocabulary("document_kinds")] = f("Tipo", "Kind")
    number: str | None = opt("Número", "Number")
    isbn: str | None = opt("ISBN", "ISBN")
    issued: PartialDate | None = opt("Fecha", "Date")
    country: Country | None = opt("País", "Country")
    language: Annotated[str, "BCP 47"] | None = opt("Idioma", "Language", pattern=r"^[a-z]{2}$", example="es")
    pages: int | None = opt("Páginas", "Pages", gt=0)
    url: Url | None = opt("Dirección", "Address")
    partners: tuple[Partner, ...] = many("Quiénes", "Who")
    themes: tuple[Theme, ...] = many("Temas", "Themes")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)


def _jsonld(data: Document, text: Any) -> dict[str, Any]:
    return {name: value for name, value in (("@type", "Book" if data.isbn else None), ("isbn", data.isbn), ("datePublished", data.issued), ("sameAs", data.url)) if value}


COLLECTION = register(
    Collection(
        id="documents",
        model=Document,
        labels={"es": ("Documento", "Documentos"), "en": ("Document", "Documents")},
        segments={"es": "aprender/documentos", "en": "learn/documents"},
        section="learn",
        intro={"es": "Leyes, normas, guías y libros sobre producción más limpia.",
               "en": "Laws, standards, guides and books on cleaner production."},
        facets=(
            Facet("kind", "document_kinds", {"es": "Tipo", "en": "Kind"}, {"es": "tipo", "en": "kind"}, lambda d: (d.kind,)),
        ),
        card=lambda d: {"kind": d.kind, "issued": d.issued, "number": d.number},
        order=lambda d: (d.country != "PE", d.kind, d.issued or "9999", d.id),
        schema_type="CreativeWork",
        jsonld=_jsonld,
    )
)
