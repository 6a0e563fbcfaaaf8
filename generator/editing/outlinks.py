"""The links of the content to other sites, and what became of them: asked politely, remembered, and never by a build."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from generator.diagnostics import dotted
from generator.editing.freshness import current
from generator.model import FieldPath, Localized, Site
from generator.schemas import COLLECTIONS
from generator.schemas.core.failed import FailedLink

HOSTS = 4  # asked at the same time; one after the other within a host
_IN_PROSE = re.compile(r"\]\(\s*<?(https?://[^)\s>]+)|<(https?://[^\s>]+)>")
_COPIES = "archived_url"

Ask = Callable[[str], str | None]  # an address -> why it does not answer, None where it does


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link stands: file and field (of a page, none); ``archived`` is the copy that the record names."""

    file: str
    field: str
    archived: str | None = None


def links_of(site: Site) -> dict[str, list[Place]]:
    """Every address of records and prose pages, and where it stands. Personal records are left alone: what becomes of
    their links would be remembered in a file that outlives a person's consent."""
    found: dict[str, list[Place]] = {}
    for record in current(site):
        if COLLECTIONS[record.collection].personal(record.data):
            continue
        for path, url in _urls(record.data, ()):
            archived = getattr(record.data, _COPIES, None) if path[0] in ("url", "also_at") else None
            found.setdefault(url, []).append(Place(record.file, dotted(path), archived))
    for page in site.prose:
        if page.language == page.text_language:
            for match in _IN_PROSE.finditer(page.body):
                found.setdefault(match[1] or match[2], []).append(Place(page.file, ""))
    return dict(sorted(found.items()))


def _urls(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        if value.startswith(("https://", "http://")):
            yield path, value
    elif isinstance(value, Localized):
        for language, text in value.items():
            yield from (((*path, language), match[1] or match[2]) for match in _IN_PROSE.finditer(text))
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from _urls(inner, (*path, index))
    elif hasattr(value, "model_fields_set"):
        for name in type(value).model_fields:
            yield from _urls(getattr(value, name), (*path, name))


def turn(links: Sequence[str], known: Mapping[str, FailedLink], limit: int | None, today: date) -> list[str]:
    """Which links to ask this time: those that failed before, then of the others as many as the limit leaves, each day further on."""
    failed, others = [url for url in links if url in known], [url for url in links if url not in known]
    if limit is None or limit >= len(links):
        return list(links)
    left = max(0, limit - len(failed))
    start = today.toordinal() * left % len(others) if others else 0
    return [*failed[:limit], *(others[start:] + others[:start])[:left]]


def asked(links: Sequence[str], ask: Ask) -> dict[str, str | None]:
    """What became of these links: hosts side by side, the links of one host one after the other."""
    by_host = [list(group) for _, group in groupby(sorted(links, key=_host), key=_host)]
    with ThreadPoolExecutor(HOSTS) as pool:
        return {url: said for part in pool.map(lambda group: [(url, ask(url)) for url in group], by_host) for url, said in part}


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def remembered(links: Mapping[str, Any], known: Mapping[str, FailedLink], answers: Mapping[str, str | None], today: date) -> dict[str, FailedLink]:
    """The failed links after these answers. What answered again, or stands nowhere any more, is forgotten; two tries of a day are one."""
    after = {url: link for url, link in known.items() if url in links}
    for url, reason in answers.items():
        before = after.pop(url, None)
        if reason is not None:
            tries = before.tries + (before.last < today) if before else 1
            after[url] = replace(before, last=today, tries=tries, reason=reason) if before else FailedLink(url, today, today, tries, reason)
    return after


def copy_of(link: FailedLink, places: Sequence[Place]) -> str | None:
    """The archived copy of a link, as its record or somebody else named it."""
    return next((place.archived for place in places if place.archived), link.archived)
