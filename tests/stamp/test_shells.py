"""Shells: cut at their tokens once, filled with values that are never looked at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Site
from generator.render.pages import Page
from generator.render.render import SLOTS
from generator.stamp.shells import Shell, ShellFault, ShellKey, keys_of, markdown, shell_key, split, token

THEME = Path(__file__).parents[2] / "theme_overrides"
NONCE = "0123456789abcdef"
TOC, WIDE = ShellKey("es", "cases", "toc", 2), ShellKey("es", "cases", "wide", 2)


def html(*slots: str) -> bytes:
    return "".join(f"<{slot}>{token(slot, NONCE)}</{slot}>\n" for slot in slots).encode()


def empty(**values: str) -> dict[str, str]:
    return {slot: values.get(slot, "") for slot in SLOTS}


def test_a_shell_is_cut_at_its_tokens() -> None:
    shell = split(html(*SLOTS), NONCE, TOC)
    assert shell.slots == SLOTS
    assert shell.segments[0] == b"<head>"
    assert shell.fill({slot: slot.upper() for slot in SLOTS}) == "".join(f"<{s}>{s.upper()}</{s}>\n" for s in SLOTS).encode()


def test_the_order_of_the_slots_is_the_theme_s() -> None:
    shell = split(html(*reversed(SLOTS)), NONCE, TOC)
    assert shell.slots == tuple(reversed(SLOTS))


@pytest.mark.parametrize("found", [SLOTS[1:], (*SLOTS, "body"), (), ("body",) * len(SLOTS)])
def test_a_missing_or_doubled_token_stops_the_build(found: tuple[str, ...]) -> None:
    with pytest.raises(ShellFault, match="expected each of"):
        split(html(*found), NONCE, TOC)


def test_the_wide_frame_has_no_column_and_must_not_print_one() -> None:
    without = tuple(slot for slot in SLOTS if slot != "toc")
    assert split(html(*without), NONCE, WIDE).slots == without
    with pytest.raises(ShellFault):
        split(html(*SLOTS), NONCE, WIDE)


def test_another_build_s_token_is_no_token() -> None:
    with pytest.raises(ShellFault):
        split(html(*SLOTS).replace(NONCE.encode(), b"f" * 16), NONCE, TOC)


def test_tokens_are_letters_and_digits_and_none_begins_another() -> None:
    tokens = [token(slot, NONCE) for slot in SLOTS]
    assert all(re.fullmatch(r"[a-z0-9]+", one) for one in tokens)
    assert not [(a, b) for a in tokens for b in tokens if a != b and b.startswith(a)]


def test_values_that_look_like_tokens_or_templates_stay_text() -> None:
    shell = split(html(*SLOTS), NONCE, TOC)
    worst = {slot: token(other, NONCE) + r" \1 \g<0> {{ 7*7 }} {% raw %}" for slot, other in zip(SLOTS, reversed(SLOTS), strict=True)}
    assert shell.fill(worst) == "".join(f"<{s}>{worst[s]}</{s}>\n" for s in SLOTS).encode()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(), min_size=len(SLOTS), max_size=len(SLOTS)))
def test_any_value_is_printed_as_it_is(values: list[str]) -> None:
    shell = Shell(tuple(f"[{n}]".encode() for n in range(len(SLOTS) + 1)), SLOTS)
    filled = shell.fill(dict(zip(SLOTS, values, strict=True)))
    assert filled.decode() == "".join(f"[{n}]{value}" for n, value in enumerate(values)) + f"[{len(SLOTS)}]"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(), min_size=len(SLOTS), max_size=len(SLOTS)), st.text(alphabet="ab \n-", max_size=20))
def test_any_text_survives_the_header(values: list[str], body: str) -> None:
    slots = dict(zip(SLOTS, values, strict=True))
    page = markdown("cases", "toc", "shell.html", slots, body)
    opening, header, rest = page.split("---\n", 2)
    assert (opening, rest) == ("", body)
    assert yaml.safe_load(header) == {"template": "shell.html", "section": "cases", "frame": "toc", "slots": slots}


@pytest.mark.parametrize("text", ["---\n", "\n---\n", "\x85", "\u2028", "\ufeff", "\U0001f600", "'\"\\", "\t", "no", "1:30", "", " ", "%", "\r\n", "# x", "&a *a !b"])
def test_texts_that_yaml_would_misread_survive_the_header(text: str) -> None:
    page = markdown("cases", "toc", "shell.html", empty(body=text))
    assert yaml.safe_load(page.split("---\n")[1])["slots"]["body"] == text


@pytest.mark.parametrize("template", sorted(THEME.glob("*.html")), ids=lambda path: path.name)
def test_the_theme_prints_each_slot_with_one_bare_expression(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    bare = re.findall(r"\{\{ page\.meta\.slots\.([a-z_]+) \}\}", text)
    assert len(bare) == len(re.findall(r"slots", re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)))
    assert set(bare) <= set(SLOTS)
    assert len(bare) == len(set(bare))


def test_the_shell_prints_every_slot() -> None:
    assert set(re.findall(r"slots\.([a-z_]+)", (THEME / "shell.html").read_text(encoding="utf-8"))) == set(SLOTS)


def test_the_keys_cover_every_page(shown: Site, small_pages: list[Page]) -> None:
    prefixes = shown.settings.prefixes
    keys = keys_of(small_pages, prefixes)
    assert len(keys) == len(set(keys))
    assert {shell_key(page, prefixes) for page in small_pages} == set(keys)


def test_a_shell_stands_as_deep_as_its_pages(shown: Site, small_pages: list[Page]) -> None:
    prefixes = shown.settings.prefixes
    for page in small_pages:
        key = shell_key(page, prefixes)
        assert prefixes[page.language].count("/") + key.path.count("/") == page.depth


def test_no_two_shells_share_a_file(shown: Site, small_pages: list[Page]) -> None:
    paths = [(key.language, key.path) for key in keys_of(small_pages, shown.settings.prefixes)]
    assert len(paths) == len(set(paths))
