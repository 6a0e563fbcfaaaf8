"""The head of a page: title, description, canonical, alternates, Open Graph, structured data. All escaped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.model import Settings, Site
from generator.render.compiler import escaped
from generator.render.formats import locale_of

CARD_SIZE = (1200, 630)  # pixels of a share card
DESCRIPTION = 160  # characters a search engine shows


def head(site: Site, language: str, address: str, alternates: Mapping[str, str], title: str, description: str,
         data: Mapping[str, Any] | None = None, *, index: bool = True, card: str = "", feeds: str = "", more: Sequence[str] = ()) -> str:
    """The slot ``head``. ``alternates`` maps every language to the same page's address; ``card`` is the address of its share card;
    ``feeds`` are the lines that name its feeds, ``more`` those that only some pages have."""
    settings = site.settings
    name = settings.name.pick(language, settings.order)[0]
    full = title if title == name else f"{title} · {name}"
    short = shorten(description)
    url = settings.url + address
    lines = [
        f"<title>{escaped(full)}</title>",
        f'<meta name="description" content="{escaped(short)}">',
        f'<link rel="canonical" href="{escaped(url)}">',
        *(f'<link rel="alternate" hreflang="{escaped(code)}" href="{escaped(settings.url + there)}">'
          for code, there in alternates.items()),
        f'<link rel="alternate" hreflang="x-default" href="{escaped(settings.url + alternates[settings.default])}">',
        f'<meta property="og:title" content="{escaped(title)}">',
        f'<meta property="og:description" content="{escaped(short)}">',
        f'<meta property="og:url" content="{escaped(url)}">',
        f'<meta property="og:type" content="{"website" if not address.removeprefix(settings.prefixes[language]) else "article"}">',
        f'<meta property="og:site_name" content="{escaped(name)}">',
        f'<meta property="og:locale" content="{escaped(_og_locale(language))}">',
    ]
    if feeds:
        lines.append(feeds)
    if card:
        lines += [
            f'<meta property="og:image" content="{escaped(settings.url + card)}">',
            f'<meta property="og:image:width" content="{CARD_SIZE[0]}">',
            f'<meta property="og:image:height" content="{CARD_SIZE[1]}">',
            f'<meta property="og:image:alt" content="{escaped(title)}">',
            '<meta name="twitter:card" content="summary_large_image">',
        ]
    lines += more
    if not index:
        lines.append('<meta name="robots" content="noindex">')
    if data:
        lines.append(f'<script type="application/ld+json">{json_for_html(data)}</script>')
    return "\n".join(lines)


def shorten(text: str, limit: int = DESCRIPTION) -> str:
    """At most ``limit`` characters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def json_for_html(data: Mapping[str, Any]) -> str:
    """JSON that cannot end its script element or open a comment in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def breadcrumbs(settings: Settings, trail: list[tuple[str, str]]) -> dict[str, Any]:
    """schema.org's BreadcrumbList of (name, address)."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": settings.url + address}
            for position, (name, address) in enumerate(trail, 1)
        ],
    }


def _og_locale(language: str) -> str:
    locale = locale_of(language)
    return f"{language.split('-')[0]}_{locale.territory}" if locale.territory else language
