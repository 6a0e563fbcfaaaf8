"""Render and write stamped pages. A page depends on the site alone, so any process may write any of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.model import Artifact, Site
from generator.render.pages import Page
from generator.render.render import render
from generator.stamp.shells import Shell, ShellKey, shell_key


def write_pages(site: Site, pages: Iterable[Page], shells: Mapping[ShellKey, Shell], target: Path) -> int:
    """Write these pages below ``target``; returns how many."""
    count = 0
    for page in pages:
        html = shells[shell_key(page, site.settings.prefixes)].fill(render(site, page))
        place(target, Artifact(f"{page.address}index.html", html))
        count += 1
    return count


def place(target: Path, artifact: Artifact) -> None:
    """Write one file of the site."""
    path = target / artifact.path
    try:
        path.write_bytes(artifact.content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)
