"""``cet serve``: changes are shown, errors are shown, and the last good site comes back."""

from __future__ import annotations

import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import AS_OF, Published

from generator.pipeline import Options
from generator.pipeline import snapshot as snapshot_of
from generator.preview import RELOAD, STATE, Preview

PAGE = "casos/textil-agua/"
PATIENCE = 60.0  # seconds; a test that waits so long fails


@dataclass
class Running:
    """A preview at work."""

    project: Path
    preview: Preview
    root: str
    said: list[str] = field(default_factory=list)

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.root + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))

    def edit(self, file: str, old: str, new: str) -> None:
        """Change a file and wait until the preview has taken note."""
        path = self.project / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        seen = self.preview.version
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.wait(lambda: self.preview.version > seen)

    def wait(self, condition: Callable[[], bool]) -> None:
        with self.preview.changed:
            assert self.preview.changed.wait_for(condition, PATIENCE), self.said


@pytest.fixture(scope="module")
def running(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One preview for all tests; who edits a file puts it back."""
    folder = tmp_path_factory.mktemp("preview")
    project = folder / "project"
    shutil.copytree(published.project, project)
    stop, said = threading.Event(), list[str]()
    preview = Preview(Options(project, folder / "served" / "site", AS_OF, drafts=True), "es", said.append)
    with preview.server("127.0.0.1", 0) as (host, port):
        watcher = threading.Thread(target=preview.watch, args=(stop,))
        watcher.start()
        try:
            found = Running(project, preview, f"http://{host}:{port}/", said)
            found.wait(lambda: preview.version > 0)
            yield found
        finally:
            stop.set()
            watcher.join(PATIENCE)
    assert not watcher.is_alive()


def test_it_serves_both_languages_drafts_and_files(running: Running) -> None:
    assert "Textil Ejemplo usa menos agua" in running.get(PAGE)
    assert "Textil Ejemplo uses less water" in running.get("en/case-studies/textil-agua/")
    assert "Curtiembre Borrador" in running.get("casos/borrador-curtiembre/")
    assert running.get("assets/icons.svg").startswith("<svg")
    assert running.get("api/v1/index.json").startswith("{")


def test_every_page_brings_the_reload_script_and_no_file_does(running: Running) -> None:
    assert f'<script src="{RELOAD}"' in running.get(PAGE)
    assert STATE in running.get(RELOAD.lstrip("/"))
    assert RELOAD not in running.get("sitemap.xml")


def test_a_folder_without_its_slash_is_redirected(running: Running) -> None:
    assert "usa menos agua" in running.get(PAGE.rstrip("/"))


@pytest.mark.parametrize(("path", "words"), [("no-such/page/", "No encontramos"), ("en/no-such/", "could not find"), ("../../etc/passwd", "No encontramos")])
def test_a_lost_address_gets_the_page_of_its_language(running: Running, path: str, words: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        running.get(path)
    assert caught.value.code == 404
    assert words in caught.value.read().decode("utf-8")


def test_a_change_is_shown_and_waiting_browsers_are_told(running: Running) -> None:
    seen = running.get(STATE.lstrip("/") + "?")
    answers: list[str] = []
    waiting = threading.Thread(target=lambda: answers.append(running.get(f"{STATE.lstrip('/')}?{seen}")))
    waiting.start()
    running.edit("case_studies/textil-agua.yml", "usa menos agua", "usa poca agua")
    assert "usa poca agua" in running.get(PAGE)
    waiting.join(PATIENCE)
    assert answers == [str(running.preview.version)]
    assert answers != [seen]
    running.edit("case_studies/textil-agua.yml", "usa poca agua", "usa menos agua")


def test_an_error_is_shown_with_file_and_line_until_it_is_mended(running: Running) -> None:
    running.edit("case_studies/textil-agua.yml", "themes: [", "themes: [<no-such-theme>, ")
    for path in (PAGE, "", "en/"):
        page = running.get(path)
        assert "El contenido tiene errores" in page
        assert "<code>case_studies/textil-agua.yml:7:" in page
        assert "&lt;no-such-theme&gt;" in page
        assert RELOAD in page
    assert running.get("api/v1/index.json").startswith("{")
    kept = running.preview.snapshot  # the last good site
    assert kept is not None
    assert b"usa menos agua" in (kept.content(f"{PAGE}index.html") or b"")
    running.edit("case_studies/textil-agua.yml", "<no-such-theme>, ", "")
    assert "Textil Ejemplo usa menos agua" in running.get(PAGE)


def test_a_change_of_the_theme_is_shown(running: Running) -> None:
    running.edit("theme_overrides/main.html", '<main id="contenido"', '<main data-edited id="contenido"')
    assert "<main data-edited" in running.get(PAGE)
    running.edit("theme_overrides/main.html", "<main data-edited", "<main")
    assert "<main data-edited" not in running.get(PAGE)


def test_a_broken_theme_is_a_message_and_not_the_end(running: Running) -> None:
    running.edit("theme_overrides/shell.html", "{{ page.meta.slots.body }}", "{{ page.meta.slots.body")
    assert "shell.html" in running.get(PAGE)
    running.edit("theme_overrides/shell.html", "{{ page.meta.slots.body", "{{ page.meta.slots.body }}")
    assert "Textil Ejemplo usa menos agua" in running.get(PAGE)


def test_a_snapshot_is_the_site_that_would_be_published(published: Published) -> None:
    _, snapshot = snapshot_of(Options(published.project, published.site, AS_OF))
    assert snapshot is not None
    # A preview has no search index: it would be out of date before it was made.
    files = [path for path in published.site.rglob("*") if path.is_file() and published.site / "pagefind" not in path.parents]
    assert len(files) > 100
    for path in files:
        assert snapshot.content(path.relative_to(published.site).as_posix()) == path.read_bytes(), path
