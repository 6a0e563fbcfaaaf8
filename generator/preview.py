"""``cet serve``: the site as it would be published, read anew on every change, with content errors on the page.

Pages are rendered when they are asked for, so a change shows as soon as the content is read and checked.

The last good site stays in place while the content has errors; the page then says what is wrong and where.
"""

from __future__ import annotations

import html
import mimetypes
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator import pipeline
from generator.diagnostics import Diagnostic, Fault
from generator.render.environment import environment
from generator.stamp.snapshot import Snapshot

WATCHED = ("content", "case_studies", "toolkits", "theme_overrides", "mkdocs.yml")
RELOAD = "/__preview/reload.js"
STATE = "/__preview/state"
QUIET = 0.2  # seconds without a further change before a rebuild
_HTML = "text/html; charset=utf-8"
WAIT = 25.0  # seconds a browser's question may hang before it asks again

SCRIPT = f"""(function ask(seen) {{
  fetch('{STATE}?' + seen).then(function (answer) {{ return answer.text(); }}).then(function (now) {{
    if (seen && now !== seen) location.reload(); else ask(now);
  }}).catch(function () {{ setTimeout(function () {{ ask(seen); }}, 1000); }});
}})('');"""

_SAID = {"es": "Páginas: {pages}. Errores: {errors}.", "en": "Pages: {pages}. Errors: {errors}."}
_TITLE = {"es": "El contenido tiene errores", "en": "The content has errors"}
_KEPT = {"es": "Se muestra la última versión buena en cuanto se corrijan.", "en": "The site comes back as soon as they are mended."}


@dataclass
class Preview:
    """One preview: builds, serves, watches."""

    options: pipeline.Options
    language: str
    say: Callable[[str], None]
    version: int = 0
    problem: str = ""  # a page of HTML while the content has errors
    snapshot: Snapshot | None = None  # the last good site
    changed: threading.Condition = field(default_factory=threading.Condition)

    def rebuild(self) -> None:
        """Build once; afterwards either the site is new or the problem says why not."""
        environment.cache_clear()  # a template may be what changed
        snapshot = None
        try:
            checked, snapshot = pipeline.snapshot(self.options)
            errors = checked.report.errors
            problem = _page(errors, self.language) if errors else ""
            self.say(_SAID[self.language].format(errors=len(errors), pages=len(snapshot) if snapshot else 0))
        except (OSError, Fault) as fault:
            problem = _message(str(fault), self.language)
            self.say(str(fault))
        except Exception as fault:  # a template being edited may fail in any way; the preview must survive it
            problem = _message(f"{type(fault).__name__}: {fault}", self.language)
            self.say(f"{type(fault).__name__}: {fault}")
        with self.changed:
            self.snapshot = snapshot or self.snapshot
            self.problem, self.version = problem, self.version + 1
            self.changed.notify_all()

    @contextmanager
    def server(self, host: str, port: int) -> Iterator[tuple[str, int]]:
        """Serve in the background; yields the address."""
        server = ThreadingHTTPServer((host, port), partial(_Handler, self))
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield str(server.server_address[0]), int(server.server_address[1])
        finally:
            server.shutdown()
            server.server_close()

    def watch(self, stop: threading.Event | None = None) -> None:
        """Build, then rebuild after every change, until ``stop`` is set or the keyboard interrupts."""
        stop = stop or threading.Event()
        touched = threading.Event()
        observer = Observer()
        handler = _Touch(touched)
        own = Path(__file__).parent
        for path in (*(self.options.project / name for name in WATCHED), own / "templates", own / "locales"):
            if path.exists():
                observer.schedule(handler, str(path), recursive=path.is_dir())
        observer.start()
        try:
            self.rebuild()
            while not stop.is_set():
                if not touched.wait(QUIET):
                    continue
                while touched.is_set():  # editors write in several steps
                    touched.clear()
                    stop.wait(QUIET)
                self.rebuild()
        finally:
            observer.stop()
            observer.join()


class _Touch(FileSystemEventHandler):
    def __init__(self, touched: threading.Event) -> None:
        self.touched = touched

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("created", "modified", "deleted", "moved"):
            self.touched.set()


class _Handler(BaseHTTPRequestHandler):
    """The site's files, with the reload script in every page; the problem in place of pages while there is one."""

    def __init__(self, preview: Preview, *args: Any) -> None:
        self.preview = preview
        super().__init__(*args)

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == RELOAD:
            self._send(SCRIPT.encode(), "text/javascript")
        elif path == STATE:
            self._state(query)
        else:
            self._file(unquote(path).lstrip("/"))

    def _state(self, seen: str) -> None:
        preview = self.preview
        with preview.changed:
            preview.changed.wait_for(lambda: str(preview.version) != seen, WAIT)
            version = preview.version
        self._send(str(version).encode(), "text/plain")

    def _file(self, path: str) -> None:
        kind = mimetypes.guess_type(path)[0] or "text/html"
        problem, snapshot = self.preview.problem, self.preview.snapshot
        if kind == "text/html" and (problem or snapshot is None):
            self._send(_with_reload(problem.encode()), _HTML)
        elif snapshot is None:
            self._send(b"", kind, HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self._content(snapshot, path, kind)

    def _content(self, snapshot: Snapshot, path: str, kind: str) -> None:
        try:
            if path and not path.endswith("/") and snapshot.content(f"{path}/index.html") is not None:
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", f"/{path}/")
                self.end_headers()
                return
            content = snapshot.content(f"{path}index.html" if not path or path.endswith("/") else path)
            language = path.partition("/")[0]
            lost = None if content is not None else snapshot.content(f"{language}/404.html") or snapshot.content("404.html")
        except Exception as fault:  # a template being edited may fail in any way; the page says how
            content, lost, kind = _message(f"{type(fault).__name__}: {fault}", self.preview.language).encode(), None, "text/html"
        if lost is not None:
            self._send(_with_reload(lost), _HTML, HTTPStatus.NOT_FOUND)
        elif kind == "text/html":
            self._send(_with_reload(content or b"404"), _HTML)
        else:
            self._send(content or b"", kind)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not news."""


def _with_reload(page: bytes) -> bytes:
    script = f'<script src="{RELOAD}" defer></script>'.encode()
    return page.replace(b"</body>", script + b"</body>") if b"</body>" in page else page + script


def _page(errors: list[Diagnostic], language: str) -> str:
    items = "".join(
        f"<li><code>{html.escape(str(d.span))}</code> {html.escape(d.field)}<br><strong>{html.escape(d.message(language))}</strong><br>"
        f"{html.escape(d.cure(language))}</li>"
        for d in errors
    )
    return _frame(f"<ol>{items}</ol>", language)


def _message(text: str, language: str) -> str:
    return _frame(f"<pre>{html.escape(text)}</pre>", language)


def _frame(body: str, language: str) -> str:
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{_TITLE[language]}</title>'
        f'<body><h1>{_TITLE[language]}</h1><p>{_KEPT[language]}</p>{body}</body></html>'
    )
