"""What editors should see to: each kind before and after its day, and nothing about persons but their file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import AS_OF, REQUEST, whole

from generator.cli import main
from generator.schemas.core.common import end_of
from generator.schemas.core.failed import FILE, FailedLink, written

EVENT = """id: foro
status: published
updated: 2026-11-01
title: "Foro inventado"
summary: {es: "Inventado.", en: "Made up."}
kind: national_forum
state: planned
period: {start: "2026-12"}
sources: [boletin-ejemplo]
"""


def due(project: Path, day: date = AS_OF, within: int = 30) -> list[dict[str, Any]]:
    said = CliRunner().invoke(main, ["due", "--project", str(project), "--as-of", day.isoformat(), "--within", str(within), "--format", "json"])
    assert said.exit_code == 0, said.output
    found: list[dict[str, Any]] = json.loads(said.stdout)["due"]
    assert "Invent" not in said.stdout and "Persona" not in said.stdout
    return found


def put(project: Path, name: str, text: str) -> None:
    path = project / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_nothing_is_due_where_nothing_ends(small: Path) -> None:
    assert due(small) == []
    text = CliRunner().invoke(main, ["due", "--project", str(small), "--as-of", "2026-11-23"]).stdout
    assert text == "Nada pendiente en 30 días.\n"


@pytest.mark.parametrize(("name", "text", "kind", "last"), [
    ("requests/pedido.yml", REQUEST, "request", date(2026, 11, 30)),
    ("events/foro.yml", EVENT, "planned", date(2026, 12, 31)),
])  # fmt: skip
def test_a_day_is_announced_and_then_late(small: Path, name: str, text: str, kind: str, last: date) -> None:
    vocabulary = small / "content/vocabularies/event_kinds.yml"
    if not vocabulary.exists():
        vocabulary.write_text('- {id: national_forum, label: {es: "Foro", en: "Forum"}}\n', encoding="utf-8")
    put(small, name, text)
    before = (last - AS_OF).days
    assert due(small, within=before - 1) == []
    assert [(task["kind"], task["day"], task["late"]) for task in due(small, within=before)] == [(kind, last.isoformat(), False)]
    assert [task["late"] for task in due(small, last, 0)] == [False]
    (late,) = due(small, date(2027, 1, 1), 0)
    assert late["late"] and late["file"] == f"content/{name}"
    assert late["message"]["es"] != late["message"]["en"]


def test_profiles_consents_and_certificates(small: Path) -> None:
    firm, person = (small / f"content/consultants/{name}.yml" for name in ("c-0001", "c-0002"))
    level = next(iter(whole(small).vocabularies["certification_levels"]))
    firm.write_text(firm.read_text(encoding="utf-8") + f"certification: {{level: {level}, valid_to: 2026-12-01}}\n", encoding="utf-8")
    person.write_text(person.read_text(encoding="utf-8").replace("{date: 2026-10-01,", "{date: 2026-10-01, expires: 2026-11-20,"), encoding="utf-8")
    assert [(task["kind"], task["file"][-10:], task["late"]) for task in due(small)] == [("consent", "c-0002.yml", True), ("certificate", "c-0001.yml", False)]
    assert [task["kind"] for task in due(small, date(2027, 11, 2), 0)].count("profile") == 2, "of who never consented nothing is asked"


def test_dead_links_without_a_copy_wait_for_somebody(small: Path) -> None:
    url = "https://consultora.ejemplo.test/"
    dead = FailedLink(url, date(2026, 11, 1), date(2026, 11, 9), 3, "404")
    (small / FILE).write_text(written([dead]), encoding="utf-8")
    assert [(task["kind"], task["detail"], task["field"]) for task in due(small)] == [("link", url, "url")]
    (small / FILE).write_text(written([FailedLink(url, dead.since, dead.last, 3, "404", "https://archivo.ejemplo.test/c")]), encoding="utf-8")
    assert due(small) == []


@pytest.mark.parametrize(("partial", "last"), [("2026", "2026-12-31"), ("2026-12", "2026-12-31"), ("2028-02", "2028-02-29"), ("2026-11-05", "2026-11-05")])
def test_a_date_ends_where_it_can_no_longer_mean_another_day(partial: str, last: str) -> None:
    assert end_of(partial) == date.fromisoformat(last)
