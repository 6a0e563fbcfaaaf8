"""Whether an output made from hostile texts is harmless, found by parsing it and comparing it with its harmless twin.

A judge exists for every type of file a build makes; a new type without one fails the test, so that nobody forgets it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
from lxml import etree

from generator.render.head import shorten
from tests.exports import citation_formats

Turn = Callable[[str], str]
SCHEMES = {"", "http", "https", "mailto"}
LINKS = {"href", "src", "action", "formaction", "poster", "cite", "data", "srcset", "ping", "background", "manifest", "xlink:href"}
# What Markdown may make of a text; nothing else comes from a record.
PROSE = {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "br", "span"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
NEVER = {"iframe", "object", "embed", "base", "frame", "applet", "style", "math", "plaintext", "xmp"}
LETTERS = "data/bulletins/"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

Signature = tuple[str, tuple[str, ...]]


def judge(path: str, hostile: bytes, harmless: bytes, turn: Turn, *, prose: bool = False) -> list[str]:
    """Faults of an output. ``prose``: Markdown in it is hostile, so that it may have other paragraphs than its twin."""
    kind = PurePosixPath(path).suffix
    if path.startswith("feeds/") and kind != ".opml":
        return list(_feed(kind, hostile, harmless, turn))
    if kind == ".html":
        faults = list(_page(hostile, harmless, turn, prose))
        return [fault for fault in faults if not (path.startswith(LETTERS) and re.fullmatch(r"\w+ style", fault))]  # mail programs know no other; twins have the same
    if kind == ".txt" and path.startswith(LETTERS):
        return []  # words without markup, underlined as long as they are
    if kind == ".json" and path.startswith("pagefind/"):  # words of the texts, for the search to guess from
        return [] if all(isinstance(word, str) for word in json.loads(hostile)) else ["not a list of words"]
    if kind == ".json":
        return list(_json(json.loads(hostile), json.loads(harmless), turn, ""))
    if kind in (".xml", ".atom", ".rss", ".opml", ".xsl"):
        return list(_xml(hostile, harmless, turn))
    if kind in (".bib", ".ris"):
        return list(_citation(kind, hostile, harmless, turn))
    if kind == ".csv":
        return list(_csv(hostile, harmless, turn))
    if kind in (".xlsx", ".zip", ".docx", ".pptx", ".ods", ".odt"):
        return list(_archive(hostile, harmless, turn))
    if kind in (".txt", ".css", ".js", ".svg", ".woff2", ".conf", ""):
        return [] if hostile == harmless else ["a file that holds no text of a record changed"]
    if kind in (".pdf", ".png", ".wasm", ".pagefind", ".webmanifest") or kind.startswith(".pf_"):
        return []  # nothing in them is run, and their text is not markup
    return [f"no judge for {kind}"]


# Pages


def _page(hostile: bytes, harmless: bytes, turn: Turn, prose: bool) -> Iterator[str]:
    ours, theirs = _tree(hostile), _tree(harmless)
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


def _piece(ours: str, theirs: str, turn: Turn) -> Iterator[str]:
    trees = [_tree(f"<html><body>{piece}</body></html>".encode()) for piece in (ours, theirs)]
    yield from dangers(trees[0])
    yield from _alike(*trees, turn)


def _tree(page: bytes) -> list[Any]:
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
    for our, their in zip(*([e.text for e in elements if e.get("id") == "embed"] for elements in (ours, theirs)), strict=True):
        yield from _piece(our, their, turn)  # a piece of a page to paste elsewhere
    data = [[json.loads(e.text) for e in elements if e.tag == "script" and e.get("type") == "application/ld+json"] for elements in (ours, theirs)]
    yield from _json(data[0], data[1], turn, "JSON-LD")


def _seen(elements: list[Any], turn: Turn) -> Iterator[tuple[str, str, str]]:
    """Every element, text and attribute of a page, as (tag, what, value)."""
    for element in elements:
        tag = str(element.tag)
        yield tag, "element", " ".join(_signature(element)[1])
        if tag != "script" and element.get("id") != "embed":
            yield tag, "text", shown(turn(element.text or ""))
        yield tag, "text after", shown(turn(element.tail or ""))
        for name, value in element.attrib.items():
            yield tag, name, _attribute(element, name, value, turn)


def _attribute(element: Any, name: str, value: str, turn: Turn) -> str:
    if name == "content" and (element.get("name") or element.get("property") or "").endswith("description"):
        return shorten(turn(value)).lower()  # cut to length; the name of a kind of record stands in it in lower case
    return shown(turn(unquote(value) if name in LINKS else value))


def shown(text: str) -> str:
    """The text as a reader sees it: line ends are one character, and a hard space may stand between a sign and a number."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{NO-BREAK SPACE}", "")


# Data


def _json(ours: Any, theirs: Any, turn: Turn, where: str) -> Iterator[str]:
    if type(ours) is not type(theirs):
        yield f"{where}: {ours!r:.60} instead of {theirs!r:.60}"
    elif isinstance(ours, dict):
        if list(ours) != [turn(key) for key in theirs]:
            yield f"{where}: keys {list(ours)} instead of {list(theirs)}"
            return
        for (key, our), their in zip(ours.items(), theirs.values(), strict=True):
            yield from _json(our, their, turn, f"{where}.{key}")
    elif isinstance(ours, list):
        if len(ours) != len(theirs):
            yield f"{where}: {len(ours)} items instead of {len(theirs)}"
            return
        for index, (our, their) in enumerate(zip(ours, theirs, strict=True)):
            yield from _json(our, their, turn, f"{where}[{index}]")
    elif isinstance(ours, str) and theirs.startswith("<"):  # a piece of a page, for a script to show
        yield from _piece(ours, theirs, turn)
    elif isinstance(ours, str):
        if ours not in (turn(theirs), turn(theirs).rstrip("\N{NO-BREAK SPACE}")):  # which follows a currency's letters, not its sign
            yield f"{where}: {ours!r:.80} instead of {turn(theirs)!r:.80}"
    elif ours != theirs:
        yield f"{where}: {ours!r} instead of {theirs!r}"


def _xml(hostile: bytes, harmless: bytes, turn: Turn) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    ours, theirs = (list(etree.fromstring(content, parser).iter()) for content in (hostile, harmless))
    if [(e.tag, sorted(e.attrib)) for e in ours] != [(e.tag, sorted(e.attrib)) for e in theirs]:
        yield "other elements"
        return
    for our, their in zip(ours, theirs, strict=True):
        if shown(our.text or "") != shown(turn(their.text or "")) and (our.text or "").strip():
            yield f"<{our.tag}>: {our.text!r:.80} instead of {turn(their.text or '')!r:.80}"
        yield from (f"{our.tag} {name}={value!r:.60}" for name, value in our.attrib.items() if name in LINKS and scheme(value) not in SCHEMES)


def _citation(kind: str, hostile: bytes, harmless: bytes, turn: Turn) -> Iterator[str]:
    """A strict reader finds the same fields, each with the hostile text on one line."""
    read = (lambda content: list(citation_formats.bibtex(content).items())) if kind == ".bib" else citation_formats.ris
    ours, theirs = read(hostile), read(harmless)
    if [name for name, _ in ours] != [name for name, _ in theirs]:
        yield "other fields"
        return
    for (name, our), (_, their) in zip(ours, theirs, strict=True):
        if our != " ".join(turn(their).split()):
            yield f"{name}: {our!r:.80} instead of {turn(their)!r:.80}"


def _feed(kind: str, hostile: bytes, harmless: bytes, turn: Turn) -> Iterator[str]:
    """Titles and summaries are the hostile ones, on one line and cut to length; an article does no harm wherever it is shown."""
    def texts(content: bytes) -> list[tuple[str, str]]:
        if kind == ".json":
            return [(name, item.get(name, "")) for item in json.loads(content)["items"] for name in ("id", "url", "title", "summary", "content_html", "content_text")]
        found = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True)).iter()
        return [(etree.QName(element).localname, element.text or "") for element in found]

    ours, theirs = texts(hostile), texts(harmless)
    if [name for name, _ in ours] != [name for name, _ in theirs]:
        yield "other elements"
        return
    for (name, our), (_, their) in zip(ours, theirs, strict=True):
        if name in ("content", "encoded", "content_html"):
            yield from dangers(_tree(f"<html><body>{our}</body></html>".encode()))
        elif our != their and shorten(our, 300) != shorten(turn(their), 300):
            yield f"<{name}>: {our!r:.80} instead of {turn(their)!r:.80}"


def _csv(hostile: bytes, harmless: bytes, turn: Turn) -> Iterator[str]:
    ours, theirs = (list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) for content in (hostile, harmless))
    if [len(row) for row in ours] != [len(row) for row in theirs]:
        yield "other rows or columns"
        return
    for our, their in zip(ours, theirs, strict=True):
        for cell, twin in zip(our, their, strict=True):
            if cell.startswith(FORMULA) and not _NUMBER.fullmatch(cell):
                yield f"a formula: {cell!r:.60}"
            if cell.removeprefix("'") != turn(twin).removeprefix("'"):
                yield f"{cell!r:.60} instead of {turn(twin)!r:.60}"


def _archive(hostile: bytes, harmless: bytes, turn: Turn) -> Iterator[str]:
    """Packed files: the same names, none leading out; sheets without formulas, everything else by its own judge."""
    with zipfile.ZipFile(io.BytesIO(hostile)) as ours, zipfile.ZipFile(io.BytesIO(harmless)) as theirs:
        if ours.namelist() != theirs.namelist():
            yield "other names"
            return
        for name in ours.namelist():
            if name.startswith("/") or ".." in name:
                yield f"a name that leads out: {name}"
            if name.startswith("xl/worksheets/"):
                formulas = [f.text for f in etree.fromstring(ours.read(name)).iter("{*}f")]
                if formulas != [f.text for f in etree.fromstring(theirs.read(name)).iter("{*}f")]:
                    yield f"another formula in {name}"
            elif name.endswith((".xml", ".rels")):
                etree.fromstring(ours.read(name))
            elif not name.endswith("/"):
                yield from (f"{name}: {fault}" for fault in judge(name, ours.read(name), theirs.read(name), turn))


def faults(hostile: Mapping[str, bytes], harmless: Mapping[str, bytes], turn: Turn, prose: Callable[[str], bool]) -> dict[str, list[str]]:
    """The faulty files of a site, each with its first faults; a file that only one of the two has is faulty."""
    hashed = re.compile(r"pagefind/.*\.pf_\w+")  # named after their content
    found = {path: ["only in one of the two"] for path in hostile.keys() ^ harmless.keys() if not hashed.fullmatch(path)}
    for path in hostile.keys() & harmless.keys():
        try:
            wrong = judge(path, hostile[path], harmless[path], turn, prose=prose(path))
        except (ValueError, etree.LxmlError) as error:
            wrong = [f"{type(error).__name__}: {error}"]
        if wrong:
            found[path] = wrong[:3]
    return dict(sorted(found.items()))
