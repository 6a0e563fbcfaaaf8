"""Asking a stranger's server: what is refused before, during and after."""

from __future__ import annotations

import gzip
import socket
import time
from http.server import BaseHTTPRequestHandler

import pytest

from generator.network import fetch as fetching
from generator.network import public
from generator.network.fetch import Refused, fetch
from generator.network.public import is_public

from .conftest import Sister, said

ETAG = '"a-1"'
WHEN = "Mon, 23 Nov 2026 00:00:00 GMT"


def refusal(url: str, private: bool = True) -> str:
    with pytest.raises(Refused) as found:
        fetch(url, private=private)
    assert found.value.wordings["es"]
    return found.value.wordings["en"]


def test_an_answer_and_what_to_say_next_time(sister: Sister) -> None:
    sister.replies["/a"] = said(b"hola", Content_Type="text/xml", ETag=ETAG, Last_Modified=WHEN)
    answer = fetch(f"{sister.url}/a", private=True)
    assert (answer.body, answer.media, answer.etag, answer.modified) == (b"hola", "text/xml", ETAG, WHEN)
    sister.replies["/a"] = said(status=304)
    again = fetch(f"{sister.url}/a", answer.etag, answer.modified, private=True)
    assert (again.body, again.etag, again.modified) == (None, ETAG, WHEN)
    headers = sister.asked[-1][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == (ETAG, WHEN)
    assert headers["host"] == sister.url.removeprefix("http://")


@pytest.mark.parametrize("address", [
    "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "2001:0:7f00:1:0:0:80ff:fffe", "ff02::1",
])
def test_addresses_that_are_not_of_the_open_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["190.12.70.1", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_open_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1"])
def test_a_private_address_is_not_asked(sister: Sister, host: str) -> None:
    assert "private network" in refusal(f"{sister.url.replace('127.0.0.1', host)}/a", private=False) or host == "[::1]"
    assert sister.asked == []


def test_a_name_with_one_private_address_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: found)
    assert "private network" in refusal("http://ejemplo.test/", private=False)


def test_a_redirect_into_a_private_network_is_not_followed(sister: Sister, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop is let through as if it were public; the second one is looked at like any other."""
    sister.replies["/a"] = said(status=302, Location=f"{sister.url.replace('127.0.0.1', '127.0.0.2')}/b")
    monkeypatch.setattr(public, "is_public", lambda address: address == "127.0.0.1")
    assert "private network" in refusal(f"{sister.url}/a", private=False)
    assert [path for path, _ in sister.asked] == ["/a"]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://ejemplo.test/", "gopher://ejemplo.test/", "http://", "http:///a", "http://a:b@ejemplo.test/",
                                 "http://ejemplo.test:99999/", "http://ejemplo.test/\r\nX: y", "http://[::1", "javascript:alert(1)", "data:text/xml,<a/>"])
def test_only_plain_web_addresses_are_asked(url: str) -> None:
    assert refusal(url).startswith("the address is")


def test_redirects_are_followed_so_far_and_to_the_web_only(sister: Sister) -> None:
    sister.replies |= {"/a": said(status=301, Location="/b"), "/b": said(b"aqui"), "/loop": said(status=302, Location="/loop"),
                       "/file": said(status=302, Location="file:///etc/passwd")}
    assert fetch(f"{sister.url}/a", private=True).body == b"aqui"
    assert refusal(f"{sister.url}/loop") == "more than 5 redirects"
    assert refusal(f"{sister.url}/file").startswith("the address is neither")


@pytest.mark.parametrize(("status", "reason"), [(404, "it answered 404"), (500, "it answered 500"), (304, "it answered 304"), (204, "it answered 204")])
def test_anything_but_an_answer_is_refused(sister: Sister, status: int, reason: str) -> None:
    sister.replies["/a"] = said(status=status)
    assert refusal(f"{sister.url}/a") == reason


def test_what_is_too_large_is_refused_whether_packed_or_not(sister: Sister, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "BYTES", 100_000)
    bomb = gzip.compress(b"a" * 50_000_000)
    assert len(bomb) < 100_000
    sister.replies |= {"/plain": said(b"a" * 100_001), "/bomb": said(bomb, Content_Encoding="gzip"), "/lie": said(b"a" * 200_000, Content_Length="300000"),
                       "/two": said(gzip.compress(gzip.compress(b"hola")), Content_Encoding="gzip, gzip"), "/cut": said(gzip.compress(bytes(range(256)))[:99], Content_Encoding="gzip"),
                       "/short": said(b"a", Content_Length="5"), "/false": said(b"no es gzip", Content_Encoding="gzip"), "/good": said(gzip.compress(b"hola"), Content_Encoding="gzip")}
    for path in ("/plain", "/bomb", "/lie"):
        assert refusal(sister.url + path) == "it has more than 100000 bytes"
    assert refusal(f"{sister.url}/two").startswith("it is compressed in another way")
    for path in ("/cut", "/short"):
        assert refusal(sister.url + path) == "it came incomplete"
    assert refusal(f"{sister.url}/false") == "it could not be unpacked"
    assert fetch(f"{sister.url}/good", private=True).body == b"hola"


def test_a_server_that_never_ends_is_left(sister: Sister, monkeypatch: pytest.MonkeyPatch) -> None:
    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(0.05)

    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    monkeypatch.setattr(fetching, "SILENCE", 0.2)
    sister.replies |= {"/slow": trickle, "/silent": lambda handler: time.sleep(1)}
    start = time.monotonic()
    assert refusal(f"{sister.url}/slow") == "it took too long"
    assert refusal(f"{sister.url}/silent") == "it took too long"
    assert time.monotonic() - start < 2


def test_a_server_that_is_not_there_is_a_reason(free_port: int) -> None:
    assert refusal(f"http://127.0.0.1:{free_port}/").startswith("could not connect")


def test_a_header_that_could_not_be_sent_back_is_not_kept(sister: Sister) -> None:
    sister.replies["/a"] = said(b"x", ETag="x" * 300)
    assert fetch(f"{sister.url}/a", private=True).etag == ""
