"""Keeping a version for ever: ``releases/<version>/`` gets one zip per language, the manifest and the sums."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.derive.kits import MANIFEST, RELEASES, SUMS, folder
from generator.diagnostics import Fault
from generator.kits import package
from generator.model import Record, Site


class ReleaseFault(Fault):
    """A version cannot be kept: it is there already, is not the current one, or is still a draft."""


def release(site: Site, record: Record, version: str) -> Path:
    """Write the current version into the kit's folder; where it is afterwards. All or nothing."""
    at = folder(site, record) / RELEASES / version
    if record.data.version != version:
        raise ReleaseFault(f"{record.file}: version: {record.data.version}, no/not {version}")
    if record.data.stage != "released":
        raise ReleaseFault(f"{record.file}: stage: {record.data.stage}; escriba/write released")
    if at.exists():
        raise ReleaseFault(f"{at}: ya existe y no cambia / exists already and does not change")
    aside = at.with_name(f".{version}.next")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    root = f"kits/{record.id}/{version}/"
    for artifact in package.artifacts(site, record, package.made(site, record)):
        name = artifact.path.removeprefix(root)
        if name.endswith(".zip") or name in (MANIFEST, SUMS):  # the single files are in the zips
            (aside / name).write_bytes(artifact.content)
    aside.replace(at)
    return at
