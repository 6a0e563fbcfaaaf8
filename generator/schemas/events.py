"""Events: the national forums, meetings and exchanges."""

from __future__ import annotations

from typing import Annotated, Literal

from generator.schemas.core import pictures
from generator.schemas.core.collection import Collection, Due, register
from generator.schemas.core.common import Citation, Figure, Partner, Place, RecordModel, Span, end_of
from generator.schemas.core.fields import InVocabulary, Name, Text, Theme, f, many, opt
from generator.schemas.core.pictures import Picture


class Event(RecordModel):
    """Something that happens on given days, held or planned."""

    title: Name = f("Nombre", "Name")
    summary: Text = f("Resumen", "Summary")
    kind: Annotated[str, InVocabulary("event_kinds")] = f("Tipo", "Kind")
    state: Literal["held", "planned"] = f("Situación", "State")
    period: Span | None = opt("Fechas", "Dates")
    place: Place | None = opt("Lugar", "Place")
    partners: tuple[Partner, ...] = many("Quiénes", "Who")
    themes: tuple[Theme, ...] = many("Temas", "Themes")
    topics: tuple[Text, ...] = many("Contenido", "Topics")
    figures: tuple[Figure, ...] = many("Cifras", "Figures")
    pictures: tuple[Picture, ...] = many("Imágenes", "Pictures")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)


COLLECTION = register(
    Collection(
        id="events",
        model=Event,
        labels={"es": ("Evento", "Eventos"), "en": ("Event", "Events")},
        segments={"es": "aprender/eventos", "en": "learn/events"},
        section="learn",
        intro={"es": "Foros nacionales, encuentros e intercambios.", "en": "National forums, meetings and exchanges."},
        card=lambda e: {"kind": e.kind, "state": e.state, "period": e.period},
        order=lambda e: (e.state == "planned", (e.period.start if e.period else "") or "9999", e.id),
        due=lambda e: (*((Due("planned", "state", end_of(e.period.start)),) if e.state == "planned" and e.period and e.period.start else ()), *pictures.due(e)),
        schema_type="EducationEvent",
        jsonld=lambda e, text: {
            name: value
            for name, value in (
                ("startDate", e.period.start if e.period else None),
                ("endDate", e.period.end if e.period else None),
            )
            if value
        },
    )
)
