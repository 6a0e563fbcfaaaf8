"""What to read after a record: the kit that serves its themes. From entries of a small collection, so it costs nothing to ask."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import Entry, Site


def kit_for(site: Site, themes: Iterable[str]) -> Entry | None:
    """The kit that covers most of these themes, the first in the list's order among equals; None where none covers any."""
    wanted = set(themes)
    return max((kit for kit in site.of("toolkits") if wanted & set(kit.card["themes"])),
               key=lambda kit: len(wanted & set(kit.card["themes"])), default=None)
