"""The archives of a kit: complete, checkable, the same bytes everywhere; and what makes them anew."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import AS_OF, REPOSITORY, Published, build

from generator import pipeline
from generator.kits import package
from kits.making import RECORD, rewrite, with_kit

ROOT = "kits/kit-ejemplo/0.1.0"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sums(text: str) -> dict[str, str]:
    return {name: digest for digest, name in (line.split("  ") for line in text.splitlines())}


def test_sums_and_manifest_name_every_file(kit_site: Published) -> None:
    found = files(kit_site.site / ROOT)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in found.items() if name != "SHA256SUMS"}
    assert sums(found["SHA256SUMS"].decode()) == digests
    manifest = json.loads(found["manifest.json"])
    assert {row["path"]: row["sha256"] for row in manifest["files"]} == {n: d for n, d in digests.items() if n != "manifest.json"}
    for row in manifest["files"]:
        assert row["bytes"] == len(found[row["path"]])
        assert row["licence"] == "CC-BY-4.0"
        assert row["language"] in ("es", "en")
        assert row["media_type"]
    assert (manifest["kit"], manifest["version"], manifest["languages"]) == ("kit-ejemplo", "0.1.0", ["en", "es"])
    assert len(manifest["generated_from"]["sha256"]) == 64


@pytest.mark.parametrize(("language", "readme"), [("es", "LEAME.txt"), ("en", "README.txt")])
def test_a_zip_is_one_folder_with_everything_and_its_sums(kit_site: Published, language: str, readme: str) -> None:
    home = kit_site.site / ROOT
    folder = f"kit-ejemplo-0.1.0-{language}/{language}"
    with zipfile.ZipFile(home / f"kit-ejemplo-0.1.0-{language}.zip") as packed:
        inside = {name: packed.read(name) for name in packed.namelist()}
    assert all(name.startswith(f"{folder}/") for name in inside)
    published = {f"{folder}/{name}": content for name, content in files(home / language).items()}
    assert {name: content for name, content in inside.items() if name in published} == published
    own = sums(inside.pop(f"{folder}/SHA256SUMS").decode())
    assert own == {name.removeprefix(f"{folder}/"): hashlib.sha256(content).hexdigest() for name, content in inside.items()}
    text = inside[f"{folder}/{readme}"].decode()
    assert all(name.removeprefix(f"{folder}/") in text for name in inside if not name.endswith(readme))
    assert "0.1.0 (2026-11-23)" in text


def test_the_same_bytes_in_another_process_zone_and_order(kit_site: Published, tmp_path: Path) -> None:
    project = with_kit(tmp_path / "elsewhere")
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONPATH": str(REPOSITORY)}
    subprocess.run([sys.executable, "-m", "generator", "build", "--project", str(project), "--as-of", AS_OF.isoformat(), "--jobs", "1"],
                   check=True, env=environment, cwd=tmp_path)
    assert files(project / "site" / ROOT) == files(kit_site.site / ROOT)


def test_nothing_is_made_twice(kit_site: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*arguments: object) -> bytes:
        raise AssertionError("made again")

    _, site = pipeline.prepared(kit_site.project, AS_OF)
    assert site is not None
    monkeypatch.setattr(package, "_make", never)
    assert len(package.made(site, site.records["toolkits", "kit-ejemplo"]).files) == 22


def test_a_change_of_one_text_keeps_the_other_documents(kit_site: Published, tmp_path: Path) -> None:
    project = shutil.copytree(kit_site.project, tmp_path / "copy")
    before = files(project / "site" / ROOT)
    rewrite(project, ("tres partes", "cuatro partes"), file="toolkits/kit-ejemplo/es/energia/workbook.md")
    build(project)
    after = files(project / "site" / ROOT)
    assert {name for name in after if after[name] != before[name]} == {
        "es/energia/energia-cuaderno.pdf", "es/energia/energia-cuaderno.docx", "kit-ejemplo-0.1.0-es.zip", "manifest.json", "SHA256SUMS"}


def test_a_lost_file_of_the_store_is_made_again(kit_site: Published, tmp_path: Path) -> None:
    project = shutil.copytree(kit_site.project, tmp_path / "copy")
    before = files(project / "site" / ROOT)
    shutil.rmtree(project / "build" / "kits" / "files")
    rewrite(project, ("updated: 2026-11-23", "updated: 2026-11-22"), file="case_studies/fundicion-luz.yml")
    build(project)
    assert files(project / "site" / ROOT) == before


@pytest.mark.parametrize("options", [{"kits": False}, {"sheets": False}])
def test_kits_can_be_left_out(kit_site: Published, tmp_path: Path, options: dict[str, bool]) -> None:
    project = shutil.copytree(kit_site.project, tmp_path / "copy")
    build(project, **options)
    assert not (project / "site" / ROOT).exists()
    assert "todavía no se pueden descargar" in (project / "site/kits/kit-ejemplo/index.html").read_text(encoding="utf-8")


def test_a_language_without_texts_says_why(kit_site: Published, tmp_path: Path) -> None:
    project = shutil.copytree(kit_site.project, tmp_path / "copy")
    shutil.rmtree(project / "toolkits/kit-ejemplo/en")
    rewrite(project, ("languages: [es, en]", 'languages: [es, en]\nuntranslated: {en: "The texts are being translated."}'), file=RECORD)
    built = build(project)
    assert built.pages
    assert not (project / "site" / ROOT / "en").exists()
    page = (project / "site/en/tool-kits/kit-ejemplo/index.html").read_text(encoding="utf-8")
    assert "The texts are being translated." in page
    assert "kit-ejemplo-0.1.0-es.zip" in page


def test_an_upload_goes_into_its_language_with_its_licence(kit_site: Published, tmp_path: Path) -> None:
    project = shutil.copytree(kit_site.project, tmp_path / "copy")
    (project / "toolkits/kit-ejemplo/files").mkdir()
    (project / "toolkits/kit-ejemplo/files/plano.txt").write_text("plano", encoding="utf-8")
    rewrite(project, ("\nsources:", '\nfiles: [{file: plano.txt, title: {es: "Plano", en: "Plan"}, languages: [es]}]\nsources:'), file=RECORD)
    assert build(project).pages
    found = files(project / "site" / ROOT)
    assert found["es/otros/plano.txt"] == b"plano"
    assert not [name for name in found if name.startswith("en/other")]
