"""All cases in one table, and the page that compares some."""

from __future__ import annotations

from dataclasses import replace

import lxml.html

from generator.model import Site
from generator.render.pages import ROWS, Page, plan, tool_address
from generator.render.render import render


def of_kind(pages: list[Page], kind: str, language: str = "es") -> list[Page]:
    return [page for page in pages if page.kind == kind and page.language == language]


def test_the_table_has_a_row_for_every_case_and_says_what_is_unknown(shown: Site, small_pages: list[Page]) -> None:
    page = of_kind(small_pages, "table")[0]
    assert page.address == "casos/tabla/" == tool_address(shown, "table", "es")
    rows = lxml.html.fromstring(render(shown, page)["body"]).xpath("//tbody/tr")
    texts = [[" ".join(cell.text_content().replace("\N{NO-BREAK SPACE}", " ").split()) for cell in row] for row in rows]
    assert texts[0] == ["Fundición Ejemplo gasta menos en luzFundición Ejemplo S.A.C.", "Metales básicos y fundición", "Lima (departamento), Perú", "2008",
                        "US$ 1 200 2008", "US$ 3 400.50 2008", "7.6 meses declarado", "Agua: cerca de −30 %"]
    assert texts[1][1] == texts[1][4] == texts[1][6] == "No informado"


def test_a_long_table_goes_on_on_further_pages(shown: Site) -> None:
    model = shown.entries["case_studies", "textil-agua"]
    more = {("case_studies", f"c{n}"): replace(model, key=("case_studies", f"c{n}"), order=(n,)) for n in range(ROWS + 1)}
    site = replace(shown, entries={**{key: entry for key, entry in shown.entries.items() if key[0] != "case_studies"}, **more})
    pages = of_kind(plan(site), "table", "en")
    assert [page.address for page in pages] == ["en/case-studies/table/", "en/case-studies/table/page/2/"]
    assert [len(page.entries) for page in pages] == [ROWS, 1]
    assert "page/2/" in render(site, pages[0])["body"]


def test_without_cases_there_is_nothing_to_compare(shown: Site) -> None:
    bare = replace(shown, entries={key: entry for key, entry in shown.entries.items() if key[0] != "case_studies"})
    assert [page for page in plan(bare) if page.kind in ("compare", "table")] == []


def test_the_comparison_explains_itself_without_a_script(shown: Site, small_pages: list[Page]) -> None:
    for language, table in (("es", "casos/tabla/"), ("en", "en/case-studies/table/")):
        body = lxml.html.fromstring(render(shown, of_kind(small_pages, "compare", language)[0])["body"])
        assert any(str(link).endswith(table) for link in body.xpath("//a/@href"))
        assert body.xpath('//p[@class="plain-only"]')
