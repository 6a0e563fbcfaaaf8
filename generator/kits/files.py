"""Office files whose bytes depend on their content alone: no clock, one order, one compression; and what all of them say of themselves."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from pptx.dml.color import RGBColor

from generator.exports import archive
from generator.kits.frame import Frame

PINE, INK, MUTED, COPPER, LINK, PAPER, LINE = "0B4A49", "17262B", "4C5C61", "9A4208", "0A6660", "F6F4EE", "D5D2C8"


def colour_of(name: str) -> RGBColor:
    """A colour of six hexadecimal digits, for slides."""
    return RGBColor(*bytes.fromhex(name))  # type: ignore[no-untyped-call]


def repacked(content: bytes) -> bytes:
    """The same office file with fixed times and order, without the template's picture of itself."""
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return archive.write({name: archive.packed(found.read(name)) for name in found.namelist()})


def describe(properties: Any, frame: Frame, title: str) -> None:
    """Title, author, language and date of a file: all of them the kit's."""
    when = datetime(frame.updated.year, frame.updated.month, frame.updated.day, tzinfo=UTC).replace(tzinfo=None)
    properties.title, properties.subject = title, frame.title
    properties.author = properties.last_modified_by = frame.site
    properties.language, properties.version = frame.locale, frame.version
    properties.comments, properties.keywords, properties.category = frame.licence, "", ""
    properties.created = properties.modified = properties.last_printed = when
    properties.revision = 1


def without_picture(package: Any) -> None:
    """Take out the small picture of an empty page that the libraries' templates carry."""
    relations = package.rels if hasattr(package, "rels") else package._rels  # the two libraries call them differently
    for name, relation in list(relations.items()):
        if relation.reltype.endswith("/thumbnail"):
            relations.pop(name)
