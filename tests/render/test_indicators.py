"""The page of indicators: what is not recorded is said so, small numbers of persons never show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import lxml.html
import pytest
from conftest import AS_OF, whole

from generator.derive.site import derive
from generator.derive.visible import next_change, visible
from generator.model import Site
from generator.render.pages import plan
from generator.render.render import render

HEAD = """id: {id}
status: published
updated: 2026-11-23
title: {{es: "Prueba {id}", en: "Test {id}"}}
summary: {{es: "Inventado.", en: "Made up."}}
kind: {kind}
position: {position}
period: {{start: "2025", end: "2026"}}
sources: [boletin-ejemplo]
groups:
  - area: pml
    verification: {{es: "Listas", en: "Lists"}}
    indicators:
"""
OBJECTIVE = HEAD.format(id="objetivo", kind="objective", position=1) + """
      - {id: vacio, kind: count, text: {es: "Nada anotado", en: "Nothing noted"}, targets: [{value: 12}]}
      - {id: cero, kind: count, text: {es: "Cero anotado", en: "Zero noted"}, targets: [{value: 12}],
         results: [{year: 2025, value: 0, source: boletin-ejemplo}]}
      - {id: medio, kind: count, text: {es: "A medias", en: "Half way"}, targets: [{value: 8}],
         results: [{year: 2025, value: 4, evidence: {cases: [fundicion-luz]}}]}
      - {id: personas, kind: count, of_persons: true, text: {es: "Personas", en: "Persons"}, targets: [{value: 60}],
         results: [{year: 2025, persons: {women: 12, few: [men]}, source: boletin-ejemplo}]}
"""
OUTCOME = HEAD.format(id="efectos", kind="outcome", position=2) + """
      - {id: efecto, kind: count, text: {es: "Efecto", en: "Effect"}}
"""
FUNNEL = "\n".join(HEAD.format(id="embudo", kind="funnel", position=3).splitlines()[:8]) + "\nprogramme: programa-ejemplo\nsources: [boletin-ejemplo]\n"


@pytest.fixture
def project(small: Path) -> Path:
    folder = small / "content" / "indicators"
    folder.mkdir()
    for name, text in (("objetivo", OBJECTIVE), ("efectos", OUTCOME), ("embudo", FUNNEL)):
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return small


def page_of(site: Site, language: str = "es") -> lxml.html.HtmlElement:
    page = next(p for p in plan(site) if p.kind == "list" and p.collection == "indicators" and p.language == language)
    return lxml.html.fragment_fromstring(render(site, page)["body"], create_parent="div")


def cells(tree: lxml.html.HtmlElement, title: str) -> list[str]:
    row = next(tr for tr in tree.iter("tr") if title in (tr.findtext("th") or ""))
    return [" ".join(td.text_content().split()) for td in row.findall("td")]


def shown(project: Path, as_of: date = AS_OF) -> Site:
    return derive(visible(replace(whole(project), as_of=as_of)))


def test_nothing_recorded_is_not_zero(project: Path) -> None:
    tree = page_of(shown(project))
    assert cells(tree, "Nada anotado")[:3] == ["12", "Sin registros", ""]
    assert cells(tree, "Cero anotado")[1:3] == ["01", "0 %"]  # the number, its footnote, the share
    assert cells(page_of(shown(project), "en"), "Nothing noted")[1] == "No records"


def test_progress_has_a_bar_and_its_evidence(project: Path) -> None:
    tree = page_of(shown(project))
    found = cells(tree, "A medias")
    assert found[:4] == ["8", "4", "50 %", "2025"]
    assert found[4].startswith("n = 1")
    row = next(tr for tr in tree.iter("tr") if tr.findtext("th", "").startswith("A medias"))
    assert row.xpath(".//rect[@class='bar-fg']/@width") == ["50.0"]
    assert row.xpath(".//a/@href") == ["../casos/fundicion-cambia-luz/"]


def test_few_persons_are_not_counted_out(project: Path) -> None:
    actual = cells(page_of(shown(project)), "Personas")[1]
    assert "al menos 12" in actual
    assert "hombres: menos de 5 personas" in actual
    assert "12 mujeres" in actual


def test_an_effect_is_not_due_before_six_months(project: Path) -> None:
    assert cells(page_of(shown(project)), "Efecto") == ["Sin registros", "Aún no corresponde"]
    assert cells(page_of(shown(project, date(2027, 7, 1))), "Efecto") == ["Sin registros", "Sin registros"]


def test_a_build_lasts_until_an_effect_is_due(project: Path) -> None:
    assert next_change(whole(project)) == date(2027, 7, 1)


def test_the_funnel_shows_shares_and_says_what_nobody_verified(project: Path) -> None:
    tree = page_of(shown(project))
    section = next(s for s in tree.iter("section") if s.find("h2") is not None and s.find("h2").text_content() == "Prueba embudo")
    captions = [" ".join(c.text_content().split()) for c in section.iter("caption")]
    assert captions[-1].startswith("Por número")
    assert "Sin registros" in section.text_content()


def test_the_page_explains_itself_without_any_indicator(small: Path) -> None:
    assert "Todavía no hay indicadores." in page_of(shown(small)).text_content()


def test_phase_one_is_as_its_source_states(real_shown: Site) -> None:
    tree = page_of(real_shown)
    shares = {name: cells(tree, name)[2] for name in ("Inversión en las empresas", "Ahorros por el mejor uso", "Ahorro de agua", "Ahorro de combustible", "Reducción de mermas de materia prima")}
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in shares.values()] == [
        "21.0 %", "18.1 %", "22.3 %", "64.7 %", "0.7 % Posible error de la fuente"]


def test_every_line_of_the_plan_is_there(real_shown: Site) -> None:
    lines = [line.id for key, record in real_shown.records.items() if key[0] == "indicators" for _, line in record.data.indicators]
    assert len(lines) == len(set(lines))
    assert sum(name.startswith(("pml-", "rse-")) for name in lines) == 62
    assert sum(name.startswith(("o", "r")) and "." in name and not name.startswith("rse") for name in lines) == 19
