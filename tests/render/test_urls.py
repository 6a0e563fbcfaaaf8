"""Relative links and the targets that menus and texts name."""

from __future__ import annotations

from urllib.parse import quote, urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Site
from generator.render.urls import quoted, relative, target_address

ROOTS = ("https://example.org/", "https://example.org/sub/path/", "http://127.0.0.1:8000/x/")

segment = st.from_regex(r"[a-z0-9](?:[a-z0-9.-]{0,8}[a-z0-9])?", fullmatch=True)
folder = st.lists(segment, max_size=5).map(lambda parts: "".join(f"{part}/" for part in parts))
file = st.tuples(folder, segment).map("".join)
anchored = st.tuples(folder, segment).map("#".join)


@settings(max_examples=300, deadline=None)
@given(folder, st.one_of(folder, file, anchored), st.sampled_from(ROOTS))
def test_a_relative_link_leads_where_it_should(here: str, there: str, root: str) -> None:
    assert urljoin(root + here, relative(here, there)) == root + there


@settings(max_examples=150, deadline=None)
@given(folder, folder)
def test_a_relative_link_is_never_absolute_or_empty(here: str, there: str) -> None:
    link = relative(here, there)
    assert link
    assert not link.startswith("/")


@settings(max_examples=150, deadline=None)
@given(st.lists(segment, min_size=3, max_size=3), st.lists(segment, min_size=3, max_size=3), folder)
def test_a_link_depends_on_nothing_but_the_depth_it_stands_at(one: list[str], other: list[str], there: str) -> None:
    assert relative("/".join(one) + "/", there) == relative("/".join(other) + "/", there)


@pytest.mark.parametrize(("here", "there", "link"), [
    ("", "", "./"),
    ("", "casos/", "casos/"),
    ("casos/", "", "../"),
    ("casos/x/", "casos/y/", "../../casos/y/"),
    ("en/case-studies/x/", "casos/x/", "../../../casos/x/"),
    ("en/", "assets/logo.svg", "../assets/logo.svg"),
    ("casos/", "casos/#sector", "../casos/#sector"),
])
def test_relative_by_example(here: str, there: str, link: str) -> None:
    assert relative(here, there) == link


@pytest.mark.parametrize(("target", "es", "en"), [
    ("home:", "", "en/"),
    ("find:", "buscar/", "en/find/"),
    ("collection:case_studies", "casos/", "en/case-studies/"),
    ("https://example.org/a?b#c", "https://example.org/a?b#c", "https://example.org/a?b#c"),
    ("record:case_studies/no-such-case", None, None),
    ("page:no-such-page", None, None),
])
def test_targets_of_menus_and_texts(small_site: Site, target: str, es: str | None, en: str | None) -> None:
    assert (target_address(small_site, target, "es"), target_address(small_site, target, "en")) == (es, en)


def test_a_target_keeps_its_anchor(small_site: Site) -> None:
    key, entry = next((key, entry) for key, entry in small_site.entries.items() if entry.addresses)
    assert target_address(small_site, f"record:{key[0]}/{key[1]}#sources", "en") == entry.addresses["en"] + "#sources"


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_is_quoted_as_the_standard_library_does(text: str) -> None:
    assert quoted(text) == quote(text)
