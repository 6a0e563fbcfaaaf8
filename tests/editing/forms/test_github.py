"""The forms in the repository are those of its schemas, ask for everything a record needs, and keep the code host's rules."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from conftest import AS_OF, REPOSITORY, SMALL
from jsonschema import Draft202012Validator

from generator.cli import main
from generator.editing.forms import FORMS
from generator.editing.forms.github import FOLDER, files
from generator.editing.forms.questions import Form
from generator.editing.shape import fields_of
from generator.model import Site
from generator.schemas import COLLECTIONS

TEXT = {"type": "string", "minLength": 1}
OPTIONS = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string", "minLength": 1, "not": {"pattern": "^ *[Nn]one *$"}}}


def element(kind: str, attributes: dict[str, Any], required: list[str], *, field: bool = True) -> dict[str, Any]:
    given = {"type": "object", "additionalProperties": False, "required": required, "properties": {"label": TEXT, "description": TEXT, **attributes} if field else attributes}
    more = {"id": {"type": "string", "pattern": "^[a-zA-Z0-9_-]+$"}, "validations": {"type": "object", "additionalProperties": False, "properties": {"required": {"type": "boolean"}}}} if field else {}
    return {"type": "object", "additionalProperties": False, "required": ["type", "attributes", *(["id"] if field else [])], "properties": {"type": {"const": kind}, "attributes": given, **more}}


TICK = {"type": "object", "additionalProperties": False, "required": ["label"], "properties": {"label": TEXT, "required": {"type": "boolean"}}}
RULES = Draft202012Validator({  # the code host's published syntax of a form
    "type": "object", "additionalProperties": False, "required": ["name", "description", "body"],
    "properties": {"name": {"type": "string", "minLength": 4}, "description": {"type": "string", "minLength": 4, "maxLength": 200}, "title": TEXT, "body": {"type": "array", "minItems": 2, "items": {"oneOf": [
        element("markdown", {"value": TEXT}, ["value"], field=False),
        element("input", {"placeholder": TEXT, "value": TEXT}, ["label"]),
        element("textarea", {"placeholder": TEXT, "value": TEXT, "render": TEXT}, ["label"]),
        element("dropdown", {"multiple": {"type": "boolean"}, "options": OPTIONS, "default": {"type": "integer"}}, ["label", "options"]),
        element("checkboxes", {"options": {"type": "array", "minItems": 1, "items": TICK}}, ["label", "options"]),
    ]}}},
})


@pytest.fixture(scope="module")
def written(real_site: Site) -> dict[str, str]:
    return dict(files(real_site))


def test_they_are_up_to_date(written: dict[str, str]) -> None:
    """`cet schema --forms` writes them anew."""
    assert {path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8") for path in (REPOSITORY / FOLDER).iterdir()} == written


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_they_keep_the_rules(written: dict[str, str], form: Form) -> None:
    body = yaml.safe_load(written[f"{FOLDER}/{form.id}.yml"])
    assert [f"{error.json_path}: {error.message[:200]}" for error in RULES.iter_errors(body)] == []
    fields = [part for part in body["body"] if part["type"] != "markdown"]
    assert len({part["id"] for part in fields}) == len({part["attributes"]["label"] for part in fields}) == len(fields)
    assert len(written[f"{FOLDER}/{form.id}.yml"]) < 60_000


def test_nobody_is_sent_an_empty_issue_or_asked_for_a_person(written: dict[str, str]) -> None:
    config = yaml.safe_load(written[f"{FOLDER}/config.yml"])
    assert config["blank_issues_enabled"] is False
    for link in config["contact_links"]:
        assert set(link) == {"name", "url", "about"} and link["url"].startswith("https://")
    assert {name for form in FORMS for name in form.collections} == {"case_studies", "organisations", "credit_lines", "trainings", "events"}
    assert not any(COLLECTIONS[name].may_hold_people for form in FORMS for name in form.collections)
    labels = " ".join(question.heading for form in FORMS for question in form.questions).casefold()
    assert not re.search(r"correo|tel[eé]fono|e-mail|phone|contact|apellido|surname", labels)


GIVEN = {"id", "status", "updated", "sources", "rules", "funder"}  # the program writes these


@pytest.mark.parametrize(("form", "collection"), [(form, name) for form in FORMS for name in form.collections], ids=lambda value: getattr(value, "id", value))
def test_all_that_a_record_needs_is_asked(form: Form, collection: str) -> None:
    asked = {question.paths[collection][0] for question in form.questions if question.goal == "record" and collection in question.paths}
    assert {field.name for field in fields_of(COLLECTIONS[collection].model) if field.required} <= asked | GIVEN
    assert {field.name for field in fields_of(COLLECTIONS["sources"].model) if field.required} - GIVEN <= {
        question.paths["sources"][0] for question in form.questions if question.goal == "source"}


def test_the_command_writes_them(tmp_path: Any) -> None:
    run = CliRunner().invoke(main, ["schema", "--forms", "--out", str(tmp_path), "--project", str(SMALL), "--as-of", AS_OF.isoformat()])
    assert run.exit_code == 0, run.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["caso.yml", "config.yml", "empresa.yml", "oportunidad.yml"]
