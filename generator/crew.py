"""Processes that live as long as a build, each with its own object; all do the same step at the same time."""

from __future__ import annotations

import gc
import multiprocessing
import os
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class CrewFault(Exception):
    """A process of the crew ended without an answer."""


class Beside(Generic[T]):
    """A function at work in a process of its own, made by ``fork``, while this one goes on.

    It works in this process, when its answer is asked for, where ``alone`` says so or there is one core. An exception is
    raised with the answer.
    """

    def __init__(self, work: Callable[[], T], *, alone: bool = False) -> None:
        self._work: Callable[[], T] | None = work
        if alone or os.cpu_count() == 1:
            return
        self._work = None
        fork = multiprocessing.get_context("fork")
        self._line, theirs = fork.Pipe(duplex=False)
        self._process = fork.Process(target=_tell, args=(theirs, self._line, work), daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> Beside[T]:
        return self

    def __exit__(self, *_: object) -> None:
        if self._work is None:
            self._line.close()
            self._process.kill()
            self._process.join()

    def answer(self) -> T:
        """What the function gave. Asked for once."""
        if self._work is not None:
            return self._work()
        failed, answer = _answer(self._line)
        if failed:
            raise answer
        return answer  # type: ignore[no-any-return]  # what the work gave, by way of a pipe


class Crew(Generic[T]):
    """One process per member, made by ``fork``; a crew of one works in this process.

    An exception in a member is raised here, after all members have answered.
    """

    def __init__(self, make: Sequence[Callable[[], T]]) -> None:
        self._here: T | None = make[0]() if len(make) == 1 else None
        self._lines: list[Connection] = []
        self._processes: list[Any] = []
        if self._here is not None:
            return
        gc.collect()
        gc.freeze()  # the members' collectors leave what they share with this process, and so its memory, alone
        fork = multiprocessing.get_context("fork")
        for member in make:
            mine, theirs = fork.Pipe()
            process = fork.Process(target=_serve, args=(theirs, (*self._lines, mine), member), daemon=True)
            process.start()
            theirs.close()
            self._lines.append(mine)
            self._processes.append(process)
        gc.unfreeze()

    def __enter__(self) -> Crew[T]:
        return self

    def __exit__(self, *_: object) -> None:
        for line in self._lines:
            line.close()
        for process in self._processes:
            process.join(timeout=5)
            if process.is_alive():
                process.kill()

    def __len__(self) -> int:
        return max(1, len(self._lines))

    def do(self, step: str, *arguments: Any) -> list[Any]:
        """Call the method ``step`` of every member with the same arguments; their answers, in order."""
        if self._here is not None:
            return [getattr(self._here, step)(*arguments)]
        message = multiprocessing.reduction.ForkingPickler.dumps((step, arguments))
        for line in self._lines:
            line.send_bytes(message)
        answers = [_answer(line) for line in self._lines]
        for failed, answer in answers:
            if failed:
                raise answer
        return [answer for _, answer in answers]


def _answer(line: Connection) -> tuple[bool, Any]:
    try:
        failed, answer = line.recv()
    except (EOFError, OSError) as error:
        raise CrewFault("a process of the build ended without an answer (out of memory, or killed)") from error
    return failed, answer


def _tell(line: Connection, inherited: Connection, work: Callable[[], Any]) -> None:
    """Do one thing, tell what came of it, and end."""
    inherited.close()
    with suppress(BrokenPipeError):
        line.send(_tried(work))


def _tried(work: Callable[[], Any]) -> tuple[bool, Any]:
    """Whether it failed, and its answer or the exception, to be raised again by the one who asked."""
    try:
        return False, work()
    except Exception as error:
        error.add_note(traceback.format_exc())
        return True, error


def _serve(line: Connection, inherited: Sequence[Connection], make: Callable[[], Any]) -> None:
    """A member's life: do what is asked until the line is closed.

    A line is closed only when nobody holds its other end, so a member lets go of the ends that ``fork`` gave it.
    """
    for end in inherited:
        end.close()
    member = make()
    while True:
        try:
            step, arguments = line.recv()
        except (EOFError, OSError):
            return
        answer = _tried(partial(getattr(member, step), *arguments))
        try:
            line.send(answer)
        except BrokenPipeError:
            return
