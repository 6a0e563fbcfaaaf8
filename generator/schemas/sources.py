"""Sources: the publications that figures and statements cite. There is no other way to cite."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from generator.model import Localized
from generator.schemas.core.collection import Collection, Facet, register
from generator.schemas.core.common import RecordModel
from generator.schemas.core.fields import InVocabulary, Url, Year, f, many, opt


class Source(RecordModel):
    """A publication, as exactly as it is known."""

    title: str = f("Título", "Title", "En su propio idioma.", "In its own language.", min_length=1)
    language: Annotated[str, "BCP 47"] = f("Idioma", "Language", pattern=r"^[a-z]{2}$", example="es")
    publisher: str | None = opt("Quién lo publica", "Publisher")
    year: Year | None = opt("Año", "Year")
    kind: Annotated[str, InVocabulary("source_kinds")] = f("Tipo", "Kind")
    isbn: str | None = opt("ISBN", "ISBN")
    url: Url | None = opt("Dirección", "Address")
    also_at: tuple[Url, ...] = many("También en", "Also at")
    accessed: date | None = opt("Consultado el", "Accessed")
    archived_url: Url | None = opt("Copia archivada", "Archived copy")
    sha256: Annotated[str, "hex"] | None = opt("SHA-256", "SHA-256", pattern=r"^[0-9a-f]{64}$", example='"e3b0c442…"')
    read: Literal["whole", "opening"] = f("Qué se leyó", "What was read")


def _jsonld(data: Source, text: Callable[[Any], str]) -> Mapping[str, Any]:
    found: dict[str, Any] = {"inLanguage": data.language}
    if data.url:
        found["sameAs"] = data.url
    if data.year:
        found["datePublished"] = str(data.year)
    if data.publisher:
        found["publisher"] = {"@type": "Organization", "name": data.publisher}
    return found


COLLECTION = register(
    Collection(
        id="sources",
        model=Source,
        labels={"es": ("Fuente", "Fuentes"), "en": ("Source", "Sources")},
        wide=True,
        segments={"es": "fuentes", "en": "sources"},
        section="none",
        intro={
            "es": "Las publicaciones que respaldan cada cifra de este sitio.",
            "en": "The publications behind every figure of this site.",
        },
        title=lambda s: Localized({s.language: s.title}),
        facets=(
            Facet("kind", "source_kinds", {"es": "Tipo", "en": "Kind"}, {"es": "tipo", "en": "kind"}, lambda s: (s.kind,)),
        ),
        card=lambda s: {
            "language": s.language, "publisher": s.publisher, "year": s.year, "url": s.url, "read": s.read,
            "kind": s.kind, "archived_url": s.archived_url, "accessed": s.accessed,
        },
        search_weight=0.4,  # a publication is looked for by those who read what cites it
        schema_type="CreativeWork",
        jsonld=_jsonld,
    )
)
