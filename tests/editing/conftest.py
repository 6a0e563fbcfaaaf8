"""What the tests of editing share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import SMALL


@pytest.fixture
def small_copy(tmp_path: Path) -> Path:
    """The content of the small site, to be edited."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))
