"""Judges of pages and of JSON, each of which may hold the other: the elements, attributes and addresses of the harmless twin, and every text the hostile one, exactly."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

from generator.render.head import shorten

Turn = Callable[[str], str]
SCHEMES = {"", "http", "https", "mailto"}
LINKS = {"href", "src", "action", "formaction", "poster", "cite", "data", "srcset", "ping", "background", "manifest", "xlink:href"}
# What Markdown may make of a text; nothing else comes from a record.
PROSE = {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "br", "span"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
NEVER = {"iframe", "object", "embed", "base", "frame", "applet", "style", "math", "plaintext", "xmp"}
OF_A_FILE = {
    "bytes": re.compile(r"\d+"), "hash": re.compile(r"sha256:[0-9a-f]{64}"),
    "dcat:byteSize": re.compile(r"\{'@type': 'xsd:\w+', '@value': '\d+'\}"), "spdx:checksumValue": re.compile(r"[0-9a-f]{64}"),
}  # fmt: skip
_SIZE = re.compile(r"[0-9][0-9.,]*(?=[\s\xa0]?[kM]?B\))")  # of a file to download

Signature = tuple[str, tuple[str, ...]]


def pages(hostile: Mapping[str, bytes], harmless: Mapping[str, bytes], turn: Turn, *, prose: bool = False) -> Iterator[str]:
    """Faults of a page, or of all pages of a list together, by their paths."""
    ours, theirs = ([element for path, page in each.items() for element in _resolved(path, tree(page))] for each in (hostile, harmless))
    yield from dangers(ours)
    if not prose:
        yield from _alike(ours, theirs, turn)
        return
    count, twin = Counter(map(_signature, ours)), Counter(map(_signature, theirs))
    for tag, attributes in count - twin:
        allowed = {"a": {"href", "title"}, "th": {"class"}, "td": {"class"}}.get(tag, {"id"} if tag[:1] == "h" else set())
        if tag not in PROSE | TABLE | {"a"} or not set(attributes) <= allowed:
            yield f"another <{tag}> with {attributes}"
    for tag, attributes in twin - count:
        if tag != "p" or attributes:
            yield f"a missing <{tag}> with {attributes}"


def _resolved(path: str, elements: list[Any]) -> list[Any]:
    """Elements whose links say where they lead from the top of the site, so that a line may stand on another page of its list."""
    for element in elements:
        link = element.get("href") if isinstance(element.tag, str) else None
        if link and link.startswith("."):
            element.set("href", urljoin(f"/{path}", link))
    return elements


def _piece(ours: str, theirs: str, turn: Turn) -> Iterator[str]:
    trees = [tree(f"<html><body>{piece}</body></html>".encode()) for piece in (ours, theirs)]
    yield from dangers(trees[0])
    yield from _alike(*trees, turn)


def tree(page: bytes) -> list[Any]:
    parser = lxml.html.HTMLParser(huge_tree=True)  # quotes in quotes may be hundreds of elements deep
    return list(lxml.html.document_fromstring(page.decode("utf-8"), parser=parser).iter())


def _signature(element: Any) -> Signature:
    return str(element.tag), tuple(sorted(element.attrib))


def dangers(elements: list[Any]) -> Iterator[str]:
    """What no page may have, whatever its twin has."""
    for element in elements:
        if not isinstance(element.tag, str):
            yield f"a comment: {element.text!r:.60}"
            continue
        if element.tag in NEVER:
            yield f"<{element.tag}>"
        if element.tag == "script":
            if element.get("type") == "application/ld+json":
                json.loads(element.text)
            elif not element.get("src") or urlsplit(element.get("src")).netloc:
                yield "a script"
        if (element.get("http-equiv") or "").lower() == "refresh":
            yield "a refresh"
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                yield f"{element.tag} {name}"
            if name in LINKS and scheme(value) not in SCHEMES:
                yield f"{element.tag} {name}={value!r:.80}"


def scheme(address: str) -> str:
    """The scheme a browser sees: it drops control characters, and takes a backslash for a slash."""
    bare = re.sub(r"[\x00-\x20]+", "", address)
    found = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", bare)
    return found[1].lower() if found else "" if not re.match(r"[/\\]{2}", bare) else "//"


def _alike(ours: list[Any], theirs: list[Any], turn: Turn) -> Iterator[str]:
    """The same elements with the same attributes; every text is the hostile one, exactly. Lists may be in another order."""
    ours_seen, theirs_seen = Counter(_seen(ours, lambda text: text)), Counter(_seen(theirs, turn))
    for tag, name, value in ours_seen - theirs_seen:
        yield f"<{tag}> {name}: {value!r:.100} appears"
    for tag, name, value in theirs_seen - ours_seen:
        yield f"<{tag}> {name}: {value!r:.100} is missing"
    for our, their in zip(*([e.get("content") for e in elements if _describes(e)] for elements in (ours, theirs)), strict=True):
        if not _begins_alike(our, turn(their)):
            yield f"described as {our!r:.100} instead of {turn(their)!r:.100}"
    for our, their in zip(*([e.text for e in elements if e.get("id") == "embed"] for elements in (ours, theirs)), strict=True):
        yield from _piece(our, their, turn)  # a piece of a page to paste elsewhere
    data = [[json.loads(e.text) for e in elements if e.tag == "script" and e.get("type") == "application/ld+json"] for elements in (ours, theirs)]
    yield from same(data[0], data[1], turn, "JSON-LD")


def _seen(elements: list[Any], turn: Turn) -> Iterator[tuple[str, str, str]]:
    """Every element, text and attribute of a page, as (tag, what, value)."""
    for element in elements:
        tag = str(element.tag)
        yield tag, "element", " ".join(_signature(element)[1])
        if tag != "script" and element.get("id") != "embed":
            yield tag, "text", shown(turn(element.text or ""))
        yield tag, "text after", shown(turn(element.tail or ""))
        for name, value in element.attrib.items():
            if not (name == "content" and _describes(element)):
                yield tag, name, shown(turn(unquote(value) if name in LINKS else value))


def _describes(element: Any) -> bool:
    return element.tag == "meta" and (element.get("name") or element.get("property") or "").endswith("description")


def _begins_alike(ours: str, theirs: str) -> bool:
    """Descriptions are cut to length, a twin's elsewhere; the name of a kind of record stands in them in lower case."""
    ours, theirs = shorten(ours).lower(), shorten(theirs).lower()
    both = min(len(ours.removesuffix("…")), len(theirs.removesuffix("…")))
    cut = ours.endswith("…") or theirs.endswith("…")
    return ours == theirs or (cut and both > 0 and ours[:both] == theirs[:both])


def shown(text: str) -> str:
    """The text as a reader sees it: line ends are one character, a hard space may stand between a sign and a number, a file may be larger."""
    text = _SIZE.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{NO-BREAK SPACE}", "")


# JSON


def same(ours: Any, theirs: Any, turn: Turn, where: str) -> Iterator[str]:
    """Where two values of JSON differ; sizes and sums of files may."""
    if type(ours) is not type(theirs):
        yield f"{where}: {ours!r:.60} instead of {theirs!r:.60}"
    elif isinstance(ours, dict):
        if list(ours) != [turn(key) for key in theirs]:
            yield f"{where}: keys {list(ours)} instead of {list(theirs)}"
            return
        for (key, our), their in zip(ours.items(), theirs.values(), strict=True):
            if not (key in OF_A_FILE and type(our) is type(their) and OF_A_FILE[key].fullmatch(str(our))):
                yield from same(our, their, turn, f"{where}.{key}")
    elif isinstance(ours, list):
        if len(ours) != len(theirs):
            yield f"{where}: {len(ours)} items instead of {len(theirs)}"
            return
        for index, (our, their) in enumerate(zip(ours, theirs, strict=True)):
            yield from same(our, their, turn, f"{where}[{index}]")
    elif isinstance(ours, str) and theirs.startswith("<"):  # a piece of a page, for a script to show
        yield from _piece(ours, theirs, turn)
    elif isinstance(ours, str):
        if ours not in (turn(theirs), turn(theirs).rstrip("\N{NO-BREAK SPACE}")):  # which follows a currency's letters, not its sign
            yield f"{where}: {ours!r:.80} instead of {turn(theirs)!r:.80}"
    elif ours != theirs:
        yield f"{where}: {ours!r} instead of {theirs!r}"
