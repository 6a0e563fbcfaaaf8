"""The open data after a change: replaced in what is published, and the same as made from all records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from generator.exports.api import changes, record_artifacts, shown
from generator.exports.tables import bundle
from generator.exports.tables.lines import Lines, Noted, lines_of, read
from generator.model import Key, Site
from generator.stamp import tables

CASE = ("case_studies", "fundicion-luz")
MANY = [("case_studies", f"caso-{number:02d}") for number in range(20)]


class Stamp:
    """Stands for the stamper: a page is what it offers."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def fill(self, page: Any, slots: Any) -> bytes:
        return repr(page.offer).encode()


@pytest.fixture(autouse=True)
def no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "render", lambda site, page: {})
    monkeypatch.setattr(bundle, "MOST", 8)


def with_cases(site: Site, keys: Iterable[Key]) -> Site:
    """The site with cases like the one there is."""
    entries, records, derived = dict(site.entries), dict(site.records), dict(site.derived)
    for key in keys:
        entries[key] = replace(entries[CASE], key=key)
        data = records[CASE].data.model_copy(update={"id": key[1]})
        records[key], derived[key] = replace(records[CASE], id=key[1], data=data), derived[CASE]
    return replace(site, entries=dict(sorted(entries.items())), records=records, derived=derived)


def published(site: Site) -> dict[str, bytes]:
    """Everything the open data are made of, and they themselves."""
    keys = sorted(key for key, entry in site.entries.items() if shown(entry))
    made = {artifact.path: artifact.content for artifact in (*record_artifacts(site, [site.records[key] for key in keys]), *changes(site))}
    for path, content in tables.whole(Stamp(site), site, lambda: [[(key, lines_of(site, site.records[key])) for key in keys]], made.__getitem__):  # type: ignore[arg-type]
        made[path] = content
    return made


def edited(site: Site, key: Key, locality: str) -> Site:
    record = site.records[key]
    place = record.data.place.model_copy(update={"locality": locality})
    return replace(site, records={**site.records, key: replace(record, data=record.data.model_copy(update={"place": place}))})


@pytest.mark.parametrize(("count", "comes", "goes"), [(1, 0, 0), (3, 0, 0), (12, 0, 0), (1, 1, 0), (0, 0, 1), (2, 3, 2), (0, 0, 20)])
def test_a_change_gives_what_all_records_give(shown: Site, count: int, comes: int, goes: int) -> None:
    before = with_cases(shown, MANY)
    after = with_cases(shown, [*MANY[goes:], *(("case_studies", f"{'az'[number % 2]}-nuevo-{number}") for number in range(comes))])
    for key in MANY[goes : goes + count]:
        after = edited(after, key, f"Lugar \"{key[1]}\", =1")
    old, new = published(before), published(after)
    concerned = {*MANY[: goes + count], *(after.entries.keys() - before.entries.keys())}
    lines: dict[Key, Lines | None] = {key: lines_of(after, after.records[key]) if key in after.entries else None for key in concerned}
    made: dict[str, bytes | None] = {path: new.get(path) for path in old.keys() | new.keys()
                                     if path.startswith("api/") and old.get(path) != new.get(path)}
    found = tables.changed(Stamp(after), after, lines, made, lambda path: old.get(path, b""), alone=len(lines) == 3)  # type: ignore[arg-type]
    assert found is not None
    assert {path for path in new if not path.startswith("api/") and {**old, **found}[path] != new[path]} == set()
    assert found.keys() <= new.keys()


def test_what_is_not_whole_is_made_anew(shown: Site) -> None:
    old = published(shown)
    for lost in ("data/datapackage.json", "data/case_studies.es.xlsx", bundle.path_of(shown)):
        assert tables.changed(Stamp(shown), shown, {}, {}, lambda path, lost=lost: b"" if path == lost else old.get(path, b""), alone=True) is None  # type: ignore[arg-type,misc]


def test_lines_are_noted_in_a_file_as_in_memory(shown: Site, tmp_path: Any) -> None:
    here, there = Noted(), Noted(tmp_path / "lines")
    for key in (CASE, ("sources", "boletin-ejemplo")):
        here.note(shown, key)
        there.note(shown, key)
    there.close()
    assert dict(read(tmp_path / "lines")) == here.found and len(here.found) == 2
