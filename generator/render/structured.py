"""schema.org data of pages. What a page is about is the main entity; what is true of the page alone, its date, its licence and the way to it,
stands in ``mainEntityOfPage``, because a page may be about a work of others."""

from __future__ import annotations

from typing import Any

from generator.model import Localized, Site
from generator.render.head import CARD_SIZE, breadcrumbs
from generator.render.pages import Page, find_address
from generator.render.publication import LICENCE, citable, publisher
from generator.render.sharing import card_address
from generator.render.view import View
from generator.schemas import COLLECTIONS

CONTEXT = "https://schema.org"
ARTICLES = frozenset({"Article", "NewsArticle", "Report"})  # types that search engines show as articles
WORKS = ARTICLES | {"Book", "Course", "CreativeWork", "Dataset", "LearningResource", "WebSite"}  # types that may be about somebody
Data = dict[str, Any]
Trail = list[tuple[str, str]]  # (name, address), the page itself last


def website(site: Site, page: Page, view: View) -> Data:
    """The first page: the site, who publishes it, and how to search it."""
    settings = site.settings
    find = f"{settings.url}{find_address(site, page.language)}?q={{search_term_string}}"
    return {
        "@context": CONTEXT, "@type": "WebSite", "name": view.plain(settings.name), "alternateName": view.plain(settings.tagline),
        "url": settings.url + page.address, "inLanguage": page.language,
        "publisher": {**_publisher(site, page.language), "logo": f"{settings.url}assets/logo.svg"},
        "potentialAction": {"@type": "SearchAction", "target": {"@type": "EntryPoint", "urlTemplate": find}, "query-input": "required name=search_term_string"},
    }


def webpage(site: Site, page: Page, name: str, trail: Trail, **more: Any) -> Data:
    """A page that is about nothing but itself."""
    return {"@context": CONTEXT, "@type": "WebPage", "name": name, "inLanguage": page.language, "url": site.settings.url + page.address, **more,
            "breadcrumb": breadcrumbs(site.settings, trail)}


def listing(site: Site, page: Page, name: str, trail: Trail) -> Data:
    """A list, with the records that stand on this page of it: as addresses, because sixty steps with type and number weigh twice as much."""
    items = [site.settings.url + entry.addresses[page.language] for entry in page.entries]
    return webpage(site, page, name, trail, **{"@type": "CollectionPage"}, mainEntity={
        "@type": "ItemList", "numberOfItems": page.total, **({"itemListElement": items} if items else {}),
    })


def record(site: Site, page: Page, view: View, title: str, summary: str, trail: Trail) -> Data:
    """What a record is, as its collection says; nothing for one that was withdrawn."""
    record, entry, collection = site.records[page.key], site.entries[page.key], COLLECTIONS[page.collection]  # type: ignore[index]
    if entry.status == "retired":
        return {}
    kind, url = collection.schema_type, site.settings.url + page.address
    about = {"inLanguage": page.language, "dateModified": entry.updated.isoformat(), "license": LICENCE}
    data: Data = {"@context": CONTEXT, "@type": kind, "name": title, "description": summary, "url": url}
    if kind in ARTICLES:
        data["headline"] = title
        if card := card_address(site, page.collection, page.kind, page.address, page.language):
            data["image"] = {"@type": "ImageObject", "url": site.settings.url + card, "width": CARD_SIZE[0], "height": CARD_SIZE[1]}
    if citable(entry) or kind == "NewsArticle":
        ours = _publisher(site, page.language)
        data |= {**about, "author": ours, "publisher": ours}
    if kind == "Dataset":
        data["description"] = f"{title}. {summary}"  # catalogues of datasets want fifty characters
        download = f"{site.settings.url}api/v1/{page.collection}/{record.id}.json"
        data["distribution"] = {"@type": "DataDownload", "contentUrl": download, "encodingFormat": "application/json"}
    for name, field, kinds in (("about", "organisation", WORKS), ("provider", "provider", WORKS | {"LoanOrCredit"})):
        if kind in kinds and (organisation := view.entry("organisations", entry.card.get(field) or "")):
            data[name] = {"@type": "Organization", "name": view.plain(organisation.title)}

    def text(value: Any) -> str:
        return view.plain(value) if isinstance(value, Localized) else str(value)

    data |= collection.jsonld(record.data, text)
    return {**data, "mainEntityOfPage": {"@type": "WebPage", "@id": url, **about, "breadcrumb": breadcrumbs(site.settings, trail)}}


def _publisher(site: Site, language: str) -> Data:
    return {"@type": "Organization", "name": publisher(site.settings, language), "url": site.settings.url}
