"""A small change of a kit gives the bytes of a full build."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Published, build

from kits.making import RECORD, rewrite

CHANGES: dict[str, Callable[[Path], None]] = {
    "a text": lambda project: rewrite(project, ("Reciba a la gente", "Salude"), file="toolkits/kit-ejemplo/es/guide.md"),
    "a field": lambda project: rewrite(project, ("Medir la energía.", "Medir la energía y su costo."), file=RECORD),
    "a version": lambda project: rewrite(project, ("0.1.0", "0.2.0"), file=RECORD),
    "a linked record": lambda project: rewrite(project, ("id: boletin-ejemplo\n", "id: boletin-ejemplo\nslug: {es: otro-boletin, en: other-bulletin}\n"),
                                               file="content/sources/boletin-ejemplo.yml"),
    "another record": lambda project: rewrite(project, ("updated: 2026-11-23", "updated: 2026-11-22"), file="case_studies/fundicion-luz.yml"),
    "the stage": lambda project: rewrite(project, ("stage: draft", "stage: proposed"), file=RECORD),
}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


SHORT = ("a text", "a version")


@pytest.mark.parametrize("change", CHANGES if os.environ.get("CET_LONG") else SHORT)
def test_a_change_gives_the_bytes_of_a_full_build(kit_site: Published, tmp_path: Path, change: str) -> None:
    project = shutil.copytree(kit_site.project, tmp_path / "copy")
    build(project)
    CHANGES[change](project)
    assert build(project).way == "amended"
    build(project, site=tmp_path / "fresh", full=True)
    assert tree(project / "site") == tree(tmp_path / "fresh")
