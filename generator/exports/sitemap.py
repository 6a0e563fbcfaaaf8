"""``sitemap.xml`` with the alternates and the picture of every page, and ``robots.txt``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from lxml import etree

from generator.model import Artifact, Prose, Site
from generator.render.pages import UNLISTED, Page
from generator.render.sharing import card_address, default_card_address

SM = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
_NAMES: dict[str | None, str] = {None: SM, "xhtml": XHTML, "image": IMAGE}
_INDEX_NAMES: dict[str | None, str] = {None: SM}
LIMIT = 50_000  # URLs a sitemap may hold
STRETCH = 1_000  # URLs in one tree


def artifacts(site: Site, pages: Iterable[Page]) -> Iterator[Artifact]:
    """One sitemap, or numbered ones with an index where there are too many addresses for one."""
    urls = sorted(_urls(site, pages), key=lambda url: url[0])
    parts = [urls[start : start + LIMIT] for start in range(0, len(urls), LIMIT)] or [[]]
    if len(parts) == 1:
        yield Artifact("sitemap.xml", _sitemap(site, parts[0]))
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        for name, part in zip(names, parts, strict=True):
            yield Artifact(name, _sitemap(site, part))
        yield Artifact("sitemap.xml", _index(site, names, [max(url[1] for url in part) for part in parts]))
    yield Artifact("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site.settings.url}sitemap.xml\n".encode())


Url = tuple[str, date, tuple[tuple[str, str], ...], str]  # address, last change, (language, address) alternates, its own picture or ''


def _urls(site: Site, pages: Iterable[Page]) -> Iterator[Url]:
    """A list changes with the newest record of its collection: what stands on which of its pages is no fact of the sitemap."""
    newest: dict[str, date] = {}
    for entry in site.entries.values():
        newest[entry.key[0]] = max(entry.updated, newest.get(entry.key[0], entry.updated))
    latest = max(newest.values(), default=date(1970, 1, 1))
    for page in pages:
        if page.kind in UNLISTED or (page.key and site.entries[page.key].status == "draft"):
            continue
        changed = site.entries[page.key].updated if page.key else newest.get(page.collection, latest)
        yield page.address, changed, tuple(page.alternates.items()), _picture(site, page)
    paths: dict[str, list[Prose]] = {}
    for prose in site.prose:
        paths.setdefault(prose.path, []).append(prose)
    for versions in paths.values():
        alternates = tuple((prose.language, prose.address) for prose in versions)
        for prose in versions:
            yield prose.address, prose.updated, alternates, ""


def _picture(site: Site, page: Page) -> str:
    """The share card of a page, unless it is the one that all pages share."""
    card = card_address(site, page.collection, page.kind, page.address, page.language)
    return "" if card == default_card_address(page.language) else card


def _sitemap(site: Site, urls: Sequence[Url]) -> bytes:
    """Made in stretches: the tree of all would be the largest thing in a build."""
    whole = _stretch(site, urls[:STRETCH])
    end = whole.rindex(b"</")
    parts = [whole[:end] if urls else whole]
    for start in range(STRETCH, len(urls), STRETCH):
        more = _stretch(site, urls[start : start + STRETCH])
        parts.append(more[more.index(b"  <url>") : more.rindex(b"</")])
    return b"".join([*parts, whole[end:] if urls else b""])


def _stretch(site: Site, urls: Sequence[Url]) -> bytes:
    base, default = site.settings.url, site.settings.default
    root = etree.Element(f"{{{SM}}}urlset", nsmap=_NAMES)  # type: ignore[arg-type]  # the stubs forget the default namespace
    for address, changed, alternates, picture in urls:
        url = etree.SubElement(root, f"{{{SM}}}url")
        etree.SubElement(url, f"{{{SM}}}loc").text = base + address
        etree.SubElement(url, f"{{{SM}}}lastmod").text = changed.isoformat()
        for language, there in (*alternates, *(("x-default", there) for code, there in alternates if code == default)):
            etree.SubElement(url, f"{{{XHTML}}}link", rel="alternate", hreflang=language, href=base + there)
        if picture:
            etree.SubElement(etree.SubElement(url, f"{{{IMAGE}}}image"), f"{{{IMAGE}}}loc").text = base + picture
    return _bytes(root)


def _index(site: Site, names: Sequence[str], changed: Sequence[date]) -> bytes:
    root = etree.Element(f"{{{SM}}}sitemapindex", nsmap=_INDEX_NAMES)  # type: ignore[arg-type]
    for name, day in zip(names, changed, strict=True):
        sitemap = etree.SubElement(root, f"{{{SM}}}sitemap")
        etree.SubElement(sitemap, f"{{{SM}}}loc").text = site.settings.url + name
        etree.SubElement(sitemap, f"{{{SM}}}lastmod").text = day.isoformat()
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
