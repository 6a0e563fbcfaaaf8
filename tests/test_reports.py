"""Findings as text, JSON and annotations."""

from __future__ import annotations

import json

import pytest

from generator.diagnostics import RULES, Diagnostic
from generator.model import Span
from generator.reports import FORMATS, as_github, as_json, as_sarif, as_text

ERROR = RULES["missing-field"].at(Span("case_studies/uno.yml", 3, 5), ("measures", 0, "title"), key="title")
WARNING = RULES["page-not-translated"].at(Span("content/pages/es/dos.md"), language="en", shown="es", page="dos")


def test_text_in_spanish() -> None:
    assert as_text([ERROR, WARNING], 2, "es") == (
        "case_studies/uno.yml:3:5: error [missing-field] (measures[1].title): Falta el campo «title».\n"
        "    Cómo corregirlo: Agregue «title:» con su valor; otro archivo de la misma carpeta muestra la forma.\n"
        "content/pages/es/dos.md: aviso [page-not-translated]: La página no existe en «en»; allí se muestra en «es».\n"
        "    Cómo corregirlo: Escriba content/pages/en/dos.md.\n"
        "1 error, 1 aviso. 2 avisos conocidos, con su motivo en content/known-warnings.yml."
    )


def test_text_in_english() -> None:
    assert as_text([ERROR, WARNING], 0, "en") == (
        "case_studies/uno.yml:3:5: error [missing-field] (measures[1].title): The field “title” is missing.\n"
        "    How to mend it: Add “title:” with its value; another file of the same folder shows the form.\n"
        "content/pages/es/dos.md: warning [page-not-translated]: The page does not exist in “en”; it appears there in “es”.\n"
        "    How to mend it: Write content/pages/en/dos.md.\n"
        "1 error, 1 warning."
    )


@pytest.mark.parametrize(("known", "language", "text"), [
    (0, "es", "Sin errores ni avisos."),
    (0, "en", "No errors and no warnings."),
    (3, "en", "No errors and no warnings. 3 known warnings, with their reason in content/known-warnings.yml."),
])  # fmt: skip
def test_a_clean_project_says_so(known: int, language: str, text: str) -> None:
    assert as_text([], known, language) == text


@pytest.mark.parametrize("language", ["es", "en"])
def test_json_holds_everything_in_both_languages(language: str) -> None:
    data = json.loads(as_json([ERROR, WARNING], 4, language))
    assert data["known_warnings"] == 4
    assert data["diagnostics"][0] == {
        "code": "missing-field",
        "severity": "error",
        "file": "case_studies/uno.yml",
        "line": 3,
        "column": 5,
        "field": "measures[1].title",
        "help": "docs/errors.md#missing-field",
        "message": {"es": "Falta el campo «title».", "en": "The field “title” is missing."},
        "cure": {"es": "Agregue «title:» con su valor; otro archivo de la misma carpeta muestra la forma.",
                 "en": "Add “title:” with its value; another file of the same folder shows the form."},
    }
    assert [(row["line"], row["column"], row["field"]) for row in data["diagnostics"][1:]] == [(0, 0, "")]


def hostile(name: str) -> Diagnostic:
    return RULES["stray-file"].at(Span(name, 2, 3), name="100%\n::error::", cure="x", cure_en="x", suffix=".yml")


def test_github_shows_each_finding_at_its_line() -> None:
    assert as_github([ERROR], 0, "es") == (
        "::error file=case_studies/uno.yml,line=3,col=5,title=missing-field::Falta el campo «title». Agregue «title:» con su valor; otro archivo de la misma carpeta muestra la forma."
    )
    assert as_github([WARNING], 0, "en").startswith("::warning file=content/pages/es/dos.md,line=1,col=1,title=page-not-translated::The page")


def test_nothing_from_content_can_write_a_command_of_its_own() -> None:
    text = as_github([hostile("a,b:c%\r\n::set-output.yml")], 0, "es")
    assert "\n" not in text
    assert "\r" not in text
    assert text.startswith("::error file=a%2Cb%3Ac%25%0D%0A%3A%3Aset-output.yml,line=2,col=3,title=stray-file::")
    assert "100%25" in text


def test_the_formats_of_the_command_line_are_these() -> None:
    assert sorted(FORMATS) == ["github", "json", "sarif", "text"]
    assert as_github([], 0, "es") == ""
    assert json.loads(as_json([], 0, "es")) == {"diagnostics": [], "known_warnings": 0}


@pytest.mark.parametrize("language", ["es", "en"])
def test_sarif_names_rule_place_and_cure(language: str) -> None:
    document = json.loads(as_sarif([ERROR, WARNING], 2, language))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [(rule["id"], rule["defaultConfiguration"]["level"]) for rule in rules] == [("missing-field", "error"), ("page-not-translated", "warning")]
    assert all(rule["help"]["text"].endswith(f"docs/errors.md#{rule['id']}") for rule in rules)
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "case_studies/uno.yml"
    assert place["region"] == {"startLine": 3, "startColumn": 5}
    assert first["message"]["text"] == f"{ERROR.message(language)} {ERROR.cure(language)}"
    assert rules[second["ruleIndex"]]["id"] == second["ruleId"] == "page-not-translated"
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1}
