"""What kind of page stands at each address of a built site, and a browser on it: for the steps that look at every kind."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from lxml import html
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator.derive.visible import visible  # noqa: E402
from generator.diagnostics import Report  # noqa: E402
from generator.render.pages import plan  # noqa: E402
from generator.schemas.core.loader import load_whole  # noqa: E402


def kinds(site: Path, project: Path = ROOT, as_of: date | None = None) -> dict[str, list[Path]]:
    """Kind of page -> its files in the site. What nothing else explains is an old address's page."""
    content = load_whole(project, Report(), as_of or datetime.now(UTC).date())
    assert content is not None
    known: dict[str, str] = {}
    for page in plan(visible(content)):
        if page.kind in ("record", "part", "retired"):
            kind = f"{page.kind} {page.collection}"
        elif page.facet:
            kind = f"facet {page.collection} {page.facet}"
        else:
            kind = f"{page.kind} {page.collection}".strip()
        known[f"{page.address}index.html"] = kind
    known |= {f"{page.address}index.html": "prose" for page in content.prose}
    found: dict[str, list[Path]] = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        kind = "404" if path.name == "404.html" else known.get(name, "admin" if name.startswith("admin/") else "old address or other")
        found.setdefault(kind, []).append(path)
    return dict(sorted(found.items()))


def sample(site: Path) -> list[tuple[str, str, Path]]:
    """The largest page of each kind in each language: kind, language, file."""
    chosen = []
    for kind, pages in kinds(site).items():
        languages: dict[str, Path] = {}
        for page in sorted(pages, key=lambda page: page.stat().st_size):
            languages[html.parse(str(page)).getroot().get("lang", "")] = page
        chosen += [(kind, language, page) for language, page in sorted(languages.items(), reverse=True) if kind != "admin"]
    return chosen


class _Quiet(SimpleHTTPRequestHandler):
    """Requests are not news."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def visited(site: Path) -> Iterator[tuple[Browser, str]]:
    """Chromium, and the address at which it finds the site."""
    executable = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if executable is None:
        sys.exit("no Chromium: sh .ci/browser")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        yield browser, f"http://127.0.0.1:{server.server_port}/"
        browser.close()
        server.shutdown()
