"""How far a build has come: a line that moves in a terminal, plain lines elsewhere."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

_WORDS = {
    "es": {"load": "leyendo y revisando", "derive": "calculando", "engine": "preparando el marco", "write": "escribiendo páginas", "search": "preparando la búsqueda", "publish": "publicando"},
    "en": {"load": "reading and checking", "derive": "computing", "engine": "preparing the frame", "write": "writing pages", "search": "preparing the search", "publish": "publishing"},
}


class Progress:
    """What a build tells while it works; whoever wants to know looks at it. Every process may count pages."""

    def __init__(self, language: str) -> None:
        self._words, self._started = _WORDS[language], time.monotonic()
        self.stage, self.total = "load", 0
        self.pages: Any = multiprocessing.get_context("fork").Value("l", 0)

    def __call__(self, stage: str, total: int = 0) -> None:
        """A stage begins; ``total`` pages are to be written in it."""
        self.stage, self.total = stage, total

    def text(self) -> Any:
        """The line as rich shows it."""
        counted = f" {min(self.pages.value, self.total):,}/{self.total:,}".replace(",", "\N{NO-BREAK SPACE}") if self.total else ""
        return import_module("rich.text").Text(f"{self._words[self.stage]}{counted} · {time.monotonic() - self._started:.0f} s", style="dim")


class _Lines(Progress):
    """A line for each stage, for the log of a machine."""

    def __call__(self, stage: str, total: int = 0) -> None:
        super().__call__(stage, total)
        import_module("rich.console").Console(stderr=True, highlight=False).print(self.text())


@contextmanager
def shown(language: str) -> Iterator[Progress]:
    """Progress on the error stream while the block runs: moving in a terminal, plain lines where CI is set, else nothing."""
    if not sys.stderr.isatty():
        yield _Lines(language) if os.environ.get("CI") else Progress(language)
        return
    progress = Progress(language)
    live, console = (import_module(f"rich.{name}") for name in ("live", "console"))  # loaded when they are wanted: nobody looks at most builds
    with live.Live(get_renderable=progress.text, console=console.Console(stderr=True), refresh_per_second=8, transient=True):
        yield progress
