"""An article's HTML as plain text for mail: headings underlined, lists with dashes, links written out, rows on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = {"p", "div", "section", "article", "table", "tbody", "thead", "caption", "ul", "ol", "dl", "blockquote", "hr"}
_HEADINGS = {"h1": "=", "h2": "-", "h3": "", "h4": ""}
_NOTHING = {"script", "style", "template", "head", "title"}
BREAK, PARAGRAPH = "\n", "\n\n"


def text_of(html: str) -> str:
    """The words of some HTML. It ends in one line break; nothing gives nothing."""
    root = etree.fromstring(f"<div>{html}</div>".encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8", huge_tree=True)) if html.strip() else None
    if root is None:
        return ""
    found: list[str] = []
    for part in _parts(root):
        if part.isspace() and part.count("\n"):
            while found and found[-1].isspace():
                part = max(part, found.pop(), key=len)
        found.append(part)
    lines = "".join(found).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in lines)).strip() + "\n"


def _parts(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield _SPACE.sub(" ", element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NOTHING:
            yield from _element(child)
        if child.tail:
            yield _SPACE.sub(" ", child.tail)


def _element(element: etree._Element) -> Iterator[str]:
    tag = str(element.tag)
    if tag in _HEADINGS:
        words = _line(element)
        yield from (PARAGRAPH, words, *((BREAK, _HEADINGS[tag] * min(len(words), 72)) if _HEADINGS[tag] else ()), PARAGRAPH)
    elif tag == "br":
        yield BREAK
    elif tag == "li":
        yield from (BREAK, f"{_number(element)} ", *_parts(element))
    elif tag == "tr":
        yield from (BREAK, " | ".join(words for cell in element if (words := _line(cell))))
    elif tag in ("dt", "dd"):
        yield from ((BREAK, *_parts(element), ": ") if tag == "dt" else (*_parts(element), BREAK))
    elif tag == "pre":
        yield from (PARAGRAPH, "".join(str(text) for text in element.itertext()), PARAGRAPH)
    elif tag == "a":
        yield from _link(element)
    elif tag == "sup":
        yield f"[{_line(element, links=False)}]"
    elif tag == "img":
        yield element.get("alt") or ""
    elif tag in _BLOCKS:
        yield from (PARAGRAPH, *_parts(element), PARAGRAPH)
    else:
        yield from _parts(element)


def _link(element: etree._Element) -> Iterator[str]:
    words, url = _line(element, links=False), element.get("href") or ""
    yield words
    if url and not url.startswith("#") and "#source-" not in url and words != url:
        yield f" <{url.removeprefix('mailto:')}>"


def _line(element: etree._Element, links: bool = True) -> str:
    """What an element says, on one line."""
    parts = _parts(element) if links else (str(text) for text in element.itertext())
    return _SPACE.sub(" ", "".join(parts)).strip()


def _number(item: etree._Element) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "-"
    return f"{1 + sum(1 for _ in item.itersiblings('li', preceding=True))}."
