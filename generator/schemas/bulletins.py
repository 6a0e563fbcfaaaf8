"""Bulletins: issues for people who read mail. An issue is a page, a letter as HTML and as text, and an entry of its feed."""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.schemas.core.collection import Collection, register
from generator.schemas.core.common import RecordModel
from generator.schemas.core.fields import CaseRef, Part, PracticeRef, Prose, RefTo, Text, f, many, opt


class BulletinItem(Part):
    """A record of this site, with a comment or without; or a short text of its own."""

    case: CaseRef | None = opt("Caso", "Case")
    credit_line: Annotated[str, RefTo("credit_lines")] | None = opt("Línea de crédito", "Credit line")
    document: Annotated[str, RefTo("documents")] | None = opt("Documento", "Document")
    event: Annotated[str, RefTo("events")] | None = opt("Evento", "Event")
    news: Annotated[str, RefTo("news")] | None = opt("Noticia", "News item")
    practice: PracticeRef | None = opt("Medida", "Measure")
    toolkit: Annotated[str, RefTo("toolkits")] | None = opt("Kit", "Tool kit")
    training: Annotated[str, RefTo("trainings")] | None = opt("Curso", "Course")
    title: Text | None = opt("Título propio", "Title of its own")
    text: Prose | None = opt("Texto o comentario", "Text or comment")

    @property
    def key(self) -> tuple[str, str] | None:
        """Collection and id of the record; None of a text of its own."""
        for field, collection in RECORDS.items():
            if identifier := getattr(self, field):
                return collection, identifier
        return None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        records = sum(getattr(self, field) is not None for field in RECORDS)
        if records > 1 or (records and self.title) or not (records or (self.title and self.text)):
            raise PydanticCustomError("bulletin_item", "a record, or a title with a text")
        return self


RECORDS = {"case": "case_studies", "credit_line": "credit_lines", "document": "documents", "event": "events", "news": "news",
           "practice": "practices", "toolkit": "toolkits", "training": "trainings"}


class Bulletin(RecordModel):
    """One issue."""

    title: Text = f("Título", "Title")
    summary: Text = f("Resumen", "Summary", "La línea que se ve en la bandeja de entrada.", "The line that is seen in the inbox.")
    number: int = f("Número", "Number", gt=0)
    date: Day = f("Fecha", "Date")
    opening: Prose | None = opt("Saludo", "Opening")
    items: tuple[BulletinItem, ...] = many("Contenido", "Contents")


COLLECTION = register(
    Collection(
        id="bulletins",
        model=Bulletin,
        labels={"es": ("Boletín", "Boletines"), "en": ("Bulletin", "Bulletins")},
        segments={"es": "boletin", "en": "bulletin"},
        section="learn",
        intro={
            "es": "Lo nuevo, reunido para leerlo de una vez. Cada número se puede descargar como correo o como texto para reenviarlo.",
            "en": "What is new, gathered to be read at once. Each issue can be downloaded as a letter or as text to pass it on.",
        },
        card=lambda b: {"date": b.date},
        order=lambda b: (-b.number, b.id),
        path=lambda b, slug: f"{b.date.year}/{slug}",
        strings={
            "bulletins.number": {"es": "Número {n}", "en": "Issue {n}"},
            "bulletins.letter": {"es": "Descargar como correo (HTML)", "en": "Download as a letter (HTML)"},
            "bulletins.text": {"es": "Descargar como texto", "en": "Download as text"},
            "bulletins.how": {
                "es": "El correo es un solo archivo, sin imágenes ni programas: péguelo en su programa de correo o ábralo y reenvíelo.",
                "en": "The letter is one file, without pictures or programs: paste it into your mail program, or open it and pass it on.",
            },
            "bulletins.read": {"es": "Leer en la web", "en": "Read on the web"},
            "bulletins.more": {"es": "Más", "en": "More"},
            "bulletins.online": {"es": "Este número en la web", "en": "This issue on the web"},
            "bulletins.feed": {"es": "Reciba los próximos números", "en": "Get the next issues"},
            "bulletins.rights": {
                "es": "Contenido propio con licencia CC BY 4.0: puede copiarlo y adaptarlo citando la fuente.",
                "en": "Our own content is under CC BY 4.0: you may copy and adapt it if you cite the source.",
            },
        },
        schema_type="PublicationIssue",
        jsonld=lambda b, text: {"datePublished": b.date.isoformat(), "issueNumber": b.number},
    )
)
