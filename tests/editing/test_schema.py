"""The schemas for editors: every real record is right by them, and what they are for is in them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import AS_OF, REPOSITORY, SMALL
from jsonschema import Draft202012Validator

from generator.cli import main
from generator.diagnostics import Report
from generator.editing.outgoing import read
from generator.editing.schema import modeline, schema_of, settings
from generator.model import Site
from generator.schemas import COLLECTIONS


def _json(value: Any) -> Any:
    """A value as the YAML of an editor reads it."""
    if isinstance(value, dict):
        return {key: _json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_json(inner) for inner in value]
    return float(value) if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("collection", sorted(COLLECTIONS))
def test_every_real_record_is_right(real_site: Site, collection: str) -> None:
    schema = schema_of(real_site, COLLECTIONS[collection])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for key, (_, raw) in read(REPOSITORY, COLLECTIONS[collection], Report()).items():
        assert [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(_json(raw))] == [], key


@pytest.mark.parametrize(("path", "value"), [
    (("titel",), {"es": "X"}), (("areas",), "pml"), (("areas",), []), (("sector",), "no"), (("status",), "listo"), (("updated",), 5),
    (("title",), "X"), (("title",), {}), (("investment", "amount"), "mucho"), (("investment", "currency"), "pesos"), (("period", "after"), 1066),
    (("place",), [{"country": "PE"}]), (("measures",), {"title": {"es": "X"}}), (("id",), "Un Caso"), (("isic_class", "code"), "x"),
])
def test_a_mistake_is_seen_while_it_is_written(small_site: Site, path: tuple[str, ...], value: Any) -> None:
    raw = _json(read(SMALL, COLLECTIONS["case_studies"], Report())["fundicion-luz"][1])
    validator = Draft202012Validator(schema_of(small_site, COLLECTIONS["case_studies"]))
    assert not list(validator.iter_errors(raw))
    inner = raw
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    assert list(validator.iter_errors(raw))


def test_fields_explain_themselves_in_both_languages(small_site: Site) -> None:
    schema = schema_of(small_site, COLLECTIONS["case_studies"])
    change = schema["$defs"]["Effect"]["properties"]["change"]
    assert change["title"] == "Cambio / Change"
    assert "Con signo: -9800 es una reducción." in change["description"] and "Signed: -9800 is a reduction." in change["description"]
    assert "→ content/vocabularies/sectors.yml" in schema["properties"]["sector"]["description"]
    assert schema["properties"]["sources"]["items"]["examples"] == ["boletin-ejemplo"]
    assert schema["$defs"]["IsicClass"]["properties"]["code"]["examples"] == ["2431"]


def test_the_settings_of_the_repository_are_the_program_s() -> None:
    kept = json.loads((REPOSITORY / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert kept == settings()


def test_the_command_writes_them_where_settings_and_first_lines_look(tmp_path: Path) -> None:
    project = tmp_path / "p"
    (project / "content" / "sources").mkdir(parents=True)
    run = CliRunner().invoke(main, ["schema", "--project", str(SMALL), "--out", str(project / "build" / "schemas"), "--as-of", AS_OF.isoformat()])
    assert run.exit_code == 0, run.output
    for file, home in settings()["yaml.schemas"].items():
        assert (project / file).is_file()
        assert home.endswith("/*.yml")
    found = modeline(COLLECTIONS["sources"]).partition("$schema=")[2]
    assert (project / "content" / "sources" / found).resolve() == (project / "build" / "schemas" / "sources.json")
