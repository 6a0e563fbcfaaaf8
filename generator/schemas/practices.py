"""Practices: the reusable measures ("medidas"), each with the cases that did it."""

from __future__ import annotations

from typing import Annotated

from generator.schemas.core.collection import Collection, Facet, register
from generator.schemas.core.common import Citation, RecordModel
from generator.schemas.core.fields import InVocabulary, Prose, Resource, Text, Theme, f, many, opt


class Practice(RecordModel):
    """A measure that any company can repeat."""

    title: Text = f("Nombre", "Name")
    summary: Text = f("Resumen", "Summary")
    definition: Prose = f("Qué es", "What it is")
    type: Annotated[str, InVocabulary("measure_types")] = f("Tipo de opción", "Option type")
    themes: tuple[Theme, ...] = f("Temas", "Themes")
    resources: tuple[Resource, ...] = f("Recursos", "Resources")
    pays_when: Prose | None = opt("Cuándo conviene", "When it pays")
    pays_not_when: Prose | None = opt("Cuándo no conviene", "When it does not pay")
    sources: tuple[Citation, ...] = many("Fuentes", "Sources")


COLLECTION = register(
    Collection(
        id="practices",
        model=Practice,
        labels={"es": ("Medida", "Medidas"), "en": ("Measure", "Measures")},
        segments={"es": "medidas", "en": "measures"},
        section="measures",
        intro={
            "es": "Lo que otras empresas ya hicieron y usted puede repetir, con los casos que lo prueban.",
            "en": "What other companies have done and you can repeat, with the cases that show it.",
        },
        facets=(
            Facet("type", "measure_types", {"es": "Tipo de opción", "en": "Option type"}, {"es": "tipo", "en": "type"},
                  lambda p: (p.type,)),
            Facet("theme", "themes", {"es": "Tema", "en": "Theme"}, {"es": "tema", "en": "theme"}, lambda p: p.themes),
        ),
        card=lambda p: {"type": p.type, "resources": p.resources},
        schema_type="Article",
        cited_as="page",
    )
)
