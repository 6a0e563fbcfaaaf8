"""Translations: what is said of them, noting that somebody looked, and the way to a translator and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import whole

from generator.cli import main
from generator.diagnostics import Fault, Report
from generator.editing.files import write
from generator.editing.freshness import confirmed, survey
from generator.editing.pofiles import exported, imported, language_of

CASE = "case_studies/fundicion-luz"
FILE = f"{CASE}.yml"


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["translations", "--project", str(project), "--lang", "en", *arguments])


def text(project: Path) -> str:
    return (project / FILE).read_text(encoding="utf-8")


def change(project: Path, before: str, after: str) -> None:
    assert before in text(project)
    (project / FILE).write_text(text(project).replace(before, after), encoding="utf-8")


def confirm(project: Path, *fields: str) -> None:
    write(project, confirmed(whole(project), [CASE], fields))


def stale(project: Path) -> list[str]:
    return [item.field for item in survey(whole(project)).items if item.standing == "stale"]


def test_the_report_counts_by_language_collection_and_field(small: Path) -> None:
    said = json.loads(run(small, "--format", "json").stdout)
    assert said["counts"]["en"]["case_studies"]["problem"] == {"unknown": 1, "missing": 1}
    missing = {"language": "en", "collection": "case_studies", "id": "textil-agua", "file": "case_studies/textil-agua.yml", "field": "problem", "state": "missing"}
    assert missing in said["translations"]
    assert not any("c-0003" in row["file"] for row in said["translations"]), "a person without consent"
    only = run(small, "--to", "en", "--collection", "case_studies").stdout.splitlines()
    assert only[0].startswith("en  case_studies: 1 missing of ")
    assert only[-1] == "case_studies/textil-agua.yml (problem): en: missing"


def test_confirming_writes_notes_and_touches_nothing_else(small: Path) -> None:
    before = text(small)
    assert run(small, "--confirm", CASE).exit_code == 0
    head, notes = text(small).split("translations:\n")
    assert head == before
    assert "    - title=" in notes and "    - measures.title=" in notes
    assert run(small, "--confirm", CASE).stdout == "Nothing changed.\n"
    assert stale(small) == []


def test_a_changed_source_makes_its_translation_stale_until_it_is_confirmed(small: Path) -> None:
    confirm(small)
    change(small, '"Cambio de lámparas"', '"Cambio de 40 lámparas"')
    change(small, '"Costaba mucho."', '"Costaba demasiado."')
    assert stale(small) == ["measures[1].title", "measures[2].reason"]
    confirm(small, "measures[1].title")
    assert stale(small) == ["measures[2].reason"]
    confirm(small, "measures.reason")
    assert stale(small) == []
    assert len(text(small).split("translations:")[1].split("- ")) - 1 == len(set(text(small).split("translations:")[1].split("- ")[1:]))


def test_what_is_not_there_cannot_be_confirmed(small: Path) -> None:
    with pytest.raises(Fault):
        confirmed(whole(small), ["case_studies/no-hay"])
    with pytest.raises(Fault):
        confirmed(whole(small), [CASE], ["titel"])


def test_texts_come_back_as_they_went_without_a_change(small: Path) -> None:
    site, report = whole(small), Report()
    content = exported(site, "en")
    assert content == exported(site, "en")
    assert language_of(content.decode()) == "en"
    assert b"3400" not in content, "no figure is sent to a translator"
    assert b"Persona Oculta" not in content and b"inventado sin permiso" not in content
    assert imported(site, "en.po", content.decode(), "en", report) == []
    assert not list(report)


def translated(project: Path, before: str, after: str) -> str:
    content = exported(whole(project), "en").decode()
    assert before in content
    return content.replace(before, after)


def test_a_translated_text_is_written_and_noted(small: Path) -> None:
    report = Report()
    content = translated(small, 'msgid "Usaba mucha agua y no sabía cuánta."\nmsgstr ""', 'msgid "Usaba mucha agua y no sabía cuánta."\nmsgstr "It used much water, and did not know how much."')
    (planned,) = imported(whole(small), "en.po", content, "en", report)
    assert not list(report)
    lines = [line for line in planned.after.splitlines() if line not in planned.before.splitlines()]
    assert lines[0] == '  en: "It used much water, and did not know how much."'
    assert [line.strip().partition("=")[0] for line in lines[1:]] == ["translations:", "en:", "- problem"]


def test_a_machine_s_work_stays_marked_until_somebody_confirms_it(small: Path) -> None:
    content = translated(small, '"It pays to measure first."', '"Measure first."')
    report = Report()
    write(small, imported(whole(small), "en.po", content, "en", report, machine=True))
    assert [(item.field, item.standing) for item in survey(whole(small)).items if item.id == "fundicion-luz"] == [("lessons", "machine")]
    again = exported(whole(small), "en").decode()
    assert '#, fuzzy\nmsgctxt "case_studies/fundicion-luz:lessons"' in again
    assert imported(whole(small), "en.po", again, "en", report) == []
    confirm(small, "lessons")
    assert [item for item in survey(whole(small)).items if item.id == "fundicion-luz"] == []


def test_taking_the_mark_off_a_stale_text_confirms_it(small: Path) -> None:
    confirm(small)
    change(small, '"Conviene medir antes."', '"Conviene medir antes de comprar."')
    content = exported(whole(small), "en").decode().replace('#, fuzzy\nmsgctxt "case_studies/fundicion-luz:lessons"', 'msgctxt "case_studies/fundicion-luz:lessons"')
    assert stale(small) == ["lessons"]
    write(small, imported(whole(small), "en.po", content, "en", Report()))
    assert stale(small) == []


def test_a_text_that_moved_is_found_again(small: Path) -> None:
    content = translated(small, '"Second measure, rejected"', '"The second measure, rejected"')
    record = text(small)
    first = record[record.index("  - practice"):record.index("  - title: {es: \"Segunda")]
    second = record[record.index("  - title: {es: \"Segunda"):record.index("investment: {amount: 1200, currency: USD, year: 2008, source: boletin-ejemplo, locator: \"p. 3\"}\nannual")]
    (small / FILE).write_text(record.replace(first + second, second + first), encoding="utf-8")
    (planned,) = imported(whole(small), "en.po", content, "en", report := Report())
    assert not list(report)
    assert '"The second measure, rejected"' in planned.after


def test_with_one_error_nothing_is_written(small: Path) -> None:
    content = translated(small, '"It pays to measure first."', '"Measure <b>first</b>."').replace('"One sees better."', '"It is brighter."')
    (small / "en.po").write_text(content, encoding="utf-8")
    before = text(small)
    said = run(small, "--import", str(small / "en.po"), "--yes")
    assert said.exit_code == 1
    assert "raw-html" in said.stderr and "en.po:" in said.stderr
    assert text(small) == before


def test_an_import_is_shown_before_it_is_written(small: Path) -> None:
    (small / "en.po").write_text(translated(small, '"One sees better."', '"It is brighter."'), encoding="utf-8")
    before = text(small)
    said = run(small, "--import", str(small / "en.po"))
    assert "It is brighter." in said.stdout and text(small) == before
    assert run(small, "--import", str(small / "en.po"), "--yes").exit_code == 0
    assert "It is brighter." in text(small)
