"""The end of a page leads on: a near case, the kit that serves its themes, who can help."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from conftest import Published
from lxml import html

from generator.model import Site
from generator.render.onward import kit_for


def cards(site: Path, address: str) -> list[tuple[str, str]]:
    page = html.fromstring((site / address / "index.html").read_text(encoding="utf-8"))
    return [(link.get("href"), link.findtext("strong")) for link in page.xpath('//ul[@class="next"]//a')]


def test_the_kit_that_covers_most_themes_is_chosen_and_none_where_none_does(shown: Site) -> None:
    kit = next(iter(shown.of("toolkits")))
    assert kit_for(shown, ("energy-efficiency", "water-effluents")) == kit
    assert kit_for(shown, ("gender",)) is None
    better = replace(kit, key=("toolkits", "otro"), card={**kit.card, "themes": ("energy-efficiency", "gender")})
    both = replace(shown, entries={**shown.entries, better.key: better})
    assert kit_for(both, ("energy-efficiency", "gender")) == better


def test_a_case_ends_with_a_case_the_kit_and_who_can_help(published: Published) -> None:
    found = cards(published.site, "casos/fundicion-cambia-luz")
    assert [href for href, _ in found][-2:] == ["../../kits/kit-ejemplo/", "../../encuentra-ayuda/?theme=energy-efficiency&sector=24"]
    assert len(found) <= 3
    assert cards(published.site, "casos/textil-agua")[-1][0] == "../../encuentra-ayuda/?theme=water-effluents"


def test_a_measure_ends_with_the_kit_and_who_can_help(published: Published) -> None:
    assert [name for _, name in cards(published.site, "medidas/iluminacion-ejemplo")] == ["Kit de Ejemplo", "Encuentre quien le ayude"]


def test_a_list_without_an_open_line_says_so(published: Published) -> None:
    for address, words in (("financiamiento", "No conocemos hoy una línea vigente"), ("en/finance", "We know of no line that is open today")):
        assert words in (published.site / address / "index.html").read_text(encoding="utf-8")
