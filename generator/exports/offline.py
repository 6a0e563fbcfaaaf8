"""The whole site as one file to take along: unpacked anywhere, it works from the disk, without a server or a network.

Browsers treat every file of a disk as a place of its own: no module, no ``fetch`` and no symbol of another file is allowed. So links to
folders name their ``index.html``, symbols stand in the page, the search's index is a script, and the page's own policy, which speaks of
a server, is left out. Filters are the plain links that they are without
scripts. PDF files, images to share, the files of kits and the API stay on the web, and links to them lead there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote

from generator.exports import archive
from generator.model import Localized, Site
from generator.render.sharing import copy_address
from generator.schemas import COLLECTIONS

MOST_BYTES = 300_000_000  # of the pages as they are; beyond this a copy is nothing to download
SCRIPT = "assets/javascripts/offline.js"
SPRITE = "assets/icons.svg"
NOTICE = "LEAME-README.txt"
_OWN = {SCRIPT, NOTICE}
_LINK = re.compile(r'\b(href|src)="([^"#?]*)([^"]*)"')
_FULL = re.compile(r"[a-z][a-z0-9+.-]*:|//")
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_INTEGRITY = re.compile(r' (?:integrity|crossorigin)="[^"]*"')
_REFRESH = re.compile(r'(<meta http-equiv="refresh" content="\d+; ?url=)([^"#?]*)')
_SYMBOL = re.compile(rf'<use href="[^"]*{re.escape(SPRITE)}#([\w-]+)"')
_SITE_SCRIPT = re.compile(r'<script src="[^"]*assets/javascripts/site\.js"></script>')
_KINDS = (".css", ".js", ".svg", ".woff2")
_SEARCH = ("assets/javascripts/search", "pagefind/")  # a search that needs a server


@dataclass(frozen=True)
class Files:
    """The files of a site: their sizes by path, and how to read one."""

    sizes: Mapping[str, int]
    read: Callable[[str], bytes]


def copy(site: Site, files: Files, before: bytes = b"", changed: Container[str] = ()) -> bytes | None:
    """The copy of a site as a zip; None where the site is too big for one.

    ``before`` is the copy of a site that differs from this one in the files ``changed`` only; it saves most of the work.
    """
    taken = sorted(name for name in files.sizes if _taken_along(name))
    if sum(files.sizes[name] for name in taken) > MOST_BYTES:
        return None
    folder = copy_address(site).removeprefix("data/").removesuffix(".zip")
    made = _Copy(site, files, taken).files()
    kept = {name.removeprefix(f"{folder}/"): file for name, file in archive.unpacked(before).items()}
    if kept.keys() - _OWN != made.keys() - _OWN or SPRITE in changed:  # links and symbols of every page may differ
        kept = {}
    own = {*_OWN, *(index_of(code) for code in site.settings.order)}
    packed = archive.renewed(made, kept, lambda name: name in changed or name in own)
    return archive.write({f"{folder}/{name}": file for name, file in packed.items()})


def _taken_along(name: str) -> bool:
    if name.startswith(_SEARCH) or name == "404.html" or name.endswith("/404.html"):
        return False
    return name.endswith((".html", *_KINDS)) and not name.startswith(("kits/", "admin/"))


class _Copy:
    """What goes into the copy, made only when it is needed."""

    def __init__(self, site: Site, files: Files, taken: Sequence[str]) -> None:
        self.site, self.of, self.taken = site, files, taken
        self.pages = _Pages(site, set(taken), _symbols(files.read(SPRITE).decode("utf-8")) if SPRITE in files.sizes else {})

    def files(self) -> dict[str, Callable[[], bytes]]:
        """Every file by its path, with what makes it."""
        own: dict[str, Callable[[], bytes]] = {SCRIPT: Path(__file__).with_suffix(".js").read_bytes, NOTICE: partial(_notice, self.site)}
        indexes: dict[str, Callable[[], bytes]] = {index_of(code): partial(_index, self.site, code) for code in self.site.settings.order}
        pages: dict[str, Callable[[], bytes]] = {name: partial(self._file, name) for name in self.taken}
        return {**pages, **own, **indexes}

    def _file(self, name: str) -> bytes:
        content = self.of.read(name)
        return self.pages.page(name, content.decode("utf-8")).encode("utf-8") if name.endswith(".html") else content


def _symbols(sprite: str) -> Mapping[str, str]:
    return {found[1]: found[0] for found in re.finditer(r'<symbol\b[^>]*\bid="([\w-]+)".*?</symbol>', sprite, re.DOTALL)}


class _Pages:
    """Rewrites pages; what a link from the root becomes is worked out once for all pages."""

    def __init__(self, site: Site, taken: set[str], symbols: Mapping[str, str]) -> None:
        self.site, self.taken, self.symbols = site, taken, symbols
        self.find = {f"{site.settings.prefixes[code]}{site.strings[code]['find.segment']}/index.html": code for code in site.settings.order}
        self._from_root = cache(self._found)

    def page(self, name: str, content: str) -> str:
        """One page as it works from a disk."""
        folder, up = dirname(name), "../" * name.count("/")
        content = _INTEGRITY.sub("", _POLICY.sub("", content))
        content = content.replace(" data-search-page", "").replace(" data-search", " data-find").replace('<div id="compare"', "<div")
        before, filters, after = content.partition(' data-list="')
        if filters:  # a list whose filters are read with ``fetch``: each value has a page of its own, as without scripts
            content = f'{before} data-listed="{after.replace("js-only", "plain-only")}'
        used = sorted({found for found in _SYMBOL.findall(content) if found in self.symbols})
        content = _SYMBOL.sub(r'<use href="#\1"', content)
        content = _LINK.sub(lambda link: f'{link[1]}="{self._link(folder, up, link[2])}{link[3]}"' if link[2] else link[0], content)
        content = _REFRESH.sub(lambda there: there[1] + self._link(folder, up, there[2]), content)
        scripts = f'<script src="{up}{SCRIPT}"></script>'
        if name in self.find:
            scripts = f'<script src="{up}{index_of(self.find[name])}"></script>\n{scripts}'
        content = _SITE_SCRIPT.sub(lambda script: f"{script[0]}\n{scripts}", content, count=1)
        symbols = "".join(self.symbols[found] for found in used)
        return content.replace("<body>", f'<body>\n<svg hidden aria-hidden="true">{symbols}</svg>', 1) if symbols else content

    def _link(self, folder: str, up: str, link: str) -> str:
        """A link of a page in this folder: to a file of the copy, else to the site on the web."""
        if _FULL.match(link):
            return link
        if up and link.startswith(up):  # nearly all: up to the root, and down again
            inside, there = self._from_root(link.removeprefix(up))
            return up + there if inside else there
        inside, there = self._from_root(normpath(join(folder, link)).removeprefix(".") + "/" * link.endswith("/"))
        return relpath(there, folder or ".") if inside else there

    def _found(self, link: str) -> tuple[bool, str]:
        """An address from the root as a file of the copy, or (False) as a page or file on the web."""
        there = normpath(unquote(link)).removeprefix(".").removeprefix("/")
        if there in self.taken:
            return True, link
        index = f"{there}/index.html" if there else "index.html"
        if index in self.taken:
            return True, f"{link.removeprefix('./').rstrip('/')}/index.html".removeprefix("/")
        return False, self.site.settings.url + link.removeprefix("./")


def index_of(language: str) -> str:
    """The script with the search's index of a language."""
    return f"assets/javascripts/offline-{language}.js"


def _index(site: Site, language: str) -> bytes:
    """Titles and summaries of all records, for the search of the copy: (address, title, summary, kind)."""
    order, words = site.settings.order, site.strings[language]

    def text(found: Localized | None) -> str:
        return found.pick(language, order)[0] if found is not None else ""

    rows = [
        [f"{entry.addresses[language]}index.html", text(entry.title), text(entry.summary), words[f"collection.{collection}.one"]]
        for collection in COLLECTIONS for entry in site.listing(collection)
    ]
    told = {name: words[f"offline.{name}"] for name in ("label", "none", "one", "other")}
    data = json.dumps({"words": told, "rows": rows}, ensure_ascii=False, separators=(",", ":"))
    return f"window.offlineSearch={data};\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode("utf-8", "replace")


def _notice(site: Site) -> bytes:
    return "\r\n\r\n".join(_lines(site)).encode("utf-8") + b"\r\n"


def _lines(site: Site) -> Iterator[str]:
    for language in site.settings.order:
        yield site.strings[language]["offline.notice"].format_map({"url": site.settings.url})
