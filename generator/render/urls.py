"""Addresses of the site as relative links, so that it works under any sub-path."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

from generator.model import Site
from generator.render.pages import ASK, ask_address, data_address, list_address, subscribe_address, translations_address
from generator.schemas.core import templates


class _Quotes(dict[int, str]):
    """Characters as they stand in an address; each is looked up the first time it is met."""

    def __missing__(self, character: int) -> str:
        found = self[character] = quote(chr(character))
        return found


_QUOTES = _Quotes()


@lru_cache(maxsize=4)  # a page has its message in two links
def quoted(text: str) -> str:
    """What ``urllib.parse.quote`` makes of a text, in half the time."""
    return text.translate(_QUOTES)


def relative(here: str, there: str) -> str:
    """The link from one address to another, both from the site's root ('' is the root, folders end in '/').

    It goes up to the root and down again, so that it depends on nothing but the depth of ``here``: what is
    rendered once for a depth serves every page of that depth.
    """
    return to_root(here) + there or "./"


def to_root(here: str) -> str:
    """The prefix that leads from an address to the site's root: '' or some '../'."""
    return "../" * here.count("/")


def target_address(site: Site, target: str, language: str) -> str | None:
    """What ``page:``, ``record:``, ``template:``, ``collection:``, ``home:``, ``find:``, ``help:``, ``request:``, ``offline:``, ``data:``, ``subscribe:`` or ``translations:`` points to; a full address stays one.

    None where the target has no page.
    """
    scheme, _, rest = target.partition(":")
    if scheme in ("http", "https"):
        return target
    path, hash_, anchor = rest.partition("#")
    found = _address(site, scheme, path, language)
    return None if found is None else found + hash_ + anchor


def _address(site: Site, scheme: str, path: str, language: str) -> str | None:
    if scheme == "home":
        return site.settings.prefixes[language]
    if scheme == "find":
        return f"{site.settings.prefixes[language]}{site.strings[language]['find.segment']}/"
    if scheme in ASK:
        return ask_address(site, scheme, language)
    if scheme == "offline":
        return f"{site.settings.prefixes[language]}{site.strings[language]['offline.segment']}/" if site.settings.offline else None
    if scheme == "data":
        return data_address(site, language)
    if scheme == "subscribe":
        return subscribe_address(site, language)
    if scheme == "translations":
        return translations_address(site, language)
    if scheme == "collection":
        return list_address(site, path, language)
    if scheme == "template":
        return template_address(site, path, language) if templates.known(path) else None
    if scheme == "page":
        return next((p.address for p in site.prose if p.path == path and p.language == language), None)
    collection, _, identifier = path.partition("/")
    entry = site.entries.get((collection, identifier))
    addresses: Mapping[str, str] = entry.addresses if entry else {}
    return addresses.get(language)


def template_address(site: Site, target: str, language: str) -> str:
    """Where the empty sheets of a collection are: ``case_studies.xlsx``, or ``case_studies.zip`` with its .csv files."""
    collection, _, form = target.partition(".")
    return f"data/templates/{language}/{site.strings[language][f'template.file.{collection}']}.{form}"
