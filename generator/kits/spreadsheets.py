"""The worksheets of a kit, from :mod:`generator.worksheets`, which is loaded when one has to be made."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import import_module
from pathlib import Path


def make(identifier: str, language: str) -> bytes:
    """A worksheet as XLSX."""
    content: bytes = import_module("generator.worksheets").make(identifier, language)
    return content


@cache
def edition() -> str:
    """A digest of all that a worksheet is made from."""
    digest = hashlib.blake2b(digest_size=16)
    root = Path(__file__).parents[1]
    for path in sorted([root / "formulas.py", *(root / "worksheets").rglob("*")]):
        if path.suffix in (".py", ".yml") and path.is_file():
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
