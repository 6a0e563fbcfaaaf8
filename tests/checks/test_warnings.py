"""Known warnings: accepted with a reason, by code, file and field; what no longer appears is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SMALL, checked, lines

KNOWN = (SMALL / "content/known-warnings.yml").read_text(encoding="utf-8")
REASON = 'reason: {es: "Prueba.", en: "Test."}'


def with_entries(small: Path, *entries: str) -> list[str]:
    text = KNOWN + "".join(f"- {{{entry}, {REASON}}}\n" for entry in entries)
    (small / "content/known-warnings.yml").write_text(text, encoding="utf-8")
    return lines(checked(small).report)


def untranslated(small: Path) -> None:
    """Two warnings in one file: its summary and its note lack English."""
    file = small / "content/practices/iluminacion-ejemplo.yml"
    text = file.read_text(encoding="utf-8").replace(', en: "Changing lamps that do not exist."', "")
    file.write_text(text + 'notes: [{es: "Nota."}]\n', encoding="utf-8")


FILE = "content/practices/iluminacion-ejemplo.yml"
BOTH = [f"text-not-translated {FILE}:6:10", f"text-not-translated {FILE}:15:9"]


@pytest.mark.parametrize(("entry", "left"), [
    (f"code: text-not-translated, file: {FILE}", []),
    (f"code: text-not-translated, file: {FILE}, field: summary", BOTH[1:]),
    (f'code: text-not-translated, file: {FILE}, field: "notes[1]"', BOTH[:1]),
])  # fmt: skip
def test_a_known_warning_is_taken_away_where_it_says(small: Path, entry: str, left: list[str]) -> None:
    untranslated(small)
    assert with_entries(small, entry) == left


@pytest.mark.parametrize("entry", [
    f"code: text-not-translated, file: {FILE}, field: lessons",
    "code: text-not-translated, file: case_studies/fundicion-luz.yml",
    f"code: payback-disagrees, file: {FILE}",
])  # fmt: skip
def test_an_entry_that_matches_nothing_is_obsolete_and_hides_nothing(small: Path, entry: str) -> None:
    untranslated(small)
    assert with_entries(small, entry) == ["known-warning-obsolete content/known-warnings.yml:14:3", *BOTH]


def test_an_error_is_never_accepted(small: Path) -> None:
    (small / "content/sources/mala.yml").write_text("a: &x 1\n", encoding="utf-8")
    assert with_entries(small, "code: yaml-anchor, file: content/sources/mala.yml") == [
        "known-warning-code content/known-warnings.yml:14:10", "yaml-anchor content/sources/mala.yml:1:4",
    ]  # fmt: skip


def test_two_entries_for_one_warning_leave_one_obsolete(small: Path) -> None:
    untranslated(small)
    whole = f"code: text-not-translated, file: {FILE}"
    assert with_entries(small, whole, whole) == ["known-warning-obsolete content/known-warnings.yml:15:3"]


def test_without_the_file_every_warning_is_left(small: Path) -> None:
    (small / "content/known-warnings.yml").unlink()
    found = checked(small)
    assert found.known == 0
    assert sorted(d.code for d in found.report) == [
        "page-not-translated", "payback-disagrees", "person-without-consent", "text-not-translated",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), [
    ("a: 1\n", "not-a-list content/known-warnings.yml:1:1"),
    ("- a\n- &x b\n", "yaml-anchor content/known-warnings.yml:2:3"),
])  # fmt: skip
def test_a_malformed_list_is_one_error_and_nothing_is_accepted(small: Path, text: str, found: str) -> None:
    """The warnings it meant are not told again beside it: they wait until the list can be read."""
    (small / "content/known-warnings.yml").write_text(text, encoding="utf-8")
    assert lines(checked(small).report) == [found]
