"""How long the stages of a build take, as ``cet build --timings`` prints it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType

STAGES = ("load", "check", "derive", "render", "engine", "stamp", "export", "sheets", "kits", "data", "copy", "search", "write", "remember", "wait")


class Clock:
    """Seconds spent per stage, by one process: ``with clock("render"): ...``. A stage inside another is not counted twice."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._open: list[str] = []
        self._since = 0.0

    def __call__(self, stage: str) -> Clock:
        self._turn()
        self._open.append(stage)
        return self

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._turn()
        self._open.pop()

    def _turn(self) -> None:
        """Credit the stage that runs with the time since somebody last looked."""
        now = time.perf_counter()
        if self._open:
            stage = self._open[-1]
            self.spent[stage] = self.spent.get(stage, 0.0) + now - self._since
        self._since = now

    def add(self, spent: Mapping[str, float]) -> None:
        """Add what another process spent."""
        for stage, seconds in spent.items():
            self.spent[stage] = self.spent.get(stage, 0.0) + seconds


