"""Links to other sites: which there are, how they are asked, what is remembered, and what pages make of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner
from conftest import AS_OF, whole

from generator.cli import links as command
from generator.cli import main
from generator.diagnostics import Report
from generator.editing.outlinks import asked, links_of, remembered, turn
from generator.model import Site
from generator.network.reach import Reach
from generator.render.pages import plan_record
from generator.render.render import render
from generator.schemas.core.failed import FILE, FailedLink, load_failed, written

SOURCE = ("sources", "boletin-ejemplo")
URL = "https://boletin.ejemplo.test/viejo"
COPY = "https://archivo.ejemplo.test/copia"
DEAD = FailedLink(URL, date(2026, 11, 1), date(2026, 11, 9), 3, "404")


class Answers(BaseHTTPRequestHandler):
    """Says what the path names; keeps what it was asked."""

    seen: ClassVar[list[tuple[str, str]]] = []

    def _answer(self) -> None:
        self.seen.append((self.command, self.path))
        name = self.path.strip("/").partition("?")[0]
        if name == "only-get":
            self.send_response(200 if self.command == "GET" else 405)
        elif name == "loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
        elif name == "moved":
            self.send_response(301)
            self.send_header("Location", "/200")
        elif name == "file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
        elif name == "cut":
            self.close_connection = True
            return
        else:
            self.send_response(int(name))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = _answer

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    found = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    found.server_close()


@pytest.mark.parametrize(("path", "reason"), [
    ("200", None), ("404", "404"), ("410", "410"), ("500", "500"), ("403", None), ("429", None), ("only-get", None), ("moved", None),
    ("loop", "redirects"), ("file", "address"), ("cut", "connection"),
])  # fmt: skip
def test_what_an_answer_means(server: str, path: str, reason: str | None) -> None:
    assert Reach(timeout=5, pause=0, private=True)(f"{server}/{path}") == reason


def test_head_first_and_get_only_where_head_failed(server: str) -> None:
    ask = Reach(timeout=5, pause=0, private=True)
    Answers.seen.clear()
    ask(f"{server}/200")
    ask(f"{server}/404")
    assert Answers.seen == [("HEAD", "/200"), ("HEAD", "/404"), ("GET", "/404")]


def test_a_host_is_not_hurried(server: str) -> None:
    slept: list[float] = []
    ask = Reach(timeout=5, pause=3, private=True, sleep=slept.append)
    asked([f"{server}/200", f"{server}/200?dos", f"{server}/200?tres"], ask)
    assert len(slept) == 2 and all(2 < seconds <= 3 for seconds in slept)


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "http://localhost/", "http://10.0.0.1/", "http://169.254.169.254/latest", "http://0.0.0.0/"])
def test_no_address_of_one_s_own_network_is_asked(url: str) -> None:
    assert Reach(timeout=1, pause=0)(url) == "private"


@pytest.mark.parametrize("url", ["ftp://ejemplo.test/", "file:///etc/passwd", "https://quien:clave@ejemplo.test/", "http:///"])
def test_only_plain_web_addresses_are_asked(url: str) -> None:
    assert Reach(timeout=1, pause=0)(url) == "address"


def test_every_link_is_found_and_no_person_s(small: Path) -> None:
    page = small / "content/pages/es/acerca.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nVea [otro sitio](https://otro.ejemplo.test/a).\n", encoding="utf-8")
    found = links_of(whole(small))
    assert [place.file for place in found["https://otro.ejemplo.test/a"]] == ["content/pages/es/acerca.md"]
    assert "https://consultora.ejemplo.test/" in found
    assert not [url for url in found if "persona" in url]


def test_two_tries_of_a_day_are_one_and_an_answer_forgets(small_site: Site) -> None:
    links, day = {URL: []}, date(2026, 11, 1)
    failed = remembered(links, {}, {URL: "404"}, day)
    failed = remembered(links, failed, {URL: "404"}, day)
    assert failed[URL].tries == 1 and not failed[URL].dead
    for later in (3, 6):
        failed = remembered(links, failed, {URL: "timeout"}, day + timedelta(days=later))
    assert failed[URL].tries == 3 and not failed[URL].dead, "less than a week"
    failed = remembered(links, failed, {URL: "404"}, day + timedelta(days=7))
    assert failed[URL].dead and failed[URL].since == day
    assert remembered(links, failed, {}, day) == failed
    assert remembered(links, failed, {URL: None}, day) == {}
    assert remembered({}, failed, {}, day) == {}, "it stands nowhere any more"


def test_with_a_limit_every_link_gets_its_turn() -> None:
    links = [f"https://ejemplo.test/{number}" for number in range(10)]
    seen: set[str] = set()
    for step in range(10):
        some = turn(links, {links[9]: DEAD}, 4, AS_OF + timedelta(days=step))
        assert some[0] == links[9] and len(some) == len(set(some)) == 4
        seen.update(some)
    assert seen == set(links)


def test_the_memory_is_a_file_that_reads_back(small: Path) -> None:
    links = {DEAD.url: replace(DEAD, archived=COPY), "https://a.test/": replace(DEAD, url="https://a.test/")}
    (small / FILE).write_text(written(links.values()), encoding="utf-8")
    report = Report()
    assert load_failed(small, report) == links
    assert whole(small).failed == links
    assert not list(report)


def source_with(shown: Site, url: str, archived: str | None, failed: FailedLink | None) -> Site:
    record = shown.records[SOURCE]
    data = record.data.model_copy(update={"url": url, "archived_url": archived})
    entry = shown.entries[SOURCE]
    card = {**entry.card, "url": url, "archived_url": archived}
    return replace(shown, records={**shown.records, SOURCE: replace(record, data=data)}, entries={**shown.entries, SOURCE: replace(entry, card=card)},
                   failed={failed.url: failed} if failed else {})


def bodies(site: Site, key: tuple[str, str]) -> list[str]:
    return [render(site, page)["body"] for page in plan_record(site, key) if page.language == "es"]


def test_a_dead_link_gives_way_to_its_archived_copy(shown: Site) -> None:
    for key in (SOURCE, ("case_studies", "textil-agua")):
        (alive,) = bodies(source_with(shown, URL, COPY, None), key)
        assert f'href="{URL}"' in alive and "no responde" not in alive
        (failing,) = bodies(source_with(shown, URL, COPY, replace(DEAD, tries=2)), key)
        assert failing == alive, "two days are not enough"
        for site in (source_with(shown, URL, COPY, DEAD), source_with(shown, URL, None, replace(DEAD, archived=COPY))):
            (dead,) = bodies(site, key)
            assert f'href="{URL}"' not in dead and f'href="{COPY}"' in dead and "no responde desde el 1 de noviembre de 2026" in dead
        (bare,) = bodies(source_with(shown, URL, None, DEAD), key)
        assert f'href="{URL}"' not in bare and "no responde desde" in bare


def test_the_command_remembers_and_says_what_has_no_copy(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "Reach", lambda timeout, pause: lambda url: "404" if "consultora" in url else None)

    def run(day: str, *more: str) -> str:
        return CliRunner().invoke(main, ["links", "--project", str(small), "--as-of", day, "--lang", "en", *more]).stdout

    assert "1 do not answer, 0 dead" in run("2026-11-01")
    run("2026-11-05")
    said = run("2026-11-12")
    assert "https://consultora.ejemplo.test/: dead (404) since 2026-11-01, days tried: 3" in said
    assert "no archived copy" in said and "in content/consultants/c-0001.yml (url)" in said
    assert json.loads(run("2026-11-12", "--offline", "--format", "json"))["asked"] == 0
    assert whole(small).failed["https://consultora.ejemplo.test/"].dead
