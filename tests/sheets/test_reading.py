"""What a sheet reads from a page: everything said there, nothing that only a screen needs."""

from __future__ import annotations

import pytest

from generator.sheets.reading import LONGEST_WORD, Block, plain, read

URL = "https://ejemplo.test/casos/uno/"


def blocks(body: str) -> list[Block]:
    return read(f"<h1>Uno</h1>{body}", URL).blocks


def test_title_and_meta_stand_apart() -> None:
    found = read('<h1>A &amp; B</h1><p class="meta"><span><svg class="icon"><use href="#x"/></svg> Empresa</span>\n<span>Lima</span></p><p>Uno.</p>', URL)
    assert found.title == "A & B"
    assert plain(found.meta) == "Empresa · Lima"
    assert [plain(block["text"]) for block in found.blocks] == ["Uno."]


def test_text_stays_text() -> None:
    (block,) = blocks("<p>#set page() &lt;b&gt; $x$ [y] \\ @ref</p>")
    assert block["text"] == [{"t": "#set page() <b> $x$ [y] \\ @ref"}]


def test_emphasis_links_languages_and_small_print_are_kept() -> None:
    (block,) = blocks('<p><strong>Sí</strong> <em>no</em> <a href="../dos/">dos</a> <span lang="en">three</span> <span class="small">ojo</span></p>')
    assert [run for run in block["text"] if run["t"].strip()] == [
        {"t": "Sí", "bold": True}, {"t": "no", "italic": True}, {"t": "dos", "url": "https://ejemplo.test/casos/dos/"},
        {"t": "three", "lang": "en"}, {"t": "ojo", "small": True},
    ]


def test_a_footnote_without_its_source_is_left_out() -> None:
    note = '<p>10<sup class="ref"><a href="#source-{n}" aria-label="Fuente {n}">{n}</a></sup></p>'
    body = note.format(n=1) + note.format(n=2) + '<h2 id="sources">Fuentes</h2><ol class="sources"><li id="source-1">Uno.</li></ol>'
    first, second, _, sources = blocks(body)
    assert first["text"] == [{"t": "10"}, {"ref": 1}]
    assert second["text"] == [{"t": "10"}]
    assert sources["items"] == [{"number": 1, "text": [{"t": "Uno."}]}]


@pytest.mark.parametrize("body", [
    '<p class="actions"><a href="x">Enviar</a></p>', '<details class="cite no-print"><summary>Citar</summary><p>x</p></details>',
    '<h2 id="next">Siguiente</h2><ul class="next"><li>x</li></ul>', "<button>x</button>", "<h2>Nada debajo</h2>",
])
def test_what_only_a_screen_needs_is_left_out(body: str) -> None:
    assert blocks(body) == []


def test_a_table_of_resources_keeps_its_bars() -> None:
    (table,) = blocks(
        '<div class="table-scroll"><table><caption>C</caption><thead><tr><th>R</th><th class="num">Cambio</th><td></td><th class="num">Q</th></tr></thead>'
        '<tbody><tr><th scope="row">Agua</th><td class="num">−14 %</td><td class="bar-cell"><svg class="bar bar--water"><rect class="bar-bg" width="100"/>'
        '<rect class="bar-fg" width="14.0"/></svg></td><td class="num">5</td></tr><tr><th scope="row">Gas</th></tr></tbody></table></div>')
    assert (table["columns"], table["numbers"], table["bars"]) == (4, [1, 3], [2])
    assert [plain(cell["text"]) for cell in table["rows"][0]] == ["Agua", "−14 %", "", "5"]
    assert table["rows"][0][2]["bar"] == {"share": 14.0, "hue": "water"}
    assert len(table["rows"][1]) == 4, "a short row is filled up"


def test_an_unknown_figure_stays_unknown() -> None:
    (strip,) = blocks('<dl class="figures"><div class="figure"><dt>Inversión</dt><dd class="figure-value unknown">No informado</dd><dd class="figure-note">n</dd></div>'
                      '<div class="figure"><dt>Ahorro</dt><dd class="figure-value">US$ 5</dd></div></dl>')
    assert [(plain(item["value"]), item["unknown"]) for item in strip["items"]] == [("No informado", True), ("US$ 5", False)]


def test_an_endless_word_may_be_broken_and_reads_the_same() -> None:
    word = "x" * (LONGEST_WORD * 3)
    (block,) = blocks(f"<p>{word}</p>")
    assert block["text"][0]["t"] != word
    assert plain(block["text"]) == word


def test_lists_inside_lists() -> None:
    (found,) = blocks("<ul><li>Uno<ul><li>Dos</li></ul></li></ul>")
    assert [block["kind"] for block in found["items"][0]] == ["text", "list"]
