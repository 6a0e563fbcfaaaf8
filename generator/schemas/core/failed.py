"""``content/failed-links.yml``: links to other sites that did not answer. ``cet links`` writes it; a build only reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field

from generator.diagnostics import Report
from generator.model import Span
from generator.schemas.core.fields import Part, Url
from generator.schemas.core.validate import check_model
from generator.sources import rules
from generator.sources.files import read_text
from generator.sources.yaml import parse

FILE = "content/failed-links.yml"
_HEAD = """# Lo escribe «cet links»: enlaces que no respondieron. Solo «archived» se escribe a mano: la dirección de una copia.
# Written by “cet links”: links that did not answer. Only “archived” is typed by hand: the address of a copy.
"""


@dataclass(frozen=True, slots=True)
class FailedLink:
    """A link to another site that did not answer when ``cet links`` last asked.

    ``tries`` counts days, not questions; ``archived`` is a copy of it that somebody named; ``reason`` a status or a word.
    """

    url: str
    since: date
    last: date
    tries: int
    reason: str
    archived: str | None = None

    @property
    def dead(self) -> bool:
        """A site may be away for a day or two: dead is what failed on three days, over a week at least."""
        return self.tries >= 3 and (self.last - self.since).days >= 7


class FailedModel(Part):
    """One link; dates are days on which somebody asked."""

    url: Url
    since: date
    last: date
    tries: int = Field(ge=1)
    reason: str = Field(max_length=80)
    archived: Url | None = None


class FailedsModel(Part):
    links: tuple[FailedModel, ...] = ()


def load_failed(project: Path, report: Report) -> Mapping[str, FailedLink]:
    """The failed links by address; none after findings about the file's form."""
    if not (project / FILE).exists():
        return {}
    text = read_text(project / FILE, FILE, report)
    document = parse(FILE, text, report) if text is not None else None
    if document is None:
        return {}
    if not isinstance(document.value, dict):
        report.add(rules.NOT_A_MAP.at(Span(FILE, 1, 1)))
        return {}
    model = check_model(FailedsModel, document, report)
    return {link.url: FailedLink(link.url, link.since, link.last, link.tries, link.reason, link.archived) for link in model.links} if model else {}


def written(links: Iterable[FailedLink]) -> str:
    """The file's text, links in the order of their addresses."""
    lines = []
    for link in sorted(links, key=lambda link: link.url):
        lines += [f'  - url: "{link.url}"', f"    since: {link.since}", f"    last: {link.last}", f"    tries: {link.tries}", f'    reason: "{link.reason}"']
        lines += [f'    archived: "{link.archived}"'] if link.archived else []
    return _HEAD + ("links:\n" + "\n".join(lines) if lines else "links: []") + "\n"
