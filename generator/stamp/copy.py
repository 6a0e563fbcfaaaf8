"""The copy to take along, made when everything else is; only then the page that offers it can say how big it is."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from pathlib import Path

from generator.exports import offline
from generator.memory import Stat
from generator.render.pages import Page
from generator.render.render import render
from generator.render.sharing import copy_address
from generator.stamp.write import Files, Stamper


def copied(stamper: Stamper, pages: list[Page], sizes: Mapping[str, int], read: Callable[[str], bytes],
           before: bytes = b"", changed: Container[str] = ()) -> Files | None:
    """The copy of the site, and the pages that offer it; None where the site is too big for a copy.

    ``pages`` are those pages, ``sizes`` and ``read`` the site's files. In the copy they send readers to the web.
    """
    inside = {f"{page.address}index.html": _page(stamper, page) for page in pages}

    def content(path: str) -> bytes:
        return inside[path] if path in inside else read(path)

    made = offline.copy(stamper.site, offline.Files({**sizes, **{path: len(page) for path, page in inside.items()}}, content), before, changed)
    if made is None:
        return None
    offers = {f"{page.address}index.html": _page(stamper, replace(page, total=len(made))) for page in pages}
    return {copy_address(stamper.site): made, **offers}


def copied_anew(stamper: Stamper, pages: list[Page], published: Path, now: Mapping[str, Stat], differing: Mapping[str, bytes | None]) -> Files | None:
    """The same for a published site (its files are ``now``) of which some files differ (None: it lacks the file).

    None as well where it has no copy, or lacks a file it should have: then the whole site is to be made.
    """
    before = copy_address(stamper.site)
    if before not in now:
        return None
    sizes = {path: stat[0] for path, stat in now.items() if differing.get(path, b"") is not None}
    sizes |= {path: len(content) for path, content in differing.items() if content is not None}

    def read(path: str) -> bytes:
        return differing.get(path) or (published / path).read_bytes()

    try:
        return copied(stamper, pages, sizes, read, read(before), differing.keys())
    except FileNotFoundError:
        return None


def _page(stamper: Stamper, page: Page) -> bytes:
    return stamper.fill(page, render(stamper.site, page))


