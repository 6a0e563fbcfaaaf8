"""What stands around every document of a kit: who publishes it, version, licence, how to cite it, the words of its language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import urlsplit

from generator.model import Localized, Record, Site
from generator.render.formats import day, locale_of, number, plural
from generator.render.urls import target_address
from generator.sheets.document import logo
from generator.sources import dialect


@dataclass(frozen=True)
class Frame:
    """One kit in one language."""

    language: str
    locale: str  # es-PE: the language a word processor checks the spelling in
    title: str
    version: str  # with its stage, in words
    site: str
    tagline: str
    host: str
    url: str  # of the kit's page
    logo: str | None  # SVG
    licence: str
    licence_url: str
    cite: str  # with {document} still to be named
    limits: str
    updated: date
    shown_updated: str
    words: Mapping[str, str]
    order: tuple[str, ...]
    addresses: Mapping[str, str | None]  # internal links of the kit -> full addresses

    def t(self, key: str, **values: object) -> str:
        """A word of the interface."""
        return self.words[key].format_map(values) if values else self.words[key]

    def n(self, key: str, count: int) -> str:
        """A word that depends on a count."""
        chosen = f"{key}.{plural(count, self.language)}"
        return self.words.get(chosen, self.words[f"{key}.other"]).format_map({"n": number(count, self.language)})

    def text(self, text: Localized | None) -> str:
        """A text of the record, in the language of the frame or the next best."""
        return text.pick(self.language, self.order)[0] if text else ""

    def link(self, target: str) -> str | None:
        """Where a link leads from paper; None where it leads nowhere: only its words stay."""
        return target if target.startswith("https://") else self.addresses.get(target)

    def blocks(self, text: str) -> list[dialect.Block]:
        """A text of the kit as blocks, with its links resolved."""
        return dialect.blocks(text, self.link)

    def citation(self, document: str) -> str:
        """How to cite one document of the kit."""
        return self.cite.replace("{document}", document)


def frame(site: Site, record: Record, language: str, targets: Mapping[str, str | None]) -> Frame:
    """The frame of a kit; ``targets`` are its internal links, see :func:`addresses`."""
    settings, words, kit = site.settings, site.strings[language], record.data
    pick = partial(_pick, language=language, order=settings.order)
    licence = site.term("licences", kit.licence)
    locale = locale_of(language)
    url = settings.url + site.entries[record.key].addresses[language]
    title, version = pick(kit.title), words["kits.version"].format_map({"version": kit.version, "stage": words[f"toolkits.stage.{kit.stage}"]})
    cite = words["kits.cite_as"].format_map({
        "site": pick(settings.name), "year": kit.updated.year, "title": title, "document": "{document}", "version": kit.version, "url": url,
    })
    return Frame(
        language, f"{locale.language}-{locale.territory}" if locale.territory else locale.language, title, version, pick(settings.name),
        pick(settings.tagline), urlsplit(settings.url).netloc, url, logo(site), pick(licence.label), licence.get("url", ""), cite, pick(kit.limits),
        kit.updated, f"{words['edit.updated']} {day(kit.updated, language)}", words, settings.order, targets,
    )


def _pick(text: Localized, language: str, order: tuple[str, ...]) -> str:
    return text.pick(language, order)[0]


def addresses(site: Site, targets: set[str], language: str) -> dict[str, str | None]:
    """The full addresses of internal links in a language, sorted by target."""
    found = {target: target_address(site, target, language) for target in sorted(targets)}
    return {target: site.settings.url + address if address is not None else None for target, address in found.items()}


def frame_of(frame: Frame) -> tuple[str, ...]:
    """What of the frame every document shows."""
    return (frame.locale, frame.title, frame.version, frame.site, frame.host, frame.url, frame.logo or "", frame.licence, frame.shown_updated,
            frame.updated.isoformat(), frame.t("kits.contents"))
