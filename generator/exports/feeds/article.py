"""A record's page as an article that stands anywhere: clean HTML without our classes, scripts and pictures, every link in full.

It is read from the page's finished body, so that a feed says what the page says. What only a screen or this site needs
is left out: buttons, ways to pass on, charts (their figures stand in tables and sentences), ways to other pages.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

from lxml import etree

from generator.model import Key, Site
from generator.render.pages import Page

FULL = 30_000  # bytes of an article as XML carries it; a longer one is told by its summary, so that no document grows past a megabyte

_NEVER = {"script", "style", "svg", "button", "form", "input", "select", "textarea", "iframe", "object", "noscript", "template", "nav", "h1"}
_LEFT_OUT = {"actions", "next", "no-print", "js-only", "print-only", "facets", "toc", "pager", "vh", "icon", "draft", "tags"}
# Sections that other records fill: an edit of one record must not change the articles of all it is named by.
OTHERS = frozenset({"appears", "assisted", "awards", "cases", "cited-by", "next", "payback", "peers", "savings"})
OWN = {"case_collections": {"cases"}}  # a book's cases are its own words
_KEPT = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "strong", "em", "b", "i",
    "a", "sup", "sub", "blockquote", "code", "pre", "br", "hr", "img",
}
_BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "div", "section", "details", "article"}
_ATTRIBUTES = {"a": ("href",), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan"), "img": ("src", "alt"), "ol": ("start",)}
_VOID = {"br", "hr", "img"}
_HEADINGS = {"h2", "h3", "h4"}
_SPACE = re.compile(r"\s+")
# What XML 1.0 cannot carry, even written as a number. A reader sees the sign for a character that was lost.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LOST = "\N{REPLACEMENT CHARACTER}"


def legal(text: str) -> str:
    """A text that XML and JSON can carry: control characters and lone surrogates become the sign for a lost character."""
    return _ILLEGAL.sub(LOST, text)


@dataclass(frozen=True)
class Attachment:
    """A file that belongs to a record: its address from the site's root, its media type, its size in bytes."""

    path: str
    media: str
    size: int


@dataclass(frozen=True)
class Article:
    """What a feed tells of a record in full. ``html`` is '' where it would be too long."""

    html: str
    attachments: tuple[Attachment, ...] = ()
    image: str = ""  # its share card, from the site's root


class Articles:
    """The articles of the records that stand in full in some feed, noted while their pages are made."""

    def __init__(self, wanted: frozenset[Key] = frozenset()) -> None:
        self.wanted = wanted
        self.found: dict[tuple[Key, str], Article] = {}

    def note(self, site: Site, page: Page, body: str, files: Mapping[str, bytes]) -> None:
        """Keep a page's article if it is wanted; ``files`` are those of its unit."""
        if page.key in self.wanted and page.kind == "record":
            image = f"{page.address}card.png"
            found = clean(body, site.settings.url + page.address, OTHERS - OWN.get(page.collection, set()))
            self.found[page.key, page.language] = Article(
                found if len(escape(found).encode("utf-8", "replace")) <= FULL else "",
                tuple(_attachments(page, files)), image if image in files else "",
            )


_MEDIA = {".pdf": "application/pdf", ".zip": "application/zip"}


def _attachments(page: Page, files: Mapping[str, bytes]) -> Iterator[Attachment]:
    """What can be downloaded of a kit, in the page's language or in all."""
    if page.collection == "toolkits":
        others = tuple(address for code, address in page.alternates.items() if code != page.language)
        for path, content in files.items():
            media = _MEDIA.get(path[path.rfind("."):])
            if media and not path.startswith(others):
                yield Attachment(path, media, len(content))


def clean(body: str, url: str, others: Container[str] = OTHERS) -> str:
    """The body of the page at ``url`` as an article; ``others`` are the anchors of the sections that are left out."""
    written = f"<div>{legal(body)}</div>".encode("utf-8", "replace")
    root = etree.fromstring(written, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    if root is None:
        return ""
    _leave_out(root, others)
    return "".join(_without_empty(list(_inside(root, url)))).strip()


def _leave_out(root: etree._Element, others: Container[str]) -> None:
    """Take out sections: from a heading with one of these anchors to the next heading beside it."""
    for heading in [found for found in root.iter("h2") if found.get("id") in others]:
        parent = heading.getparent()
        after = heading.getnext()
        while parent is not None and after is not None and after.tag != "h2":
            following = after.getnext()
            parent.remove(after)
            after = following
        if parent is not None:
            parent.remove(heading)


def _inside(element: etree._Element, url: str, preformatted: bool = False) -> Iterator[str]:
    yield _text(element.text, preformatted)
    for child in element:
        if isinstance(child.tag, str):
            yield from _element(child, url, preformatted)
        yield _text(child.tail, preformatted)


def _element(element: etree._Element, url: str, preformatted: bool) -> Iterator[str]:
    tag, classes = str(element.tag), (element.get("class") or "").split()
    if tag in _NEVER or not _LEFT_OUT.isdisjoint(classes) or element.get("hidden") is not None:
        return
    if tag == "summary":
        tag = "p"
    preformatted = preformatted or tag == "pre"
    language = element.get("lang")
    if tag not in _KEPT:
        if language:
            tag = "div" if tag in _BLOCKS else "span"
        elif tag in _BLOCKS and _loose(element):
            tag = "p"
        else:
            through = _inside(element, url, preformatted)
            yield from ("".join(through),) if tag == "span" else through  # a span is one piece of its paragraph
            return
    inside = _without_empty(list(_inside(element, url, preformatted)))
    if "meta" in classes:  # what a page sets apart by icons
        inside = [" · ".join(part.strip() for part in inside if part.strip())] if all(child.tag == "span" for child in element) else inside
    start = f"<{tag}{_attributes(element, tag, url)}>"
    if tag in _VOID:
        yield start
    elif any(part.strip() for part in inside) or tag in ("td", "th"):
        # One piece, so that a heading can be told from what follows it.
        yield f"{start}{''.join(inside)}</{tag}>"


def _attributes(element: etree._Element, tag: str, url: str) -> str:
    found = {name: value for name in (*_ATTRIBUTES.get(tag, ()), "lang") if (value := element.get(name)) is not None}
    for name in ("href", "src"):
        if name in found:
            found[name] = urljoin(url, found[name])
    return "".join(f' {name}="{escape(value)}"' for name, value in found.items())


def _text(text: str | None, preformatted: bool) -> str:
    if not text:
        return ""
    return escape(text if preformatted else _SPACE.sub(" ", text), quote=False)


def _loose(element: etree._Element) -> bool:
    """Whether a block holds words of its own and no other block: a paragraph by another name."""
    own = (element.text or "").strip() or any((child.tail or "").strip() for child in element) or any(child.tag in ("span", "a", "strong") for child in element)
    return bool(own) and not any(child.tag in _BLOCKS for child in element)


def _without_empty(parts: list[str]) -> list[str]:
    """Without headings that nothing stands under, because what stood there was for the screen."""
    kept: list[str] = []
    full = [part for part in parts if part]
    for place, part in enumerate(full):
        level = _level(part)
        if level:
            after = next((other for other in full[place + 1 :] if other.strip()), "")
            if not after or 0 < _level(after) <= level:
                continue
        kept.append(part)
    return kept


def _level(part: str) -> int:
    return int(part[2]) if part[:1] == "<" and part[1:3] in _HEADINGS and part[3:4] in (">", " ") else 0
