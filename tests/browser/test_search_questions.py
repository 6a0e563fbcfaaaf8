"""Questions over the repository's own content, asked in the real interface (tests/search/questions.yml)."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY
from playwright.sync_api import Browser, expect

from generator.model import Site
from generator.render.urls import target_address

from .conftest import Quiet

pytestmark = pytest.mark.browser

QUESTIONS: list[dict[str, Any]] = yaml.safe_load((REPOSITORY / "tests" / "search" / "questions.yml").read_text(encoding="utf-8"))
RIGHT = 39 / 40  # of all questions, at least


@pytest.fixture(scope="module")
def served(real_published: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(real_published))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def address(site: Site, name: str, language: str) -> str:
    found = target_address(site, name if name.startswith("page:") else f"record:{name}", language)
    assert found is not None, f"{name} is not a page of the site"
    return found


def right(question: dict[str, Any], first: list[str], site: Site) -> bool:
    if question["expect"] == "none":
        return not first
    return bool(set(first) & {address(site, name, question["in"]) for name in question["expect"]})


def test_the_search_answers_what_visitors_ask(browser: Browser, served: str, real_shown: Site) -> None:
    wrong: dict[str, list[str]] = {}
    for language, prefix in real_shown.settings.prefixes.items():
        page = browser.new_page()
        page.goto(f"{served}{prefix}{real_shown.strings[language]['find.segment']}/")
        for question in QUESTIONS:
            if question["in"] != language:
                continue
            status, field = page.locator(".search-status"), page.locator("#search-question")
            field.fill("")
            expect(status).to_have_text("", timeout=30_000)
            field.fill(question["ask"])
            expect(status).to_have_text(re.compile(r"^\d"), timeout=30_000)
            links = page.locator(".search-hit > a").evaluate_all("links => links.slice(0, 3).map(link => link.href)")
            first = [link.removeprefix(served) for link in links]
            if not right(question, first, real_shown):
                wrong[f"{question['ask']} ({language})"] = first
        page.close()
    assert len(QUESTIONS) - len(wrong) >= RIGHT * len(QUESTIONS), wrong
