"""Site -> kits to download: documents, slides, worksheets and archives in every language, made from a record and its texts.

Kits are few, and their pages show sizes and sums; so the process that leads a build makes them before any page is rendered
(:func:`made`), and whoever writes the unit of a kit's record writes its files (:func:`artifacts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.derive.kitreleases import files_of, released
from generator.derive.kits import COLLECTION, Kit
from generator.kits import package
from generator.model import Artifact, Key, Site


def made(site: Site, jobs: int = 1) -> Mapping[Key, Kit]:
    """Every kit that readers can download; none where they are switched off. The records have been checked.

    What has to be made anew is spread over ``jobs`` processes, by kit and language.
    """
    if not site.settings.kits:
        return {}
    keys = sorted(key for key in site.entries if key[0] == COLLECTION and key in site.records)
    package.prepare(site, [site.records[key] for key in keys if _current(site, key)], jobs)
    found = {key: _made(site, key) for key in keys}
    package.prune(site, found.values())
    return {key: kit for key, kit in found.items() if kit.files or kit.older}


def kept(site: Site) -> Mapping[Key, Kit]:
    """The kits of the last build that are still what their texts say: for a preview, which does not wait for documents."""
    if not site.settings.kits:
        return {}
    keys = sorted(key for key in site.entries if key[0] == COLLECTION and key in site.records)
    found = {key: _made(site, key) for key in keys if not _current(site, key) or package.is_kept(site, site.records[key])}
    return {key: kit for key, kit in found.items() if kit.files or kit.older}


def _made(site: Site, key: Key) -> Kit:
    """Released versions as they are kept; the current one, if it is none of these, as its texts say."""
    record = site.records[key]
    kept = released(site, record)
    older = tuple(kit for version, kit in kept.items() if version != record.data.version)
    if record.data.version in kept:
        return replace(kept[record.data.version], older=older)
    if not _current(site, key):
        return Kit(record.data.version, "", (), older)
    return replace(package.made(site, record), older=older)


def _current(site: Site, key: Key) -> bool:
    """Whether a kit's current version is made from its texts."""
    record = site.records[key]
    return record.data.stage != "proposed" and record.status != "retired" and record.data.version not in released(site, record)


def artifacts(site: Site, key: Key) -> Iterator[Artifact]:
    """The files of a kit in all its versions; nothing for other records."""
    kit: Kit | None = site.kits.get(key)
    if kit is None:
        return
    record = site.records[key]
    kept = released(site, record)
    for version in (kit, *kit.older):
        if version.version in kept:
            yield from files_of(site, record, version)
        elif version.files:
            yield from package.artifacts(site, record, version)
