"""The open data, made when the pages are: joined from the lines of records, then described, packed and offered on a page of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby

from generator.crew import Beside
from generator.exports.api import ROOT
from generator.exports.tables import bundle, catalogue, package, sheet
from generator.exports.tables.columns import Table
from generator.exports.tables.lines import Lines, header, joined, tables_of
from generator.exports.tables.offer import offered
from generator.exports.tables.package import Told, told
from generator.model import Artifact, Key, Site
from generator.render.pages import plan_data
from generator.render.render import render
from generator.schemas import COLLECTIONS
from generator.stamp.write import Files, Stamper

FEW = 8  # records whose lines are looked for one by one; with more, a table is taken apart
Read = Callable[[str], bytes]  # path -> the file as it is published; empty where there is none


def whole(stamper: Stamper, site: Site, noted: Callable[[], Iterable[Iterable[tuple[Key, Lines]]]], read: Read) -> Iterator[tuple[str, bytes]]:
    """Every file of the open data, by path. ``read`` is asked for files that were given out before, and for those of records.

    ``noted`` is read for the tables, and once more for the workbooks; lines are let go as soon as they are joined.
    """
    files: dict[str, Told] = {}
    for collection, lines in joined(noted(), sheets=False):
        for table in tables_of(site, collection):
            yield _known(files, Artifact(table.path, b"".join((header(table), *lines.pop(table.name, ())))))
        if collection == sheet.CASES:
            for artifact in _workbooks(site, collection, dict(joined(noted(), sheets=True))[collection]):
                yield _known(files, artifact)
    terms = package.vocabularies(site)
    yield _known(files, Artifact(terms.path, header(terms) + b"".join(package.terms(site))))
    yield _known(files, package.package(site, files))
    for artifact in _bundled(site, files, read):
        yield _known(files, artifact)
    yield from _last(stamper, site, files).items()


def changed(
    stamper: Stamper, site: Site, lines: Mapping[Key, Lines | None], made: Mapping[str, bytes | None], published: Read, *, alone: bool
) -> dict[str, bytes] | None:
    """The files of the open data that may differ after a change.

    ``lines`` are those of the records that were made again (None: a record that is gone), ``made`` the files that were.
    None where what is published is not whole: then everything is to be made. The workbooks are made in a process beside
    this one, unless it is ``alone``.
    """
    known = _published(site, published)
    if known is None:
        return None
    files: dict[str, bytes] = {}
    news = {collection: {key[1]: lines[key] for key in keys} for collection, keys in groupby(sorted(lines), key=lambda key: key[0])}
    with Beside(partial(_workbooks_anew, site, news.get(sheet.CASES, {}), published), alone=alone) as books:
        for collection, new in news.items():
            for table in tables_of(site, collection):
                files[table.path] = _joined_anew(table, published(table.path), new)
        files |= {artifact.path: artifact.content for artifact in books.answer()}
    files = {path: content for path, content in files.items() if content != published(path)}
    known |= {path: told(Artifact(path, content), content.count(b"\n") - 1) for path, content in files.items()}

    def read(path: str) -> bytes:
        found = files[path] if path in files else made.get(path)
        return published(path) if found is None else found

    differing = {path for path, content in made.items() if path.startswith(f"{ROOT}/") and content != (published(path) or None)}
    if files:
        described = package.package(site, known)
        known[described.path], files[described.path] = told(described), described.content
    if files or differing:
        for artifact in _bundled(site, known, read, published(bundle.path_of(site)), differing | files.keys()):
            known[artifact.path], files[artifact.path] = told(artifact), artifact.content
    return files | _last(stamper, site, known)


def _known(files: dict[str, Told], artifact: Artifact) -> tuple[str, bytes]:
    files[artifact.path] = told(artifact, artifact.content.count(b"\n") - 1 if artifact.path.endswith(".csv") else 0)
    return artifact.path, artifact.content


def _bundled(site: Site, files: Mapping[str, Told], read: Read, before: bytes = b"", differing: Iterable[str] | None = None) -> Iterator[Artifact]:
    if site.settings.bundle:
        inside = [path for path in files if path.endswith((".csv", "/datapackage.json"))]
        yield Artifact(bundle.path_of(site), bundle.bundle(site, inside, read, before, differing))


def _last(stamper: Stamper, site: Site, files: Mapping[str, Told]) -> Files:
    """What tells of all the others: the catalogue, and the page that offers them."""
    listed = catalogue.catalogue(site, files)
    offer = offered(site, files)
    pages = [replace(page, offer=offer) for page in plan_data(site)]
    return {listed.path: listed.content, **{f"{page.address}index.html": stamper.fill(page, render(stamper.site, page)) for page in pages}}


def _workbooks(site: Site, collection: str, lines: dict[str, list[bytes]]) -> Iterator[Artifact]:
    newest = package.newest(site, collection) if collection == sheet.CASES else None
    if newest:
        for language in site.settings.order:
            yield Artifact(sheet.path_of(language), sheet.workbook(site, language, lines.pop(sheet.name_of(language), []), newest))


def _workbooks_anew(site: Site, new: Mapping[str, Lines | None], published: Read) -> list[Artifact]:
    """The workbooks in which the rows of these cases are others; none where no case is among them."""
    if not new:
        return []
    lines = {sheet.name_of(language): _merged(sheet.taken_apart(published(sheet.path_of(language))), sheet.name_of(language), new)
             for language in site.settings.order}
    return [*_workbooks(site, sheet.CASES, lines)]


def _joined_anew(table: Table, before: bytes, new: Mapping[str, Lines | None]) -> bytes:
    """A table in which the lines of some records are others."""
    if len(new) <= FEW and (found := _spliced(table.name, before, new)) is not None:
        return found
    _, *lines = before.splitlines(keepends=True)
    old = {identifier.decode(): b"".join(found) for identifier, found in groupby(lines, key=lambda line: line.partition(b",")[0])}
    return header(table) + b"".join(_merged(old, table.name, new))


def _spliced(name: str, before: bytes, new: Mapping[str, Lines | None]) -> bytes | None:
    """The same, for a few records that are in the table and stay there: nothing else is looked at. None where one comes or goes."""
    for identifier, lines in new.items():
        start = before.find(f"\n{identifier},".encode()) + 1
        made = lines.get(name) if lines else None
        if bool(start) != bool(made):
            return None
        if made:
            end = start
            while before.startswith(f"{identifier},".encode(), end):
                end = before.index(b"\n", end) + 1
            before = before[:start] + made + before[end:]
    return before


def _merged(old: dict[str, bytes], name: str, new: Mapping[str, Lines | None]) -> list[bytes]:
    """Lines by record, the old ones but for those of the ``new``; in the order of the records' ids."""
    for identifier, lines in new.items():
        old.pop(identifier, None)
        if lines and name in lines:
            old[identifier] = lines[name]
    return [old[identifier] for identifier in sorted(old)]


def _published(site: Site, published: Read) -> dict[str, Told] | None:
    """What is told of the files as they are published, in the order in which they are made; None where one is missing."""
    content = published(package.PATH)
    if not content:
        return None
    described = {resource["name"]: resource for resource in json.loads(content)["resources"]}
    known: dict[str, Told] = {}

    def add(path: str) -> bool:
        found = published(path)
        if found:
            known[path] = told(Artifact(path, found))
        return bool(found)

    if not package.newest(site, sheet.CASES) and published(sheet.path_of(site.settings.default)):
        return None
    for collection in (*COLLECTIONS, ""):
        for table in tables_of(site, collection) if collection else (package.vocabularies(site),):
            if table.name not in described:
                return None
            resource = described[table.name]
            known[table.path] = Told(table.path, resource["bytes"], resource["hash"].removeprefix("sha256:"), resource["rows"])
        if collection == sheet.CASES and package.newest(site, collection) and not all(add(sheet.path_of(language)) for language in site.settings.order):
            return None
    if not add(package.PATH) or (site.settings.bundle and not add(bundle.path_of(site))):
        return None
    return known
