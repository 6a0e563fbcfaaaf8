"""The head of a page holds whatever a title holds, and nothing in it can get out of its place."""

from __future__ import annotations

import json

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Site
from generator.render.head import DESCRIPTION, breadcrumbs, head, json_for_html, shorten

HOSTILE = [
    "</title><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onload='alert(1)",
    "<!-- --> ]]> <![CDATA[",
    "</script><!--<script>",
    "& &amp; &lt; &#60;",
    "{{ 7*7 }} {% raw %} ${x}",
    "a\u2028b\u2029c",
    "\u200f\u061cárbol",
]
ALTERNATES = {"es": "casos/x/", "en": "en/case-studies/x/"}


def parsed(site: Site, text: str, language: str = "es", *, index: bool = True) -> lxml.html.HtmlElement:
    data = {"@context": "https://schema.org", "name": text, "nested": [{text: text}]}
    made = head(site, language, ALTERNATES[language], ALTERNATES, text, text, data, index=index)
    return lxml.html.document_fromstring(f"<!doctype html><html><head><meta charset='utf-8'>{made}</head><body></body></html>")


def spaces(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_stays_text(small_site: Site, text: str) -> None:
    page = parsed(small_site, text)
    assert spaces(page.findtext(".//title")).startswith(spaces(text))
    assert page.xpath("//meta[@property='og:title']/@content") == [text]
    assert page.xpath("//meta[@name='description']/@content") == [spaces(text)]
    assert {element.tag for element in page.head} == {"meta", "title", "link", "script"}
    assert not page.body.getchildren()
    assert not page.xpath("//*[@onload or @onerror]")


@pytest.mark.parametrize("text", HOSTILE)
def test_structured_data_cannot_leave_its_script(small_site: Site, text: str) -> None:
    scripts = parsed(small_site, text).xpath("//script")
    assert [script.get("type") for script in scripts] == ["application/ld+json"]
    assert json.loads(scripts[0].text) == {"@context": "https://schema.org", "name": text, "nested": [{text: text}]}


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.lists(st.text()))))
def test_any_structured_data_survives(data: dict[str, object]) -> None:
    made = json_for_html(data)
    assert not set(made) & set("<>&\u2028\u2029")
    assert json.loads(made) == data


@pytest.mark.parametrize(("language", "address"), ALTERNATES.items())
def test_every_language_and_the_default_are_alternates(small_site: Site, language: str, address: str) -> None:
    page, url = parsed(small_site, "Título", language), small_site.settings.url
    links = [(link.get("hreflang"), link.get("href")) for link in page.xpath("//link[@rel='alternate']")]
    assert links == [("es", url + ALTERNATES["es"]), ("en", url + ALTERNATES["en"]), ("x-default", url + ALTERNATES["es"])]
    assert page.xpath("//link[@rel='canonical']/@href") == [url + address]
    assert page.xpath("//meta[@property='og:locale']/@content") == [{"es": "es_PE", "en": "en_GB"}[language]]


def test_only_what_is_to_be_left_out_says_so(small_site: Site) -> None:
    assert parsed(small_site, "x", index=False).xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not parsed(small_site, "x").xpath("//meta[@name='robots']")


def test_the_site_s_name_stands_behind_a_title_but_not_behind_itself(small_site: Site) -> None:
    name = small_site.settings.name.pick("es", small_site.settings.order)[0]
    assert parsed(small_site, "Caso").findtext(".//title") == f"Caso · {name}"
    assert parsed(small_site, name).findtext(".//title") == name


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_a_description_is_one_line_of_limited_length(text: str) -> None:
    short = shorten(text)
    assert len(short) <= DESCRIPTION
    assert short == " ".join(short.split()) or short.endswith("…")
    assert "\n" not in short


def test_a_long_description_is_cut_between_words() -> None:
    assert shorten("palabra " * 40) == ("palabra " * 19).strip() + "…"
    assert shorten("x" * 200) == "x" * 159 + "…"
    assert shorten("uno, " * 40).endswith("uno…")


def test_breadcrumbs_are_numbered_full_addresses(small_site: Site) -> None:
    made = breadcrumbs(small_site.settings, [("Inicio", ""), ("Casos", "casos/")])
    assert [(item["position"], item["item"]) for item in made["itemListElement"]] == [
        (1, small_site.settings.url), (2, small_site.settings.url + "casos/"),
    ]
