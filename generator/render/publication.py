"""A record as a publication: what a citation, a catalogue and a page's metadata say of it. Made from its entry alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.model import Entry, Settings, Site
from generator.schemas import COLLECTIONS

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SUBJECTS = ("areas", "themes")  # vocabularies whose terms say what a publication is about
PLACES = "countries"  # and where


CITATIONS: Mapping[str, tuple[str, str]] = {  # file beside the default page -> what readers call its format, its media type
    "cite.bib": ("BibTeX", "application/x-bibtex"),
    "cite.ris": ("RIS", "application/x-research-info-systems"),
    "cite.json": ("CSL-JSON", "application/vnd.citationstyles.csl+json"),
}


@dataclass(frozen=True)
class Kind:
    """What a kind of publication is called in each format: an entry type of BibTeX and the field that names its publisher there,
    a reference type of RIS, an item type of CSL, a term of DCMI's type vocabulary."""

    bibtex: str
    publisher: str
    ris: str
    csl: str
    dcmi: str


KINDS: Mapping[str, Kind] = {
    "report": Kind("techreport", "institution", "RPRT", "report", "Text"),
    "book": Kind("book", "publisher", "BOOK", "book", "Text"),
    "page": Kind("misc", "howpublished", "ELEC", "webpage", "Text"),
    "dataset": Kind("misc", "howpublished", "DATA", "dataset", "Dataset"),
}


@dataclass(frozen=True)
class Publication:
    """A published record in one language. Its author is the organisation whose site this is: records are its work, persons are never named."""

    id: str
    kind: Kind
    genre: str  # what readers call it: a case, a tool kit
    title: str
    abstract: str
    author: str
    updated: date
    url: str
    language: str  # of the title: another one where it lacks its translation
    subjects: tuple[str, ...]
    translated: Mapping[str, str]  # its titles in the site's other languages, where they differ


def citable(entry: Entry) -> bool:
    """Whether a record is a work of this site that somebody may cite: published, with a page, of a collection that says as what.

    A work of others, such as a printed case book, is not: its page is about it.
    """
    collection = COLLECTIONS[entry.key[0]]
    return bool(collection.cited_as and not collection.may_hold_people and entry.status == "published" and entry.addresses
                and entry.card.get("own", True))


def publication(site: Site, entry: Entry, language: str) -> Publication:
    """What to say of a record for readers of a language; for citations that is the site's default. It must be :func:`citable`."""
    settings, order, collection = site.settings, site.settings.order, entry.key[0]
    title, spoken = entry.title.pick(language, order)
    return Publication(
        id=f"{settings.authority.partition(',')[0]}-{collection}-{entry.key[1]}",
        kind=KINDS[COLLECTIONS[collection].cited_as],
        genre=site.strings[language][f"collection.{collection}.one"],
        title=title,
        abstract=entry.summary.pick(language, order)[0] if entry.summary else "",
        author=publisher(settings, language),
        updated=entry.updated,
        url=settings.url + entry.addresses[language],
        language=spoken,
        subjects=tuple(labels(site, entry, language, SUBJECTS)),
        translated={code: entry.title[code] for code in order if entry.title.get(code, title) != title},
    )


def citation_address(settings: Settings, entry: Entry, name: str) -> str:
    """Where a file of :data:`CITATIONS` stands, for readers of every language: one work is one citation."""
    return entry.addresses[settings.default] + name


def publisher(settings: Settings, language: str) -> str:
    """The name of the organisation whose site this is."""
    return settings.name.pick(language, settings.order)[0]


def labels(site: Site, entry: Entry, language: str, vocabularies: tuple[str, ...]) -> list[str]:
    """The terms of these vocabularies that a record carries, in a language."""
    return [
        site.term(vocabulary, term).label.pick(language, site.settings.order)[0]
        for vocabulary, term in entry.subjects
        if vocabulary in vocabularies and term in site.vocabularies.get(vocabulary, {})
    ]
