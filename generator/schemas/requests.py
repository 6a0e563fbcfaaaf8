"""Open requests: what companies are looking for, edited by the centre, without a name and until a day."""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated

from generator.schemas.core.collection import Collection, Due, Facet, register
from generator.schemas.core.common import RecordModel
from generator.schemas.core.fields import InVocabulary, Region, Sector, Text, Theme, f, many, opt


class Request(RecordModel):
    """A request. It has no field for who asks: answers go to the centre."""

    title: Text = f("Qué se busca", "What is wanted", "Sin nombres de personas ni de empresas.", "Without names of persons or companies.")
    summary: Text = f("Detalle", "Detail", "Sin nada que permita reconocer a quien pide.", "Without anything that shows who asks.")
    themes: tuple[Theme, ...] = f("Temas", "Themes", min_length=1)
    sector: Sector | None = opt("Sector", "Sector")
    region: Region | None = opt("Región", "Region")
    size: Annotated[str, InVocabulary("company_sizes")] | None = opt("Tamaño de la empresa", "Size of the company")
    languages: tuple[Annotated[str, InVocabulary("languages")], ...] = many("Idiomas", "Languages")
    date: Day = f("Publicada el", "Published on")
    expires: Day = f("Vence el", "Expires on", "Después de ese día deja de estar en la lista.", "After that day it leaves the list.")


COLLECTION = register(
    Collection(
        id="requests",
        model=Request,
        labels={"es": ("Solicitud abierta", "Solicitudes abiertas"), "en": ("Open request", "Open requests")},
        segments={"es": "solicitudes", "en": "requests"},
        section="help",
        intro={
            "es": "Lo que buscan empresas en este momento. El centro publica cada solicitud sin nombres y la retira cuando vence.",
            "en": "What companies are looking for at the moment. The centre publishes each request without names and withdraws it when it expires.",
        },
        facets=(
            Facet("theme", "themes", {"es": "Tema", "en": "Theme"}, {}, lambda r: r.themes, pages=False),
            Facet("sector", "sectors", {"es": "Sector", "en": "Sector"}, {}, lambda r: (r.sector,) if r.sector else (), pages=False),
            Facet("region", "regions", {"es": "Región", "en": "Region"}, {}, lambda r: (r.region,) if r.region else (), pages=False),
        ),
        card=lambda r: {"date": r.date, "expires": r.expires},
        order=lambda r: (r.expires, r.id),
        expires=lambda r: r.expires,
        due=lambda r: (Due("request", "expires", r.expires),),
        strings={
            "requests.empty": {
                "es": "Ahora no hay solicitudes abiertas. Aparecen aquí cuando una empresa pide ayuda al centro y acepta publicarlo sin su nombre; cada una dice hasta qué día vale.",
                "en": "There are no open requests now. They appear here when a company asks the centre for help and agrees to publish it without its name; each says until what day it holds.",
            },
            "requests.count.one": {"es": "{n} solicitud abierta", "en": "{n} open request"},
            "requests.count.other": {"es": "{n} solicitudes abiertas", "en": "{n} open requests"},
            "requests.until": {"es": "Vale hasta el", "en": "Holds until"},
            "requests.answer": {"es": "Responder por medio del centro", "en": "Answer through the centre"},
            "requests.answer_text": {
                "es": "El centro no publica quién pide. Escriba al centro y nombre esta solicitud; el centro avisa a la empresa.",
                "en": "The centre does not publish who asks. Write to the centre and name this request; the centre tells the company.",
            },
        },
        schema_type="Demand",
    )
)
