"""A server of this machine that says what a test wants, and notes what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Reply = Callable[[BaseHTTPRequestHandler], None]


def said(body: bytes = b"", status: int = 200, **headers: str) -> Reply:
    """A plain reply; ``Content_Type`` is the header ``Content-Type``."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


@dataclass
class Sister:
    """A sister centre: replies by path."""

    url: str = ""
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    sister: Sister

    def do_GET(self) -> None:
        self.sister.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        with suppress(OSError):  # who asked hung up
            self.sister.replies.get(self.path, said(status=404))(self)

    def log_message(self, format: str, *args: object) -> None:
        """Tests look at ``asked``."""


@pytest.fixture
def sister() -> Iterator[Sister]:
    found = Sister()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"sister": found}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield found
    server.shutdown()
    server.server_close()
