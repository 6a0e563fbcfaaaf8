"""What Atom and RSS share: elements written by lxml, each entry on a line of its own so that documents are joined from lines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import format_datetime

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"  # RFC 5005
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"  # RFC 6721
CONTENT = "http://purl.org/rss/1.0/modules/content/"
PREFIXES = {"fh": HISTORY, "at": TOMBSTONES, "atom": ATOM, "content": CONTENT}
_DECLARED = [f' xmlns:{prefix}="{name}"'.encode() for prefix, name in PREFIXES.items()] + [f' xmlns="{ATOM}"'.encode()]


def child(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A new last element; its text, if it has any."""
    element = etree.SubElement(parent, name, attributes)
    if text:
        element.text = text
    return element


def line(element: etree._Element) -> bytes:
    """An element without the names its document declares, on one line."""
    written = bytes(etree.tostring(element, encoding="UTF-8"))
    end = written.index(b">")
    start = written[:end]
    for declared in _DECLARED:
        start = start.replace(declared, b"")
    return (start + written[end:]).replace(b"\n", b"&#10;")


def opened(root: etree._Element, closing: bytes) -> bytes:
    """A document without its end, which entries follow."""
    written = bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    assert written.endswith(closing)
    return written[: -len(closing)]


def rfc822(day: date) -> str:
    """A date as RSS and OPML write it."""
    return format_datetime(datetime(day.year, day.month, day.day, tzinfo=UTC))
