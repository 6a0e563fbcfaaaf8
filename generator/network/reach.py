"""Whether an address of another site answers. Only public http and https addresses are asked, one host never in a hurry.

The connection is made to the address that was checked (``public``).
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit, urlunsplit

from generator import __version__
from generator.network.public import Private, connected

AGENT = f"cet-links/{__version__}"
MOST_HOPS = 5
# Somebody is there, and does not talk to programs: no reason to call a link dead.
_SHY = frozenset({401, 403, 405, 406, 407, 418, 429, 451, 999})
_AGAIN = frozenset({400, 403, 404, 405, 406, 410, 500, 501, 503})  # some servers know GET only


@dataclass
class Reach:
    """Asks with HEAD, then with GET. ``pause`` and ``timeout`` are seconds; ``private`` allows addresses of one's own network (for tests)."""

    timeout: float = 10
    pause: float = 1
    private: bool = False
    sleep: Callable[[float], None] = time.sleep
    _last: dict[str, float] = field(default_factory=dict)  # host -> when it was asked last

    def __call__(self, url: str) -> str | None:
        """Why an address does not answer: a status, or a word; None where it does."""
        try:
            status = self._status("HEAD", url)
            if status in _AGAIN:
                status = self._status("GET", url)
        except Private:
            return "private"
        except (OSError, http.client.HTTPException, ValueError) as error:
            return _word(error)
        return None if status < 400 or status in _SHY else str(status)

    def _status(self, method: str, url: str) -> int:
        """The status at the end of the redirects."""
        for _ in range(MOST_HOPS + 1):
            status, location = self._ask(method, url)
            if status not in (301, 302, 303, 307, 308) or not location:
                return status
            url = urljoin(url, location)
        raise ValueError("redirects")

    def _ask(self, method: str, url: str) -> tuple[int, str | None]:
        parts = urlsplit(url)
        host = parts.hostname
        if parts.scheme not in ("http", "https") or not host or parts.username is not None:
            raise ValueError("address")
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        if port not in (80, 443, 8080, 8443) and not self.private:
            raise ValueError("port")
        name = host.encode("idna").decode() if not host.isascii() else host
        self._wait(name)
        connection = http.client.HTTPConnection(name, port, timeout=self.timeout)
        connection.sock = connected(name, port, secure=secure, private=self.private, timeout=self.timeout)
        try:
            target = urlunsplit(("", "", _quoted(parts.path) or "/", _quoted(parts.query), ""))
            connection.request(method, target, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location")
        finally:
            connection.close()

    def _wait(self, host: str) -> None:
        left = self._last.get(host, float("-inf")) + self.pause - time.monotonic()
        if left > 0:
            self.sleep(left)
        self._last[host] = time.monotonic()


def _quoted(part: str) -> str:
    """A part of an address as it may be sent: no space, no control, no letter beyond ASCII."""
    return "".join(sign if sign.isascii() and sign > " " and sign != "\x7f" else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in part)


def _word(error: Exception) -> str:
    """A fault in a word that is the same tomorrow."""
    kinds: tuple[tuple[type[Exception], str], ...] = (
        (socket.gaierror, "name"), (ssl.SSLError, "certificate"), (TimeoutError, "timeout"), (ConnectionError, "connection"), (OSError, "network"),
        (http.client.HTTPException, "answer"), (UnicodeError, "address"),
    )
    word = next((word for kind, word in kinds if isinstance(error, kind)), None)
    return word or (str(error) if str(error) in ("redirects", "port", "address") else "address")
