"""A strict validator of OAI static repositories, and the answers a gateway would give from one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path

from lxml import etree

HERE = Path(__file__).parent / "schemas"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
S = "{http://www.openarchives.org/OAI/2.0/static-repository}"
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@cache
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(HERE / "static-repository.rng")))


@cache
def protocol() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(HERE / "OAI-PMH.xsd")))


def problems(content: bytes) -> Iterator[str]:
    """Everything wrong with a repository."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=False))
    if not grammar().validate(root):
        yield from map(str, grammar().error_log)
    headers = root.findall(f".//{OAI}header")
    names = Counter(header.findtext(f"{OAI}identifier") for header in headers)
    yield from (f"{name} is there {count} times" for name, count in names.items() if count > 1)
    dates = [header.findtext(f"{OAI}datestamp") or "" for header in headers]
    if root.findtext(f".//{OAI}earliestDatestamp") != min(dates):
        yield "the earliest date is not the earliest"
    for record in root.iter(f"{OAI}record"):
        name = record.findtext(f".//{OAI}identifier")
        found = Counter(etree.QName(element).localname for element in record.iter() if str(element.tag).startswith(DC))
        yield from (f"{name}: no {wanted}" for wanted in ("title", "creator", "publisher", "date", "type", "identifier", "language", "rights") if not found[wanted])
        said = Counter((element.tag, element.get(LANG), element.text) for element in record.iter() if str(element.tag).startswith(DC))
        yield from (f"{name}: {text} twice" for text, count in said.items() if count > 1)
    for verb in ("Identify", "ListMetadataFormats", "ListRecords", "GetRecord", "ListIdentifiers"):
        if not protocol().validate(answer(root, verb)):
            yield from (f"{verb}: {error}" for error in protocol().error_log)


def answer(root: etree._Element, verb: str) -> etree._Element:
    """What a gateway says to a harvester that asks for everything; for one record, the first."""
    reply = etree.Element(f"{OAI}OAI-PMH", nsmap={None: OAI[1:-1]})  # type: ignore[dict-item]
    etree.SubElement(reply, f"{OAI}responseDate").text = "2026-11-26T00:00:00Z"
    etree.SubElement(reply, f"{OAI}request", verb=verb).text = root.findtext(f".//{OAI}baseURL")
    body = etree.SubElement(reply, f"{OAI}{verb}")
    kept = {"Identify": f"{S}Identify/*", "ListMetadataFormats": f"{S}ListMetadataFormats/*", "ListIdentifiers": f".//{OAI}header"}
    found = root.findall(kept.get(verb, f".//{OAI}record"))
    body.extend([deepcopy(element) for element in (found[:1] if verb == "GetRecord" else found)])
    return reply
