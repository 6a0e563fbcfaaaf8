"""What a page calls itself: no two pages of a language share a title or a description."""

from __future__ import annotations

from collections import Counter

from generator.model import Site
from generator.render.cases import PageView
from generator.render.head import shorten
from generator.render.pages import plan
from generator.render.render import _face


def test_titles_and_descriptions_are_unique_in_the_real_site(real_shown: Site) -> None:
    titles: Counter[tuple[str, str]] = Counter()
    descriptions: Counter[tuple[str, str]] = Counter()
    for page in plan(real_shown):
        face = _face(real_shown, page, PageView(real_shown, page))
        titles[page.language, face.title] += 1
        descriptions[page.language, shorten(face.description)] += 1
    assert [found for found, count in titles.items() if count > 1] == []
    assert [found for found, count in descriptions.items() if count > 1] == []


def test_pages_name_themselves(real_shown: Site) -> None:
    for page in plan(real_shown):
        face = _face(real_shown, page, PageView(real_shown, page))
        assert face.title and face.description
        assert face.trail == [] or face.trail[-1][1] == page.address
