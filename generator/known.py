"""Whether the memory of an earlier build fits this one, and what this one leaves behind."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.derive.visible import next_change
from generator.memory import CHUNKS, VERSION, Head, Outputs, Stamp, Store, packages, program, scan
from generator.model import Site
from generator.schemas import COLLECTIONS
from generator.schemas.core.loader import File
from generator.sources.pictures import FORMATS
from generator.stamp.frames import Frame
from generator.stamp.shells import ShellKey

PICTURES = tuple(FORMATS)
BESIDE = ("mkdocs.yml", "theme_overrides")  # what the engine reads beside the content
WORLD = ("content/site.yml", "content/redirects.yml", "content/failed-links.yml", "content/vocabularies", "content/locales")


@dataclass(frozen=True)
class Known:
    """The files as they are, and where the memory of this site is kept."""

    project: Path
    site: Path
    asked: tuple[Any, ...]
    as_of: date
    store: Store
    roots: tuple[str, ...]
    stamps: dict[str, Stamp | None]
    _folders: frozenset[str] | None = None

    @classmethod
    def of(cls, project: Path, site: Path, asked: tuple[Any, ...], as_of: date) -> Known:
        """Before anything is read: a file that changes while it is read differs from its stamp next time."""
        tops = {collection.home.partition("/")[0] for collection in COLLECTIONS.values()}
        roots = tuple(sorted({"content", *tops, *BESIDE}))
        return cls(project, site, asked, as_of, Store(project, site), roots, scan(project, roots))

    def believed(self, site: Site) -> Head | None:
        """The memory to go on from; None where something differs that every page depends on."""
        head = self.store.head()
        fits = (head is not None and head.site == str(self.site) and head.asked == self.asked and head.packages == packages()
                and head.world == world(site) and head.lasts(self.as_of) and len(head.chunks) < CHUNKS)
        return head if fits else None

    def same(self, head: Head, file: File) -> bool:
        """Whether a file is as the last build saw it, by its stamp; and the files in its record's folder too."""
        stamp = self.stamps.get(str(file[1]))
        return stamp is not None and stamp == head.stamps.get(str(file[1])) and str(file[1].with_suffix("")) not in self._moved(head)

    def _moved(self, head: Head) -> frozenset[str]:
        """The folders in which a picture came, went or changed."""
        if self._folders is None:
            mine, theirs = ({path: stamp for path, stamp in stamps.items() if path.endswith(PICTURES)} for stamps in (self.stamps, head.stamps))
            differing = {path for path in mine.keys() | theirs.keys() if mine.get(path) is None or mine.get(path) != theirs.get(path)}
            object.__setattr__(self, "_folders", frozenset(path.rpartition("/")[0] for path in differing))
        assert self._folders is not None
        return self._folders

    def remember(self, site: Site, shells: Iterable[ShellKey], frames: Sequence[Frame], chunks: Sequence[tuple[str, str]],
                 outputs: Outputs, pages: int) -> None:
        """Leave everything for the next build; ``site`` is the one that was read."""
        self.store.finish(Head(
            VERSION, str(self.site), world(site), self.asked, self.as_of, next_change(site), self.roots, self.stamps, packages(),
            tuple(chunks), tuple((key.language, key.section, key.frame, key.depth) for key in sorted(shells)), tuple(frame.fingerprint for frame in frames), pages,
        ), outputs)


def world(site: Site) -> str:
    """A digest of what every page depends on: the program, identity and menus, vocabularies, words, where the prose pages are."""
    digest = hashlib.sha256(program().encode())
    for name in WORLD:
        top = site.project / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file():
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(repr([(page.path, page.language, page.address) for page in site.prose]).encode())
    return digest.hexdigest()
