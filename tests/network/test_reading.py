"""What becomes of a feed: its items as plain words, whatever a stranger wrote into it."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest

from generator.exports.feeds.article import LOST
from generator.network import cleaning, reading
from generator.network.fetch import Answer, Refused
from generator.network.reading import decoded, items_of
from generator.schemas.network_feeds import KEPT, Item

AS_OF = date(2026, 11, 23)
BASE = "https://centro.test/feeds/todo.atom"

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es"><title>Centro</title><id>tag:centro.test,2026:f</id><updated>2026-11-20T00:00:00Z</updated>
<entry><id>tag:centro.test,2026:1</id><title>Una curtiembre ahorra agua</title><updated>2026-11-20T00:00:00Z</updated>
<link rel="alternate" href="/casos/1/"/><link rel="related" hreflang="en" href="/en/1/"/><summary type="html">&lt;p&gt;Menos &lt;b&gt;agua&lt;/b&gt;.&lt;/p&gt;</summary></entry>
<entry xml:lang="en"><id>tag:centro.test,2026:2</id><title>A mill &amp;amp; its steam</title><published>2026-10-02T00:00:00Z</published><updated>2026-11-01T00:00:00Z</updated>
<link href="https://centro.test/en/2/"/></entry></feed>"""


def rss(items: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>Centro</title><language>pt-br</language>{items}</channel></rss>'


def one(**parts: str) -> str:
    given = {"title": "Un título", "link": "https://centro.test/1", "guid": "1", **parts}
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in given.items()) + "</item>"


def read(text: str | bytes, media: str = "application/xml") -> list[Item]:
    return items_of(Answer(BASE, text.encode() if isinstance(text, str) else text, media), AS_OF)


def refused(text: str | bytes) -> str:
    with pytest.raises(Refused) as found:
        read(text)
    return found.value.wordings["en"]


def test_atom() -> None:
    first, second = read(ATOM)
    assert first == Item(id="tag:centro.test,2026:1", url="https://centro.test/casos/1/", title="Una curtiembre ahorra agua", summary="Menos agua .",
                         date=date(2026, 11, 20), language="es")
    assert (second.title, second.date, second.language, second.summary) == ("A mill & its steam", date(2026, 10, 2), "en", None)


def test_rss() -> None:
    found, = read(rss(one(pubDate="Mon, 02 Nov 2026 10:00:00 -0500", description="Hola &lt;i&gt;mundo&lt;/i&gt;")))
    assert (found.id, found.url, found.summary, found.date, found.language) == ("1", "https://centro.test/1", "Hola mundo", date(2026, 11, 2), "pt-br")


def test_json_feed() -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "language": "en", "items": [
        {"id": "a", "url": "https://centro.test/a", "title": "A <b>case</b>", "content_html": "<p>Words</p>", "date_published": "2026-11-02T10:00:00-05:00"},
        {"id": 7, "external_url": "https://centro.test/7", "content_text": "No title at all"}, "junk", {"id": "b", "url": "javascript:alert(1)", "title": "x"}]}
    first, second = read(json.dumps(feed), "application/feed+json")
    assert (first.title, first.summary, first.date, first.language) == ("A case", "Words", date(2026, 11, 2), "en")
    assert (second.id, second.title, second.date) == ("7", "No title at all", None)


@pytest.mark.parametrize("text", ["", "hola", "<html><body>404</body></html>", "{}", "[]", "{", '{"version": "https://jsonfeed.org/version/1", "items": 5}', "[" * 100_000,
                                  '{"version": {"a": 1}, "items": []}', "\0\0\0", "/etc/passwd", "http://127.0.0.1/"])
def test_what_is_no_feed_is_refused(text: str) -> None:
    assert refused(text) in ("it is no feed that we can read", "its JSON cannot be read")


@pytest.mark.parametrize("declared", ['<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>",
                                      "<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://127.0.0.1/x.dtd'> %p;]>", "<!DOCTYPE r [<! eNtItY x 'y'>]>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_entities_of_its_own_are_never_read(declared: str, encoding: str) -> None:
    text = rss(one(title="&x;&b;"), declared)
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert "entities of its own" in refused(mark + text.encode(encoding))


def test_a_file_named_by_a_doctype_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secreto.dtd"
    secret.write_text("<!ENTITY x 'SECRETO'>")
    found = read(rss(one(title="Uno &x; dos"), f'<!DOCTYPE rss SYSTEM "{secret.as_uri()}">'))
    assert "SECRETO" not in repr(found)


@pytest.mark.parametrize(("html", "words"), [
    ("<script>alert(1)</script>Hola", "Hola"), ("Hola<style>p{}</style> mundo", "Hola mundo"), ("<img src=x onerror=alert(1)>Hola", "Hola"),
    ("<!-- no -->Hola<iframe src='//x'>no</iframe>", "Hola"), ("&lt;script&gt;", "<script>"), ("a < b y c > d", "a < b y c > d"),
    ("ho\u200bla \u202eodnum\u202c", "hola odnum"), ("a\x00b\x07c\u2028d", "a b c d"), ("Z" + "\u0335" * 50, "Z" + "\u0335" * 3), ("מים \u05d0", "מים \u05d0"),
    ("<svg><script>x</script></svg>Hola", "Hola"), ("<a href='javascript:x'>ver</a>", "ver"), ("\ud800Hola", "Hola"), ("&#0;&#xD800;Hola", "Hola"), ("Café\u0301"[:4] + "\u0301", "Café\u0301"),
])
def test_words_are_only_words(html: str, words: str) -> None:
    assert cleaning.text(html, 300).split() == words.split()


def test_words_end_where_they_must() -> None:
    assert len(cleaning.text("palabra " * 1000, 300)) <= 300
    start = time.process_time()
    assert len(cleaning.text("<b>" * 1_000_000, 300)) <= 300
    assert time.process_time() - start < 1


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "ftp://x.test/", "mailto:a@b.test",
                                 "http://a:b@c.test/", "http://", "", "http://x.test:99999/", "http://[", "https://" + "a" * 2000 + ".test/", None, 5, "http://ñ.test/"])
def test_only_web_addresses_are_linked(url: object) -> None:
    assert cleaning.link(url, BASE) == ""


@pytest.mark.parametrize(("url", "full"), [
    ("/a?b=1#c", "https://centro.test/a?b=1#c"), ("//otro.test/", "https://otro.test/"), (" https://x.test/a b ", "https://x.test/a%20b"),
    ('https://x.test/"><script>', "https://x.test/%22%3E%3Cscript%3E"), ("https://x.test/ñ\u202e", "https://x.test/%C3%B1%E2%80%AE"), ("HTTPS://x.test/'", "https://x.test/%27"),
])
def test_addresses_are_made_whole(url: str, full: str) -> None:
    assert cleaning.link(url, BASE) == full


@pytest.mark.parametrize("stamp", ["Mon, 32 Foo 2026", "", "0000-00-00", "1970-01-01T00:00:00Z", "2999-01-01", "99999999999999999999-01-01", "ayer"])
def test_a_date_that_cannot_be_true_is_unknown(stamp: str) -> None:
    assert read(rss(one(pubDate=stamp)))[0].date is None
    assert cleaning.iso_day(stamp, AS_OF) is None


@pytest.mark.parametrize(("body", "media"), [
    (rss(one(title="Producción año")).encode("latin-1"), ""), (rss(one(title="Producción año")).encode("windows-1252"), "text/xml; charset=utf-8"),
    (rss(one(title="Producción año")).replace('version="1.0"?', 'version="1.0" encoding="ISO-8859-1"?').encode("latin-1"), "text/xml"),
    (rss(one(title="Producción año")).encode("utf-16"), "text/xml"), ("\ufeff" + rss(one(title="Producción año")), "text/xml; charset=latin1"),
    (rss(one(title="Producción año")).replace('version="1.0"?', 'version="1.0" encoding="utf-7"?'), ""), (rss(one(title="Producción año")), "text/xml; charset=no-such"),
])
def test_encodings_that_are_said_wrongly(body: bytes | str, media: str) -> None:
    assert read(body, media)[0].title == "Producción año"


def test_utf_7_is_no_way_around() -> None:
    assert decoded(b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-ENTITY', "text/xml; charset=utf-7").endswith("+ADwAIQ-ENTITY")


def test_bytes_that_fit_nothing_are_lost_and_said() -> None:
    assert LOST in decoded(b"a\x81b\xff", "") or decoded(b"a\x81b\xff", "")


def test_ten_thousand_items_leave_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 600)  # three seconds of work, on a machine that may be busy
    items = "".join(f"<item><title>Noticia número {n}</title><link>https://centro.test/{n}</link><guid>{n}</guid>"
                    f"<pubDate>{1 + n % 28:02} Oct 2026 00:00:00 GMT</pubDate></item>" for n in range(10_000))
    found = read(rss(items))
    assert len(found) == KEPT
    assert {item.date for item in found} == {date(2026, 10, 28)}


def test_a_feed_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.3)
    start = time.monotonic()
    assert refused("<rss version='2.0'><channel>" + "<a" * 400_000) == "reading it takes too long"
    assert time.monotonic() - start < 3


def test_a_broken_feed_gives_what_can_be_read() -> None:
    broken = rss(one(title="Primera noticia") + "<item><title>Segunda &noticia <b></title><link>https://centro.test/2</link>")
    assert "Primera noticia" in [item.title for item in read(broken)]


def test_the_same_id_is_one_item() -> None:
    assert [item.title for item in read(rss(one(title="Primero") + one(title="Segundo")))] == ["Primero"]
