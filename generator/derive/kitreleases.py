"""Versions of a kit that will not change any more: ``releases/<version>/`` holds one zip per language, the manifest and the sums.

The single files are those in the zips, so nothing is kept twice.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from generator.derive.kits import MANIFEST, RELEASES, SUMS, Kit, KitFile, folder
from generator.model import Artifact, Record, Site


def released(site: Site, record: Record) -> Mapping[str, Kit]:
    """The versions that stay, newest first; read once. One that cannot be read is left out: :func:`changed_files` names it."""
    return site.remember(("kit releases", record.key, record.digest), partial(_released, folder(site, record) / RELEASES))


def _released(home: Path) -> dict[str, Kit]:
    found: dict[str, Kit] = {}
    for at in sorted((path for path in home.iterdir() if path.is_dir()), key=order, reverse=True) if home.is_dir() else ():
        try:
            found[at.name] = from_manifest(json.loads((at / MANIFEST).read_bytes()))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def order(path: Path) -> tuple[Any, ...]:
    """Sorts versions as people count: 0.9.0, 0.10.0-draft, 0.10.0."""
    numbers, _, before = path.name.partition("-")
    return (*(int(part) if part.isdigit() else 0 for part in numbers.split(".")), not before, before)


def changed_files(site: Site, record: Record) -> list[str]:
    """Files of released versions that are not as they were released, or are gone, by their place in ``releases/``."""
    home = folder(site, record) / RELEASES
    found: list[str] = []
    for at in sorted(path for path in home.iterdir() if path.is_dir()) if home.is_dir() else ():
        found += [f"{at.name}/{name}" for name in _changed(at)]
    return found


def _changed(at: Path) -> Iterator[str]:
    try:
        lines = (at / SUMS).read_text(encoding="utf-8").splitlines()
        sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
        from_manifest(json.loads((at / MANIFEST).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        yield SUMS if not (at / SUMS).is_file() else MANIFEST
        return
    kept = {name for name in sums if "/" not in name}  # what stands in folders is in the zips
    for name in sorted(kept | {path.name for path in at.iterdir()} - {SUMS}):
        try:
            content = (at / name).read_bytes()
        except OSError:
            content = b""
        if name not in kept or hashlib.sha256(content).hexdigest() != sums[name]:
            yield name


def files_of(site: Site, record: Record, kit: Kit) -> Iterator[Artifact]:
    """The files of a released version as they are published."""
    at = folder(site, record) / RELEASES / kit.version
    root = f"kits/{record.id}/{kit.version}/"
    for path in sorted(at.iterdir()):
        content = path.read_bytes()
        yield Artifact(root + path.name, content)
        if path.suffix == ".zip":
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                for name in packed.namelist():
                    inner = name.partition("/")[2]  # the zip has one folder, so that it unpacks into one
                    if f"{root}{inner}" in {file.path for file in kit.files}:
                        yield Artifact(root + inner, packed.read(name))


def manifest(record: Record, kit: Kit) -> dict[str, Any]:
    """What ``manifest.json`` says."""
    root = f"kits/{record.id}/{kit.version}/"
    rows = [{
        "path": file.path.removeprefix(root), "title": file.title, "role": file.role, **({"module": file.module} if file.module else {}),
        "language": file.language, "media_type": file.media_type, "bytes": file.bytes, "sha256": file.sha256, "licence": file.licence,
    } for file in kit.files]
    return {
        "kit": record.id, "version": kit.version, "licence": record.data.licence, "languages": sorted({file.language for file in kit.files}),
        "generated_from": {"sha256": kit.generated_from}, "files": rows,
    }


def from_manifest(told: Mapping[str, Any]) -> Kit:
    """A version as its manifest tells of it."""
    root = f"kits/{told['kit']}/{told['version']}/"
    files = tuple(KitFile(root + row["path"], row["role"], row.get("module", ""), row["title"], row["language"], row["media_type"], row["licence"],
                          row["bytes"], row["sha256"]) for row in told["files"])
    return Kit(told["version"], told["generated_from"]["sha256"], files)
