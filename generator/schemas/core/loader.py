"""Load: every file once, for all languages; a :class:`~generator.model.Site` comes out, or findings."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.diagnostics import Report, define
from generator.model import Entry, Key, Link, Localized, Prose, Record, Settings, Site, Span, Term
from generator.schemas import COLLECTIONS, Collection
from generator.schemas.core.bands import band_of, figure
from generator.schemas.core.collection import Facet
from generator.schemas.core.common import RecordModel
from generator.schemas.core.failed import load_failed
from generator.schemas.core.fields import RefTo
from generator.schemas.core.freshness import gaps_of
from generator.schemas.core.pages import load_prose
from generator.schemas.core.pictures import days as picture_days
from generator.schemas.core.pictures import pictures_of
from generator.schemas.core.redirects import load_redirects
from generator.schemas.core.settings import load_settings
from generator.schemas.core.subjects import subjects_of
from generator.schemas.core.validate import validate
from generator.schemas.core.walk import walk
from generator.schemas.core.words import load_strings, load_vocabularies
from generator.sources.files import listing, read_text
from generator.sources.folders import check_folders
from generator.sources.pictures import FORMATS, MAX_BYTES
from generator.sources.rules import MISPLACED
from generator.sources.yaml import parse

NO_PROJECT = define(
    "no-project", "error",
    es=("Aquí no hay un proyecto: falta content/site.yml.", "Ejecute el programa en la carpeta del proyecto o use --project."),
    en=("There is no project here: content/site.yml is missing.", "Run the program in the project's folder or use --project."),
)
STRAY_FOLDER = define(
    "unknown-collection", "error",
    es=("La carpeta «{name}» no es de ninguna colección.{hint}", "Corrija el nombre de la carpeta o cree su esquema en generator/schemas/."),
    en=("The folder “{name}” belongs to no collection.{hint_en}", "Mend the folder's name or create its schema in generator/schemas/."),
)
File = tuple[str, Path, str]  # collection id, path, name shown to people
Strings = Mapping[str, Mapping[str, str]]
Vocabularies = Mapping[str, Mapping[str, Term]]
NOT_COLLECTIONS = {"pages", "vocabularies", "locales"}
FILES = {"site.yml", "known-warnings.yml", "published-urls.txt", "redirects.yml", "failed-links.yml", "README.md"}


def load(project: Path, report: Report, as_of: date, *, drafts: bool = False) -> Site | None:
    """Everything but the records of wide collections. None only where nothing can be read at all.

    Findings go to ``report``. The wide collections are read by :func:`load_files`, in shares.
    """
    if not (project / "content" / "site.yml").exists():
        report.add(NO_PROJECT.at(Span("content/site.yml")))
        return None
    settings = load_settings(project, report)
    if settings is None:
        return None
    strings = load_strings(project, settings, report)
    vocabularies = load_vocabularies(project, report)
    narrow = [file for c in COLLECTIONS.values() if not c.wide for file in files_of(project, c, report)]
    _stray_folders(project, report)
    check_folders(project, (collection.home for collection in COLLECTIONS.values()), report)
    prose: tuple[Prose, ...] = load_prose(project, settings, report)
    site = Site(project, settings, as_of, vocabularies, strings, {}, {}, prose, drafts, load_redirects(project, settings, report),
                failed=load_failed(project, report))
    records = load_files(narrow, report)
    return replace(site, records=records, entries=entries_of(site, records))


def load_whole(project: Path, report: Report, as_of: date, *, drafts: bool = False) -> Site | None:
    """Everything in one piece, for whoever looks at all records at once. A build never does."""
    site = load(project, report, as_of, drafts=drafts)
    if site is None:
        return None
    wide = load_files([file for c in COLLECTIONS.values() if c.wide for file in files_of(project, c, report)], report)
    entries = {**site.entries, **entries_of(site, wide)}
    return replace(site, records={**site.records, **wide}, entries=dict(sorted(entries.items())))


def files_of(project: Path, collection: Collection, report: Report) -> list[File]:
    """The files of a collection's records, by name."""
    return [(collection.id, path, name) for path, name in listing(project / collection.home, ".yml", project, report)]


def load_files(files: Iterable[File], report: Report) -> dict[Key, Record]:
    """The valid records of these files."""
    records: dict[Key, Record] = {}
    for collection, path, name in files:
        text = read_text(path, name, report)
        document = parse(name, text, report) if text is not None else None
        data = validate(COLLECTIONS[collection], document, report) if document is not None else None
        if data is not None:
            records[collection, data.id] = Record(collection, data.id, data.status, name, data, digest_of(text or "", path))
    return records


def digest_of(text: str, path: Path) -> str:
    """What tells one state of a record from another: the text of its file, and the pictures in its folder if it has any."""
    digest = hashlib.blake2b(text.encode(), digest_size=16)
    if "pictures:" in text:
        for picture in sorted(path.with_suffix("").glob("*")):
            if picture.suffix.lower() in FORMATS and picture.is_file() and not picture.is_symlink() and picture.stat().st_size <= MAX_BYTES:
                digest.update(picture.name.encode() + b"\0" + hashlib.blake2b(picture.read_bytes()).digest())
    return digest.hexdigest()


def entries_of(site: Site, records: Mapping[Key, Record]) -> dict[Key, Entry]:
    """What others may know of these records."""
    return {key: entry_of(record, site.settings, site.strings, site.vocabularies) for key, record in records.items()}


def entry_of(record: Record, settings: Settings, strings: Strings, vocabularies: Vocabularies) -> Entry:
    """What others may know of a record."""
    collection, data = COLLECTIONS[record.collection], record.data
    addresses: dict[str, str] = {}
    if collection.has_page(data):
        for language in settings.languages:
            slug = (data.slug or {}).get(language.code, data.id)
            path = collection.path(data, slug) if collection.path else slug
            segment = strings[language.code].get(f"collection.{collection.id}.segment", collection.id)
            addresses[language.code] = language.prefix + posixpath.join(segment, path) + "/"
    # Who reviewed a record has no part in what it tells: no list of an organisation's cases comes from that.
    links = dict.fromkeys((str(path[0]), (mark.collection, value)) for path, mark, value in walk(data, RefTo) if path[0] != "review")  # type: ignore[union-attr]
    title: Localized = collection.title(data)
    card = collection.card(data)
    return Entry(
        key=record.key,
        status=record.status,
        file=record.file,
        updated=data.updated,
        title=title,
        summary=collection.summary(data),
        addresses=addresses,
        links=tuple(_link(field, target) for field, target in links),
        facets={facet.id: _one(_facet_values(facet, data, card, vocabularies)) for facet in collection.facets},
        card={name: _shared(value) for name, value in card.items()},
        order=collection.order(data),
        subjects=_shared(subjects_of(data)),
        turns=(*(due.day + timedelta(days=1) for due in collection.due(data) if due.shown), *picture_days(pictures_of(data))),
        gaps=_shared(gaps_of(data, settings.order)),
    )


@lru_cache(maxsize=100_000)
def _link(field: str, target: Key) -> Link:
    """Thousands of records point to the same few: one object for all."""
    return Link(field, target)


def _shared(value: Any) -> Any:
    """A list of terms as one object however many entries hold it: entries are what a large site keeps in memory."""
    if type(value) is not tuple or not _words(value):
        return value
    return _one(tuple([_shared(inner) for inner in value]))


def _words(value: Any) -> bool:
    """Only texts: of numbers, 1 and True would be the same."""
    return value is None or type(value) is str or (type(value) is tuple and all(map(_words, value)))


@lru_cache(maxsize=100_000)
def _one(value: Any) -> Any:
    return value


def _facet_values(facet: Facet, data: RecordModel, card: Mapping[str, Any], vocabularies: Vocabularies) -> tuple[str, ...]:
    """The record's values in the facet's vocabulary, each once; what no vocabulary knows is a finding elsewhere."""
    if facet.band:
        return band_of(figure(card, facet.band), vocabularies.get(facet.vocabulary, {}))
    values: Iterable[str] = facet.of_card(card) if facet.of_card else facet.values(data)
    if facet.via:
        through, attribute = facet.via
        terms = vocabularies.get(through, {})
        values = [terms[value].get(attribute) for value in values if value in terms]
    known = vocabularies.get(facet.vocabulary, {})
    return tuple(dict.fromkeys(value for value in values if facet.records or value in known))


def _stray_folders(project: Path, report: Report) -> None:
    """A folder with a misspelt name, or a file beside the folders, must not make records vanish."""
    homes = {collection.home for collection in COLLECTIONS.values()}
    content = project / "content"
    for path in sorted(path for path in content.iterdir() if not path.name.startswith(".")):
        name = path.relative_to(project).as_posix()
        if not path.is_dir():
            if path.name not in FILES | NOT_COLLECTIONS and name not in homes:
                cure, cure_en = "Muévalo a la carpeta de su colección.", "Move it to the folder of its collection."
                report.add(MISPLACED.at(Span(name), name=path.name, cure=cure, cure_en=cure_en))
        elif path.name not in NOT_COLLECTIONS and name not in homes:
            home = COLLECTIONS[path.name].home if path.name in COLLECTIONS else ""
            report.add(STRAY_FOLDER.at(
                Span(name), name=path.name,
                hint=f" Esos registros van en {home}/." if home else "", hint_en=f" Those records go into {home}/." if home else "",
            ))
