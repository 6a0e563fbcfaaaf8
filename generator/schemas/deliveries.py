"""Deliveries: the receipts of what the network was given, quarter by quarter. ``cet quarter`` writes them."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.schemas.core.collection import Collection, register
from generator.schemas.core.common import RecordModel
from generator.schemas.core.fields import Name, Network, Part, Text, f, opt

SHA256, QUARTER, RECORD = r"^[a-f0-9]{64}$", r"^[0-9]{4}-Q[1-4]$", r"^[a-z_]+/[a-z0-9]+(?:[.-][a-z0-9]+)*$"
_SUM = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


class Package(Part):
    """The file that was sent. Whoever got it can compare its sum."""

    file: str = f("Archivo", "File")
    size: int = f("Tamaño en bytes", "Size in bytes", gt=0)
    sha256: str = f("Suma SHA-256", "SHA-256 sum", pattern=SHA256, example=_SUM)


class Delivered(Part):
    """One record as it was delivered. A plain name and no link: what was sent stays true when the record is withdrawn."""

    entry: str = f("Registro", "Record", pattern=RECORD, example="news/plataforma-en-linea")
    title: Name = f("Título", "Title")
    updated: date = f("Actualizado", "Updated")
    sha256: str = f("Suma SHA-256 de sus datos", "SHA-256 sum of its data", pattern=SHA256, example=_SUM)


class Delivery(RecordModel):
    """What one network was given for one quarter."""

    title: Text = f("Título", "Title")
    summary: Text = f("Resumen", "Summary")
    network: Network = f("Red", "Network")
    quarter: str = f("Trimestre", "Quarter", pattern=QUARTER, example="2026-Q4")
    delivered: date | None = opt("Entregado el", "Delivered on", "El día en que se envió; sin él es solo un borrador.",
                                 "The day on which it was sent; without it this is only a draft.")
    package: Package = f("Paquete", "Package")
    items: tuple[Delivered, ...] = f("Qué se entregó", "What was delivered", min_length=1)

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if self.status != "draft" and self.delivered is None:
            raise PydanticCustomError("delivery_date", "published without its day")
        return self


COLLECTION = register(
    Collection(
        id="deliveries",
        model=Delivery,
        labels={"es": ("Entrega a la red", "Entregas a la red"), "en": ("Delivery to the network", "Deliveries to the network")},
        segments={"es": "entregas-a-la-red", "en": "deliveries-to-the-network"},
        section="learn",
        intro={
            "es": "Cada trimestre el centro puede entregar a su red las noticias y los casos que marcó para ella. Aquí queda el recibo de cada entrega: "
                  "qué se entregó, qué día y con qué sumas se comprueba. Los recibos se cuentan; nadie escribe ese número.",
            "en": "Each quarter the centre can deliver to its network the news and the cases that it marked for it. Here the receipt of each delivery "
                  "stays: what was delivered, on which day, and the sums to check it by. The receipts are counted; nobody types that number.",
        },
        card=lambda d: {"date": d.delivered, "network": d.network},
        order=lambda d: (-int(d.quarter[:4]) * 4 - int(d.quarter[-1]), d.id),
        strings={
            "deliveries.quarter": {"es": "Trimestre", "en": "Quarter"},
            "deliveries.network": {"es": "Red", "en": "Network"},
            "deliveries.delivered": {"es": "Entregado el", "en": "Delivered on"},
            "deliveries.package": {"es": "Paquete", "en": "Package"},
            "deliveries.sum": {"es": "Suma SHA-256", "en": "SHA-256 sum"},
            "deliveries.items": {"es": "Qué se entregó", "en": "What was delivered"},
            "deliveries.record": {"es": "Registro", "en": "Record"},
            "deliveries.updated": {"es": "Actualizado", "en": "Updated"},
            "deliveries.caption": {"es": "Lo entregado, con sus sumas", "en": "What was delivered, with its sums"},
            "deliveries.check": {
                "es": "La suma de cada registro es la de su archivo en «data/» dentro del paquete. Lo que está en la web puede haber cambiado después.",
                "en": "The sum of each record is that of its file in “data/” inside the package. What is on the web may have changed since.",
            },
        },
    )
)
