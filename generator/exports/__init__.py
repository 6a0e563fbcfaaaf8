"""Site -> artifacts. Every module here has ``artifacts(site, pages)``; the order does not matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.exports import api, sitemap
from generator.model import Artifact, Site
from generator.render.pages import Page


def artifacts(site: Site, pages: Sequence[Page]) -> Iterator[Artifact]:
    """Everything that is published beside the pages."""
    for export in (api, sitemap):
        yield from export.artifacts(site, pages)
