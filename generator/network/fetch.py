"""Asking a stranger's server: http or https only, public addresses only, with limits on time, bytes and redirects.

The address that was checked is the one connected to (``public``).
"""

from __future__ import annotations

import http.client
import re
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from generator.network.public import Private, connected

BYTES = 3_000_000  # of an answer, as it is after unpacking
SECONDS = 20.0  # for one whole answer, redirects apart
SILENCE = 10.0  # seconds without a byte
REDIRECTS = 5
AGENT = "cet-pull/1"
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/json;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
_MOVED = (301, 302, 303, 307, 308)


class Refused(Exception):
    """Why there is no answer, in Spanish and English."""

    def __init__(self, es: str, en: str) -> None:
        super().__init__(en)
        self.wordings = {"es": es, "en": en}


@dataclass(frozen=True)
class Answer:
    """What a server said. ``body`` is None where it said that nothing changed."""

    url: str
    body: bytes | None
    media: str = ""
    etag: str = ""
    modified: str = ""


Fetch = Callable[[str, str, str], Answer]  # (address, ETag, Last-Modified) -> answer


def fetch(url: str, etag: str = "", modified: str = "", *, private: bool = False) -> Answer:
    """Get an address; with what it said last time, to hear only of changes. ``private`` allows addresses that are not public.

    Raises Refused.
    """
    for _ in range(REDIRECTS + 1):
        parts = _checked(url)
        with _asked(parts, etag, modified, private) as response:
            where = response.getheader("Location")
            if response.status in _MOVED and where:
                url = urljoin(url, where)
                continue
            if response.status == 304 and (etag or modified):
                return Answer(url, None, etag=etag, modified=modified)
            if response.status != 200:
                raise Refused(f"respondió {response.status}", f"it answered {response.status}")
            body = _body(response)
            return Answer(url, body, response.getheader("Content-Type") or "", _header(response, "ETag"), _header(response, "Last-Modified"))
    raise Refused(f"más de {REDIRECTS} desvíos", f"more than {REDIRECTS} redirects")


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise Refused("la dirección no es válida", "the address is not valid") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused("la dirección no es http ni https", "the address is neither http nor https")
    if parts.username is not None or parts.password is not None or any(ord(c) < 33 or ord(c) == 127 for c in url):
        raise Refused("la dirección no es válida", "the address is not valid")
    return parts


@contextmanager
def _asked(parts: SplitResult, etag: str, modified: str, private: bool) -> Iterator[http.client.HTTPResponse]:
    """One request and its answer, closed at the end or when time is up, whatever the server does meanwhile."""
    secure, host = parts.scheme == "https", _host(parts)
    port = parts.port or (443 if secure else 80)
    name = f"[{host}]" if ":" in host else host
    headers = {"Host": name if parts.port is None else f"{name}:{port}", "User-Agent": AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip",
               **({"If-None-Match": etag} if etag else {}), **({"If-Modified-Since": modified} if modified else {})}
    late = threading.Event()
    try:
        connection = http.client.HTTPConnection(host, port, timeout=SILENCE)
        connection.sock = sock = connected(host, port, secure=secure, private=private, timeout=SILENCE)
        timer = threading.Timer(SECONDS, _end, (sock, late))
        timer.daemon = True
        timer.start()
        try:
            path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else "")
            connection.request("GET", path, headers=headers)
            yield connection.getresponse()
            if late.is_set():  # what looks like an end was ours
                raise TimeoutError
        finally:
            timer.cancel()
            connection.close()
            sock.close()
    except Private:
        raise Refused("la dirección lleva a una red privada", "the address leads into a private network") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            raise Refused("tardó demasiado", "it took too long") from error
        reason = f"{type(error).__name__}"
        raise Refused(f"no se pudo conectar o leer ({reason})", f"could not connect or read ({reason})") from error


def _end(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _host(parts: SplitResult) -> str:
    try:
        return (parts.hostname or "").encode("idna").decode("ascii") if ":" not in (parts.hostname or "") else str(parts.hostname)
    except UnicodeError:
        raise Refused("la dirección no es válida", "the address is not valid") from None


def _header(response: http.client.HTTPResponse, name: str) -> str:
    """A header to send back next time; '' for one that nobody could."""
    value = response.getheader(name) or ""
    return value if re.fullmatch(r"[\x20-\x7e]{1,200}", value) else ""


def _body(response: http.client.HTTPResponse) -> bytes:
    """The answer, unpacked, and never more than ``BYTES`` of it: what is larger is refused before it is unpacked."""
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise Refused(f"está comprimido de otra forma ({coding[:20]!r})", f"it is compressed in another way ({coding[:20]!r})")
    unpack = None if coding == "identity" else zlib.decompressobj(wbits=31)
    taken, got = bytearray(), 0
    while chunk := response.read1(65536):
        got += len(chunk)
        try:
            taken += chunk if unpack is None else unpack.decompress(chunk, BYTES + 1 - len(taken))
        except zlib.error as error:
            raise Refused("no se pudo descomprimir", "it could not be unpacked") from error
        if len(taken) > BYTES or got > BYTES or (unpack is not None and unpack.unconsumed_tail):
            raise Refused(f"tiene más de {BYTES} bytes", f"it has more than {BYTES} bytes")
    if response.length or (unpack is not None and not unpack.eof):
        raise Refused("llegó incompleto", "it came incomplete")
    return bytes(taken)
