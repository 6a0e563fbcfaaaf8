from __future__ import annotations

from collections.abc import Mapping

import pytest
from conftest import Published

from generator.exports.search.documents import Documents
from generator.model import Site
from generator.render.pages import Page


@pytest.fixture(scope="package")
def found(published: Published, shown: Site, small_pages: list[Page]) -> Mapping[str, str]:
    """The documents of the small site, by address."""
    files = {path: (published.site / path).read_bytes() for page in small_pages if (path := f"{page.address}index.html")}
    made = [*Documents(shown).of(small_pages, files), *Documents(shown).prose(published.site)]
    return {document.address: document.html for document in made}
