"""A frozen version: copied by every build, whatever becomes of the texts; never changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import AS_OF, Published, build, checked, lines

from generator.cli import main
from kits.making import RECORD, rewrite

HOME = "toolkits/kit-ejemplo/releases/1.0.0"
NEXT = [("stage: released", "stage: draft"), ("version: 1.0.0\n", "version: 1.1.0-draft\n"),
        ("changes: [", 'changes: [{version: 1.1.0-draft, date: 2026-11-24, text: {es: "Más.", en: "More."}}, ')]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def cet(project: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*arguments, "--project", str(project), "--as-of", AS_OF.isoformat(), "--lang", "en"])
    return result.exit_code, result.output


@pytest.fixture(scope="module")
def frozen(kit_site: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose kit was frozen as 1.0.0; nobody changes it."""
    project = shutil.copytree(kit_site.project, tmp_path_factory.mktemp("frozen") / "copy")
    rewrite(project, ("stage: draft", "stage: released"), ("version: 0.1.0\n", "version: 1.0.0\n"), ("{version: 0.1.0,", "{version: 1.0.0,"))
    assert lines(checked(project).report) == [f"kit-not-frozen {RECORD}:8:10"]
    code, said = cet(project, "kit", "release", "kit-ejemplo", "1.0.0")
    assert code == 0, said
    return project


@pytest.fixture
def released(frozen: Path, tmp_path: Path) -> Path:
    """A copy of it that the test may change."""
    return Path(shutil.copytree(frozen, tmp_path / "copy"))


def test_a_release_is_archives_manifest_and_sums(released: Path) -> None:
    assert sorted(files(released / HOME)) == ["SHA256SUMS", "kit-ejemplo-1.0.0-en.zip", "kit-ejemplo-1.0.0-es.zip", "manifest.json"]
    assert lines(checked(released).report) == []


def test_a_build_publishes_what_was_frozen(released: Path) -> None:
    build(released)
    published = files(released / "site/kits/kit-ejemplo/1.0.0")
    assert {name: published[name] for name in files(released / HOME)} == files(released / HOME)
    assert "es/guia.pdf" in published
    assert len(published) == 24


def test_a_frozen_version_stays_when_the_next_one_comes(released: Path) -> None:
    build(released)
    before = files(released / "site/kits/kit-ejemplo/1.0.0")
    rewrite(released, *NEXT)
    rewrite(released, ("Reciba a la gente", "Salude"), file="toolkits/kit-ejemplo/es/guide.md")
    build(released)
    assert files(released / "site/kits/kit-ejemplo/1.0.0") == before
    assert "es/guia.pdf" in files(released / "site/kits/kit-ejemplo/1.1.0-draft")
    page = (released / "site/kits/kit-ejemplo/index.html").read_text(encoding="utf-8")
    assert "kit-ejemplo/1.0.0/kit-ejemplo-1.0.0-es.zip" in page
    assert "kit-ejemplo/1.1.0-draft/kit-ejemplo-1.1.0-draft-es.zip" in page


def test_a_change_of_the_texts_needs_another_version(released: Path) -> None:
    rewrite(released, ("Reciba a la gente", "Salude"), file="toolkits/kit-ejemplo/es/guide.md")
    assert lines(checked(released).report) == [f"kit-changed-since-release {RECORD}:8:10"]


def test_a_change_of_what_documents_do_not_show_needs_none(released: Path) -> None:
    rewrite(released, ("updated: 2026-11-23", "updated: 2026-11-24"))
    assert lines(checked(released).report) == []


@pytest.mark.parametrize("name", ["SHA256SUMS", "kit-ejemplo-1.0.0-en.zip", "manifest.json"])
@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_frozen_file_never_changes(released: Path, name: str, how: str) -> None:
    path = released / HOME / name
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert "kit-release-changed" in {line.split()[0] for line in lines(checked(released).report)}
    build(released)
    assert not (released / "site/kits/kit-ejemplo/1.0.0").exists()


def test_a_file_more_in_a_release_is_a_change(released: Path) -> None:
    (released / HOME / "otro.txt").write_text("x", encoding="utf-8")
    assert lines(checked(released).report) == [f"kit-release-changed {HOME}/otro.txt"]


@pytest.mark.parametrize(("change", "arguments", "code", "says"), [
    ((), ("kit-ejemplo", "1.0.0"), 2, "1.0.0"),
    ((), ("kit-ejemplo", "2.0.0"), 2, "2.0.0"),
    ((), ("otro", "1.0.0"), 2, "kit-ejemplo"),
    (NEXT, ("kit-ejemplo", "1.1.0-draft"), 2, "stage: draft"),
    ([("minutes: 60", "minutes: 50")], ("kit-ejemplo", "1.0.0"), 1, "kit-agenda"),
])
def test_what_cannot_be_frozen_is_refused(released: Path, change: list[tuple[str, str]], arguments: tuple[str, ...], code: int, says: str) -> None:
    before = files(released / "toolkits")
    rewrite(released, *change)
    found, said = cet(released, "kit", "release", *arguments)
    assert (found, says in said) == (code, True), said
    assert {name: content for name, content in files(released / "toolkits").items() if "/releases/" in name} == {
        name: content for name, content in before.items() if "/releases/" in name}
