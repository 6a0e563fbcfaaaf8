"""A file of the site never lands beside the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.stamp.write import place


@pytest.mark.parametrize("path", ["../fuera.html", "a/../../fuera.html", "/tmp/fuera.html", ".."])
def test_a_place_outside_the_site_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a place"):
        place(tmp_path / "site", path, b"x")
    assert not list(tmp_path.iterdir())


def test_folders_are_made_as_needed(tmp_path: Path) -> None:
    place(tmp_path, "a/b/index.html", b"x")
    assert (tmp_path / "a/b/index.html").read_bytes() == b"x"
