"""What the search knows of a page: its main text, its title, a line about it, and what it can be narrowed by.

A document is a slim page of HTML for the indexer. It is cut from the published page, so that it says what
readers see and costs no second rendering; what every page repeats (sources, gaps, cross-links, buttons) is left out.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from markupsafe import escape

from generator.diagnostics import Fault
from generator.model import Entry, Site
from generator.render.cases import PageView
from generator.render.formats import number
from generator.render.pages import Page, short_label
from generator.schemas import COLLECTIONS

COLLECTION = "collection"  # what Pagefind calls a filter: it says which pages are of which collection
PROSE = "pages"  # stands for a collection in pages of prose

_START, _END = '<article class="doc">', '<footer class="doc-foot">'
_LEFT_OUT = re.compile(
    r"<svg.*?</svg>"
    r'|<sup class="ref">.*?</sup>'
    r'|<a class="url".*?</a>'
    r'|<h2 id="peers".*?</table></div>\s*(?:<p class="small">.*?</p>\s*)*'  # changes with other cases
    r"|<caption.*?</caption>|<thead.*?</thead>|<td.*?</td>"
    r'|<div class="calc">.*?</div>'
    r'|<details class="cite.*?</details>|<p class="small no-print">.*?</p>'
    r'|<dl class="(?:figures|kv)">.*?</dl>'
    r'|<p class="(?:actions|tags)">.*?</p>'
    r'|<ul class="next">.*?</ul>|<pre class="paste".*?</pre>'
    r'|<ul class="gaps">.*?</ul>\s*(?:<p class="small">.*?</p>)?'
    r'|<(?:ol class="sources"|h2 id="(?:calculation|data|sources|unknown|next)").*?</(?:ol|h2)>',
    re.DOTALL,
)
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|q|small|span|strong|sub|sup|time)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_FIGURE = re.compile(r"\d[\d\u00a0\u202f.,]*%?")
_RAISED = re.compile(r"[²³₀-₉]+")
_LETTERS = re.compile(r"[^\W\d_]+$")


@dataclass(frozen=True)
class Document:
    """One page for the indexer; ``address`` as on the site, '' for the home page."""

    address: str
    html: str

    @property
    def sum(self) -> str:
        """A digest of what it holds."""
        return hashlib.sha256(self.html.encode("utf-8")).hexdigest()


class PageFault(Fault):
    """A published page whose main text could not be found: the theme's frame has changed."""


@dataclass(frozen=True)
class About:
    """What a hit shows beside its title and excerpt, in the page's language; and its collection."""

    language: str
    kind: str
    line: str
    collection: str
    terms: str = ""  # of all its facets: they are found, and not shown again


class Documents:
    """Makes documents; with one view for each language, because nothing in them depends on a page's place."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._views: dict[str, PageView] = {}

    def of(self, pages: Iterable[Page], files: Mapping[str, bytes]) -> Iterator[Document]:
        """A document for each of these pages that is a record or a part of one; ``files`` holds the pages as they are published.

        Lists, drafts and retired records are not searched; what must not be published has no page at all.
        """
        for page in pages:
            if page.kind in ("record", "part") and page.key is not None and self.site.entries[page.key].status == "published":
                view = self._views.setdefault(page.language, PageView(self.site, page))
                yield _document(page.address, self._about(view, self.site.entries[page.key]), files[f"{page.address}index.html"])

    def prose(self, target: Path) -> Iterator[Document]:
        """A document for each page of prose, as it stands below ``target``."""
        for page in self.site.prose:
            about = About(page.language, self.site.strings[page.language]["search.page"], "", PROSE)
            yield _document(page.address, about, (target / page.address / "index.html").read_bytes())

    def _about(self, view: PageView, entry: Entry) -> About:
        collection = COLLECTIONS[entry.key[0]]
        labels = {facet.id: tuple(view.plain(short_label(view.term(facet.vocabulary, value))) for value in entry.facets.get(facet.id, ()))
                  for facet in collection.facets if facet.vocabulary and not facet.band}
        kind = view.t(f"collection.{collection.id}.one")
        line = " · ".join(part for part in _plain(view.card_meta(entry)).split(" · ") if part != kind)
        if collection.id == "case_studies":  # a company's name does not say what it makes
            line = " · ".join([line, *labels["sector"]])
        terms = [label for found in labels.values() for label in found]
        return About(view.language, kind, line, collection.id, " ".join([*terms, *self._also(view.language, entry)]))

    def _also(self, language: str, entry: Entry) -> Iterator[str]:
        """Other words that people type for the record's collection and for its terms: ``search`` of a term, by language."""
        collection = COLLECTIONS[entry.key[0]]
        yield from self.site.strings[language].get(f"searched.{collection.id}", "").split()
        for facet in collection.facets:
            for value in entry.facets.get(facet.id, ()) if facet.vocabulary and not facet.band else ():
                yield from self.site.vocabularies[facet.vocabulary][value].get("search", {}).get(language, ())


def _document(address: str, about: About, page: bytes) -> Document:
    return Document(address, _html(about, main_text(page.decode("utf-8"), address)))


def main_text(page: str, address: str) -> tuple[str, str, str]:
    """A published page's title and telling text, as HTML without tags, a dot in the middle between blocks; and all of its text."""
    start, end = page.find(_START), page.find(_END)
    if start < 0 or end < start:
        raise PageFault(f"/{address}: {_START} … {_END} is not there")
    whole = page[start + len(_START) : end]
    body = _LEFT_OUT.sub("\n", whole)
    heading = _HEADING.search(body)
    if heading is None:
        raise PageFault(f"/{address}: no h1")
    return _stripped(heading[1]), _stripped(body[heading.end() :]), _TAG.sub("", whole)


def _stripped(html: str) -> str:
    parts = [part for line in _TAG.sub("\n", _INLINE.sub("", html)).split("\n") if (part := line.strip())]
    return "".join(part + (" " if part[-1] in ".:;?!·" else " · ") for part in parts[:-1]) + "".join(parts[-1:])


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html))


def _html(about: About, text: tuple[str, str, str]) -> str:
    title, body, whole = text
    typed = f"{about.terms} {as_typed(whole, about.language)}".strip()
    metas = [f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
             for name, value in (("kind", about.kind), ("line", about.line), ("typed", typed)) if value]
    metas.append(f'<meta data-pagefind-filter="{COLLECTION}[content]" content="{escape(about.collection)}">')
    return (f'<!doctype html><html lang="{escape(about.language)}"><head>{"".join(metas)}</head>'
            f'<body data-pagefind-body><h1 data-pagefind-meta="title">{title}</h1><p>{body}</p></body></html>\n')


@cache
def _mark(language: str) -> str:
    """What stands between the thousands of a number in the pages of a language."""
    return number(10_000, language)[2:-3]


def as_typed(text: str, language: str) -> str:
    """What is typed otherwise than it is printed: ``20 400`` as ``20400``, ``72 %`` as ``72pct``, ``CO₂`` as ``CO2``. Each once, in order."""
    found: dict[str, None] = {}
    mark = _mark(language)
    for printed in _FIGURE.findall(text):
        figure = printed.rstrip("%\u00a0\u202f.,")
        plain = figure.replace(mark, "")
        if printed[-1] == "%":
            found[f"{plain.replace(',', '.')}pct"] = None
        if plain != figure:
            found[plain] = None
    for raised in _RAISED.finditer(text):
        letters = _LETTERS.search(text, max(0, raised.start() - 12), raised.start())
        if letters:
            found[letters[0] + unicodedata.normalize("NFKD", raised[0])] = None
    return " ".join(found)
