"""The search: pages -> an index that a browser asks without a server.

Pagefind's command reads a slim tree of documents at the addresses of the pages (docs/search.md). Without the command the site
is whole all the same, and the icon in its header leads to the index page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.exports.search.bundle import Shelf, command
from generator.exports.search.documents import Document, Documents
from generator.exports.search.settling import ENTRY
from generator.exports.search.words import interface
from generator.model import Artifact, Site
from generator.render.pages import Page

__all__ = ["ROOT", "Document", "Documents", "changed_index", "command", "index", "wordings"]

ROOT = "pagefind"  # folder of the site; reserved, so that no page can take it


def wordings(site: Site, pages: Iterable[Page]) -> Iterator[Artifact]:
    """What the interface has to know beside the index; nothing where there will be no index."""
    if command() is not None:
        yield from interface(site, ROOT)


def index(documents: Iterable[Document], program: Path, work: Path) -> dict[str, bytes]:
    """The files of the index over all documents, by their path below the site's root. ``work`` is a folder of this export's own."""
    return {f"{ROOT}/{name}": content for name, content in Shelf(work, program).fill(documents).items()}


def changed_index(
    site: Site, pages: Iterable[Page], files: Mapping[str, bytes | None], published: Path, program: Path, work: Path
) -> dict[str, bytes | None] | None:
    """The files of the index that differ from the one below ``published``, where these pages were made again and ``files`` may differ.

    None where the documents of that index are not known. No page of prose is among the files.
    """
    made = {path: content for path, content in files.items() if content is not None}
    documents = list(Documents(site).of(pages, made))
    found = {document.address for document in documents}
    gone = [address for path in files if path.endswith("index.html") and (address := path.removesuffix("index.html")) not in found]
    entry = published / ROOT / ENTRY
    changes = Shelf(work, program).change(documents, gone, entry.read_bytes() if entry.is_file() else b"")
    return None if changes is None else {f"{ROOT}/{name}": content for name, content in changes.items()}
