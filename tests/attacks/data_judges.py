"""Judges of feeds, citations and tables: a strict reader finds the fields of the harmless twin, each with the hostile text."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

from lxml import etree

from generator.render.head import shorten
from tests.exports import citation_formats

from .page_judges import LINKS, SCHEMES, Turn, dangers, scheme, shown, tree

FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
_GUARDED = re.compile(r"^'(?='*[=+\-@\t])")


def xml(hostile: bytes, harmless: bytes, turn: Turn) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    ours, theirs = (list(etree.fromstring(content, parser).iter()) for content in (hostile, harmless))
    if [(e.tag, sorted(e.attrib)) for e in ours] != [(e.tag, sorted(e.attrib)) for e in theirs]:
        yield "other elements"
        return
    for our, their in zip(ours, theirs, strict=True):
        if shown(our.text or "") != shown(turn(their.text or "")) and (our.text or "").strip():
            yield f"<{our.tag}>: {our.text!r:.80} instead of {turn(their.text or '')!r:.80}"
        yield from (f"{our.tag} {name}={value!r:.60}" for name, value in our.attrib.items() if name in LINKS and scheme(value) not in SCHEMES)


def citation(kind: str, hostile: bytes, harmless: bytes, turn: Turn) -> Iterator[str]:
    """A strict reader finds the same fields, each with the hostile text on one line."""
    read = (lambda content: list(citation_formats.bibtex(content).items())) if kind == ".bib" else citation_formats.ris
    ours, theirs = read(hostile), read(harmless)
    if [name for name, _ in ours] != [name for name, _ in theirs]:
        yield "other fields"
        return
    for (name, our), (_, their) in zip(ours, theirs, strict=True):
        if our != " ".join(turn(their).split()):
            yield f"{name}: {our!r:.80} instead of {turn(their)!r:.80}"


def feed(kind: str, hostile: bytes, harmless: bytes, turn: Turn) -> Iterator[str]:
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
            yield from dangers(tree(f"<html><body>{our}</body></html>".encode()))
        elif our != their and shorten(our, 300) != shorten(turn(their), 300):
            yield f"<{name}>: {our!r:.80} instead of {turn(their)!r:.80}"


def table(hostile: bytes, harmless: bytes, turn: Turn) -> Iterator[str]:
    """No cell is a formula; read as the guide to the open data says, each has the hostile text, and each row stands on one line."""
    ours, theirs = (list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) for content in (hostile, harmless))
    if len(hostile.splitlines()) != len(ours) or [len(row) for row in ours] != [len(row) for row in theirs]:
        yield "other lines, rows or columns"
        return
    for our, their in zip(ours, theirs, strict=True):
        for cell, twin in zip(our, their, strict=True):
            if cell.startswith(FORMULA) and not _NUMBER.fullmatch(cell):
                yield f"a formula: {cell!r:.60}"
            expected = _BREAKS.sub(" ¶ ", turn(twin).strip())
            if _GUARDED.sub("", cell, count=1) != expected:
                yield f"{cell!r:.60} instead of {expected!r:.60}"
