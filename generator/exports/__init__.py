"""Site -> artifacts: what is published beside the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.exports import api, sitemap
from generator.model import Artifact, Record, Site
from generator.render.pages import Page


def artifacts(site: Site, pages: Sequence[Page]) -> Iterator[Artifact]:
    """Files about the site as a whole, made from what everybody may know of its records."""
    for export in (api, sitemap):
        yield from export.artifacts(site, pages)


def record_artifacts(site: Site, records: Iterable[Record]) -> Iterator[Artifact]:
    """Files about single records."""
    yield from api.record_artifacts(site, records)
