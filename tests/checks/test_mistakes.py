"""One mistake of an editor is one finding, at its place, and its cure is the right one when followed to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import checked, lines

CASE = """\
id: caso
status: published
updated: 2026-11-23
title: {es: "Un título", en: "A title"}
summary: {es: "Un resumen.", en: "A summary."}
organisation: fundicion-ejemplo-sac
areas: [pml]
themes: [energy-efficiency]
place:
  country: PE
  region: PE-LIM
problem:
  es: "Usaba mucha luz."
  en: "It used much light."
investment:
  currency: USD
  amount: 440
  source: boletin-ejemplo
effects:
  - resource: electricity
    change: -9800
    unit: kWh
    source: boletin-ejemplo
  - resource: water
    change_percent: -30
    source: boletin-ejemplo
sources: [boletin-ejemplo]
"""


def found_after(small: Path, old: str, new: str) -> list[tuple[str, str, str]]:
    assert old in CASE
    (small / "case_studies/caso.yml").write_text(CASE.replace(old, new, 1), encoding="utf-8")
    report = checked(small).report
    return [(line.removesuffix(" ").replace("case_studies/caso.yml:", ""), d.message("es"), d.cure("es"))
            for line, d in zip(lines(report), report, strict=True)]


@pytest.mark.parametrize(("old", "new", "line", "said"), [
    ("status: published", "Status: published", "unknown-field 2:1", "¿Quiso decir «status»?"),
    ("  currency: USD", "  curency: USD", "unknown-field 16:3", "¿Quiso decir «currency»?"),
    ("organisation: f", "organization: f", "unknown-field 6:1", "themes, title, translations, updated."),
    ("    source: boletin-ejemplo\nsources", "    source: boletin-ejempl\nsources", "dangling-reference 26:13", "content/sources/boletin-ejempl.yml"),
    ("sources: [boletin-ejemplo]", "sources: [boletin-ejempl]", "dangling-reference 27:11", "¿Quiso decir «boletin-ejemplo»?"),
    ("  es: \"Usaba", "  sp: \"Usaba", "unknown-language 13:3", "«sp»"),
    ("mucha luz", "<b>mucha</b> <i>luz</i>", "raw-html 13:7", "«<b»"),
    ("Un título", "Un <b>título</b>", "raw-html 4:13", "«<b>»"),
    ("mucha luz", "![luz](luz.png)", "image-in-text 13:7", "Quítela"),
    ("unit: kWh", "unit: KWH", "unknown-term 22:11", "¿Quiso decir «kWh»?"),
    ("energy-efficiency", "Eficiencia energetica", "unknown-term 8:10", "¿Quiso decir «energy-efficiency»?"),
    ("themes: [energy-efficiency]", "themes: []", "empty-value 8:9", "«themes» está vacío"),
    ("  country: PE", "country: PE", "yaml-syntax 11:9", "sangría"),
    ("amount: 440", "amount: -440", "amount-not-positive 17:11", "-440"),
    ("change: -9800", "change: −9800", "not-a-number 21:13", "un guion delante"),
    ("areas: [pml]", "areas: pml", "wrong-type 7:8", "entre corchetes"),
    ("place:\n  country: PE\n  region: PE-LIM", "place: Lima", "wrong-type 9:8", "cada campo en su línea"),
    ("organisation: f", "organisation: [a, b] # f", "wrong-type 6:15", "hay una lista"),
    ("id: caso", "id: caso-dos", "id-not-file-name 1:5", "llame «caso-dos.yml» al archivo"),
    ("Un título", "x" * 1001, "text-too-long 4:13", "1000"),
])  # fmt: skip
def test_one_mistake_is_one_finding(small: Path, old: str, new: str, line: str, said: str) -> None:
    [(where, message, cure)] = found_after(small, old, new)
    assert where.replace(" case_studies/caso.yml:", " ") == line
    assert said in f"{message} {cure}"


def test_a_source_that_several_figures_cite_and_the_list_lacks_is_said_once(small: Path) -> None:
    source = (small / "content/sources/boletin-ejemplo.yml").read_text(encoding="utf-8")
    (small / "content/sources/otra.yml").write_text(source.replace("boletin-ejemplo", "otra").replace("Boletín", "Otro"), encoding="utf-8")
    [(where, _, _)] = found_after(small, "sources: [boletin-ejemplo]", "sources: [otra]")
    assert where.startswith("source-not-listed ")


@pytest.mark.parametrize(("name", "cure"), [("caso.yml.txt", "«caso.yml»"), ("caso.yaml", "«caso.yml»"), ("foto.jpg", "Muévalo fuera de la carpeta.")])
def test_a_stray_file_gets_a_cure_that_fits(small: Path, name: str, cure: str) -> None:
    (small / "case_studies" / name).write_text("x", encoding="utf-8")
    [found] = checked(small).report
    assert cure in found.cure("es")


def test_a_vocabulary_that_is_missing_is_said_once(small: Path) -> None:
    (small / "content/vocabularies/themes.yml").unlink()
    assert "vocabulary-missing content/vocabularies/themes.yml" in lines(checked(small).report)
    assert [line for line in lines(checked(small).report) if line.startswith("vocabulary-missing ")] == [
        "vocabulary-missing content/vocabularies/themes.yml"]


def test_a_folder_of_records_in_the_wrong_place_says_where_they_go(small: Path) -> None:
    (small / "content/case_studies").mkdir()
    [found] = checked(small).report
    assert found.code == "unknown-collection"
    assert "Esos registros van en case_studies/." in found.message("es")


def test_what_libyaml_says_is_said_in_both_languages(small: Path) -> None:
    (small / "case_studies/caso.yml").write_text(CASE.replace('es: "Usaba mucha luz."', "es: @luz"), encoding="utf-8")
    [found] = checked(small).report
    assert "comillas" in found.message("es")
    assert "quotes" in found.message("en")


def test_a_record_that_cannot_be_read_is_one_finding_wherever_it_is_cited(small: Path) -> None:
    """The first page, a list of related cases and the link of a page all point to it."""
    case = small / "case_studies/fundicion-luz.yml"
    case.write_text(case.read_text(encoding="utf-8").replace("areas: [pml]", "areas: pml"), encoding="utf-8")
    assert lines(checked(small).report) == ["wrong-type case_studies/fundicion-luz.yml:10:8"]
