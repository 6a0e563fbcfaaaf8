"""What deliveries and bulletins must say, beyond the type of each field."""

from __future__ import annotations

from generator.diagnostics import define

NOT_DELIVERED = define(
    "delivery-without-date", "error",
    es=("La entrega está publicada y no dice qué día se entregó.", "Ejecute «cet quarter» con --delivered y ese día, o deje «status: draft»."),
    en=("The delivery is published and does not say on which day it was delivered.", "Run “cet quarter” with --delivered and that day, or leave “status: draft”."),
)
ITEM_FORM = define(
    "bulletin-item-form", "error",
    es=("Cada parte de un boletín es un registro, o un texto propio con su título.",
        "Escriba un solo registro (por ejemplo «case: pe-unique»), con «text» si quiere comentarlo; o «title» y «text»."),
    en=("Each part of a bulletin is a record, or a text of its own with its title.",
        "Write one record only (such as “case: pe-unique”), with “text” to comment on it; or “title” and “text”."),
)
RULES = {"delivery_date": NOT_DELIVERED, "bulletin_item": ITEM_FORM}
