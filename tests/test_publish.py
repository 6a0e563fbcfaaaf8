"""Publishing: the old site or the new one, whole, whatever happens in between."""

from __future__ import annotations

import ctypes
import errno
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import AS_OF, Published, build

from generator.memory import Store
from generator.publish import Locked, exchange, staging


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An old site with one file."""
    place = tmp_path / "site"
    place.mkdir()
    (place / "old.html").write_text("old", encoding="utf-8")
    return place


def publish_new(site: Path) -> None:
    with staging(site) as target:
        (target / "new.html").write_text("new", encoding="utf-8")


def test_the_first_site_takes_its_place(tmp_path: Path) -> None:
    publish_new(tmp_path / "deep" / "er" / "site")
    assert tree(tmp_path / "deep" / "er" / "site") == {"new.html": b"new"}


def test_a_new_site_replaces_the_old_one_whole(site: Path) -> None:
    publish_new(site)
    assert tree(site) == {"new.html": b"new"}
    assert names(site.parent) == [".site.lock", "site"]


def test_until_the_exchange_the_old_site_stands(site: Path) -> None:
    with staging(site) as target:
        (target / "new.html").write_text("new", encoding="utf-8")
        assert tree(site) == {"old.html": b"old"}
    assert tree(site) == {"new.html": b"new"}


@pytest.mark.parametrize("fault", [RuntimeError("a bug"), KeyboardInterrupt(), SystemExit(1), OSError(errno.ENOSPC, "No space left on device")])
def test_a_fault_before_the_exchange_leaves_the_old_site(site: Path, fault: BaseException) -> None:
    with pytest.raises(type(fault)), staging(site) as target:
        (target / "new.html").write_text("torso", encoding="utf-8")
        raise fault
    assert tree(site) == {"old.html": b"old"}
    assert names(site.parent) == [".site.lock", "site"]


def test_leftovers_of_an_interrupted_build_never_get_published(site: Path) -> None:
    torso = site.parent / ".site.next"
    torso.mkdir()
    (torso / "torso.html").write_text("torso", encoding="utf-8")
    publish_new(site)
    assert tree(site) == {"new.html": b"new"}
    assert names(site.parent) == [".site.lock", "site"]


def test_two_builds_of_one_site_never_run_at_once(site: Path) -> None:
    with staging(site):
        with pytest.raises(Locked, match="another build"), staging(site):
            pass
        with staging(site.parent / "other-site"):
            pass
    publish_new(site)


def _hold(site: Path, ready: Any, release: Any) -> None:
    with staging(site):
        ready.set()
        release.wait(60)


def test_the_lock_holds_between_processes_and_dies_with_its_holder(site: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, release = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(site, ready, release))
    holder.start()
    assert ready.wait(60)
    with pytest.raises(Locked), staging(site):
        pass
    assert holder.pid
    os.kill(holder.pid, signal.SIGKILL)
    holder.join()
    publish_new(site)
    assert tree(site) == {"new.html": b"new"}


@pytest.mark.parametrize("make", [lambda place: place.write_text("x"), lambda place: place.symlink_to("elsewhere")], ids=["file", "link"])
def test_a_place_taken_by_something_else_is_left_alone(tmp_path: Path, make: Any) -> None:
    make(tmp_path / "site")
    with pytest.raises(NotADirectoryError), staging(tmp_path / "site"):
        pass
    assert names(tmp_path) == ["site"]


def test_a_parent_that_cannot_be_written_is_a_clear_fault(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(PermissionError), staging(site):
        pass
    monkeypatch.undo()
    assert tree(site) == {"old.html": b"old"}


class NoExchange:
    """A C library of a system without renameat2."""


@pytest.fixture
def without_renameat2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: NoExchange())


@pytest.mark.usefixtures("without_renameat2")
def test_without_renameat2_two_renames_do_the_same(site: Path) -> None:
    publish_new(site)
    assert tree(site) == {"new.html": b"new"}
    assert names(site.parent) == [".site.lock", "site"]


@pytest.mark.usefixtures("without_renameat2")
def test_without_renameat2_a_failed_second_rename_brings_the_old_site_back(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == ".site.next":
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="Input/output"):
        publish_new(site)
    assert tree(site) == {"old.html": b"old"}


@pytest.mark.usefixtures("without_renameat2")
def test_a_kill_between_the_two_renames_is_healed_by_the_next_build(site: Path) -> None:
    site.rename(site.parent / ".site.old")
    (site.parent / ".site.next").mkdir()
    publish_new(site)
    assert tree(site) == {"new.html": b"new"}
    assert names(site.parent) == [".site.lock", "site"]


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_without_exchange_falls_back(site: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    class Refusing:
        def renameat2(self, *_: Any) -> int:
            ctypes.set_errno(number)
            return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Refusing())
    publish_new(site)
    assert tree(site) == {"new.html": b"new"}


def test_an_exchange_keeps_the_other_generation(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    exchange(tmp_path / "a", tmp_path / "b")
    assert (list(tree(tmp_path / "a")), list(tree(tmp_path / "b"))) == (["b"], ["a"])


def fill_the_disk(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """From now on there is no room for files whose path matches."""
    opened = os.open

    def full(path: Any, flags: int, *more: Any, **options: Any) -> int:
        if flags & os.O_CREAT and re.search(where, os.fspath(path)):
            raise OSError(errno.ENOSPC, "No space left on device", path)
        return opened(path, flags, *more, **options)

    monkeypatch.setattr(os, "open", full)


def test_a_full_disk_leaves_the_old_site(warm: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(warm.site)
    fill_the_disk(monkeypatch, r"\.site\.next/sitemap\.xml$")
    with pytest.raises(OSError, match="No space left"):
        build(warm.project)
    assert tree(warm.site) == before
    assert ".site.next" not in names(warm.project)


def test_a_full_disk_in_a_worker_leaves_the_old_site(warm: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(warm.site)
    fill_the_disk(monkeypatch, r"\.site\.next/casos/")
    with pytest.raises(OSError, match="No space left"):
        build(warm.project, jobs=2)
    assert tree(warm.site) == before


def edit(project: Path) -> None:
    case = project / "case_studies" / "textil-agua.yml"
    case.write_text(case.read_text(encoding="utf-8").replace("usa menos agua", "usa mucha menos agua"), encoding="utf-8")


def test_a_full_disk_during_a_small_change_leaves_the_old_site(warm: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    build(warm.project)
    before = tree(warm.site)
    edit(warm.project)
    with monkeypatch.context() as patched:
        fill_the_disk(patched, r"\.site\.spare/casos/")
        with pytest.raises(OSError, match="No space left"):
            build(warm.project)
    assert tree(warm.site) == before
    build(warm.project)  # the next build mends it
    assert "usa mucha menos agua" in warm.read("casos/textil-agua/index.html")


@pytest.mark.parametrize("damage", ["cut", "foreign", "chunk gone", "a file of the site changed", "a file of the site gone",
                                    "a file too many", "a folder too many", "the one behind changed"])
def test_a_memory_that_cannot_be_believed_is_thrown_away(warm: Published, damage: str) -> None:
    """Whatever was done to what a build keeps, the next one publishes what a full build would."""
    build(warm.project)
    edit(warm.project)
    build(warm.project)
    good = tree(warm.site)
    memory = Store(warm.project, warm.site).folder
    if damage == "cut":
        (memory / "head").write_bytes((memory / "head").read_bytes()[:50])
    elif damage == "foreign":
        (memory / "head").write_bytes(b"something else")
    elif damage == "chunk gone":
        next(memory.glob("share-*")).write_bytes(b"")
    elif damage == "a file of the site changed":
        (warm.site / "casos" / "index.html").write_text("tampered", encoding="utf-8")
    elif damage == "a file of the site gone":
        (warm.site / "casos" / "index.html").unlink()
    elif damage == "a file too many":
        (warm.site / "casos" / "stray.html").write_text("stray", encoding="utf-8")
    elif damage == "a folder too many":
        (warm.site / "casos" / "stray").mkdir()
    else:
        (warm.project / ".site.spare" / "index.html").unlink()
        (warm.project / ".site.spare" / "stray.html").write_text("stray", encoding="utf-8")
    build(warm.project)
    assert tree(warm.site) == good
    edit_back = warm.project / "case_studies" / "textil-agua.yml"
    edit_back.write_text(edit_back.read_text(encoding="utf-8").replace("usa mucha menos agua", "usa menos agua"), encoding="utf-8")
    build(warm.project)
    assert "usa menos agua" in warm.read("casos/textil-agua/index.html")
    assert not (warm.site / "stray.html").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from generator import publish

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def killed_after(function):
    return lambda *arguments: (function(*arguments), kill())

moment = sys.argv[2]
if moment == "before the exchange":
    publish.exchange = kill
elif moment == "after the exchange":
    publish.exchange = killed_after(publish.exchange)
elif moment == "between two renames":
    publish._rename_exchange = lambda *_: False
    Path.rename = killed_after(Path.rename)
with publish.staging(Path(sys.argv[1])) as target:
    (target / "new.html").write_text("new")
    if moment == "while writing":
        kill()
"""


@pytest.mark.parametrize(("moment", "stands", "next_build_keeps"), [
    ("while writing", {"old.html": b"old"}, "site"),
    ("before the exchange", {"old.html": b"old"}, "site"),
    ("after the exchange", {"new.html": b"new"}, "site"),
    ("between two renames", {"old.html": b"old"}, ".site.old"),
])
def test_a_kill_at_any_moment_leaves_one_whole_site(site: Path, moment: str, stands: dict[str, bytes], next_build_keeps: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(site), moment], capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert tree(site.parent / next_build_keeps) == stands
    with staging(site):
        assert tree(site) == stands
    assert names(site.parent) == [".site.lock", "site"]


def test_a_build_killed_at_several_moments_leaves_a_whole_site(warm: Published) -> None:
    before, elsewhere = tree(warm.site), warm.project / "elsewhere"
    file = warm.project / "case_studies" / "textil-agua.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("usa menos agua", "usa poca agua"), encoding="utf-8")
    build(warm.project, site=elsewhere)
    changed = tree(elsewhere)
    assert changed != before
    command = [sys.executable, "-m", "generator", "build", "--project", str(warm.project), "--as-of", AS_OF.isoformat()]
    for moment in (0.6, 1.0, 1.4, 1.8):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as process:
            time.sleep(moment)
            os.killpg(process.pid, signal.SIGKILL)
        assert tree(warm.site) in (before, changed)
    build(warm.project)
    assert tree(warm.site) == changed
    assert not {".site.next", ".site.old"} & set(names(warm.project))


def test_the_names_beside_the_site_do_not_depend_on_chance(site: Path) -> None:
    with staging(site) as target:
        assert target == site.parent / ".site.next"
    assert issubclass(Locked, OSError)  # so the command line says it in one line


def test_a_site_that_was_made_read_only_makes_way(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else its remains would stop every later build. Root may delete anything, so the test is as strict as the system is with others."""
    (site / "casos").mkdir()
    (site / "casos").chmod(0o555)
    site.chmod(0o555)
    rmtree = shutil.rmtree

    def strict(folder: Path) -> None:
        for place in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
            if not place.stat().st_mode & 0o200:
                raise PermissionError(errno.EACCES, "Permission denied", str(place))
        rmtree(folder)

    monkeypatch.setattr("generator.publish.shutil.rmtree", strict)
    publish_new(site)
    assert tree(site) == {"new.html": b"new"}
    assert names(site.parent) == [".site.lock", "site"]
