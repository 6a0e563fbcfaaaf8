"""A site that is not written but rendered when it is asked for: what a preview serves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from generator import exports, kits, sheets
from generator.clock import Clock
from generator.derive.feeds import told_in_full
from generator.exports.api import shown
from generator.exports.feeds.article import Articles
from generator.exports.tables.columns import FOLDER
from generator.exports.tables.lines import lines_of
from generator.model import Artifact, Key, Site
from generator.render.pages import Page
from generator.render.render import render
from generator.schemas import COLLECTIONS
from generator.stamp import tables
from generator.stamp.feeds import feed_file
from generator.stamp.frames import Frame
from generator.stamp.shells import shell_key
from generator.stamp.write import Stamper


class Snapshot:
    """The site at one moment. Its files are those a build would publish, byte for byte."""

    def __init__(self, site: Site, pages: Sequence[Page], frames: Sequence[Frame]) -> None:
        self.site = site
        self._pages = {f"{page.address}index.html": page for page in pages}
        self._shells = {key: shell for frame in frames for key, shell in frame.shells.items()}
        self._files: Mapping[str, Path] = {address: path for frame in frames for address, path in frame.files.items()}

    def __len__(self) -> int:
        return len(self._pages)

    def content(self, path: str) -> bytes | None:
        """The bytes of a file of the site, by its path below the root; None where there is no such file."""
        page = self._pages.get(path)
        if page is not None and page.kind == "data":
            return self._data.get(path)
        if page is not None:
            return self._shells[shell_key(page, self.site.settings.prefixes)].fill(render(self.site, page))
        if path in self._files:
            return self._files[path].read_bytes()
        return self._artifacts.get(path) or self._kits.get(path) or (self._data.get(path) if path.startswith(FOLDER) else None) or self._sheet(path) or feed_file(self.site, self._stamper, path)

    def _sheet(self, path: str) -> bytes | None:
        """A sheet, a card or a book, made when it is asked for."""
        if not path.endswith((".pdf", ".png")):
            return None
        page = self._pages.get(f"{path.rpartition('/')[0]}/index.html")
        if page is None or page.key is None:
            return None
        if sheets.has_sheet(self.site, page):
            made = sheets.of_page(self.site, page, render(self.site, page), sheets.store(self.site))
        else:
            made = iter(self._book(page.key))
        return next((artifact.content for artifact in made if artifact.path == path), None)

    def _book(self, key: Key) -> list[Artifact]:
        if key not in sheets.books_of(self.site):
            return []
        watched = self.site.watched(COLLECTIONS.keys())
        return sheets.book(watched, key, sheets.readings(watched, sheets.pages_of(self.site, sheets.cases_of(self.site, [key]))))[0]

    @cached_property
    def _kits(self) -> Mapping[str, bytes]:
        return {artifact.path: artifact.content for key in self.site.kits for artifact in kits.artifacts(self.site, key)}

    @cached_property
    def _stamper(self) -> Stamper:
        """What makes the articles of feeds, with the files that are attached to them."""
        stamper = Stamper(self.site.watched(COLLECTIONS.keys()), self._shells, Clock())
        stamper.articles = Articles(told_in_full(self.site))
        return stamper

    @cached_property
    def _data(self) -> Mapping[str, bytes]:
        """The open data; its records are few enough to be held, or nobody would preview them."""
        stamper, made = self._stamper, dict[str, bytes]()
        lines = [(key, lines_of(self.site, self.site.records[key])) for key, entry in sorted(self.site.entries.items()) if shown(entry)]
        for path, content in tables.whole(stamper, self.site, lambda: [lines], lambda path: made.get(path) or self._artifacts[path]):
            made[path] = content
        return made

    @cached_property
    def _artifacts(self) -> Mapping[str, bytes]:
        pages = list(self._pages.values())
        made = (*exports.artifacts(self.site, pages), *exports.record_artifacts(self.site, self.site.records.values()),
                *exports.page_artifacts(self.site, pages))
        return {artifact.path: artifact.content for artifact in made}
