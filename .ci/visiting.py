"""A built site on the loopback as a static host serves it, and a browser on it: for the steps that look at pages."""

from __future__ import annotations

import gzip
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from kinds import kinds
from lxml import html
from playwright.sync_api import Browser, sync_playwright

COMPRESSED = (".html", ".css", ".js", ".svg", ".json", ".xml")


def sample(site: Path) -> list[tuple[str, str, Path]]:
    """The largest page of each kind in each language: kind, language, file."""
    chosen = []
    for kind, pages in kinds(site).items():
        languages: dict[str, Path] = {}
        for page in sorted(pages, key=lambda page: page.stat().st_size):
            languages[html.parse(str(page)).getroot().get("lang", "")] = page
        chosen += [(kind, language, page) for language, page in sorted(languages.items(), reverse=True) if kind != "admin"]
    return chosen


class Host(SimpleHTTPRequestHandler):
    """A static host that compresses and lets assets be kept."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)) + ("; charset=utf-8" if path.suffix in (".html", ".css", ".js") else ""))
        if path.suffix in COMPRESSED:
            body = gzip.compress(body, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        if "assets" in path.parts:
            self.send_header("Cache-Control", "max-age=31536000, immutable")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def chromium() -> str:
    """Where Chromium is; without it the step ends."""
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    return found or sys.exit("no Chromium: sh .ci/browser")


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which the site is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def visited(site: Path) -> Iterator[tuple[Browser, str]]:
    """Chromium, and the address at which it finds the site."""
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        yield browser, address
        browser.close()
