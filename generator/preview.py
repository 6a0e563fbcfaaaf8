"""``cet serve``: the site as it would be published, rebuilt on every change, with content errors on the page.

The last good site stays in place while the content has errors; the page then says what is wrong and where.
"""

from __future__ import annotations

import html
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator import pipeline
from generator.diagnostics import Diagnostic
from generator.render.environment import environment

WATCHED = ("content", "case_studies", "toolkits", "theme_overrides", "mkdocs.yml")
RELOAD = "/__preview/reload.js"
STATE = "/__preview/state"
QUIET = 0.2  # seconds without a further change before a rebuild
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
    changed: threading.Condition = field(default_factory=threading.Condition)

    def rebuild(self) -> None:
        """Build once; afterwards either the site is new or the problem says why not."""
        environment.cache_clear()  # a template may be what changed
        try:
            built = pipeline.build(self.options)
            errors = built.checked.report.errors
            problem = _page(errors, self.language) if errors else ""
            self.say(_SAID[self.language].format(errors=len(errors), pages=built.pages))
        except (OSError, pipeline.Fault) as fault:
            problem = _message(str(fault), self.language)
            self.say(str(fault))
        except Exception as fault:  # a template being edited may fail in any way; the preview must survive it
            problem = _message(f"{type(fault).__name__}: {fault}", self.language)
            self.say(f"{type(fault).__name__}: {fault}")
        with self.changed:
            self.problem, self.version = problem, self.version + 1
            self.changed.notify_all()

    @contextmanager
    def server(self, host: str, port: int) -> Iterator[tuple[str, int]]:
        """Serve in the background; yields the address."""
        self.options.site.mkdir(parents=True, exist_ok=True)
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


class _Handler(SimpleHTTPRequestHandler):
    """The site's files, with the reload script in every page; the problem in place of pages while there is one."""

    def __init__(self, preview: Preview, *args: object) -> None:
        self.preview = preview
        super().__init__(*args, directory=str(preview.options.site))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == RELOAD:
            self._send(SCRIPT.encode(), "text/javascript")
        elif path == STATE:
            self._state(self.path.partition("?")[2])
        else:
            self._file(path)

    def _state(self, seen: str) -> None:
        preview = self.preview
        with preview.changed:
            preview.changed.wait_for(lambda: str(preview.version) != seen, WAIT)
            version = preview.version
        self._send(str(version).encode(), "text/plain")

    def _file(self, path: str) -> None:
        target = Path(self.translate_path(path))
        if target.is_dir() and not path.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", path + "/")
            self.end_headers()
            return
        page = target / "index.html" if target.is_dir() else target
        is_page = page.suffix == ".html" or not page.suffix
        if is_page and self.preview.problem:
            self._send(_with_reload(self.preview.problem.encode()), "text/html; charset=utf-8")
        elif page.suffix == ".html" and page.is_file():
            self._send(_with_reload(page.read_bytes()), "text/html; charset=utf-8")
        elif page.is_file():
            self._send(page.read_bytes(), self.guess_type(str(page)))
        else:
            language = path.split("/")[1] if path.count("/") > 1 else ""
            lost = next((f for f in (self.preview.options.site / language / "404.html", self.preview.options.site / "404.html") if f.is_file()), None)
            self._send(_with_reload(lost.read_bytes() if lost else b"404"), "text/html; charset=utf-8", HTTPStatus.NOT_FOUND)

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
