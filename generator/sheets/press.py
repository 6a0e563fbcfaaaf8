"""From data to a PDF or an image: Typst with our own templates and fonts, the same bytes on every machine.

Data reaches a template as JSON in one input, never as a part of its code; so no text can become a command.
Typst works in a process of its own (``worker.py`` says why).
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any

from generator.diagnostics import Fault

HERE = Path(__file__).parent
_TURN = Lock()  # a preview answers in several threads; a worker serves one
_workers: dict[int, subprocess.Popen[bytes]] = {}  # process id -> its worker; a forked process does not share its parent's


class PressFault(Fault):
    """A sheet could not be set. The text never is the reason; a template, a font or a lost process is."""


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """A tagged PDF; PDF/UA-1 wherever every character has a letterform in our fonts.

    Without a date, because the date of a sheet is its record's.
    """
    return _ask("pdf", template, data)


def png(template: str, data: Mapping[str, Any]) -> bytes:
    """An image with one pixel per point of the template's page, in few colours: a third of the bytes."""
    return _ask("png", template, data)


@cache
def edition() -> str:
    """A digest of all that a sheet depends on beside its data: templates, fonts, this package, Typst."""
    digest = hashlib.blake2b(version("typst").encode(), digest_size=16)
    for path in sorted(path for path in HERE.rglob("*") if path.suffix in (".py", ".typ", ".ttf")):
        digest.update(path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _ask(kind: str, template: str, data: Mapping[str, Any]) -> bytes:
    request = kind, template, {"data": _json(data)}
    with _TURN:
        worker = _workers.get(os.getpid())
        if worker is None or worker.poll() is not None:
            worker = _workers[os.getpid()] = subprocess.Popen(
                [sys.executable, "-P", str(HERE / "worker.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert worker.stdin is not None and worker.stdout is not None
        try:
            pickle.dump(request, worker.stdin)
            worker.stdin.flush()
            made, fault = pickle.load(worker.stdout)
        except (EOFError, OSError) as error:
            raise PressFault(f"{template}: the process that sets sheets ended without an answer") from error
    if fault:
        raise PressFault(fault)
    sheet: bytes = made
    return sheet


def _json(data: Mapping[str, Any]) -> str:
    """JSON without half characters, which Typst could not read."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()
