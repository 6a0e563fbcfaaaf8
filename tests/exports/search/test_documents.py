"""The search's documents: what is in them, what is not; and the words it can guess at."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import replace

import pytest
from conftest import Published, build

from generator.exports.search import documents
from generator.exports.search import words as search_words
from generator.exports.search.documents import Documents, as_typed, main_text
from generator.model import Site
from generator.render.cases import PageView
from generator.render.pages import Page


def test_every_record_and_every_page_of_prose_has_a_document_in_each_language(found: Mapping[str, str], shown: Site, small_pages: list[Page]) -> None:
    wanted = {page.address for page in small_pages if page.kind in ("record", "part") and shown.entries[page.key].status == "published"}
    assert set(found) == wanted | {page.address for page in shown.prose}
    assert "casos/fundicion-cambia-luz/" in found
    assert "en/case-studies/foundry-changes-lighting/" in found


def test_lists_drafts_retired_records_and_people_without_consent_are_not_searched(found: Mapping[str, str]) -> None:
    assert not {"", "casos/", "casos/recurso/agua/", "buscar/", "directorio/fundicion-antigua/"} & set(found)
    everything = " ".join((*found, *found.values()))
    assert "borrador" not in everything
    assert "c-0003" not in everything


def test_drafts_are_not_searched_where_they_are_shown(warm: Published) -> None:
    build(warm.project, drafts=True)
    assert (warm.site / "casos" / "borrador-curtiembre" / "index.html").exists()
    fragments = (warm.site / "pagefind" / "fragment").iterdir()
    assert not any(b"borrador" in gzip.decompress(path.read_bytes()) for path in fragments)


def test_a_document_is_in_the_page_s_language_and_says_what_it_is(found: Mapping[str, str]) -> None:
    spanish, english = found["casos/fundicion-cambia-luz/"], found["en/case-studies/foundry-changes-lighting/"]
    assert '<html lang="es">' in spanish
    assert '<html lang="en">' in english
    assert 'data-pagefind-meta="kind[content]" content="Caso"' in spanish
    for html in (spanish, english):
        assert 'data-pagefind-filter="collection[content]" content="case_studies"' in html


def page(body: str) -> str:
    return f'<html><nav>menú</nav><article class="doc">\n{body}<footer class="doc-foot">pie</footer></article></html>'


def test_the_main_text_is_what_readers_see_with_a_mark_between_blocks() -> None:
    html = page('<h1>Sal &amp; <em>gas</em></h1>\n<p class="lead">Una <a href="x">curtiembre</a>.</p><dl><dt>Ahorro</dt><dd>US$\u00a020\u00a0400'
                '<sup class="ref"><a href="#s">1</a></sup></dd></dl>')
    assert main_text(html, "x/")[:2] == ("Sal &amp; gas", "Una curtiembre. Ahorro · US$\u00a020\u00a0400")


def test_what_every_page_repeats_is_left_out() -> None:
    html = page('<h1>T</h1><p>Dice.</p><p class="actions"><a>Imprimir</a></p><h2 id="unknown">Falta</h2><ul class="gaps"><li>Todo</li></ul>\n'
                '<p class="small">¿Trabajó aquí?</p><h2 id="sources">Fuentes</h2><ol class="sources"><li id="s">Libro</li></ol>'
                '<h2 id="next">Siga</h2><ul class="next"><li>Otro</li></ul>'
                '<details class="cite no-print"><summary>Citar</summary><p>Consultado el [fecha].</p></details><p class="small no-print"><a>Corregir</a></p><svg><title>Dibujo</title></svg>')
    assert main_text(html, "x/")[:2] == ("T", "Dice.")


def test_what_other_cases_say_of_a_case_is_left_out() -> None:
    html = page('<h1>T</h1><h2 id="calculation">Cálculo</h2><div class="calc"><p>12 ÷ 3</p></div><h2 id="peers">Frente a otros</h2>'
                '<div class="spread"><div><svg></svg></div>\n<table class="data"><tbody><tr><th>Mediana</th><td>3</td></tr></tbody></table></div>\n'
                '<p class="small">De más de 1 000 casos.</p>\n<h2 id="benefits">Beneficios</h2><p class="small">Menos ruido.</p>')
    assert main_text(html, "x/")[:2] == ("T", "Beneficios · Menos ruido.")


@pytest.mark.parametrize("html", ["<main><h1>T</h1></main>", page("<p>Sin título</p>")])
def test_a_page_of_another_frame_is_a_fault(html: str) -> None:
    with pytest.raises(documents.PageFault, match="x/"):
        main_text(html, "x/")


@pytest.mark.parametrize(("text", "language", "typed"), [
    ("Ahorra US$\u00a020\u00a0400 al año, 72\u00a0% menos gas", "es", "20400 72pct"),
    ("Saves US$20,400 a year, 72% less gas; 4.5%", "en", "20400 72pct 4.5pct"),
    ("500\u00a0MPC en 2008 y 1.3\u00a0meses", "es", ""),
    ("14\u00a0158\u00a0m³ y 3\u00a0t de CO₂", "es", "14158 m3 CO2"),
    ("−44\u00a0% y otra vez 44\u00a0%", "es", "44pct"),
])
def test_figures_are_known_as_they_are_typed(text: str, language: str, typed: str) -> None:
    assert as_typed(text, language) == typed


def test_a_text_cannot_end_its_element(small_site: Site) -> None:
    about = documents.About("es", 'Caso "x"', '<b>línea</b> & "más"', "<i>")
    html = documents._html(about, ("T", "texto", "texto"))
    assert 'content="Caso &#34;x&#34;"' in html
    assert "<b>" not in html
    assert "<i>" not in html


# Words

def test_known_words_are_those_of_what_is_published_as_they_are_written(shown: Site) -> None:
    known = search_words.known_words(shown, "es")
    assert "fundición" in known
    assert len({search_words.folded(word) for word in known}) == len(known)
    assert all(len(word) >= 4 and word == word.lower() for word in known)


def test_the_most_frequent_words_come_first_and_no_draft_has_a_say(shown: Site) -> None:
    key = ("case_studies", "fundicion-luz")
    entries = {key: replace(shown.entries[key], status="draft")}
    assert search_words.known_words(replace(shown, entries=entries), "es") == []


def test_words_that_people_say_are_found_and_not_shown(shown: Site, small_pages: list[Page]) -> None:
    sectors = dict(shown.vocabularies["sectors"])
    sectors["24"] = replace(sectors["24"], more={**sectors["24"].more, "search": {"es": ["colada"]}})
    about = Documents(replace(shown, vocabularies={**shown.vocabularies, "sectors": sectors}))._about
    page = next(page for page in small_pages if page.kind == "record" and page.language == "es" and page.key == ("case_studies", "fundicion-luz"))
    line = next(page for page in small_pages if page.kind == "record" and page.language == "es" and page.key[:1] == ("credit_lines",))
    case = about(PageView(shown, page), shown.entries[page.key])
    assert "colada" in case.terms.split() and "colada" not in case.line
    assert "préstamo" in about(PageView(shown, line), shown.entries[line.key]).terms.split()
