"""The small site's editor, served. Its program comes from npm (``.ci/editor``, which ``make test`` runs)."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.exports.editor.bundle import installed
from generator.model import Site

from ..conftest import Quiet
from .host import LOCAL, place

LONG = bool(os.environ.get("CET_LONG"))
collect_ignore = [] if LONG else ["test_long.py"]
LISTEN = "window.refused = []; addEventListener('securitypolicyviolation', e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI))"
GITHUB = {"name": "github", "repo": "centro/sitio", "branch": "main", "base_url": "https://entrar.ejemplo.test"}


@pytest.fixture(scope="session")
def desk(small_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small site's editor."""
    if installed() is None:  # no npm on this machine; the rehearsal cannot do without
        (pytest.fail if LONG else pytest.skip)(".ci/editor could not fetch the editor from npm")
    folder = tmp_path_factory.mktemp("editor")
    place(small_site, folder, LOCAL)
    place(small_site, folder / "github", GITHUB)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/admin/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="es-PE")
    context.set_default_timeout(30_000)
    made = context.new_page()
    made.add_init_script(LISTEN)
    yield made
    context.close()


TRIAL = """async ([collection, text, change]) => {
  const { formatOf } = await import("./records.js");
  const { parse } = await import("./yaml/index.js");
  window.config ??= parse(await (await fetch("config.yml")).text(), { maxAliasCount: -1 });
  const format = formatOf(window.config.collections.find((found) => found.name === collection), ["es", "en"]);
  const form = text ? format.fromFile(text) : {};
  return format.toFile(change ? (new Function("form", change)(form) ?? form) : form);
}"""


@pytest.fixture(scope="session")
def trial(browser: Browser, desk: str) -> Iterator[Any]:
    """The text of a file, and a change to its form -> what the editor would write."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/bare.html", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto(f"{desk}bare.html")
    yield lambda collection, text, change="": page.evaluate(TRIAL, [collection, text, change])
    context.close()
