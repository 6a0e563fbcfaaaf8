"""Links: other sites worth knowing. The plan calls the page "webs relevantes" and verifies it."""

from __future__ import annotations

from typing import Annotated

from generator.schemas.core.collection import Collection, register
from generator.schemas.core.common import Citation, RecordModel
from generator.schemas.core.fields import InVocabulary, Name, OrganisationRef, Text, Theme, Url, f, many, opt


class Link(RecordModel):
    """An address outside this site and why to go there."""

    title: Name = f("Nombre", "Name")
    summary: Text = f("Qué se encuentra", "What is there")
    url: Url = f("Dirección", "Address")
    kind: Annotated[str, InVocabulary("link_kinds")] | None = opt("Tipo", "Kind")
    organisation: OrganisationRef | None = opt("Organización", "Organisation")
    themes: tuple[Theme, ...] = many("Temas", "Themes")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)


COLLECTION = register(
    Collection(
        id="links",
        model=Link,
        labels={"es": ("Web relevante", "Webs relevantes"), "en": ("Relevant site", "Relevant sites")},
        segments={"es": "aprender/enlaces", "en": "learn/links"},
        section="learn",
        intro={"es": "Otros sitios sobre producción más limpia, con la fuente que los nombra.",
               "en": "Other sites on cleaner production, with the source that names them."},
        card=lambda link: {"url": link.url, "kind": link.kind},
        search_weight=0.7,
        schema_type="WebSite",
        jsonld=lambda link, text: {"url": link.url},
    )
)
