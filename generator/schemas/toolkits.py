"""Tool kits: modules and sessions that a consultant runs with companies."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Literal

from generator.schemas.core.collection import Collection, register
from generator.schemas.core.common import Citation, Figure, RecordModel
from generator.schemas.core.fields import Area, Id, InVocabulary, Name, Part, ProgrammeRef, Prose, Text, Theme, f, many, opt

# Semantic versions; «1.0.0-draft» is on its way to 1.0.0.
VERSION = r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[a-z0-9]+(\.[a-z0-9]+)*)?$"


class AgendaItem(Part):
    """A stretch of a session: how long, and what happens."""

    minutes: int = f("Minutos", "Minutes", gt=0)
    text: Text = f("Qué se hace", "What is done")


class Session(Part):
    """One meeting or task of a module."""

    id: Id = f("Identificador", "Identifier")
    kind: Literal["workshop", "site_visit", "consultation", "presentation_day", "self_study"] = f("Tipo", "Kind")
    title: Text = f("Título", "Title")
    duration_minutes: int | None = opt("Duración en minutos", "Minutes", gt=0)
    agenda: tuple[AgendaItem, ...] = many("Agenda", "Agenda")
    outcomes: tuple[Text, ...] = many("Qué se logra", "Outcomes")
    homework: tuple[Text, ...] = many("Tarea", "Homework")


class Worksheet(Part):
    """A sheet of the kit; its file comes with the kit's releases."""

    id: Id = f("Identificador", "Identifier")
    title: Text = f("Título", "Title")


class Module(Part):
    """A part of the kit on one theme."""

    id: Id = f("Identificador", "Identifier")
    title: Text = f("Título", "Title")
    objectives: Prose | None = opt("Objetivos", "Objectives")
    themes: tuple[Theme, ...] = many("Temas", "Themes")
    duration_hours: Decimal | None = opt("Horas en total", "Hours in all", gt=0)
    sessions: tuple[Session, ...] = many("Sesiones", "Sessions")
    worksheets: tuple[Worksheet, ...] = many("Hojas de trabajo", "Worksheets")


class KitUpload(Part):
    """A file that was not made from the kit's texts; it lies in the kit's folder, in ``files/``."""

    file: str = f("Archivo", "File", "Nombre dentro de «files/».", "Name inside “files/”.", pattern=r"^[a-z0-9][a-z0-9._-]*$", example="plano.pdf")
    title: Text = f("Qué es", "What it is")
    languages: tuple[Annotated[str, InVocabulary("languages")], ...] = f("Idiomas", "Languages", min_length=1)
    licence: Annotated[str, InVocabulary("licences")] | None = opt(
        "Licencia", "Licence", "Si no es la del kit.", "Where it is not the kit’s.")
    credit: Text | None = opt("Autoría", "Credit")


class Change(Part):
    """What a version brought."""

    version: str = f("Versión", "Version", pattern=VERSION, example='"1.0.0"')
    date: datetime.date = f("Fecha", "Date")
    text: Text = f("Qué cambió", "What changed")


class Toolkit(RecordModel):
    """A kit. ``stage`` says how far it is, apart from whether its page is published."""

    title: Name = f("Nombre", "Name")
    summary: Text = f("Para qué sirve", "What it is for")
    limits: Text = f("Qué no es", "What it is not")
    stage: Literal["proposed", "draft", "released", "superseded"] = f("Avance", "Stage")
    version: str = f("Versión", "Version", pattern=VERSION, example='"1.0.0"')
    programme: ProgrammeRef | None = opt("Programa", "Programme")
    area: Area = f("Área", "Area")
    audience: tuple[Annotated[str, InVocabulary("audiences")], ...] = f("Para quién", "Audience")
    languages: tuple[Annotated[str, InVocabulary("languages")], ...] = f("Idiomas", "Languages")
    untranslated: dict[str, str] | None = opt(
        "Idiomas sin archivos, y por qué", "Languages without files, and why", "Para cada idioma declarado cuyos textos faltan: el motivo.",
        "For each declared language whose texts are missing: the reason.")
    licence: Annotated[str, InVocabulary("licences")] = f("Licencia", "Licence")
    duration: Text | None = opt("Duración", "Duration")
    how: tuple[Text, ...] = many("Cómo se usa", "How it is used")
    results: tuple[Text, ...] = many("Qué tendrá al final", "What you will have at the end")
    background: Prose | None = opt("De dónde viene", "Where it comes from")
    modules: tuple[Module, ...] = f("Módulos", "Modules", min_length=1)
    files: tuple[KitUpload, ...] = many("Otros archivos", "Other files")
    changes: tuple[Change, ...] = many("Qué cambió", "What changed", "La versión más nueva primero.", "The newest version first.")
    award_criteria: tuple[Text, ...] = many("Criterios de reconocimiento", "Award criteria")
    figures: tuple[Figure, ...] = many("Cifras de referencia", "Reference figures")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)


COLLECTION = register(
    Collection(
        id="toolkits",
        model=Toolkit,
        folder="toolkits",
        labels={"es": ("Kit", "Kits de herramientas"), "en": ("Tool kit", "Tool kits")},
        segments={"es": "kits", "en": "tool-kits"},
        section="kits",
        intro={
            "es": "Materiales para llevar un programa con varias empresas: módulos, sesiones y hojas de trabajo.",
            "en": "Material to run a programme with several companies: modules, sessions and worksheets.",
        },
        card=lambda k: {"stage": k.stage, "version": k.version, "modules": len(k.modules), "area": k.area,
                        "themes": tuple(dict.fromkeys(theme for m in k.modules for theme in m.themes)), "languages": k.languages,
                        "worksheets": len({w.id for m in k.modules for w in m.worksheets})},
        schema_type="LearningResource",
        cited_as="report",
        jsonld=lambda k, text: {
            "version": k.version,
            "hasPart": [{"@type": "LearningResource", "name": text(m.title)} for m in k.modules],
        },
        owns=("kits",),
    )
)
