"""Compiled templates, kept from one build to the next: compiling them takes longer than rendering a small site.

One file: a digest, then the code of all templates. It is kept for one version of the interpreter, of Jinja and of our
code generator; a template whose text has changed is compiled again. Whatever else it holds, it is nothing.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.render import compiler


class Compiled(BytecodeCache):
    """The code of templates by name and digest of their text, in the file ``path``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: dict[tuple[str, str], CodeType] = {}
        self._new = False
        seal = hashlib.blake2b(digest_size=32)
        for part in (sys.version, metadata.version("jinja2"), Path(compiler.__file__).read_text(encoding="utf-8")):
            seal.update(part.encode() + b"\0")
        self._seal = seal
        try:
            raw = path.read_bytes()
        except OSError:
            return
        if self._sealed(raw[32:]) == raw[:32]:
            self._kept = marshal.loads(raw[32:])

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._kept[bucket.key, bucket.checksum] = bucket.code
        self._new = True

    def save(self) -> None:
        """Write what was compiled since; a folder that cannot be written to costs the next build its start, nothing more."""
        if not self._new:
            return
        self._new = False
        raw = marshal.dumps(self._kept)
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(self._sealed(raw) + raw)
            beside.replace(self.path)
        except OSError:
            with suppress(OSError):
                beside.unlink()

    def _sealed(self, raw: bytes) -> bytes:
        seal = self._seal.copy()
        seal.update(raw)
        return seal.digest()
