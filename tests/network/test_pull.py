"""``cet pull``: what is kept of a feed, what is said, and how failing is remembered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import checked, whole

from generator import cli
from generator.schemas.network_feeds import Cache

from .conftest import Sister, said
from .test_fetch import ETAG
from .test_reading import ATOM, one, rss

HAND = """# Escrito a mano.
id: {name}
status: published
updated: 2026-11-20
title: "Centro {name}"
summary: {{es: "Lo que publica.", en: "What it publishes."}}
url: "{url}" # su canal
language: es
{more}sources: [boletin-ejemplo]
"""


def follow(project: Path, sister: Sister, name: str = "hermano", path: str = "/feed", more: str = "") -> Path:
    """A record that follows a feed of the sister centre."""
    file = project / "content" / "network_feeds" / f"{name}.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(HAND.format(name=name, url=sister.url + path, more=more), encoding="utf-8")
    return file


def pull(project: Path, *more: str, day: str = "2026-11-23", code: int = 0) -> Result:
    result = CliRunner().invoke(cli.main, ["pull", "--project", str(project), "--as-of", day, "--allow-private", "--lang", "en", *more])
    assert result.exit_code == code, result.output
    return result


def cache_of(project: Path, name: str = "hermano") -> Cache:
    found = whole(project).records["network_feeds", name].data.cache
    assert isinstance(found, Cache)
    return found


def test_what_a_feed_says_is_kept_below_what_was_written_by_hand(small: Path, sister: Sister) -> None:
    sister.replies["/feed"] = said(ATOM.encode(), ETag=ETAG)
    file = follow(small, sister)
    before = file.read_text(encoding="utf-8")
    assert pull(small).stdout == "hermano: 2 items; something changed.\n"
    assert file.read_text(encoding="utf-8").startswith(before)
    cache = cache_of(small)
    assert [item.title for item in cache.items] == ["Una curtiembre ahorra agua", "A mill & its steam"]
    assert (cache.etag, str(cache.changed), cache.failures) == (ETAG, "2026-11-23", ())
    assert checked(small).report.errors == []


def test_a_day_without_news_writes_nothing(small: Path, sister: Sister) -> None:
    sister.replies["/feed"] = said(ATOM.encode(), ETag=ETAG)
    file = follow(small, sister)
    pull(small)
    before = file.read_bytes()
    assert pull(small, day="2026-11-24").stdout == "hermano: nothing new (2).\n"
    sister.replies["/feed"] = said(status=304)
    assert pull(small, day="2026-11-25").stdout == "hermano: nothing new (2).\n"
    assert sister.asked[-1][1]["if-none-match"] == ETAG
    assert file.read_bytes() == before


def test_what_a_feed_no_longer_says_is_kept_no_longer(small: Path, sister: Sister) -> None:
    follow(small, sister)
    for title in ("Primera", "Segunda"):
        sister.replies["/feed"] = said(rss(one(title=title, guid=title)).encode())
        pull(small)
    assert [item.title for item in cache_of(small).items] == ["Segunda"]


def test_failing_is_a_warning_until_the_third_day_and_forgotten_after_a_good_one(small: Path, sister: Sister) -> None:
    file = follow(small, sister)
    sister.replies["/feed"] = said(ATOM.encode())
    pull(small)
    kept = cache_of(small).items
    sister.replies["/feed"] = said(status=500)
    for day, code, failures in (("2026-11-24", 0, 1), ("2026-11-24", 0, 1), ("2026-11-25", 0, 2), ("2026-11-26", 1, 3)):
        said_ = pull(small, day=day, code=code).stderr
        assert ("Error" if code else "Warning") in said_ and "it answered 500" in said_
        assert len(cache_of(small).failures) == failures
        assert cache_of(small).items == kept
    assert checked(small).report.errors == []
    sister.replies["/feed"] = said(ATOM.encode())
    pull(small, day="2026-11-27")
    assert cache_of(small).failures == ()
    assert "failures" not in file.read_text(encoding="utf-8")


def test_one_dead_feed_does_not_stop_the_others(small: Path, sister: Sister) -> None:
    sister.replies["/feed"] = said(ATOM.encode())
    follow(small, sister, "uno", "/no")
    follow(small, sister, "dos")
    result = pull(small)
    assert "uno" in result.stderr and "dos: 2 items" in result.stdout
    assert pull(small, "dos").stdout == "dos: nothing new (2).\n"
    assert "uno" in pull(small, "tres", code=2).stderr


def test_private_addresses_are_refused_unless_allowed(small: Path, sister: Sister) -> None:
    follow(small, sister)
    result = CliRunner().invoke(cli.main, ["pull", "--project", str(small), "--as-of", "2026-11-23"])
    assert "red privada" in result.stderr
    assert sister.asked == []


def test_without_feeds_there_is_nothing_to_ask(small: Path) -> None:
    assert "no published feed" in pull(small).stdout


HOSTILE = ['"comillas" y \\ barra', "clave: valor # nota", "- guion", "{llaves}", "\u0000nulo", "&amp;lt;b&amp;gt;", "١٢٣ مرحبا \u202e", "|\n  bloque",
           "no", "2026-11-23", "\U0001f600", "<![CDATA[<script>alert(1)</script>Hola]]>", "{{ 7*7 }} {% raw %}"]


def test_hostile_words_become_a_right_record(small: Path, sister: Sister) -> None:
    """One after the other in one feed: a nul makes it ill-formed, and it is read all the same."""
    sister.replies["/feed"] = said(rss("".join(one(title=text, guid=f"{n}{text}", description=text) for n, text in enumerate(HOSTILE))).encode())
    follow(small, sister)
    pull(small)
    assert [str(found.span) for found in checked(small).report if "network_feeds" in str(found.span)] == []
    assert len(cache_of(small).items) == len(HOSTILE)


def test_the_api_of_this_generator(small: Path, sister: Sister) -> None:
    def change(collection: str, name: str, **more: str) -> dict[str, str]:
        return {"collection": collection, "id": name, "status": "published", "updated": "2026-11-20", "url": f"{sister.url}/api/v1/{collection}/{name}.json", **more}

    def row(name: str, **more: object) -> dict[str, object]:
        return {"id": name, "status": "published", "url": f"{sister.url}/api/v1/news/{name}.json", "urls": {"es": f"{sister.url}/n/{name}/", "en": f"{sister.url}/en/n/{name}/"},
                "title": {"es": f"Noticia {name}", "en": f"News {name}"}, "updated": "2026-11-20", **more}

    first = {"api": "v1", "changes": [change("news", "uno"), change("news", "vieja", status="retired")], "next": f"{sister.url}/api/v1/changes-2.json"}
    second = {"api": "v1", "changes": [change("news", "dos", updated="2026-10-01"), change("../x", "tres"), 5], "next": "https://otro.test/api/v1/changes-3.json"}
    pages = {"changes.json": first, "changes-2.json": second, "news.json": {"collection": "news", "records": [row("uno")], "next": "news-2.json"},
             "news-2.json": {"collection": "news", "records": [row("otra"), row("dos", updated="2026-10-01")]}}
    sister.replies |= {f"/api/v1/{name}": said(json.dumps(page).encode()) for name, page in pages.items()}
    follow(small, sister, path="/api/v1/changes.json", more="format: api\n")
    assert pull(small).stdout == "hermano: 2 items; something changed.\n"
    assert [(item.title, item.url, str(item.date)) for item in cache_of(small).items] == [
        ("Noticia uno", f"{sister.url}/n/uno/", "2026-11-20"), ("Noticia dos", f"{sister.url}/n/dos/", "2026-10-01")]
    assert [path for path, _ in sister.asked] == ["/api/v1/changes.json", "/api/v1/changes-2.json", "/api/v1/news.json", "/api/v1/news-2.json"]


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"changes": 5}', ATOM.encode(), b"{" * 50_000])
def test_what_is_no_api_is_refused(small: Path, sister: Sister, body: bytes) -> None:
    sister.replies["/api"] = said(body)
    follow(small, sister, path="/api", more="format: api\n")
    assert "Warning: hermano: it" in pull(small).stderr
