"""The texts of kits: what they may hold, what is refused, and that nothing in them can do harm."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.sources.dialect import blocks, faults, plain, runs


def kinds(text: str) -> list[str]:
    return [block["kind"] for block in blocks(text)]


def test_every_kind_of_block() -> None:
    text = "## Título\n\nPárrafo\nque sigue.\n\n- uno\n- dos\n\n1. a\n2. b\n\n- [ ] caja\n\n| a | b |\n|---|---|\n| 1 | |\n\n> nota\n\n___\n"
    assert kinds(text) == ["heading", "text", "list", "list", "boxes", "table", "note", "line"]
    assert list(faults(text)) == []


def test_lines_of_a_paragraph_flow_together() -> None:
    assert plain(blocks("Una línea\ny otra.")[0]["text"]) == "Una línea y otra."


def test_a_list_inside_a_list() -> None:
    found = blocks("1. a\n   - b\n   - c\n2. d\n   sigue")[0]
    assert found["ordered"]
    assert [len(item) for item in found["items"]] == [2, 1]
    assert plain(found["items"][1][0]["text"]) == "d sigue"
    assert [plain(item[0]["text"]) for item in found["items"][0][1]["items"]] == ["b", "c"]


def test_a_list_may_have_empty_lines_between_its_items() -> None:
    assert len(blocks("- a\n\n- b\n\n- c")[0]["items"]) == 3


def test_a_list_goes_on_counting_after_a_line_to_write_on() -> None:
    assert [block.get("start") for block in blocks("1. a\n\n___\n\n2. b\n3. c")] == [1, None, 2]


def test_empty_cells_stay() -> None:
    found = blocks("| a | b | c |\n|---|---|---|\n| 1 | | |\n| | | 3 |")[0]
    assert [[plain(cell) for cell in row] for row in found["rows"]] == [["1", "", ""], ["", "", "3"]]
    assert found["columns"] == 3


def test_a_bar_in_a_cell() -> None:
    assert plain(blocks("| a \\| b | c |\n|---|---|\n| 1 | 2 |")[0]["head"][0]) == "a | b"


def test_emphasis_and_links() -> None:
    assert runs("**a** *b* [c](https://x.test) \\*d\\*") == [
        {"t": "a", "bold": True}, {"t": " "}, {"t": "b", "italic": True}, {"t": " "}, {"t": "c", "url": "https://x.test"},
        {"t": " "}, {"t": "*"}, {"t": "d"}, {"t": "*"}]


def test_a_link_that_leads_nowhere_keeps_its_words() -> None:
    assert runs("[a](record:cases/none)", lambda target: None) == [{"t": "a"}]


@pytest.mark.parametrize(("text", "line"), [
    ("# A", 1), ("#### A", 1), ("## A\n#### B", 2), ("```\nx", 1), ("- a\n  - b\n    - c", 3), ("| a | b |\n|---|---|\n| 1 |", 3), ("a **b", 1),
    ("|" + " a |" * 10, 1),
])
def test_what_does_not_belong_is_found_in_its_line(text: str, line: int) -> None:
    assert [number for number, _, _ in faults(text)][-1] == line


@pytest.mark.parametrize("text", ["## A\n\n### B\n\n## C", "- a\n\n- b\n  - c\n\n- d\n  - e", "2 * 3 * 4", "___"])
def test_what_belongs_is_not(text: str) -> None:
    assert list(faults(text)) == []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="#-*[]()|>_ \\\n1.ax", max_size=200))
def test_any_text_gives_blocks(text: str) -> None:
    for block in blocks(text):
        assert block["kind"] in ("heading", "text", "list", "boxes", "table", "note", "line")
    list(faults(text))


@pytest.mark.parametrize("text", ["[" * 100_000, "*" * 100_000, "> " * 50_000, "| " * 50_000, "- a\n" * 50_000, "(" * 100_000, "\n" * 100_000,
                                  "[a](" * 30_000, "_" * 100_000, " " * 100_000, "- [ ] " * 30_000])
def test_no_text_takes_long(text: str) -> None:
    started = time.monotonic()
    blocks(text)
    list(faults(text))
    assert time.monotonic() - started < 5
