"""Documents as accessible PDF, set by the same press as the sheets."""

from __future__ import annotations

from generator.kits.frame import Frame
from generator.kits.reading import Document
from generator.sheets import press

LONG = 60  # blocks: the text of such a document begins on a page of its own


def pdf(frame: Frame, document: Document) -> bytes:
    """A document on A4."""
    language, _, region = frame.locale.partition("-")
    return press.pdf("kit.typ", {
        "lang": language, "region": region or None, "title": document.title, "over": document.over, "header": f"{frame.title} · {document.kind}", "kind": document.kind, "version": frame.version,
        "site": frame.site, "licence": frame.licence, "logo": frame.logo, "updated": frame.shown_updated,
        "contents": frame.t("kits.contents") if document.contents else None, "long": len(document.blocks) > LONG, "blocks": list(document.blocks),
    })


def logo(frame: Frame, ground: str) -> bytes | None:
    """The logo as an image on this ground (six hexadecimal digits), for formats that know no SVG."""
    return press.png("logo.typ", {"title": frame.site, "logo": frame.logo, "ground": f"#{ground}"}) if frame.logo else None
