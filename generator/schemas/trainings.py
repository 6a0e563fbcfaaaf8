"""Trainings: diplomas, courses and topics; eight hours or more, or they count as outreach."""

from __future__ import annotations

from typing import Annotated, Literal

from generator.schemas.core.collection import Collection, Due, register
from generator.schemas.core.common import Citation, Figure, Partner, RecordModel, end_of
from generator.schemas.core.fields import InVocabulary, Name, OrganisationRef, PartialDate, Text, Theme, f, many, opt


class Training(RecordModel):
    """A course, given or planned."""

    title: Name = f("Nombre", "Name")
    summary: Text = f("Resumen", "Summary")
    kind: Annotated[str, InVocabulary("training_types")] = f("Tipo", "Kind")
    state: Literal["held", "planned"] = f("Situación", "State")
    provider: OrganisationRef | None = opt("Quién la da", "Provider")
    partners: tuple[Partner, ...] = many("Quiénes", "Who")
    date: PartialDate | None = opt("Fecha", "Date")
    mode: Annotated[str, InVocabulary("training_modes")] | None = opt("Modalidad", "Mode")
    levels: tuple[Annotated[str, InVocabulary("training_levels")], ...] = many("Niveles", "Levels")
    audience: tuple[Annotated[str, InVocabulary("audiences")], ...] = many("Público", "Audience")
    themes: tuple[Theme, ...] = many("Temas", "Themes")
    topics: tuple[Text, ...] = many("Contenido", "Topics")
    figures: tuple[Figure, ...] = many("Cifras", "Figures")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)


COLLECTION = register(
    Collection(
        id="trainings",
        model=Training,
        labels={"es": ("Curso", "Cursos y diplomados"), "en": ("Course", "Courses and diplomas")},
        segments={"es": "aprender/cursos", "en": "learn/courses"},
        section="learn",
        intro={
            "es": "Capacitaciones dadas o planificadas. Desde ocho horas cuentan como capacitación; menos, como difusión.",
            "en": "Training given or planned. From eight hours it counts as training; below, as outreach.",
        },
        card=lambda t: {"kind": t.kind, "state": t.state, "date": t.date, "provider": t.provider, "themes": t.themes},
        order=lambda t: (t.state == "planned", t.date or "9999", t.id),
        due=lambda t: (Due("planned", "state", end_of(t.date)),) if t.state == "planned" and t.date else (),
        schema_type="Course",
    )
)
