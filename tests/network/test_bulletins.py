"""A bulletin: its page, its letter for mail programs, its text, its feed."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from conftest import checked, whole

from generator.derive.feeds import feeds_of, newest
from generator.derive.site import derive
from generator.derive.visible import visible
from generator.exports import record_artifacts
from generator.model import Site
from generator.render.pages import plan_record
from generator.render.render import render

ISSUE = """id: boletin-1
status: published
updated: 2026-11-20
title: {es: "Agua & luz", en: "Water & light"}
summary: {es: "Un número inventado.", en: "A made-up issue."}
number: 1
date: 2026-11-20
opening: {es: "Hola: lea [el caso](record:case_studies/textil-agua).", en: "Hello: read [the case](record:case_studies/textil-agua)."}
items:
  - case: textil-agua
    text: {es: "Nos gustó.", en: "We liked it."}
  - title: {es: "Una nota propia", en: "A note of our own"}
    text: {es: "- Uno\\n- Dos", en: "- One\\n- Two"}
"""
KEY = ("bulletins", "boletin-1")


def site_of(project: Path, text: str = ISSUE) -> Site:
    file = project / "content/bulletins/boletin-1.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return derive(visible(whole(project)))


@pytest.fixture
def issue(small: Path) -> Site:
    return site_of(small)


def files_of(site: Site) -> dict[str, str]:
    return {artifact.path: artifact.content.decode() for artifact in record_artifacts(site, [site.records[KEY]])}


def test_the_page_lists_what_is_in_it_and_offers_its_files(issue: Site, small: Path) -> None:
    assert checked(small).report.errors == []
    page = next(page for page in plan_record(issue, KEY) if page.language == "en")
    body = render(issue, page)["body"]
    assert page.address == "en/bulletin/2026/boletin-1/"
    links = [found.get("href") for found in lxml.html.fromstring(body).iter("a")]
    files = files_of(issue)
    for ending in ("html", "txt"):
        assert f"../../../../data/bulletins/boletin-1.en.{ending}" in links
        assert f"data/bulletins/boletin-1.en.{ending}" in files
    assert "Water &amp; light" in body and "A note of our own" in body and "We liked it." in body


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_letter_is_safe_in_any_mail_program(issue: Site, language: str) -> None:
    letter = files_of(issue)[f"data/bulletins/boletin-1.{language}.html"]
    tree = lxml.html.document_fromstring(letter)
    assert letter.startswith("<!doctype html>") and tree.get("lang") == language
    assert {str(found.tag) for found in tree.iter()} <= {"html", "head", "meta", "title", "body", "div", "table", "tr", "td", "h1", "h2", "p", "a", "ul", "li", "hr", "time"}
    for element in tree.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name in ("class", "id", "src")]
        assert "url(" not in (element.get("style") or "")
    links = [found.get("href") for found in tree.iter("a")]
    assert links and all(re.match(r"https://ejemplo\.test/", link) for link in links)
    assert f"https://ejemplo.test/feeds/{language}/bulletins.atom" in links
    assert len(letter) < 100_000  # more is cut by some mail programs


def test_the_text_says_the_same(issue: Site) -> None:
    text = files_of(issue)["data/bulletins/boletin-1.es.txt"]
    assert text.startswith("Agua & luz\n==========\n")
    assert "Nos gustó." in text and "- Uno\n- Dos" in text and "<https://ejemplo.test/casos/" in text
    assert "style" not in text and "\n\n\n" not in text


def test_its_feed_is_there_before_and_after_the_first_issue(shown: Site, issue: Site) -> None:
    assert "bulletins" in feeds_of(shown) and newest(shown, "bulletins", "es") == ()
    assert [entry.key for entry in newest(issue, "bulletins", "en")] == [KEY]


def test_a_withdrawn_issue_leaves_no_letter(small: Path) -> None:
    assert set(files_of(site_of(small, ISSUE.replace("status: published", "status: retired")))) == {"api/v1/bulletins/boletin-1.json"}
