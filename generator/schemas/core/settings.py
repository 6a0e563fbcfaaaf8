"""``content/site.yml``: languages, identity, menus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from generator.diagnostics import Report, define
from generator.model import Language, Settings, Span
from generator.schemas.core.editor import EditorModel, editor_of
from generator.schemas.core.fields import Name, Part, Text, Url, form
from generator.schemas.core.validate import check_model
from generator.sources import rules
from generator.sources.files import read_text
from generator.sources.yaml import parse

FILE = "content/site.yml"
Target = Annotated[str, form(r"^(home:|find:|help:|request:|offline:|data:|subscribe:|translations:|(collection|record|page):[a-z0-9_./-]+|https?://\S+)$", "collection:case_studies")]


class LanguageModel(Part):
    code: Annotated[str, form(r"^[a-z]{2,3}(-[A-Z]{2})?$", "es")]
    name: str


class MenuItem(Part):
    section: Annotated[str, form(r"^[a-z]+$", "cases")]
    label: Text
    to: Target


class FooterLink(Part):
    label: Text
    to: Target


class FooterColumn(Part):
    title: Text
    links: tuple[FooterLink, ...]


class Door(Part):
    icon: str
    title: Text
    text: Text
    to: Target


class Home(Part):
    """The first page: where it sends people, and which records it shows."""

    title: Text
    lead: Text
    description: Text
    doors: tuple[Door, ...] = ()
    programme: str | None = None
    cases: tuple[str, ...] = ()


class SiteModel(Part):
    url: Url
    authority: Annotated[str, form(r"^[a-z0-9.-]+,[0-9]{4}(-[0-9]{2}){0,2}$", "ejemplo.org,2026")]
    languages: Annotated[tuple[LanguageModel, ...], Field(min_length=1)]
    name: Name
    tagline: Text
    home: Home
    menu: tuple[MenuItem, ...] = ()
    footer: tuple[FooterColumn, ...] = ()
    footnotes: tuple[Text, ...] = ()
    repository: Url | None = None
    email: Annotated[str, form(r"^[^@\s<>\"]+@[^@\s<>\"]+$", "centro@ejemplo.org")] | None = None
    whatsapp: Annotated[str, form(r"^[0-9]{8,15}$", '"51999999999"')] | None = None
    sheets: bool = False
    offline: bool = False
    oai_gateway: Url | None = None
    editor: EditorModel | None = None
    bundle: bool = False


LANGUAGE_TWICE = define(
    "language-twice", "error",
    es=("El idioma «{language}» está dos veces.", "Deje uno solo."),
    en=("The language “{language}” is there twice.", "Keep only one."),
)


def load_settings(project: Path, report: Report) -> Settings | None:
    """The site's settings; None after findings, without which nothing else can be read."""
    text = read_text(project / FILE, FILE, report)
    document = parse(FILE, text, report) if text is not None else None
    if document is None:
        return None
    if not isinstance(document.value, dict):
        report.add(rules.NOT_A_MAP.at(Span(FILE, 1, 1)))
        return None
    model: Any = check_model(SiteModel, document, report)
    if model is None:
        return None
    codes = [item.code for item in model.languages]
    twice = next((index for index, code in enumerate(codes) if code in codes[:index]), None)
    if twice is not None:
        path = ("languages", twice, "code")
        report.add(LANGUAGE_TWICE.at(document.span(path), path, language=codes[twice]))
        return None
    languages = tuple(
        Language(item.code, item.name, "" if index == 0 else f"{item.code.lower()}/")
        for index, item in enumerate(model.languages)
    )
    return Settings(
        url=model.url.rstrip("/") + "/",
        languages=languages,
        authority=model.authority,
        name=model.name,
        tagline=model.tagline,
        home=dict(model.home),
        menu=tuple(dict(item) for item in model.menu),
        footer=tuple({"title": column.title, "links": tuple(dict(link) for link in column.links)} for column in model.footer),
        footnotes=model.footnotes,
        repository=model.repository.rstrip("/") if model.repository else None,
        email=model.email,
        whatsapp=model.whatsapp,
        sheets=model.sheets,
        offline=model.offline,
        oai_gateway=model.oai_gateway.rstrip("/") if model.oai_gateway else None,
        editor=editor_of(model.editor),
        bundle=model.bundle,
    )
