"""``content/redirects.yml``: addresses of earlier times and where their pages are now."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from urllib.parse import unquote

from generator.diagnostics import Report
from generator.model import Redirect, Settings, Span
from generator.schemas.core.fields import Part
from generator.schemas.core.validate import check_model
from generator.sources import rules
from generator.sources.files import read_text
from generator.sources.yaml import parse

FILE = "content/redirects.yml"


class RedirectModel(Part):
    """One line; ``language`` where the old address does not begin with the prefix of its language."""

    old: str
    new: str
    language: str | None = None


class RedirectsModel(Part):
    redirects: tuple[RedirectModel, ...] = ()


def load_redirects(project: Path, settings: Settings, report: Report) -> tuple[Redirect, ...]:
    """The redirects in the order of their file; none after findings about its form."""
    if not (project / FILE).exists():
        return ()
    text = read_text(project / FILE, FILE, report)
    document = parse(FILE, text, report) if text is not None else None
    if document is None:
        return ()
    if not isinstance(document.value, dict):
        report.add(rules.NOT_A_MAP.at(Span(FILE, 1, 1)))
        return ()
    model = check_model(RedirectsModel, document, report)
    if model is None:
        return ()
    root = settings.url.rstrip("/")
    return tuple(
        Redirect(_plain(item.old), item.new.removeprefix(root) if item.new.startswith(f"{root}/") else item.new,
                 item.language or language_of(settings, item.old))
        for item in model.redirects
    )


def language_of(settings: Settings, path: str) -> str:
    """The language whose prefix a path from the root begins with."""
    longest = max((item for item in settings.languages if path.startswith(f"/{item.prefix}")), key=lambda item: len(item.prefix), default=None)
    return longest.code if longest else settings.default


def _plain(address: str) -> str:
    """A path as servers compare it: without percent signs, letters with their accents in one piece. A query stays as it is."""
    path, mark, query = address.partition("?")
    return unicodedata.normalize("NFC", unquote(path)) + mark + query
