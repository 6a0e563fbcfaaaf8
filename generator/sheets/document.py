"""What a template needs to know of a record and of the site, taken from the record's finished page."""

from __future__ import annotations

import io
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.model import Site
from generator.render.formats import day, locale_of
from generator.render.pages import Page
from generator.sheets.reading import breakable, plain, read

LOGO = Path("theme_overrides/assets/logo.svg")


def record(site: Site, page: Page, body: str) -> dict[str, Any]:
    """One record as its page shows it; ``body`` is the page's slot of that name."""
    assert page.key
    words, url = site.strings[page.language], site.settings.url + page.address
    found = read(body, url)
    return {
        "title": found.title or page.key[1],
        "heading": breakable(found.title or page.key[1]),
        "meta": found.meta,
        "blocks": found.blocks,
        "sort": words[f"collection.{page.collection}.one"],
        "address": url,
        "code": code(url),
        "code-alt": words["sheet.code"].format_map({"address": url}),
        "updated": f"{words['edit.updated']} {day(site.entries[page.key].updated, page.language)}",
    }


def frame(site: Site, language: str) -> dict[str, Any]:
    """What stands around every record: the language, and who publishes."""
    settings, words = site.settings, site.strings[language]
    return {
        "lang": language.split("-")[0],
        "region": locale_of(language).territory,
        "site": {
            "name": settings.name.pick(language, settings.order)[0],
            "tagline": settings.tagline.pick(language, settings.order)[0],
            "host": urlsplit(settings.url).netloc,
            "logo": logo(site),
            "licence": words["sheet.licence"],
        },
    }


def card(site: Site, page: Page, found: Mapping[str, Any]) -> dict[str, Any]:
    """What a share card shows of a record: title, company, place, year, and the figures that are known."""
    strips = [block["items"] for block in found["blocks"] if block["kind"] == "figures"]
    known = [item for item in (strips[0] if strips else []) if not item["unknown"]]
    return {
        **frame(site, page.language),
        "title": found["heading"],
        "meta": plain(found["meta"]),
        "figures": [{"label": plain(item["label"]), "value": plain(item["value"])} for item in known[:3]],
    }


def default_card(site: Site, language: str) -> dict[str, Any]:
    """The card of every page that has none of its own."""
    title = site.settings.home["title"].pick(language, site.settings.order)[0]
    return {**frame(site, language), "title": title, "meta": "", "figures": []}


def logo(site: Site) -> str | None:
    """The site's logo as SVG; None where it has none."""
    kept: dict[str, str | None] = site.memo.setdefault("logo", {})
    if "svg" not in kept:
        path = site.project / LOGO
        kept["svg"] = path.read_text(encoding="utf-8") if path.is_file() else None
    return kept["svg"]


def code(url: str) -> str:
    """An address as a QR code in SVG, to be read from paper."""
    written = io.BytesIO()
    segno = import_module("segno")  # loaded when it is wanted: most builds make no sheet
    segno.make(url, error="m", micro=False).save(written, kind="svg", border=0, xmldecl=False)
    return written.getvalue().decode()
