"""The API of this same generator, as a sister centre publishes it: what changed, and the titles from the lists beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from generator.network import cleaning
from generator.network.fetch import Answer, Fetch, Refused
from generator.network.reading import decoded, item, json_of, newest
from generator.schemas.network_feeds import KEPT, Item

PAGES = 5  # of one list
LISTS = 20  # collections of one answer
_COLLECTION = re.compile(r"[a-z][a-z_]{0,40}")
NO_API = ("no es la API de este generador", "it is not the API of this generator")


def items_of_api(answer: Answer, fetch: Fetch, language: str, as_of: date) -> list[Item]:
    """The newest published records of ``changes.json``, or of one list of the API, with their titles. Raises Refused."""
    pages = _pages(answer, fetch)
    first = next(pages)
    if isinstance(first.get("records"), list):
        return newest(_of_list(first["records"], answer.url, language, as_of, None))
    if not isinstance(first.get("changes"), list):
        raise Refused(*NO_API)
    changes = [change for page in (first, *pages) for change in page.get("changes") or () if isinstance(change, Mapping)]
    published = [change for change in changes if change.get("status") == "published" and cleaning.iso_day(change.get("updated"), as_of)]
    published.sort(key=lambda change: str(change["updated"]), reverse=True)
    wanted: dict[str, set[str]] = {}
    for change in published[:KEPT]:
        wanted.setdefault(str(change.get("collection")), set()).add(str(change.get("id")))
    return newest(_of_lists(wanted, answer.url, fetch, language, as_of))


def _of_lists(wanted: Mapping[str, set[str]], base: str, fetch: Fetch, language: str, as_of: date) -> Iterator[Item]:
    for collection in sorted(name for name in wanted if _COLLECTION.fullmatch(name))[:LISTS]:
        left = set(wanted[collection])
        for page in _pages(fetch(urljoin(base, f"{collection}.json"), "", ""), fetch):
            rows = [row for row in page.get("records") or () if isinstance(row, Mapping) and row.get("id") in left]
            yield from _of_list(rows, base, language, as_of, collection)
            left -= {str(row["id"]) for row in rows}
            if not left:
                break


def _of_list(rows: list[Any], base: str, language: str, as_of: date, collection: str | None) -> Iterator[Item]:
    for row in rows:
        if not isinstance(row, Mapping) or row.get("status") != "published":
            continue
        titles, urls = (value if isinstance(value, Mapping) else {} for value in (row.get("title"), row.get("urls")))
        code = next((code for code in (language, "es", *titles) if code in titles and code in urls), "")
        made = item(row.get("url") or f"{collection}/{row.get('id')}", urls.get(code), titles.get(code), "", cleaning.iso_day(row.get("updated"), as_of), code, base)
        if made:
            yield made


def _pages(answer: Answer, fetch: Fetch) -> Iterator[Mapping[str, Any]]:
    """A document and those it names as ``next``, as far as they stand on the same server."""
    origin = urlsplit(answer.url)[:2]
    for number in range(PAGES):
        page = json_of(decoded(answer.body or b"", answer.media))
        if not isinstance(page, Mapping):
            raise Refused(*NO_API)
        yield page
        following = cleaning.link(page.get("next"), answer.url)
        if not following or urlsplit(following)[:2] != origin or number + 1 == PAGES:
            return
        answer = fetch(following, "", "")
