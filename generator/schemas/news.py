"""News of the platform and the network."""

from __future__ import annotations

from datetime import date as Day

from generator.schemas.core.collection import Collection, register
from generator.schemas.core.common import Citation, RecordModel
from generator.schemas.core.fields import Prose, Text, Theme, f, many


class News(RecordModel):
    """A dated item."""

    title: Text = f("Título", "Title")
    summary: Text = f("Resumen", "Summary", "Hasta 120 caracteres.", "Up to 120 characters.")
    date: Day = f("Fecha", "Date")
    body: Prose = f("Texto", "Text")
    themes: tuple[Theme, ...] = many("Temas", "Themes")
    sources: tuple[Citation, ...] = many("Fuentes", "Sources")


COLLECTION = register(
    Collection(
        id="news",
        model=News,
        labels={"es": ("Noticia", "Noticias"), "en": ("News item", "News")},
        segments={"es": "noticias", "en": "news"},
        section="learn",
        intro={"es": "Lo nuevo en la plataforma y en la red.", "en": "What is new on the platform and in the network."},
        card=lambda n: {"date": n.date},
        order=lambda n: (-n.date.toordinal(), n.id),
        path=lambda n, slug: f"{n.date.year}/{slug}",
        schema_type="NewsArticle",
        jsonld=lambda n, text: {"datePublished": n.date.isoformat()},
    )
)
