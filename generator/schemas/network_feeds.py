"""Feeds of sister centres: where each is, who proves its address, and what it said when ``cet pull`` last asked.

Nothing a sister centre publishes becomes a record of this site: it stands in ``cache``, is shown on the list's page with
its origin, and is in ``data/network.json``; it is in no list, sum, search or feed of ours.
"""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated, Any, Literal

from generator.schemas.core.collection import Collection, register
from generator.schemas.core.common import Citation, RecordModel
from generator.schemas.core.fields import Name, OrganisationRef, Part, Text, Url, f, many, opt

KEPT = 60  # items of a feed, the newest first
LANGUAGE = r"^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$"
_Code = Annotated[str, "BCP 47"]


class Item(Part):
    """Something a sister centre published. Title and summary are plain text in its own language."""

    id: str = f("Identificador", "Identifier")
    url: Url = f("Dirección", "Address")
    title: str = f("Título", "Title", min_length=1)
    summary: str | None = opt("Resumen", "Summary")
    date: Day | None = opt("Fecha", "Date")
    language: _Code | None = opt("Idioma", "Language", pattern=LANGUAGE, example="es")


class Cache(Part):
    """What the feed said, and how asking it went. ``failures`` are the days in a row on which it did not answer well."""

    changed: Day | None = opt("Cambió el", "Changed on")
    etag: str | None = opt("ETag", "ETag")
    modified: str | None = opt("Last-Modified", "Last-Modified")
    failures: tuple[Day, ...] = many("Días sin respuesta", "Days without an answer")
    items: tuple[Item, ...] = many("Publicaciones", "Items", max_length=KEPT)


class NetworkFeed(RecordModel):
    """One feed of one sister centre."""

    title: Name = f("Quién publica", "Who publishes")
    summary: Text = f("Qué publica", "What it publishes")
    url: Url = f("Dirección del canal", "Address of the feed")
    format: Literal["feed", "api"] = f("Formato", "Format", "«feed»: Atom, RSS o JSON Feed; «api»: la API de este generador.",
                                       "“feed”: Atom, RSS or JSON Feed; “api”: the API of this generator.", default="feed")
    language: _Code | None = opt("Idioma", "Language", "De lo que no dice el suyo.", "Of what does not say its own.", pattern=LANGUAGE, example="es")
    organisation: OrganisationRef | None = opt("Organización", "Organisation")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", "Quién da esa dirección.", "Who gives that address.", min_length=1)
    cache: Cache | None = opt("Lo recibido", "What was received", "Lo escribe «cet pull»; no lo edite.", "Written by “cet pull”; do not edit it.",
                             by_program=True)


def _card(feed: NetworkFeed) -> dict[str, Any]:
    return {"url": feed.url, "language": feed.language, "items": feed.cache.items if feed.cache else ()}


COLLECTION = register(
    Collection(
        id="network_feeds",
        model=NetworkFeed,
        labels={"es": ("Canal de la red", "De la red"), "en": ("Feed of the network", "From the network")},
        segments={"es": "de-la-red", "en": "from-the-network"},
        section="learn",
        intro={
            "es": "Lo que publican los centros hermanos, tal como lo dicen sus canales. No es contenido nuestro y no lo comprobamos: cada título lleva a su origen.",
            "en": "What sister centres publish, as their feeds tell it. It is not our content and we did not check it: each title leads to its origin.",
        },
        list_template="network.html",
        apart=("cache",),
        card=_card,
        search_weight=0.5,
        strings={
            "network_feeds.none": {
                "es": "Todavía no seguimos el canal de ningún centro: no conocemos una dirección que una fuente compruebe. "
                      "Si su centro tiene un canal (Atom, RSS o JSON Feed) o usa este mismo generador, díganoslo y lo agregamos.",
                "en": "We follow no centre’s feed yet: we know no address that a source proves. "
                      "If your centre has a feed (Atom, RSS or JSON Feed) or uses this same generator, tell us and we add it.",
            },
            "network_feeds.nothing": {"es": "Estos canales no tienen nada que mostrar por ahora.", "en": "These feeds have nothing to show for now."},
            "network_feeds.items": {"es": "Lo más reciente", "en": "The newest"},
            "network_feeds.followed": {"es": "Canales que seguimos", "en": "Feeds we follow"},
            "network_feeds.undated": {"es": "sin fecha", "en": "undated"},
            "network_feeds.address": {"es": "Su canal", "en": "Its feed"},
            "network_feeds.all": {"es": "Ver lo que llega de la red", "en": "See what comes from the network"},
            "network_feeds.data": {"es": "Lo mismo como datos (JSON)", "en": "The same as data (JSON)"},
            "network_feeds.ours": {"es": "Lo que nosotros compartimos con la red", "en": "What we share with the network"},
        },
        schema_type="DataFeed",
    )
)
