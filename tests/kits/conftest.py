"""The small site with a kit to download, built once."""

from __future__ import annotations

import pytest
from conftest import Published, build

from kits.making import with_kit


@pytest.fixture(scope="session")
def kit_site(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Nobody changes it."""
    project = with_kit(tmp_path_factory.mktemp("kit") / "small")
    return Published(project, project / "site", build(project))
