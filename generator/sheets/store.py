"""What was made is kept, with a key of all it was made from: what did not change costs one read."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

KEY_BYTES = 16


@dataclass(frozen=True)
class Store:
    """A folder of results, one file each: the key, then the bytes. It may be thrown away at any time."""

    folder: Path

    def get(self, name: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What is kept under ``name`` if it was made from the same; else make it and keep it."""
        assert len(key) == KEY_BYTES
        kept = self.kept(name, key)
        if kept is not None:
            return kept
        made = make()
        self._keep(self.folder / name, key + made)
        return made

    def kept(self, name: str, key: bytes) -> bytes | None:
        """What is kept under ``name`` if it was made from the same; else None."""
        with suppress(OSError):
            found = (self.folder / name).read_bytes()
            if found[:KEY_BYTES] == key:
                return found[KEY_BYTES:]
        return None

    def forget(self, name: str) -> None:
        """Throw one result away."""
        with suppress(OSError):
            (self.folder / name).unlink(missing_ok=True)

    @staticmethod
    def _keep(path: Path, content: bytes) -> None:
        """Whole or not at all: a kill leaves no torso, and a full disk costs only the saving."""
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(content)
            aside.replace(path)
        except OSError:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
