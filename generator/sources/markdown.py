"""Markdown without its dangers: no raw HTML, no attributes, no images, no links but safe ones.

:func:`to_html` is what keeps a page safe: HTML in a text comes out as visible text. :func:`inspect` only
explains: it finds what an editor wrote that will not work, and where.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

Resolver = Callable[[str], str | None]  # link target as written -> address to print, None: not to be linked

_PLAIN = re.compile(r"[^*_`\[\]<>&\\!#|~\n:+]*")
_SAFE = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_INTERNAL = re.compile(r"(record|page|template):[a-z0-9_./-]+(#[a-z0-9-]+)?|translations:")

_CODE = re.compile(r"(`+)|^(?: {4}|\t).*$|^~~~", re.MULTILINE)
_HTML = re.compile(r"<(?:[a-zA-Z][^\s>]*|/[a-zA-Z]|!--|!\[CDATA|!DOCTYPE|\?)")
_ATTRIBUTES = re.compile(r"\{:?\s*[.#][\w-][^}\n]*\}|\{:[^}\n]*\}")
_IMAGE = re.compile(r"(?<!<)!\[")  # <![CDATA[ is no picture
MAX_LEVELS = 24  # of lists inside lists; Markdown takes them apart by recursion
_DEEP = re.compile(rf"^(?:(?: {{4}}|\t){{{MAX_LEVELS},}}\S|(?: {{0,3}}> ?){{{MAX_LEVELS},}})", re.MULTILINE)

# Markdown takes a time that grows with the square of these, within one paragraph: 20,000 «[» would take minutes.
MAX_BLOCK = 20_000  # characters between empty lines; the longest in use, a table, has 10,612
MAX_SIGNS = 300  # of «[» or «`» in one block, which the most linked paragraph in use has 26 of
MAX_UNDERLINES = 50  # lines of «===» or «---» in one block
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+) *$", re.MULTILINE)
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?\s*(?:\s[\"'(].*)?$", re.MULTILINE)


def safe_target(target: str) -> bool:
    """Whether a link may point there: the web, an e-mail address, this site's records, pages, templates, page of translations and headings."""
    return bool(_SAFE.match(target) or _INTERNAL.fullmatch(target))


def inspect(text: str) -> Iterator[tuple[str, int, str]]:
    """What will not work in a text, as (kind, offset, excerpt); kinds: heavy, html, attributes, image, link, deep, target.

    ``target`` marks every internal link, so that its record can be looked up. What is too heavy is said alone,
    because looking further would take as long as rendering it.
    """
    heavy = list(_heavy(text))
    if heavy:
        yield from heavy
        return
    visible = _without_code(text)
    opened: set[str] = set()  # first letters of the tags so far
    for found in _DEEP.finditer(text):
        yield "deep", found.start(), str(MAX_LEVELS)
    for kind, pattern in (("html", _HTML), ("attributes", _ATTRIBUTES), ("image", _IMAGE)):
        for found in pattern.finditer(visible):
            first = found[0][1:3].lower()
            if first[0] != "/" or first[1] not in opened:  # the end of an element is said where it begins
                yield kind, found.start(), found[0]
            opened.add(first[0])
    for pattern in (_LINK, _REFERENCE):
        for found in pattern.finditer(visible):
            target = html.unescape(found[1])
            if _INTERNAL.fullmatch(target):
                yield "target", found.start(1), target
            elif not _SAFE.match(target) and not _picture(visible, found.start()):
                yield "link", found.start(1), target


def _heavy(text: str) -> Iterator[tuple[str, int, str]]:
    """Where a paragraph begins that Markdown would need too long for; the excerpt is its beginning."""
    if len(text) <= MAX_UNDERLINES:
        return
    for offset, block in _blocks(text):
        if (
            len(block) > MAX_BLOCK or block.count("[") > MAX_SIGNS or block.count("`") > MAX_SIGNS
            or len(_UNDERLINE.findall(block)) > MAX_UNDERLINES
        ):
            yield "heavy", offset, block[:20]


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Lines without an empty one between them, and where they begin."""
    begin = end = 0
    for line in text.splitlines(keepends=True):
        if not line.strip(" \t\n"):
            yield begin, text[begin:end]
            begin = end + len(line)
        end += len(line)
    yield begin, text[begin:]


def _picture(text: str, end: int) -> bool:
    """Whether the bracket that closes at ``end`` holds a picture's words; pictures have a finding of their own."""
    begin = text.rfind("[", max(0, end - 300), end)
    return begin > 0 and text[begin - 1] == "!"


def _without_code(text: str) -> str:
    """The text with its code blanked out, every offset kept. In time proportional to the text, whatever it holds."""
    runs: dict[int, list[int]] = {}  # backticks in a row -> where such rows begin
    for found in re.finditer("`+", text):
        runs.setdefault(len(found[0]), []).append(found.start())
    parts: list[str] = []
    done = 0
    here = _CODE.search(text)
    while here:
        end = here.end()
        if here[1]:
            starts = runs[len(here[1])]
            after = bisect_left(starts, end)
            end = starts[after] + len(here[1]) if after < len(starts) else -1
        elif here[0] == "~~~":
            end = text.find("\n~~~", end) + 4
            end = -1 if end == 3 else end
        if end > 0:
            parts += text[done:here.start()], re.sub(r"[^\n]", " ", text[here.start():end])
            done = end
        here = _CODE.search(text, max(end, here.end()))
    return "".join([*parts, text[done:]])


def rewrite_links(text: str, resolve: Resolver) -> str:
    """A page's Markdown with its internal links replaced by addresses; everything else stays as it is."""
    def replaced(found: re.Match[str]) -> str:
        if not _INTERNAL.fullmatch(found[1]) or visible[found.start(1)] == " ":
            return found[0]
        target = resolve(found[1])
        return found[0] if target is None else found[0].replace(found[1], target)

    for pattern in (_LINK, _REFERENCE):
        visible = _without_code(text)
        text = pattern.sub(replaced, text)
    return text


class _SafeLinks(Treeprocessor):
    """Leaves only the words of every link that is not safe, and resolves internal ones."""

    def __init__(self, md: Markdown, resolve: Resolver | None) -> None:
        super().__init__(md)
        self.resolve = resolve

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                self._mend(element)
            elif element.tag == "img":
                element.tag = "span"
                element.text = element.get("alt") or ""
                element.attrib.clear()
            elif "right" in element.attrib.pop("style", ""):  # a table's alignment, which the pages' policy would refuse
                element.set("class", "num")

    def _mend(self, element: Element) -> None:
        target = html.unescape(element.get("href") or "")
        if _INTERNAL.fullmatch(target):
            found = self.resolve(target) if self.resolve else None
        elif self.resolve is None:  # the engine's run: internal links are already addresses
            bare = re.sub(r"[\x00-\x20]+", "", target)  # browsers drop such characters before they look for a scheme
            found = None if re.match(r"[^/?#]*:|[/\\]{2}|\\", bare) and not _SAFE.match(target) else target
        else:
            found = target if _SAFE.match(target) else None
        if found is None:
            element.tag = "span"  # MkDocs takes it for granted that a link leads somewhere
            element.attrib.clear()
        else:
            element.set("href", found)


class SafeExtension(Extension):
    """Python-Markdown with raw HTML, images and automatic mail links taken out; links are checked."""

    def __init__(self, resolve: Resolver | None = None, **options: Any) -> None:
        self.resolve = resolve
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block", strict=False)
        for name in ("html", "autolink", "automail", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(name, strict=False)
        md.treeprocessors.register(_SafeLinks(md, self.resolve), "safe_links", 0)


def makeExtension(**options: Any) -> SafeExtension:
    """Entry point by name, for the engine's list of extensions."""
    return SafeExtension(**options)


class Converter:
    """Markdown of a record's text -> safe HTML. One per page, because links depend on where they stand."""

    def __init__(self, resolve: Resolver) -> None:
        self._resolve = resolve
        self._markdown: Markdown | None = None

    def to_html(self, text: str) -> str:
        """Block-level HTML. A text without any markup, which most are, costs one regular expression."""
        if _PLAIN.fullmatch(text) and not re.match(r"\s*([-+]|[0-9]+[.)])\s", text):
            return f"<p>{html.escape(text, quote=False)}</p>"
        if self._markdown is None:
            self._markdown = Markdown(extensions=[SafeExtension(self._resolve)])
        self._markdown.reset()
        try:
            return str(self._markdown.convert(text))
        except RecursionError:  # lists hundreds of levels deep
            return f"<p>{html.escape(text, quote=False)}</p>"
