"""The body of a record's page -> blocks and runs, which the templates on paper know how to set.

A sheet says what the page says, because it is read from it: no text, figure or footnote is put together twice.
What only a screen needs (buttons, ways to other pages) is left out, as it is when the page is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Any
from urllib.parse import urljoin

from lxml import etree

Run = dict[str, Any]
Block = dict[str, Any]
Style = dict[str, Any]  # how text at a place is set; inherited by what stands inside

LONGEST_WORD = 30  # characters a word may have before it may be broken anywhere
_LEFT_OUT = {"actions", "next", "no-print", "js-only", "facets", "toc", "pager", "vh", "icon", "pictures"}
_FLOW = {"p", "div", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article", "hr", "details"}
_BREAKABLE = "\N{ZERO WIDTH SPACE}"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WORD = re.compile(rf"[^\s\u200b]{{{LONGEST_WORD + 1},}}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Reading:
    """What a page says: its title, the line under it, the lead and everything below."""

    title: str
    meta: list[Run]
    blocks: list[Block]


def read(body: str, url: str) -> Reading:
    """Read the slot ``body`` of a page whose full address is ``url``."""
    written = f"<div>{_CONTROL.sub('', body)}</div>".encode("utf-8", "replace")
    root = etree.fromstring(written, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    reader = _Reader(url, {_number(item) for item in root.iter("li")} if root is not None else set())
    found = list(reader.blocks(root)) if root is not None else []
    title = next((plain(block["text"]) for block in found if block["kind"] == "title"), "")
    meta: list[Run] = next((block["text"] for block in found if block["kind"] == "meta"), [])
    for before, block in pairwise(found):
        if block["kind"] == "table":  # a caption that repeats its heading is for those who hear the page
            block["titled"] = before["kind"] == "heading" and plain(before["text"]) == plain(block["caption"])
    return Reading(title, meta, _with_content([block for block in found if block["kind"] not in ("title", "meta")]))


def plain(runs: Iterable[Run]) -> str:
    """The words of some runs, without footnotes."""
    return "".join(run.get("t", " " if "br" in run else "") for run in runs).replace(_BREAKABLE, "").strip()


def _with_content(blocks: list[Block]) -> list[Block]:
    """Without headings that nothing follows, because what stood below was only for the screen."""
    return [
        block for block, after in zip_longest(blocks, blocks[1:])
        if block["kind"] != "heading" or (after and (after["kind"] != "heading" or after["level"] > block["level"]))
    ]


class _Reader:
    """Walks a page's elements; every link becomes a full address."""

    def __init__(self, url: str, sources: set[int]) -> None:
        self.url, self.sources = url, sources

    # Blocks

    def blocks(self, element: etree._Element) -> Iterator[Block]:
        """The blocks inside an element; text between them is a paragraph of its own."""
        loose: list[Run] = _text(element.text, {})
        for child in element:
            if not isinstance(child.tag, str):
                loose += _text(child.tail, {})
            elif child.tag in _FLOW or child.tag in ("html", "body"):
                yield from _paragraph(loose)
                loose = []
                if not self._left_out(child):
                    yield from self._block(child)
                loose = _text(child.tail, {})
            else:
                loose += self._inline(child, {}) + _text(child.tail, {})
        yield from _paragraph(loose)

    def _block(self, element: etree._Element) -> Iterator[Block]:
        tag, names = str(element.tag), _names(element)
        if tag == "h1":
            yield {"kind": "title", "text": self.runs(element)}
        elif tag in ("h2", "h3", "h4", "h5", "h6"):
            yield {"kind": "heading", "level": int(tag[1]) - 1, "text": self.runs(element)}
        elif tag == "p" and "meta" in names:
            yield {"kind": "meta", "text": _joined([self.runs(part) for part in element])}
        elif names & {"note", "notice", "draft", "calc"}:
            blocks = list(self.blocks(element))
            yield {"kind": "note", "warn": bool(names & {"note--warn", "draft"}), "blocks": blocks}
        elif tag == "p":
            small = {"small": True} if "small" in names else {}
            yield from _paragraph(self.runs(element, small))
        elif tag == "ol" and "sources" in names:
            yield {"kind": "sources", "items": [
                {"number": _number(item), "text": self.runs(item)} for item in element if item.tag == "li"]}
        elif tag in ("ul", "ol"):
            items = [list(self.blocks(item)) for item in element if item.tag == "li"]
            yield {"kind": "list", "ordered": tag == "ol", "short": "gaps" in names, "items": items}
        elif tag == "dl":
            yield from self._definitions(element, names)
        elif tag == "table":
            yield self._table(element)
        elif tag != "hr":
            yield from self.blocks(element)

    def _definitions(self, element: etree._Element, names: set[str]) -> Iterator[Block]:
        if "figures" in names:
            items = [self._figure(item) for item in element if item.tag == "div"]
            if items:
                yield {"kind": "figures", "items": items}
            return
        rows: list[dict[str, list[Run]]] = []
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                rows.append({"name": self.runs(child), "value": []})
            elif rows:
                rows[-1]["value"] += self.runs(child)
        if rows:
            yield {"kind": "pairs", "rows": rows}

    def _figure(self, element: etree._Element) -> dict[str, Any]:
        value = element.find("dd[1]")
        note = element.find("dd[2]")
        label = element.find("dt")
        return {
            "label": self.runs(label) if label is not None else [],
            "value": self.runs(value) if value is not None else [],
            "unknown": value is not None and "unknown" in _names(value),
            "note": self.runs(note) if note is not None else [],
        }

    def _table(self, element: etree._Element) -> Block:
        caption = element.find("caption")
        head = list(element.iterfind("thead/tr"))
        rows = [*element.iterfind("tbody/tr"), *element.iterfind("tr"), *element.iterfind("tfoot/tr")]
        cells = [[self._cell(cell) for cell in row] for row in rows]
        titles = [self._cell(cell) for cell in head[0]] if head else []
        columns = max((sum(cell["span"] for cell in row) for row in (titles, *cells)), default=0)
        for row in (titles, *cells):  # a row that is too short would take cells of the next
            row += [_EMPTY] * (columns - sum(cell["span"] for cell in row) if row else 0)
        places = range(columns)
        whole = [row for row in cells if len(row) == columns]
        return {
            "kind": "table", "titled": False, "columns": columns, "caption": self.runs(caption) if caption is not None else [],
            "head": titles, "rows": [row for row in cells if row],
            "numbers": [place for place in places if any(row[place]["number"] for row in whole)],
            "bars": [place for place in places if any(row[place]["bar"] for row in whole)],
        }

    def _cell(self, element: etree._Element) -> dict[str, Any]:
        bar = None
        for part in element.iter("rect"):
            if "bar-fg" in _names(part):
                around = part.getparent()
                hue = next((name[5:] for name in _names(around) if name.startswith("bar--")), "") if around is not None else ""
                bar = {"share": float(part.get("width", "0")), "hue": hue}
        span = element.get("colspan", "1")
        return {"text": self.runs(element), "bar": bar, "number": "num" in _names(element), "span": int(span) if span.isdigit() else 1}

    # Runs

    def runs(self, element: etree._Element, style: Style | None = None) -> list[Run]:
        """The text of an element with its emphasis, links and footnotes; no space at either end."""
        return _trimmed(self._inside(element, style or {}))

    def _inside(self, element: etree._Element, style: Style) -> list[Run]:
        found = _text(element.text, style)
        for child in element:
            if isinstance(child.tag, str):
                apart = child.tag in _FLOW and bool(found)
                found += [{"br": True}] if apart else []
                found += self._inline(child, style)
            found += _text(child.tail, style)
        return found

    def _inline(self, element: etree._Element, style: Style) -> list[Run]:
        tag, names = str(element.tag), _names(element)
        if tag in ("svg", "button", "input", "select", "script", "style") or self._left_out(element):
            return []
        if tag == "br":
            return [{"br": True}]
        if tag == "sup" and "ref" in names:
            number = "".join(map(str, element.itertext())).strip()
            return [{"ref": int(number)}] if number.isdigit() and int(number) in self.sources else []
        if tag in ("strong", "b", "th"):
            style = {**style, "bold": True}
        elif tag in ("em", "i"):
            style = {**style, "italic": True}
        elif tag == "a" and element.get("href"):
            target = urljoin(self.url, element.get("href", ""))
            style = style if target.startswith(f"{self.url}#") else {**style, "url": target}
        if names & {"badge", "tag"}:
            kind = next((name.partition("--")[2] for name in sorted(names) if "--" in name), "info")
            return [{"t": plain(self._inside(element, {})), "tag": kind}]
        if names & {"small", "unit", "size", "count"}:
            style = {**style, "small": True}
        if language := element.get("lang"):
            style = {**style, "lang": language}
        return self._inside(element, style)

    @staticmethod
    def _left_out(element: etree._Element) -> bool:
        return bool(_names(element) & _LEFT_OUT)


_EMPTY: dict[str, Any] = {"text": [], "bar": None, "number": False, "span": 1}


def _names(element: etree._Element) -> set[str]:
    return set(element.get("class", "").split())


def _number(item: etree._Element) -> int:
    number = item.get("id", "").rpartition("-")[2]
    return int(number) if number.isdigit() else 0


def _text(text: str | None, style: Style) -> list[Run]:
    """A stretch of text: spaces as a browser shows them, a place to break in every endless word."""
    if not text:
        return []
    shown = _SPACE.sub(" ", text)
    if not (style.get("url") and "://" in shown):
        shown = breakable(shown)
    return [{"t": shown, **style}] if shown else []


def breakable(text: str) -> str:
    """The text with places to break in every endless word; addresses are broken where an address may be."""
    return _WORD.sub(lambda word: _BREAKABLE.join(_chunks(word[0])), text)


def _chunks(word: str) -> Iterator[str]:
    if "://" in word:
        yield word
        return
    for start in range(0, len(word), LONGEST_WORD // 2):
        yield word[start : start + LONGEST_WORD // 2]


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without space at the ends, and never two spaces in a row."""
    found: list[Run] = []
    for run in runs:
        if "t" in run and (not found or "br" in found[-1] or found[-1].get("t", "").endswith(" ")):
            run = {**run, "t": run["t"].lstrip(" ")}
        if "br" in run:
            found = _closed(found)
        if run.get("t", "x"):
            found.append(run)
    return _closed(found)


def _closed(runs: list[Run]) -> list[Run]:
    while runs and ("br" in runs[-1] or not runs[-1].get("t", "x").strip(" ")):
        runs = runs[:-1]
    if runs and "t" in runs[-1]:
        runs = [*runs[:-1], {**runs[-1], "t": runs[-1]["t"].rstrip(" ")}]
    return runs


def _paragraph(runs: list[Run]) -> Iterator[Block]:
    text = _trimmed(runs)
    if text:
        yield {"kind": "text", "text": text}


def _joined(parts: list[list[Run]]) -> list[Run]:
    found: list[Run] = []
    for part in parts:
        if part:
            found += [*([{"t": " · "}] if found else []), *part]
    return found
