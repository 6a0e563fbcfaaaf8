"""Records nobody would write on purpose keep the layout: endless words, forty measures, no figures, other scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import build, copy_small
from playwright.sync_api import expect

from .conftest import Visit
from .many import serving

pytestmark = pytest.mark.browser

TITLES = {
    "largo": "Electroencefalografistadesoxirribonucleico" * 8,
    "cuarenta": "Cuarenta medidas",
    "arabe": "مصنع يوفر الماء والطاقة في عملية الإنتاج",
    "emoji": "🏭💧🔥" * 12,
    "enorme": "Cifras enormes",
}
MORE = {
    "cuarenta": "measures:\n" + "".join(
        f"  - {{practice: iluminacion-ejemplo, status: implemented, title: {{es: Medida {n}, en: Measure {n}}}, "
        f"effects: [{{resource: water, change_percent: -{n + 1}, source: boletin-ejemplo}}]}}\n" for n in range(40)),
    "enorme": "".join(f"{name}: {{amount: 987654321098.76, currency: USD, qualifier: more_than, source: boletin-ejemplo}}\n"
                      for name in ("investment", "annual_saving")),
}
PATHS = ("casos/", "casos/?sector=24&sort=payback", "casos/tabla/", "casos/comparar/?ids=largo,cuarenta,arabe,enorme",
         "en/case-studies/compare/?ids=emoji,enorme", "medidas/iluminacion-ejemplo/", *(f"casos/{name}/" for name in TITLES))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = copy_small(tmp_path_factory.mktemp("ugly") / "small")
    for name, title in TITLES.items():
        text = (f"id: {name}\nstatus: published\nupdated: 2026-11-20\ntitle: {{es: \"{title}\", en: \"{title}\"}}\n"
                f"summary: {{es: \"{title}\", en: \"{title}\"}}\nareas: [pml]\nthemes: [water-effluents]\nsector: \"24\"\n"
                f"place: {{country: PE}}\nsources: [boletin-ejemplo]\n{MORE.get(name, '')}")
        (project / "case_studies" / f"{name}.yml").write_text(text, encoding="utf-8")
    assert build(project).pages
    with serving(project / "site") as address:
        yield address


@pytest.mark.parametrize("visit", [{"viewport": {"width": 320, "height": 740}}, {"viewport": {"width": 1280, "height": 900}}], indirect=True, ids=["phone", "desk"])
def test_no_page_is_wider_than_its_window(visit: Visit) -> None:
    wide = {}
    for path in PATHS:
        page = visit.go(path)
        page.wait_for_load_state("networkidle")
        across = page.evaluate("document.documentElement.scrollWidth")
        if across > page.viewport_size["width"]:  # type: ignore[index]
            wide[path] = across
    assert wide == {}
    assert visit.problems == []


def test_a_long_list_of_effects_is_cut_in_the_comparison_and_says_so(visit: Visit) -> None:
    page = visit.go("casos/comparar/?ids=cuarenta,largo")
    row = page.locator("#compare tbody tr").filter(has=page.locator("th", has_text="Agua"))
    expect(row.locator("td").first.locator("div")).to_have_count(9)
    expect(row).to_contain_text("y 32 más en su ficha")
