"""Mistakes of somebody who fills in a form for the first time: one finding each, in words of the form, and no draft."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from conftest import AS_OF
from editing.forms.sent import SEVEN, issue

from generator.diagnostics import Report
from generator.editing.forms import CASE
from generator.editing.forms.drafts import drafts
from generator.model import Site
from generator.schemas import COLLECTIONS
from generator.schemas.core.validate import validate
from generator.sources.yaml import parse

MISTAKES: list[list[str]] = yaml.safe_load((Path(__file__).parent / "forms.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("what", "question", "answer", "code", "message", "cure"), MISTAKES, ids=[mistake[0] for mistake in MISTAKES])
def test_a_mistake_is_explained_in_words_of_the_form(real_site: Site, what: str, question: str, answer: str, code: str, message: str, cure: str) -> None:
    text, report = issue(real_site, CASE, {**SEVEN, question: answer}), Report()
    assert drafts(real_site, "issue.md", text, "", AS_OF, report) == []
    assert len(report) == 1, [(d.message('es'), d.cure('es')) for d in report]
    (finding,) = report
    assert finding.code == code
    assert message in finding.message("es") and cure in finding.cure("es")
    assert CASE.question(question).label["en"] in finding.message("en")
    lines = text.split("\n")
    assert any(word in "\n".join(lines[finding.span.line - 1 : finding.span.line + 2]) for word in (*answer.split("\n"), "_No response_", "[ ]") if word)


@pytest.mark.parametrize(("question", "answer"), [
    ("investment", "440 dólares"), ("investment", "US$ 1 440.50 (2008)"), ("investment", "USD 12,500.75"), ("investment", "S/. 440,5"), ("investment", "440 soles en 2008"),
    ("investment", "> US$ 76 000"), ("annual_saving", "cerca de 440 EUR"), ("region", "PE-ARE"), ("region", "arequipa"), ("country", "Peru"),
    ("effects", "Recurso\tCambio\tUnidad\nAgua\t-30\tm3"), ("effects", "| Resource | Change |\n|---|---|\n| Water | -30 % |"), ("effects", "- agua potable o de red | −30,5%"),
    ("effects", "Recurso;Cambio\nAgua;-30 %"), ("effects", "Agua | -30 m³ (-12 %)"), ("measures", "- Cambio de lámparas\n- Revisión de la tarifa"), ("source_kind", "informe"),
    ("other", "None"), ("source_year", "_No response_"), ("lessons", "```\nMedir primero.\n```"),
])
def test_what_has_one_reading_is_read(real_site: Site, question: str, answer: str) -> None:
    report = Report()
    answers = {**SEVEN, question: answer} if question != "measures" else {**SEVEN, "effects": "", question: answer}
    assert len(drafts(real_site, "issue.md", issue(real_site, CASE, answers), "", AS_OF, report)) == 3, [d.message("es") for d in report]


def test_by_hand_and_by_form_it_is_the_same_case(real_site: Site) -> None:
    report = Report()
    source, firm, case = drafts(real_site, "issue.md", issue(real_site, CASE, SEVEN), "pe-taller-inventado", AS_OF, report)
    names = {source.file.rpartition("/")[2]: "informe-inventado.yml", firm.file.rpartition("/")[2]: "taller-inventado.yml"}
    text = case.after
    for made, typed in names.items():
        text = text.replace(made.removesuffix(".yml"), typed.removesuffix(".yml"))
    by_hand = (Path(__file__).parent / "siete.yml").read_text(encoding="utf-8")
    one, other = (parse("pe-taller-inventado.yml", written, report) for written in (by_hand, text.replace("id: pe-taller-inventado-s-a", "id: pe-taller-inventado")))
    assert one is not None and other is not None and not list(report)
    models = [validate(COLLECTIONS["case_studies"], document, report) for document in (one, other)]
    assert not list(report) and models[0] == models[1]


def test_there_are_enough() -> None:
    assert len(MISTAKES) >= 25
