"""The copy to take along: every link leads somewhere on the disk or to the web, and nothing needs a server."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Container
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import Published

from generator.exports import offline
from generator.model import Site

HEAD = ('<head><meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">\n'
        '<script src="{up}assets/javascripts/site.js" integrity="sha256-x" crossorigin="anonymous"></script></head>')
SPRITE = '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="i-a" viewBox="0 0 1 1"><path d="M0 0"/></symbol><symbol id="i-b"><path/></symbol></svg>'


@pytest.fixture
def target(tmp_path: Path) -> Path:
    files = {
        "index.html": HEAD.format(up="") + '<body><a href="casos/">x</a><a href="./">y</a></body>',
        "casos/uno/index.html": HEAD.format(up="../../") + (
            '<body><a href="../../">a</a><a href="../../casos/uno/#dos">b</a><a href="../../api/v1/x.json">c</a><a href="ficha.pdf">d</a>'
            '<a href="#e">e</a><a href="https://x.test/">f</a><a href="mailto:a@b.c">g</a><a href="../../medidas/?q=1">h</a><a href="../">i</a>'
            '<svg><use href="../../assets/icons.svg#i-a"/></svg><a href="../../buscar/" data-search>j</a></body>'),
        "casos/index.html": HEAD.format(up="../") + "<body></body>",
        "medidas/index.html": HEAD.format(up="../") + "<body></body>",
        "buscar/index.html": HEAD.format(up="../") + '<body><p class="lead">x</p><div data-search-page></div></body>',
        "vieja/index.html": '<meta http-equiv="refresh" content="0; url=../casos/">',
        "404.html": "lost", "api/v1/x.json": "{}", "casos/uno/ficha.pdf": "%PDF", "casos/uno/card.png": "png", "pagefind/pagefind.js": "x",
        "kits/k/1.0.0/hoja.xlsx": "xlsx", "kits/k/1.0.0/todo.zip": "zip",
        "assets/icons.svg": SPRITE, "assets/javascripts/site.js": "js", "assets/javascripts/search.js": "module", "assets/stylesheets/site.css": "css",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def copy(site: Site, target: Path, before: bytes = b"", changed: Container[str] = ()) -> bytes | None:
    sizes = {path.relative_to(target).as_posix(): path.stat().st_size for path in target.rglob("*") if path.is_file()}
    return offline.copy(site, offline.Files(sizes, lambda name: (target / name).read_bytes()), before, changed)


@pytest.fixture
def copied(shown: Site, target: Path) -> dict[str, str]:
    made = copy(shown, target)
    assert made
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        return {name.partition("/")[2]: archive.read(name).decode() for name in archive.namelist()}


def test_what_comes_along(copied: dict[str, str]) -> None:
    assert sorted(copied) == sorted([
        "LEAME-README.txt", "index.html", "casos/index.html", "casos/uno/index.html", "medidas/index.html", "buscar/index.html", "vieja/index.html",
        "assets/icons.svg", "assets/javascripts/site.js", "assets/stylesheets/site.css",
        "assets/javascripts/offline.js", "assets/javascripts/offline-es.js", "assets/javascripts/offline-en.js",
    ])


def test_links_lead_to_files_of_the_copy_or_to_the_web(copied: dict[str, str], shown: Site) -> None:
    links = re.findall(r'<a href="([^"]*)"', copied["casos/uno/index.html"])
    web = shown.settings.url
    assert links == ["../../index.html", "../../casos/uno/index.html#dos", f"{web}api/v1/x.json", f"{web}casos/uno/ficha.pdf", "#e", "https://x.test/",
                     "mailto:a@b.c", "../../medidas/index.html?q=1", "../index.html", "../../buscar/index.html"]
    assert re.findall(r'<a href="([^"]*)"', copied["index.html"]) == ["casos/index.html", "index.html"]


def test_what_a_disk_refuses_is_gone(copied: dict[str, str]) -> None:
    page = copied["casos/uno/index.html"]
    for refused in ("Content-Security-Policy", "integrity", "crossorigin", "icons.svg#", "data-search"):
        assert refused not in page
    assert '<svg hidden aria-hidden="true"><symbol id="i-a" viewBox="0 0 1 1"><path d="M0 0"/></symbol></svg>' in page
    assert '<use href="#i-a"/>' in page
    assert '<script src="../../assets/javascripts/offline.js">' in page
    assert "offline-es.js" not in page, "only the page with the search needs the index"
    assert '<script src="../assets/javascripts/offline-es.js">' in copied["buscar/index.html"]


def test_an_old_address_leads_to_a_file_too(copied: dict[str, str]) -> None:
    assert copied["vieja/index.html"] == '<meta http-equiv="refresh" content="0; url=../casos/index.html">'


def test_a_copy_made_from_the_one_before_is_the_same(shown: Site, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = copy(shown, target)
    assert before
    page = target / "casos" / "uno" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(">a<", ">otra<"), encoding="utf-8")
    changed = {"casos/uno/index.html"}
    fresh = copy(shown, target)
    assert copy(shown, target, before, changed) == fresh != before
    made: list[str] = []
    whole = offline._Pages.page
    monkeypatch.setattr(offline._Pages, "page", lambda self, name, content: made.append(name) or whole(self, name, content))
    assert copy(shown, target, before, changed) == fresh
    assert made == ["casos/uno/index.html"], "what did not change is taken over"
    (target / "nueva").mkdir()
    (target / "nueva" / "index.html").write_text("<body></body>", encoding="utf-8")
    assert copy(shown, target, before, {*changed, "nueva/index.html"}) == copy(shown, target), "a new page may be a link's target anywhere"
    assert copy(shown, target, b"no zip", changed) == copy(shown, target)


def test_the_index_has_every_listed_record_and_no_draft(copied: dict[str, str], shown: Site) -> None:
    written = copied["assets/javascripts/offline-es.js"]
    index = json.loads(written.removeprefix("window.offlineSearch=").removesuffix(";\n"))
    listed = {f"{e.addresses['es']}index.html" for e in shown.entries.values() if e.listed}
    assert {row[0] for row in index["rows"]} == listed
    assert "borrador-curtiembre" not in written


def test_the_same_bytes_again(shown: Site, target: Path) -> None:
    first = copy(shown, target)
    (target / "index.html").touch()
    assert copy(shown, target) == first


def test_a_site_that_is_too_big_has_no_copy(shown: Site, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offline, "MOST_BYTES", 10)
    assert copy(shown, target) is None


def test_no_link_of_the_whole_copy_is_broken(complete: Published) -> None:
    with zipfile.ZipFile(complete.site / "data" / "sitio-de-ejemplo.zip") as archive:
        names = set(archive.namelist())
        assert all(name.startswith("sitio-de-ejemplo/") for name in names)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        broken = []
        for name in sorted(names):
            if not name.endswith(".html"):
                continue
            for _, link in re.findall(r'\b(href|src)="([^"#?]+)', archive.read(name).decode()):
                if re.match(r"[a-z]+:", link):
                    continue
                there = Path("/", name).parent.joinpath(unquote(link)).as_posix()
                parts: list[str] = []
                for part in there.split("/"):
                    parts = parts[:-1] if part == ".." else [*parts, part]
                if "/".join(parts).lstrip("/") not in names:
                    broken.append((name, link))
    assert broken == []


def test_the_page_says_how_big_the_copy_is_and_the_copy_says_where_it_is_from(complete: Published) -> None:
    page = complete.read("llevelo-consigo/index.html")
    assert 'href="../data/sitio-de-ejemplo.zip"' in page
    assert "MB)" in page
    with zipfile.ZipFile(complete.site / "data" / "sitio-de-ejemplo.zip") as archive:
        own = archive.read("sitio-de-ejemplo/llevelo-consigo/index.html").decode()
    assert "sitio-de-ejemplo.zip" not in own
    assert "https://ejemplo.test/llevelo-consigo/" in own


def test_without_the_setting_there_is_no_page(shown: Site, published: Published) -> None:
    assert not shown.settings.offline
    assert not (published.site / "llevelo-consigo").exists()
    assert not replace(shown.settings).offline
