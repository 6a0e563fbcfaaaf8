"""Projects: demonstrations, regional projects and South-South exchanges."""

from __future__ import annotations

from typing import Annotated, Literal

from generator.schemas.core.collection import Collection, register
from generator.schemas.core.common import Citation, Figure, Partner, Place, RecordModel, Span
from generator.schemas.core.fields import Area, InVocabulary, Name, Text, Theme, f, many, opt


class Project(RecordModel):
    """Something done with partners outside the service to one company."""

    title: Name = f("Nombre", "Name")
    summary: Text = f("Resumen", "Summary")
    kind: Annotated[str, InVocabulary("project_kinds")] = f("Tipo", "Kind")
    state: Literal["held", "running", "planned"] = f("Situación", "State")
    areas: tuple[Area, ...] = many("Áreas", "Areas")
    themes: tuple[Theme, ...] = many("Temas", "Themes")
    period: Span | None = opt("Periodo", "Period")
    places: tuple[Place, ...] = many("Lugares", "Places")
    partners: tuple[Partner, ...] = many("Quiénes", "Who")
    figures: tuple[Figure, ...] = many("Cifras", "Figures")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)


COLLECTION = register(
    Collection(
        id="projects",
        model=Project,
        labels={"es": ("Proyecto", "Proyectos"), "en": ("Project", "Projects")},
        segments={"es": "aprender/proyectos", "en": "learn/projects"},
        section="learn",
        intro={"es": "Proyectos demostrativos, regionales e intercambios sur-sur.",
               "en": "Demonstration and regional projects and South-South exchanges."},
        card=lambda p: {"kind": p.kind, "state": p.state},
        order=lambda p: (p.state == "planned", p.id),
        schema_type="Project",
    )
)
