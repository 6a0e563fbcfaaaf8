"""The published small site in a real browser. Without one these tests fail, they are not skipped."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from conftest import Published
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# A window of Chromium makes pages for its own address bar, which nobody sees here and which cost more than a page of ours.
# Only the last list of features counts, so those that Playwright switches off stand in it again.
UNSEEN = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup")
PLAYWRIGHTS = (
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints",
    "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning",
)


class Quiet(SimpleHTTPRequestHandler):
    """Requests are not news."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def root(published: Published) -> Iterator[str]:
    """The address of the site, under a sub-path as on some servers."""
    served = published.project.parent / "served"
    served.mkdir()
    (served / "sub").symlink_to(published.site)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(served))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sub/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = next((path for name in NAMES if (path := shutil.which(name))), None)
    if executable is None:
        pytest.fail(f"No Chromium on this machine ({', '.join(NAMES)}): `make test` installs it.", pytrace=False)
    with sync_playwright() as playwright:
        off = f"--disable-features={','.join((*UNSEEN, *PLAYWRIGHTS))}"
        started = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu", off])
        yield started
        started.close()


class Visit:
    """A page and everything it asked for or complained about."""

    def __init__(self, page: Page, root: str) -> None:
        self.page, self.root = page, root
        self.problems: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.problems.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("response", lambda answer: self.problems.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
        page.on("request", lambda request: self.requests.append(request.url))

    def go(self, path: str) -> Page:
        self.page.goto(self.root + path)
        return self.page


@pytest.fixture
def visit(browser: Browser, root: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A fresh visitor; ``@pytest.mark.parametrize("visit", [{...}], indirect=True)`` sets its window and habits."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **getattr(request, "param", {})})
    context.set_default_timeout(20_000)
    yield Visit(context.new_page(), root)
    context.close()
