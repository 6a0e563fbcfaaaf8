"""Render and write every stamped page, on all cores. A page depends on the site alone, so order does not matter."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.model import Site
from generator.render.pages import Page
from generator.render.render import render
from generator.stamp.shells import Shell, ShellKey, shell_key

CHUNK = 40

# What forked workers share with their parent without copying it; set just before they start.
_shared: tuple[Site, Sequence[Page], Mapping[ShellKey, Shell], Path] | None = None


def write_pages(site: Site, pages: Sequence[Page], shells: Mapping[ShellKey, Shell], target: Path, jobs: int) -> int:
    """Write every page below ``target``; returns how many. Both languages of a record go to the same worker."""
    global _shared
    ordered = sorted(pages, key=lambda page: (page.key or ("", page.kind), page.language))
    _shared = (site, ordered, shells, target)
    starts = range(0, len(ordered), CHUNK)
    try:
        if jobs == 1 or len(ordered) <= CHUNK:
            return sum(map(_write, starts))
        gc.freeze()  # the workers' collectors leave the shared objects, and so their memory pages, alone
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            return sum(pool.imap_unordered(_write, starts))
    finally:
        gc.unfreeze()
        _shared = None


def _write(start: int) -> int:
    assert _shared is not None
    site, pages, shells, target = _shared
    chunk = pages[start : start + CHUNK]
    for page in chunk:
        html = shells[shell_key(page, site.settings.prefixes)].fill(render(site, page))
        path = target / page.address / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(html)
    return len(chunk)
