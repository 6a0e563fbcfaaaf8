"""The pictures of a page: which sizes there are, where, and how a page shows them without moving while they load."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.model import Record, Site
from generator.schemas.core.pictures import Picture, pictures_of
from generator.sources.pictures import Seen, inspect

FOLDER = "data/pictures"  # from the site's root; «data» is never the address of a page
WIDTHS = (480, 960)  # pixels; a smaller picture keeps its own width
KINDS = ("avif", "jpg")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as it is published: its original, a digest of it, and its sizes in pixels, smallest first."""

    picture: Picture
    original: Path
    digest: str
    sizes: tuple[tuple[int, int], ...]
    base: str

    def path(self, width: int, kind: str) -> str:
        """The file of a size, from the site's root. Another picture has another address, so that no browser shows an old one."""
        return f"{self.base}-{self.digest}-{width}.{kind}"


def shown_of(site: Site, record: Record) -> Iterator[Shown]:
    """The pictures of a record in its order; one that cannot be used was reported when the record was checked."""
    for picture in pictures_of(record.data):
        original = site.project / record.file.removesuffix(".yml") / picture.file
        seen = inspect(original)
        if isinstance(seen, Seen):
            digest = hashlib.blake2b(original.read_bytes(), digest_size=5).hexdigest()
            stem = picture.file.rpartition(".")[0]
            yield Shown(picture, original, digest, _sizes(seen), f"{FOLDER}/{record.collection}/{record.id}/{stem}")


def _sizes(seen: Seen) -> tuple[tuple[int, int], ...]:
    widths = [width for width in WIDTHS if width < seen.width] or [seen.width]
    if seen.width > widths[-1] and widths[-1] < WIDTHS[-1]:
        widths.append(seen.width)  # between two sizes: nothing is ever made larger
    return tuple((width, max(1, (seen.height * width + seen.width // 2) // seen.width)) for width in widths)
