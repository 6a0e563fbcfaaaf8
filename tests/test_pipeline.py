"""The stages in their order: what stops a build, what it leaves, and that the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from conftest import AS_OF, REPOSITORY, Published, build, copy_small

from generator import pipeline


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(tree(folder).items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def spoil(project: Path) -> None:
    file = project / "case_studies" / "textil-agua.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("themes: [", "themes: [no-such-theme, "), encoding="utf-8")


def test_a_build_counts_what_it_published(published: Published) -> None:
    built = published.built
    files = tree(published.site)
    assert built.pages + built.files == len(files)
    assert not built.checked.report.errors
    assert built.checked.known == 4


def test_an_error_publishes_nothing(warm: Published) -> None:
    before = tree(warm.site)
    spoil(warm.project)
    built = build(warm.project)
    assert [found.code for found in built.checked.report.errors] == ["unknown-term"]
    assert (built.pages, built.files) == (0, 0)
    assert tree(warm.site) == before


def test_the_first_build_with_an_error_makes_no_site(small: Path) -> None:
    spoil(small)
    build(small)
    assert not (small / "site").exists()
    assert not (small / "build").exists()


def test_a_folder_without_a_project_is_a_finding(tmp_path: Path) -> None:
    assert [found.code for found in build(tmp_path).checked.report] == ["no-project"]


def test_full_forgets_what_earlier_builds_kept(warm: Published) -> None:
    before, mark = fingerprint(warm.site), warm.project / "build" / "mark"
    mark.touch()
    build(warm.project)
    assert mark.exists()
    build(warm.project, full=True)
    assert not mark.exists()
    assert fingerprint(warm.site) == before


def test_what_is_gone_from_the_content_is_gone_from_the_site(warm: Published) -> None:
    page = warm.site / "directorio" / "consultores" / "c-0001"
    assert page.exists()
    (warm.project / "content" / "consultants" / "c-0001.yml").unlink()
    build(warm.project)
    assert not page.exists()
    assert "c-0001" not in warm.read("api/v1/consultants.json") + warm.read("sitemap.xml")


def test_the_date_decides_over_consent(warm: Published) -> None:
    page = warm.site / "directorio" / "consultores" / "c-0002"
    assert page.exists()
    build(warm.project, as_of=date(2026, 9, 30))  # the day before the consent
    assert not page.exists()


def test_drafts_are_built_only_on_request_and_never_exported(warm: Published) -> None:
    build(warm.project, drafts=True)
    assert 'class="draft"' in warm.read("casos/borrador-curtiembre/index.html")
    assert "borrador-curtiembre" not in warm.read("api/v1/case_studies.json")
    assert "borrador-curtiembre" not in warm.read("sitemap.xml")


def test_a_fault_of_the_engine_is_one_line(warm: Published) -> None:
    before = tree(warm.site)
    (warm.project / "mkdocs.yml").write_text("site_name: x\ntheme: {name: no-such-theme}\n", encoding="utf-8")
    with pytest.raises(pipeline.Fault, match=r"mkdocs\.yml") as caught:
        build(warm.project)
    assert "\n" not in str(caught.value)
    assert tree(warm.site) == before


def run(project: Path, environment: dict[str, str], *arguments: str) -> str:
    """A build from nothing in a process of its own; the hash of its site."""
    command = [sys.executable, "-m", "generator", "build", "--project", str(project), *arguments]
    kept = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "TZ", "LANG", "LC_ALL")}
    done = subprocess.run(command, cwd=REPOSITORY, env={**kept, **environment}, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    return fingerprint(project / "site")


def test_the_same_content_and_date_give_the_same_bytes(published: Published, tmp_path: Path) -> None:
    epoch = str(int((AS_OF - date(1970, 1, 1)).total_seconds()) + 3600)
    surroundings = [
        ({"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"}, ("--jobs", "1", "--as-of", AS_OF.isoformat())),
        ({"TZ": "America/Lima", "PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": epoch}, ("--jobs", "2")),
    ]
    projects = [copy_small(tmp_path / name) for name in ("one", "another, with ñ and spaces")]
    with ThreadPoolExecutor(2) as both:
        jobs = [both.submit(run, project, environment, *arguments) for project, (environment, arguments) in zip(projects, surroundings, strict=True)]
        hashes = {job.result() for job in jobs}
    assert hashes == {fingerprint(published.site)}


def test_two_builds_of_one_project_take_turns(warm: Published) -> None:
    def into(name: str) -> str:
        command = [sys.executable, "-m", "generator", "build", "--project", str(warm.project), "--site", str(warm.project / name),
                   "--as-of", AS_OF.isoformat(), "--full"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180)
        assert done.returncode == 0, done.stderr
        return fingerprint(warm.project / name)

    with ThreadPoolExecutor(2) as both:
        assert set(both.map(into, ("site-a", "site-b"))) == {fingerprint(warm.site)}
