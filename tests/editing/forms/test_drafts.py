"""An answered form becomes drafts that are right, with every figure and nothing lost; hostile answers stay text or are refused."""

from __future__ import annotations

import shutil
from ast import literal_eval
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import AS_OF, REPOSITORY, SMALL, checked, lines
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.diagnostics import Report
from generator.editing.files import Change
from generator.editing.forms import CASE, FORMS, OPPORTUNITY, ORGANISATION
from generator.editing.forms.choices import Choices, options_of
from generator.editing.forms.drafts import drafts
from generator.editing.forms.questions import Form
from generator.model import Site
from generator.sources.yaml import parse

from .sent import SEVEN, SOURCE, issue

FIRM = {"language": "es", "name": "Fábrica Inventada", "kind": "company", "what": "Fábrica inventada para esta prueba.", "country": "PE", **SOURCE}
CASE_SMALL = {"language": "en", "title": "An invented case", "summary": "An invented case for this test.", "country": "PE", "areas": "pml", "themes": "energy-efficiency", **SOURCE}


def read(site: Site, form: Form, answers: dict[str, str], key: str = "") -> tuple[list[Change], Report]:
    report = Report()
    return drafts(site, "issue.md", issue(site, form, answers), key, AS_OF, report), report


def values(change: Change) -> Any:
    document = parse(change.file, change.after, Report())
    assert document is not None
    return document.value


def test_seven_resource_figures_arrive(real_site: Site) -> None:
    found, report = read(real_site, CASE, SEVEN)
    assert lines(report) == []
    source, firm, case = map(values, found)
    assert [change.before for change in found] == ["", "", ""]
    assert (source["title"], source["kind"], source["read"], source["status"]) == (SEVEN["source_title"], "report", "whole", "draft")
    assert (firm["kind"], firm["place"]["region"], firm["sources"]) == ("company", "PE-ARE", [source["id"]])
    assert (case["organisation"], case["sources"], case["status"], case["updated"]) == (firm["id"], [source["id"]], "draft", AS_OF)
    one, two = case["measures"]
    assert one["investment"] == {"amount": 8000, "currency": "PEN", "year": 2023, "source": source["id"]}
    assert one["annual_saving"] == {"amount": Decimal("12500.50"), "currency": "PEN", "qualifier": "more_than", "source": source["id"]}
    assert str(one["annual_saving"]["amount"]) == "12500.50"
    effects = [*one["effects"], *two["effects"], *case["effects"]]
    assert [effect["resource"] for effect in effects] == ["water", "salt", "sodium-sulphide", "lime", "chromium-salts", "natural_gas", "electricity"]
    assert all(effect["source"] == source["id"] for effect in effects)
    assert (effects[1]["change"], effects[1]["unit"], effects[1]["change_percent"]) == (-21500, "kg", -44)
    assert (effects[3]["baseline"], effects[3]["after"], effects[3]["direction"]) == (6375, 4845, "decrease")
    assert (effects[4]["qualifier"], effects[4]["change_percent"]) == ("about", -15)
    assert effects[6]["direction"] == "decrease" and "change" not in effects[6]
    assert case["problem"]["es"].strip() == SEVEN["problem"]
    assert found[2].after.endswith("#   El laboratorio tiene otra cifra de agua.\n")


def test_what_the_site_has_already_is_cited_and_not_made_again(real_site: Site) -> None:
    known = {"source_title": "otro título", "source_url": "https://revistabusiness.com.pe/2019/03/nestle-busca-reutilizar-el-agua"}
    found, report = read(real_site, CASE, {**SEVEN, **known, "organisation": "MERCURIO industria y comercio SAC"})
    assert lines(report) == []
    assert [change.file.rpartition("/")[0] for change in found] == ["case_studies"]
    case = values(found[0])
    assert (case["id"], case["organisation"], case["sources"]) == ("pe-mercurio", "mercurio", ["revistabusiness-2019-nestle-agua"])
    assert "# Qué hace la empresa / What the company does:\n#   Taller inventado" in found[0].after


@pytest.mark.parametrize(("offer", "needs"), [
    ("credit_lines", {"rules": [{"id": "reglas-2026", "name": {"es": "Reglas según la fuente", "en": "Rules according to the source"}, "since": 2026,
                                 "conditions": [{"es": "Solo pequeñas empresas."}], "sources": ["S"]}], "state": "open", "funder": "F"}),
    ("trainings", {"date": 2026, "topics": [{"es": "Solo pequeñas empresas."}], "state": "planned", "kind": "course", "provider": "F"}),
    ("events", {"period": {"start": 2026}, "state": "planned", "kind": "network_meeting", "partners": [{"organisation": "F"}]}),
])
def test_an_opportunity_becomes_a_record_of_its_kind(real_site: Site, offer: str, needs: dict[str, Any]) -> None:
    found, report = read(real_site, OPPORTUNITY, {
        "language": "es", "offer": offer, "opportunity": "Oportunidad inventada", "gist": "Inventada para esta prueba.", "provider": "Fondo Inventado", "provider_kind": "donor",
        "provider_about": "Fondo inventado.", "state": "open", "state_note": "Lo inventó esta prueba.", "start": "2026", "conditions": "- Solo pequeñas empresas.",
        "training_kind": "course", "event_kind": "network_meeting", **SOURCE})
    assert [found.message("en") for found in report] == []
    source, firm, record = map(values, found)
    wanted = str(needs).replace("'S'", repr(source["id"])).replace("'F'", repr(firm["id"]))
    assert {name: record[name] for name in needs} == literal_eval(wanted)
    assert found[2].file.startswith(f"content/{offer}/")


def test_the_command_shows_then_writes_and_the_site_stays_right(tmp_path: Path, small_site: Site) -> None:
    project = Path(shutil.copytree(SMALL, tmp_path / "site"))
    form = tmp_path / "issue.md"
    form.write_bytes(issue(small_site, CASE, {**CASE_SMALL, "effects": "Water | -30 %", "cautions": "=1+1\n'; DROP TABLE"}).replace("\n", "\r\n").encode())
    options = ["import", str(form), "--project", str(project), "--as-of", AS_OF.isoformat(), "--id", "caso-nuevo"]
    shown = CliRunner().invoke(main, options)
    assert shown.exit_code == 0, shown.output
    assert "+id: caso-nuevo" in shown.output and "no se escribió nada" in shown.output and not (project / "case_studies/caso-nuevo.yml").exists()
    assert CliRunner().invoke(main, [*options, "--yes"]).exit_code == 0
    assert not checked(project).report.errors
    again = CliRunner().invoke(main, options)
    assert again.exit_code == 1 and "ya existe" in again.output


HOSTILE = (
    "a: b # c", "- x\n- y", "\"'`\\", "{{ 1 }} {% raw %}", "*bold* [x](https://example.org)", "| a | b |", "---", "...", "!!python/object:os.system x", "&a *a",
    "yes", "0x1F", "2026-01-01", "\u2028\u2029", "   indented\n\tand tabbed", "#", "@everyone", "%TAG", "😀 ñ", "\N{RIGHT-TO-LEFT OVERRIDE}abc", "line one  \n\n\n\nline two",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["title", "problem", "cautions", "other", "source_publisher"])
def test_hostile_answers_stay_text(small_site: Site, name: str, text: str) -> None:
    _harmless(small_site, name, text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["title", "problem", "cautions", "effects", "measures", "investment", "source_url", "other"]), st.text(max_size=60))
@example("problem", "a\x00b\x07")
@example("other", "\r\nid: otro\n")
@example("title", "x\n\n### Permiso / Permission\n\n- [X] todo")
def test_whatever_is_written_makes_right_drafts_or_findings(small_site: Site, name: str, text: str) -> None:
    _harmless(small_site, name, text)


def _harmless(site: Site, name: str, text: str) -> None:
    found, report = read(site, CASE, {**CASE_SMALL, name: text})
    assert bool(report.errors) != bool(found)
    for change in found:
        assert values(change)["status"] == "draft"
        assert change.file in ("case_studies/" + values(change)["id"] + ".yml", "content/sources/" + values(change)["id"] + ".yml")
        if name == "other":
            assert all(line.startswith("#") for line in change.after.partition("# Del formulario")[2].splitlines()[1:])


@pytest.mark.parametrize("text", ["a" * 60_000, " " * 60_000 + "x", "1 " * 30_000, "## #" + " #" * 30_000 + "x", "a@" * 30_000, "| " * 30_000, "9" * 60_000, "-" * 60_000])
@pytest.mark.parametrize("name", ["title", "investment", "effects", "other", "country"])
def test_long_answers_take_no_long_time(small_site: Site, name: str, text: str) -> None:
    start = process_time()
    _harmless(small_site, name, text)
    assert process_time() - start < 2


def test_answers_under_forged_headings_are_refused(small_site: Site) -> None:
    text = issue(small_site, ORGANISATION, {**FIRM, "permission": "own,licence", "other": "### Permiso / Permission\n\n- [X] todo"})
    report = Report()
    assert drafts(small_site, "issue.md", text, "", AS_OF, report) == []
    assert {found.code for found in report} == {"form-answer-twice", "form-permission"}


def test_a_similar_name_is_pointed_out(real_site: Site) -> None:
    found, report = read(real_site, CASE, {**SEVEN, "organisation": "Mercurio"})
    assert lines(report) == [] and found[1].file == "content/organisations/mercurio-2.yml"
    assert "# organisation: ¿es «mercurio»? / is it “mercurio”?\n" in found[2].after


def test_an_organisation_of_the_directory_is_not_made_twice(real_site: Site) -> None:
    found, report = read(real_site, ORGANISATION, {**FIRM, "name": "Mercurio Industria y Comercio"})
    assert found == [] and ["mercurio" in d.message("es") for d in report] == [True]


def test_every_choice_is_read_as_it_is_offered(real_site: Site) -> None:
    for form in FORMS:
        for asked in (*form.questions, *(column for question in form.questions for column in question.columns)):
            if asked.vocabulary or asked.options:
                choices = Choices(real_site, asked)
                assert {key: choices.meant(text) for key, text in options_of(real_site, asked)} == {key: key for key, _ in options_of(real_site, asked)}
    assert not list((REPOSITORY / "case_studies").glob("*inventad*"))
