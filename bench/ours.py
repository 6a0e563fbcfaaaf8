"""``cet`` with a clock on its stages, and on request without the files that peers do not write.

``python -m bench.ours CLOCK all|pages build ...``: ``pages`` leaves out everything but pages and sitemap; how long each
stage took goes to the file CLOCK. Processes that the build makes inherit the change, because they are forked.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from generator import cli, exports, pipeline
from generator.exports import sitemap

spent: dict[str, float] = {}
STAGES = ("load", "visible", "derive", "plan", "_frames")  # names in generator.pipeline; one that is gone is left out


def clocked(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function; its time adds up under ``name``."""

    def timed(*args: Any, **options: Any) -> Any:
        started = time.perf_counter()
        try:
            return function(*args, **options)
        finally:
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - started

    return timed


def nothing(*_: Any) -> Iterator[Any]:
    return iter(())


def main(clock: Path, mode: str, arguments: list[str]) -> None:
    for name in STAGES:
        if hasattr(pipeline, name):
            setattr(pipeline, name, clocked(name.strip("_"), getattr(pipeline, name)))
    crew = getattr(pipeline, "Crew", None)
    if crew is not None:
        do = crew.do
        crew.do = lambda self, step, *rest: clocked(f"shares: {step}", do)(self, step, *rest)
    sitemap_only = clocked("sitemap", lambda site, pages: list(sitemap.artifacts(site, pages)))
    if mode == "pages":
        for name, replacement in (("artifacts", sitemap_only), ("record_artifacts", nothing)):
            setattr(exports, name, replacement)
    started = time.perf_counter()
    try:
        cli.main(arguments, standalone_mode=False)
    finally:
        spent["in all"] = time.perf_counter() - started
        clock.write_text(json.dumps({name: round(seconds, 4) for name, seconds in spent.items()}), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
