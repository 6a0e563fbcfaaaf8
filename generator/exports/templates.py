"""Empty sheets to fill in and send, in every language: what `cet export` writes, without records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from generator.model import Artifact, Site
from generator.render.pages import Page
from generator.render.urls import template_address
from generator.schemas import COLLECTIONS
from generator.schemas.core.templates import OFFERED
from generator.watch import Fact

# What their lists offer: records of collections that are small.
FACTS: tuple[Fact, ...] = tuple(("entries", name) for name in ("credit_lines", "practices", "programmes") if not COLLECTIONS[name].wide)


def artifacts(site: Site, pages: Iterable[Page]) -> Iterator[Artifact]:
    """A workbook and an archive of .csv files for each collection that is offered, where a page of the site links to one."""
    if not any("](template:" in page.body for page in site.prose):
        return
    csvs, outgoing, workbook = (import_module(f"generator.editing.{name}") for name in ("csvs", "outgoing", "workbook"))  # loaded when they are wanted
    for collection in OFFERED:
        for language in site.settings.order:
            book = outgoing.template_of(site, collection, language)
            yield Artifact(template_address(site, f"{collection}.xlsx", language), workbook.xlsx(book))
            yield Artifact(template_address(site, f"{collection}.zip", language), csvs.zipped(book))
