"""Wall time, processor time and peak memory of a command; medians and ratios."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Run:
    """One run of a command and all its processes. ``peak`` is the resident memory of the largest of them, in MB.

    Pages that processes share count in each of them, so the peak is no sum and never too small.
    """

    wall: float  # seconds
    cpu: float  # seconds, user and system
    peak: float  # MB (10^6 bytes)


class Failed(Exception):
    """A command ended badly; the text has the end of what it said."""


def measure(command: Sequence[str], folder: Path, log: Path) -> Run:
    """Run a command in a folder, its output in ``log``. The harness must stay small: a child's peak starts at its parent's size."""
    environment = {**os.environ, "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"}
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(f"{' '.join(command)}: exit {process.returncode}\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6)


@dataclass(frozen=True)
class Result:
    """All runs of one build at one size."""

    runs: tuple[Run, ...]

    @property
    def wall(self) -> float:
        return median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        return median(run.cpu for run in self.runs)

    @property
    def peak(self) -> float:
        return max(run.peak for run in self.runs)

    def as_json(self) -> dict[str, object]:
        return {"wall": self.wall, "cpu": self.cpu, "peak_mb": self.peak, "runs": [asdict(run) for run in self.runs]}
