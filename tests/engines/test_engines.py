"""Two engines, one site; and MkDocs started by hand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import lxml.html
import pytest
from conftest import AS_OF, Published, build

from generator.engines import DEFAULT, ENGINES, EngineFault, Job

EPOCH = str(int(time.mktime(AS_OF.timetuple())) + 43200)  # noon of the tests' date


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def main_of(page: bytes) -> bytes:
    """The article of a page, apart from the theme's frame."""
    return bytes(lxml.html.tostring(lxml.html.document_fromstring(page).get_element_by_id("contenido")))


def by_hand(project: Path, *arguments: str, package: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    return subprocess.run([sys.executable, "-m", package, *arguments], cwd=project, env=environment, capture_output=True, text=True, timeout=120)


def test_both_engines_write_the_same_site(published: Published, warm: Published) -> None:
    build(warm.project, engine="properdocs", full=True)
    ours, theirs = tree(published.site), tree(warm.site)
    assert ours.keys() == theirs.keys()
    pages = [path for path in ours if path.endswith("index.html")]
    assert [path for path in pages if main_of(ours[path]) != main_of(theirs[path])] == []
    assert [path for path in ours if ours[path] != theirs[path]] == []


def test_no_text_of_a_record_reaches_an_engine(published: Published) -> None:
    """What it read is kept in build/docs: prose and empty shells."""
    read = [path.read_text(encoding="utf-8") for path in sorted((published.project / "build" / "docs").rglob("*.md"))]
    assert len(read) > 20
    for words in ("Textil Ejemplo usa menos agua", "Textil Ejemplo uses less water"):
        assert [text for text in read if words in text] == []
    assert "usa menos agua" in published.read("casos/textil-agua/index.html")


def test_the_default_engine_is_mkdocs() -> None:
    assert (DEFAULT, sorted(ENGINES)) == ("mkdocs", ["mkdocs", "properdocs"])
    assert ENGINES["mkdocs"].fingerprint() != ENGINES["properdocs"].fingerprint()


def test_the_theme_s_stylesheets_are_published_and_its_scripts_are_not(published: Published) -> None:
    assert sorted(path.name.split(".")[0] for path in published.site.rglob("*.css")) == ["search", "site", "theme"]
    scripts = [path.name for path in published.site.rglob("*.js")]
    assert sorted(scripts) == ["calculator.js", "compare.js", "facets.js", "help.js", "pagefind.js", "pick.js", "request.js", "search-index.js", "search.js", "site.js"]


def test_mkdocs_build_by_hand_leaves_the_whole_site(published: Published, small: Path) -> None:
    done = by_hand(small, "build")
    assert done.returncode == 0, done.stderr
    assert tree(small / "site") == tree(published.site)


def test_mkdocs_build_by_hand_with_an_error_leaves_the_old_site(warm: Published) -> None:
    before = tree(warm.site)
    file = warm.project / "case_studies" / "textil-agua.yml"
    file.write_text(file.read_text(encoding="utf-8") + "unknown_field: 1\n", encoding="utf-8")
    done = by_hand(warm.project, "build")
    assert done.returncode != 0
    assert re.search(r"case_studies/textil-agua\.yml:\d+:1: error \[unknown-field\]", done.stdout + done.stderr)
    assert "Traceback" not in done.stderr
    assert tree(warm.site) == before


def test_mkdocs_serve_by_hand_previews_both_languages(warm: Published, free_port: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{free_port}"]
    with subprocess.Popen(command, cwd=warm.project, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "TMPDIR": str(tmp_path)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            for line in server.stderr:
                if "Serving on" in line:
                    break
            for path, words in (("casos/textil-agua/", "usa menos agua"), ("en/case-studies/textil-agua/", "uses less water")):
                with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/{path}", timeout=30) as answer:
                    assert words in answer.read().decode()
        finally:
            server.terminate()  # an interrupt would not reach it where the tests run in the background of a script


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_a_warning_of_the_engine_is_a_fault(name: str, small: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for name_of_two in ("index.md", "README.md"):
        (docs / name_of_two).write_text("One address, two pages.\n", encoding="utf-8")
    job = Job(small, "es", "https://example.org/", docs, tmp_path / "out", {"root": "", "theme_css": [], "site": {}, "strings": {}})
    with pytest.raises(EngineFault, match=r"README\.md"):
        ENGINES[name].build(job)


def test_a_wrong_engine_configuration_is_a_fault_of_one_line(small: Path, tmp_path: Path) -> None:
    (small / "mkdocs.yml").write_text("theme: {name: no-such-theme}\nsite_name: x\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    with pytest.raises(EngineFault, match=r"mkdocs\.yml") as caught:
        ENGINES[DEFAULT].build(Job(small, "es", "https://example.org/", tmp_path / "docs", tmp_path / "out", {}))
    assert "\n" not in str(caught.value)
