"""What the page of the open data needs to know of the files that were made."""

from __future__ import annotations

from collections.abc import Mapping

from generator.exports.tables import bundle, package, sheet
from generator.exports.tables.columns import Column, Table
from generator.exports.tables.lines import tables_of
from generator.exports.tables.package import Told
from generator.model import Site
from generator.render.open_data import Described, Download, Offer
from generator.schemas import COLLECTIONS


def offered(site: Site, files: Mapping[str, Told]) -> Offer:
    """The files by what they are."""
    names = [sheet.CASES, *(name for name in COLLECTIONS if name != sheet.CASES)]
    groups = [*((name, tables_of(site, name)) for name in names), ("", (package.vocabularies(site),))]

    def plain(path: str) -> Download:
        return Download(path, files[path].size, {})

    return Offer(
        tuple((name, tuple(_table(table, files[table.path]) for table in tables)) for name, tables in groups),
        {language: plain(sheet.path_of(language)) for language in site.settings.order if sheet.path_of(language) in files},
        plain(package.PATH),
        plain(bundle.path_of(site)) if bundle.path_of(site) in files else None,
    )


def _table(table: Table, file: Told) -> Download:
    return Download(file.path, file.size, table.label, file.rows, tuple(map(_described, table.columns)))


def _described(column: Column) -> Described:
    known = (("many", column.separator.strip() if column.many else ""), ("unit", column.unit), ("unit_column", column.unit_column),
             ("vocabulary", column.vocabulary), ("record", column.collection), ("choices", ", ".join(column.choices)))
    return Described(column.name, column.label, column.kind, tuple((key, what) for key, what in known if what))
