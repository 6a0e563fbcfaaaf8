"""The search's documents and its index: what is in them, what is not, and that the same pages give the same bytes."""

from __future__ import annotations

import gzip
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import AS_OF, Published, build

from generator import cli
from generator.exports import search
from generator.exports.search import cbor, documents, settling
from generator.exports.search import words as search_words
from generator.exports.search.bundle import Shelf
from generator.exports.search.documents import Document, Documents, as_typed, main_text
from generator.exports.search.settling import ENTRY
from generator.model import Site
from generator.render.cases import PageView
from generator.render.pages import Page


@pytest.fixture(scope="module")
def found(published: Published, shown: Site, small_pages: list[Page]) -> Mapping[str, str]:
    """The documents of the small site, by address."""
    files = {path: (published.site / path).read_bytes() for page in small_pages if (path := f"{page.address}index.html")}
    made = [*Documents(shown).of(small_pages, files), *Documents(shown).prose(published.site)]
    return {document.address: document.html for document in made}


# Documents

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


# CBOR

@pytest.mark.parametrize("value", [-1, -24, -25, -256, -257, 0, 23, 24, 255, 256, 65535, 65536, 2**32, "", "añ₂", "x" * 300, [], [1, ["a", [2]]], list(range(300))])
def test_what_is_written_is_read_again(value: object) -> None:
    assert cbor.loads(cbor.dumps(value)) == value


@pytest.mark.parametrize("content", [b"", b"\xa0", b"\x40", b"\x82\x01", b"\x01\x01", b"\x9f\x01\xff"])
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(cbor.NotPlain):
        cbor.loads(content)


# The index

def output(order: int) -> dict[str, bytes]:
    """What Pagefind writes for two languages and two collections; ``order`` 1 or -1, as its hash tables please."""
    files = {"pagefind.js": b"js", "pagefind-ui.js": b"unused", "wasm.es.pagefind": b"w", "wasm.unknown.pagefind": b"u",
             "index/es_1.pf_index": b"i", "fragment/es_a1.pf_fragment": b"f", "fragment/es_b2.pf_fragment": b"g"}
    languages = {}
    for language, wasm in (("es", "es"), ("qu", None))[::order]:
        files[f"filter/{language}_{order}.pf_filter"] = settling.packed(["collection", [["awards", [1]], ["case_studies", [0]]][::order]])
        files[f"pagefind.{language}_{order}.pf_meta"] = settling.packed(
            ["1.5.2", [["es_a1", 3], ["es_b2", 4]], [["a", "b", "es_1"]], [["collection", f"{language}_{order}"]], [], ["typed"]])
        languages[language] = {"hash": f"{language}_{order}", "wasm": wasm, "page_count": 1}
    return files | {"pagefind-entry.json": json.dumps({"version": "1.5.2", "languages": languages}).encode()}


def test_the_order_of_hash_tables_does_not_show() -> None:
    assert settling.settled(output(1)) == settling.settled(output(-1))


def test_what_is_renamed_is_found_again_and_what_is_unused_is_left_out() -> None:
    files = settling.settled(output(1))
    entry = json.loads(files[ENTRY])
    metas = {language: f"pagefind.{about['hash']}.pf_meta" for language, about in entry["languages"].items()}
    assert set(files) == {ENTRY, "pagefind.js", "wasm.es.pagefind", "wasm.unknown.pagefind", "index/es_1.pf_index", *metas.values(),
                          *(f"fragment/{language}_{rest}.pf_fragment" for language in metas for rest in ("case_studies_a1", "awards_b2"))}
    for language in ("es", "qu"):
        assert opened_meta(files, language)[1] == [[f"{language}_case_studies_a1", 3], [f"{language}_awards_b2", 4]]


def opened_meta(files: Mapping[str, bytes], language: str) -> list[Any]:
    about = json.loads(files[ENTRY])["languages"][language]
    meta: list[Any] = settling.opened(files[f"pagefind.{about['hash']}.pf_meta"])
    return meta


def test_a_page_without_a_collection_is_a_fault() -> None:
    files = output(1)
    files["filter/es_1.pf_filter"] = settling.packed(["collection", [["awards", [1]]]])
    with pytest.raises(settling.IndexFault, match="collection"):
        settling.settled(files)


def test_a_word_that_ends_a_part_is_not_where_longer_words_are_looked_for() -> None:
    files = output(1)
    meta = settling.opened(files["pagefind.es_1.pf_meta"])
    meta[2] = [["1", "a", "es_1"], ["acu", "ag", "es_1"], ["ah", "z", "es_1"]]
    files["pagefind.es_1.pf_meta"] = settling.packed(meta)
    assert [part[:2] for part in opened_meta(settling.settled(files), "es")[2]] == [["1", "a\0"], ["acu", "ag"], ["ah", "z"]]


def told(places: list[int]) -> tuple[list[int], int]:
    """The places that a list tells, and the sum of their weights."""
    found, weight, place = [], 25, 0
    for number in places:
        weight, place = (-number - 1, 0) if number < 0 else (weight, place + number)
        found += [(place, weight)] if number >= 0 else []
    return [place for place, _ in found], sum(weight for _, weight in found)


@pytest.mark.parametrize(("places", "first"), [
    ([-25, 7], [7]),
    ([-25, 7, 3], [7]),
    ([-25, 20, 3, 5, 30, -169, 2], [2, 20]),  # four in the text, one in the title
    ([-25, 7, *[2] * 39], [7, 9, 11, 13]),  # 960 is no weight for three
    ([-25, 9, -201, 1, 3], [1, 4]),  # 424 for two
    ([-26, 9, -201, 1, 3], [1, 4]),  # 425 is not twice the same
])
def test_a_frequent_word_s_places_are_told_in_short_with_their_whole_weight(places: list[int], first: list[int]) -> None:
    (_, (step, short, fields)), = [(word, pages[0]) for word, pages, _ in settling.lighter([[["agua", [[4, places, [-1, 3, 5, -4, 2]]], []]]])[0]]
    assert told(short) == (first, told(places)[1])
    assert all(0 <= -number - 1 <= 255 for number in short if number < 0)
    assert (step, fields) == (4, [-1, 0, -4, 0])


def test_only_a_heavy_part_is_told_in_short_and_it_is_named_after_what_it_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    files = output(1) | {"index/es_1.pf_index": settling.packed([[["agua", [[0, [-25, 1, 2, 3], []]], [["água", [[1, [-25, 4, 1, 1], []]]]]]]])}
    assert settling.settled(files)["index/es_1.pf_index"] == files["index/es_1.pf_index"]
    monkeypatch.setattr(settling, "HEAVY", 10)
    short = settling.settled(files)
    name = f"index/{opened_meta(short, 'es')[2][0][2]}.pf_index"
    assert "index/es_1.pf_index" not in short
    assert settling.opened(short[name]) == [[["agua", [[0, [-73, 1], []]], [["água", [[1, [-73, 4], []]]]]]]]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A stand-in for Pagefind's command that writes a small index and counts its runs in the file ``runs``."""
    for name, content in output(1).items():
        path = tmp_path / "made" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    path = tmp_path / "program"
    path.write_text(f'#!/bin/sh\necho run >> "{tmp_path}/runs"\ncp -r "{tmp_path}/made/." "$4"\n', encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


A, B = Document("a/", "<p>uno"), Document("b/c/", "<p>dos")


@dataclass
class Kept:
    """A shelf and how often its command has run."""

    shelf: Shelf
    runs: Path

    @property
    def count(self) -> int:
        return len(self.runs.read_text(encoding="utf-8").splitlines()) if self.runs.exists() else 0

    @property
    def archive(self) -> Path:
        return next(self.shelf.work.glob("*.zip"))


@pytest.fixture
def kept(program: Path, tmp_path: Path) -> Kept:
    return Kept(Shelf(tmp_path / "build" / "search", program), tmp_path / "runs")


def test_the_index_is_kept_until_a_document_changes(kept: Kept) -> None:
    made = kept.shelf.fill([A, B])
    assert (kept.shelf.fill([B, A]), kept.count) == (made, 1)
    for several in ([A, Document("b/c/", "<p>tres")], [A, Document("d/", "<p>dos")], [A]):
        before = kept.count
        assert kept.shelf.fill(several)
        assert kept.count == before + 1
    assert len(list(kept.shelf.work.glob("*.zip"))) == 1


def test_a_corrupt_index_is_made_again(kept: Kept) -> None:
    made = kept.shelf.fill([A, B])
    for spoil in (lambda raw: raw[:-40], lambda raw: raw.replace(b"unknown", b"unknowm"), lambda raw: b"", lambda raw: os.urandom(2000)):
        before = kept.count
        kept.archive.write_bytes(spoil(kept.archive.read_bytes()))
        assert kept.shelf.fill([A, B]) == made
        assert kept.count == before + 1


def test_a_change_that_touches_no_document_runs_nothing(kept: Kept) -> None:
    entry = kept.shelf.fill([A, B])[ENTRY]
    assert kept.shelf.change([A], [], entry) == {}
    assert kept.shelf.change([], ["x/"], entry) == {}
    assert kept.count == 1


def test_a_change_says_which_files_differ(kept: Kept, tmp_path: Path) -> None:
    old = kept.shelf.fill([A, B])
    (tmp_path / "made" / "index" / "es_1.pf_index").write_bytes(b"j")
    changes = kept.shelf.change([Document("a/", "<p>otro")], ["b/c/"], old[ENTRY])
    assert changes == {"index/es_1.pf_index": b"j"}
    assert kept.shelf.fill([Document("a/", "<p>otro")]) == {**old, "index/es_1.pf_index": b"j"}
    assert kept.count == 2


@pytest.mark.parametrize("spoilt", ["promise.json", "tree/a/index.html", "tree/b/c/index.html"])
@pytest.mark.parametrize("how", ["gone", "changed"])
def test_a_change_to_what_is_not_as_promised_has_no_answer(kept: Kept, spoilt: str, how: str) -> None:
    entry = kept.shelf.fill([A, B])[ENTRY]
    path = kept.shelf.work / spoilt
    path.unlink()
    if how == "changed":
        path.write_text("{}", encoding="utf-8")
    assert kept.shelf.change([Document("d/", "<p>d")], [], entry) is None
    assert kept.shelf.fill([A, B])[ENTRY] == entry


def test_a_change_to_another_index_than_the_published_one_has_no_answer(kept: Kept) -> None:
    kept.shelf.fill([A, B])
    assert kept.shelf.change([A], [], b"{}") is None
    assert kept.shelf.change([A], [], b"") is None


def test_a_kill_while_the_command_runs_leaves_no_promise(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = kept.shelf.fill([A, B])[ENTRY]
    monkeypatch.setattr(Shelf, "_index", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        kept.shelf.change([Document("a/", "<p>otro")], [], entry)
    assert kept.shelf.change([A], [], entry) is None


def test_a_command_that_fails_is_a_fault_that_says_why(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\necho no space left >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(settling.IndexFault, match="no space left"):
        Shelf(tmp_path / "work", program).fill([A])


def test_an_index_of_another_form_is_a_fault() -> None:
    files = output(1)
    name = next(name for name in files if name.endswith(".pf_meta"))
    for spoilt in (b"no gzip", gzip.compress(b"another signature")):
        with pytest.raises(settling.IndexFault):
            settling.settled({**files, name: spoilt})


def test_the_published_index_says_its_size_and_comes_with_its_words(published: Published, found: Mapping[str, str]) -> None:
    entry = json.loads(published.read("pagefind/pagefind-entry.json"))
    assert {language: about["page_count"] for language, about in entry["languages"].items()} == {
        "es": sum('<html lang="es">' in html for html in found.values()), "en": sum('<html lang="en">' in html for html in found.values()),
    }
    assert published.built.searchable
    names = [path.stem.split("_", 1) for path in (published.site / "pagefind" / "fragment").iterdir()]
    collections = {wanted: {rest.rpartition("_")[0] for language, rest in names if language == wanted} for wanted in ("es", "en")}
    assert {"case_studies", "pages"} <= collections["es"] == collections["en"]
    for language in ("es", "en"):
        about = json.loads(published.read(f"pagefind/{language}.json"))
        for item in about["lists"]:
            assert (published.site / item["address"] / "index.html").is_file()
        assert set(collections[language]) <= {item["collection"] for item in about["lists"]}
        assert about["words"]["results.other"].startswith("{n} ")


def test_the_same_pages_give_the_same_index_on_another_path_and_core(published: Published, tmp_path: Path) -> None:
    program = search.command()
    assert program is not None
    made = [Document(f"p{number}/", '<!doctype html><html lang="es"><body data-pagefind-body><meta data-pagefind-filter="collection[content]" '
                                    f'content="c{number % 7}"><p>uno dos {number}</p></body></html>')
            for number in range(40)]
    first = Shelf(tmp_path / "one", program).fill(made)
    second = Shelf(tmp_path / "another" / "place", program).fill(made[::-1])
    assert first == second


def test_without_the_command_the_site_is_whole_and_says_so(warm: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "command", lambda: None)
    for language, said in (("es", "Sin buscador"), ("en", "Without a search")):
        result = CliRunner().invoke(cli.main, ["build", "--full", "--project", str(warm.project), "--as-of", AS_OF.isoformat(), "--lang", language])
        assert result.exit_code == 0
        assert said in result.stderr
    assert not (warm.site / "pagefind").exists()
    assert 'id="case_studies"' in warm.read("buscar/index.html")


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
