"""Processes that work side by side: their answers, their faults, and that their number changes nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from conftest import Published, build

from generator import pipeline
from generator.builds import check
from generator.crew import Beside, Crew, CrewFault
from generator.engines.mkdocs import MkDocs
from generator.memory import Store
from generator.share import Share
from generator.watch import Fact, Unit


class Member:
    """Counts what it was asked, in its own process."""

    def __init__(self, number: int) -> None:
        self.number, self.asked = number, 0

    def work(self, factor: int) -> tuple[int, int]:
        self.asked += 1
        return self.number * factor, self.asked

    def process(self) -> int:
        return os.getpid()

    def fail(self) -> None:
        if self.number == 2:
            raise ValueError(f"member {self.number}")
        self.asked += 100

    def die(self) -> None:
        if self.number == 2:
            os.kill(os.getpid(), signal.SIGKILL)


def crew(size: int) -> Crew[Member]:
    return Crew([partial(Member, number) for number in range(1, size + 1)])


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("size", [1, 2, 3])
def test_members_answer_in_order_and_remember(size: int) -> None:
    with crew(size) as members:
        assert members.do("work", 10) == [(number * 10, 1) for number in range(1, size + 1)]
        assert members.do("work", 1) == [(number, 2) for number in range(1, size + 1)]


def test_a_crew_of_one_works_in_this_process() -> None:
    with crew(1) as members:
        assert members.do("process") == [os.getpid()]


def test_a_larger_crew_has_its_own_processes_and_leaves_none_behind() -> None:
    with crew(3) as members:
        processes = members.do("process")
        assert len({os.getpid(), *processes}) == 4
    assert all(map(gone, processes))


def test_an_exception_is_raised_here_once_all_have_answered() -> None:
    with crew(3) as members:
        with pytest.raises(ValueError, match="member 2") as caught:
            members.do("fail")
        assert "in fail" in "".join(caught.value.__notes__)
        assert members.do("work", 1) == [(1, 101), (2, 1), (3, 101)]


def test_a_member_that_dies_is_a_fault_and_not_a_wait() -> None:
    with crew(3) as members, pytest.raises(CrewFault, match="without an answer"):
        members.do("die")


KILLED = """
import os, signal
from functools import partial
from generator.crew import Crew

class Member:
    def process(self):
        return os.getpid()

with Crew([Member] * 3) as members:
    print(*members.do("process"), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_build_leaves_no_process_behind() -> None:
    done = subprocess.run([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True, timeout=60)  # ends once nobody holds its output
    assert done.returncode == -signal.SIGKILL
    assert len(done.stdout.split()) == 3


@pytest.mark.parametrize("alone", [True, False])
def test_work_beside_gives_its_answer(alone: bool) -> None:
    with Beside(os.getpid, alone=alone or os.cpu_count() == 1) as other:
        answer = other.answer()
    assert (answer == os.getpid()) is (alone or os.cpu_count() == 1)
    assert alone or os.cpu_count() == 1 or gone(answer)


@pytest.mark.parametrize("alone", [True, False])
def test_an_exception_beside_is_raised_where_the_answer_is_asked_for(alone: bool) -> None:
    with Beside(partial(int, "seven"), alone=alone) as other, pytest.raises(ValueError, match="seven"):
        other.answer()


@pytest.mark.skipif(os.cpu_count() == 1, reason="works in this process where there is one core")
def test_work_beside_that_dies_is_a_fault_and_not_a_wait() -> None:
    with Beside(lambda: os.kill(os.getpid(), signal.SIGKILL)) as other, pytest.raises(CrewFault):
        other.answer()


def test_nobody_waits_for_work_beside_that_nobody_asks_for() -> None:
    started = time.monotonic()
    with Beside(partial(time.sleep, 300)):
        pass
    assert time.monotonic() - started < 200


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("jobs", [2, 3])
def test_a_site_built_in_shares_is_the_same_site(published: Published, warm: Published, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    monkeypatch.setattr(check, "LEAST", 1)
    built = build(warm.project, jobs=jobs)
    assert tree(warm.site) == tree(published.site)
    assert (built.pages, built.files) == (published.built.pages, published.built.files)
    assert list(built.checked.report) == list(published.built.checked.report)


def remembered(project: Path) -> dict[Unit, set[Fact]]:
    """What the next build knows that each unit was made from."""
    store = Store(project, project / "site")
    head = store.head()
    memory = store.memory(head) if head else None
    assert memory is not None
    return {unit: {fact for number, fact in enumerate(made.facts) if number in set(made.numbers)} for unit, made in memory.units.items()}


def test_a_site_built_in_shares_is_remembered_alike(warm: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    build(warm.project, jobs=1, full=True)
    alone = remembered(warm.project)
    monkeypatch.setattr(check, "LEAST", 1)
    build(warm.project, jobs=2, full=True)
    assert remembered(warm.project) == alone
    assert not [*(warm.project / "build" / "memory").rglob("cards-*")]


def killed(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_share_that_is_killed_is_a_fault_and_leaves_the_old_site(warm: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(warm.site)
    monkeypatch.setattr(check, "LEAST", 1)
    monkeypatch.setattr(Share, "write", killed)
    with pytest.raises(pipeline.Fault, match="killed"):
        build(warm.project, jobs=2)
    assert tree(warm.site) == before


def test_an_engine_that_is_killed_is_a_fault_and_not_a_wait(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MkDocs, "build", killed)
    with pytest.raises(pipeline.Fault, match="terminated abruptly"):
        build(small)
    assert not (small / "site").exists()
