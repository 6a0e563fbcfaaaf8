"""Everything in one file: what is in it, that its sums are right, and that a change gives the bytes of a whole one."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace

import pytest
from conftest import Published

from generator.exports.tables import bundle
from generator.exports.tables.package import name_of
from generator.model import Site


def inside(published: Published, shown: Site) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO((published.site / bundle.path_of(shown)).read_bytes())) as packed:
        assert packed.testzip() is None
        return {name.removeprefix(f"{name_of(shown)}/"): packed.read(name) for name in packed.namelist()}


def test_all_tables_and_all_records_are_in_it(published: Published, shown: Site) -> None:
    files = inside(published, shown)
    for path in [*(published.site / "data").glob("*.csv"), published.site / "data/datapackage.json"]:
        assert files[path.name] == path.read_bytes()
    for collection in json.loads(published.read("api/v1/index.json"))["collections"]:
        listed = json.loads(published.read(f"api/v1/{collection['id']}.json"))["records"]
        lines = files[f"json/{collection['id']}.jsonl"].splitlines()
        assert [json.loads(line)["id"] for line in lines] == [record["id"] for record in listed]
    assert b"CC-BY-4.0" in files["LICENSE.txt"]
    assert "celda vacía" in files["README.es.txt"].decode() and "empty cell" in files["README.en.txt"].decode()


def test_the_sums_are_those_of_every_file(published: Published, shown: Site) -> None:
    files = inside(published, shown)
    sums = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


@pytest.mark.parametrize("secret", [b"borrador-curtiembre", b"Persona Oculta", b"c-0003", b"persona-permitida.ejemplo.test", b"ej-02"])
def test_what_must_not_appear_is_not_in_it(published: Published, shown: Site, secret: bytes) -> None:
    assert [name for name, content in inside(published, shown).items() if secret in content] == []


def test_a_changed_bundle_is_the_one_made_anew(shown: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MOST", 2)
    read, asked = dict[str, bytes](), list[str]()

    def give(path: str) -> bytes:
        asked.append(path)
        return read.setdefault(path, path.encode())

    tables = ["data/a.csv", "data/datapackage.json"]
    before = bundle.bundle(shown, tables, give)
    count = len(asked)
    asked.clear()
    read["data/a.csv"], read["api/v1/sources/boletin-ejemplo.json"] = b"new", b"newer"
    changed = ["data/a.csv", "api/v1/sources/boletin-ejemplo.json", "api/v1/index.json"]
    after = bundle.bundle(shown, tables, give, before, changed)
    assert 0 < len(asked) < count / 2
    assert after == bundle.bundle(shown, tables, give) != before


def test_a_record_that_is_gone_leaves_its_part(shown: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MOST", 100)
    key = ("consultants", "c-0002")
    fewer = replace(shown, entries={at: entry for at, entry in shown.entries.items() if at != key})
    before = bundle.bundle(shown, [], str.encode)
    after = bundle.bundle(fewer, [], str.encode, before, ["api/v1/consultants/c-0002.json"])
    assert after == bundle.bundle(fewer, [], str.encode)
    with zipfile.ZipFile(io.BytesIO(after)) as packed:
        assert b"c-0002" not in packed.read(f"{name_of(shown)}/json/consultants.jsonl")
