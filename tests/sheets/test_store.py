"""What was made is kept until what it was made from changes."""

from __future__ import annotations

from pathlib import Path

from generator.sheets.store import Store

ONE, TWO = b"1" * 16, b"2" * 16


def test_the_same_is_made_once(tmp_path: Path) -> None:
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"x")
        return b"sheet %d" % len(made)

    store = Store(tmp_path / "sheets")
    assert store.get("a/b.pdf", ONE, make) == store.get("a/b.pdf", ONE, make) == b"sheet 1"
    assert store.get("a/b.pdf", TWO, make) == b"sheet 2"
    assert store.get("a/b.pdf", TWO, make) == b"sheet 2"
    assert [path.name for path in (tmp_path / "sheets" / "a").iterdir()] == ["b.pdf"]


def test_a_folder_that_cannot_be_written_costs_only_the_saving(tmp_path: Path) -> None:
    (tmp_path / "sheets").write_text("a file in the way")
    assert Store(tmp_path / "sheets").get("a.pdf", ONE, lambda: b"sheet") == b"sheet"
