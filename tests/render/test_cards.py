"""Cards in files: what was written comes back, with what it was made from, also when the file has no name any more."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from generator.render.cards import CardFile, Cards

KEY, OTHER, THIRD = ("case_studies", "uno"), ("case_studies", "dos"), ("case_studies", "tres")
FACTS = frozenset({("entry", KEY), ("entry", ("organisations", "empresa"))})


def written(path: Path, cards: dict[tuple[str, tuple[str, str]], str]) -> tuple[Path, int]:
    file = CardFile(path)
    for (language, key), text in cards.items():
        file.add(language, key, (Markup(text), FACTS))
    return path, file.close()


def test_cards_of_several_files_come_back_by_record_and_language(tmp_path: Path) -> None:
    files = [
        written(tmp_path / "0", {("es", KEY): "<p>Uno, año 1</p>", ("es", THIRD): "<p>Tres</p>", ("en", KEY): "<p>One</p>"}),
        written(tmp_path / "1", {("es", OTHER): "<p>Dos</p>"}),
    ]
    cards = Cards(files, {key: key for key in (KEY, OTHER, THIRD)})
    for path, _ in files:
        path.unlink()
    found = cards.get(KEY, "es")
    assert found is not None and found == ("<p>Uno, año 1</p>", tuple(found[1])) and type(found[0]) is Markup
    assert set(found[1]) == FACTS
    assert [card and card[0] for card in (cards.get(KEY, "en"), cards.get(OTHER, "es"), cards.get(THIRD, "es"))] == ["<p>One</p>", "<p>Dos</p>", "<p>Tres</p>"]


def test_a_card_that_is_in_no_file_is_none(tmp_path: Path) -> None:
    cards = Cards([written(tmp_path / "0", {("es", KEY): "<p>Uno</p>"})], {KEY: KEY})
    assert (cards.get(KEY, "en"), cards.get(OTHER, "es")) == (None, None)
