"""The pages on which a reader finds help and writes a request: choices, and the directory for who has no JavaScript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.derive.helpers import COUNTRY, ENOUGH, Helper, helpers, open_directory
from generator.model import Entry
from generator.render.cases import PageView
from generator.render.markup import html, joined
from generator.render.pages import ask_address, short_label, slugify


@dataclass(frozen=True, slots=True)
class Choice:
    """A select: its name in the address, its label, its options."""

    name: str
    label: str
    options: Markup


class Asking:
    """What the templates ``help.html`` and ``request.html`` show."""

    enough = ENOUGH

    def __init__(self, view: PageView) -> None:
        self.view = view
        self.help, self.request = (view.href(ask_address(view.site, kind, view.language)) for kind in ("help", "request"))

    @property
    def choices(self) -> list[Choice]:
        """The five questions."""
        return [self.choice(name) for name in ("theme", "sector", "region", "size", "language")]

    def choice(self, name: str) -> Choice:
        vocabulary = {"theme": "themes", "sector": "sectors", "region": "regions", "size": "company_sizes", "language": "languages"}[name]
        terms = [term for term in self.view.site.vocabularies.get(vocabulary, {}).values()
                 if name != "region" or term.get("country") == COUNTRY]
        named = [(self.view.plain(short_label(term)), term.id) for term in terms]
        if name in ("theme", "sector"):
            named.sort(key=lambda item: (slugify(item[0]), item[1]))
        return Choice(name, self.view.t(f"help.{name}"), joined([html('<option value="%s">%s</option>', value, label) for label, value in named], "\n"))

    def closed(self) -> bool:
        """Whether too few people have agreed to be found."""
        return not open_directory(self.view.site)

    def directory(self) -> list[tuple[str, str, Sequence[Entry]]]:
        """Everybody by theme and name: (anchor, theme, entries); those whose themes nobody noted come last."""
        groups: dict[str, list[Helper]] = {}
        for helper in helpers(self.view.site):
            for theme in helper.themes or ("",):
                groups.setdefault(theme, []).append(helper)
        themes = [(self.view.plain(term.label), name) for name, term in self.view.site.vocabularies.get("themes", {}).items() if name in groups]
        named = sorted(themes, key=lambda item: slugify(item[0]))
        rest: list[tuple[str, str]] = [(self.view.t("help.no_theme"), "")] if "" in groups else []
        return [(f"theme-{name or 'none'}", label, self.view.alphabetic([helper.entry for helper in groups[name]])) for label, name in [*named, *rest]]


def asking_context(view: PageView) -> dict[str, Any]:
    """What a page of these kinds is rendered with."""
    return {"ask": Asking(view), "settings": view.site.settings}
