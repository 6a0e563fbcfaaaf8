"""What a build remembers, so that the next one makes only what a change concerns.

A memory lives in ``build/memory/``: a head, the files that were published, and chunks, each a part of what is known,
later ones over earlier ones. It is believed only if the head is whole, every chunk has the bytes the head promises, and
everything it was made with is the same; otherwise it is thrown away and the site is built in full.

This module imports nothing heavy: a build that finds nothing changed ends here.
"""

from __future__ import annotations

import gc
import hashlib
import io
import marshal
import os
import pickle
import shutil
import sys
import sysconfig
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from generator.crew import Beside
from generator.diagnostics import Diagnostic
from generator.model import Entry, Key
from generator.watch import Facts, Made, Unit

VERSION = 2
CHUNKS = 40  # more than this, and a build is made in full, which starts again with few
BATCH = 250  # records or units that are packed together
RACY = 100_000_000  # nanoseconds: a file changed so shortly before it was looked at may change again unseen
GONE = "gone"  # in a chunk: what is no longer known
PROGRAM = Path(__file__).parent

Stamp = tuple[int, int, int, int]  # size, last change of content and of the inode in nanoseconds, inode
Stat = tuple[int, int]  # of a published file: size in bytes, time it was written in nanoseconds


@dataclass(frozen=True)
class Kept:
    """A file of a wide collection: its record, a digest of its text, what reading and the rules found, and whom it
    points to beside its entry's links.
    """

    key: Key
    digest: str
    read: tuple[Diagnostic, ...]
    ruled: tuple[Diagnostic, ...] = ()
    also: frozenset[Key] = frozenset()


@dataclass(frozen=True)
class Narrow:
    """A record of a small collection, which every build reads: a digest of its text, its entry, what was derived."""

    digest: str
    entry: Entry
    derived: Any
    findings: Any


@dataclass
class Memory:
    """Everything known of the site as it was published last."""

    files: dict[str, Kept] = field(default_factory=dict)
    entries: dict[Key, Entry] = field(default_factory=dict)  # of wide records, as read
    shown: dict[Key, Entry | None] = field(default_factory=dict)  # of all, as readers may see them (None: not at all), where that differs from what was read
    narrow: dict[Key, Narrow] = field(default_factory=dict)
    crossing: dict[Key, Mapping[str, Any]] = field(default_factory=dict)  # derived values that needed other records
    units: dict[Unit, Made] = field(default_factory=dict)

    def apply(self, name: str, changes: Iterable[tuple[Any, Any]]) -> None:
        """Take over a part of a chunk."""
        known: dict[Any, Any] = getattr(self, name)
        for key, value in changes:
            if value == GONE:
                known.pop(key, None)
            else:
                known[key] = value


@dataclass(frozen=True)
class Head:
    """Whether a memory can be believed, and what the published site and the one behind it hold."""

    version: int
    site: str
    world: str  # digest of what every page depends on
    asked: tuple[Any, ...]  # the build's own options that change the output
    as_of: date
    until: date | None  # from this day on something expires
    roots: tuple[str, ...]
    stamps: Mapping[str, Stamp | None]
    packages: str
    chunks: tuple[tuple[str, str], ...]  # name, digest
    shells: tuple[tuple[str, str, str, int], ...]  # keys of the shells in use, as plain tuples: reading them loads nothing of the program
    frames: tuple[str, ...]  # fingerprints of what the engine made, one per language
    pages: int
    outputs: str = ""  # digest of the list of files

    def lasts(self, as_of: date) -> bool:
        """Whether nothing expires between the day it believed in and this one."""
        return as_of == self.as_of or (as_of > self.as_of and (self.until is None or as_of < self.until))


@dataclass(frozen=True)
class Outputs:
    """The files of the published site; and of the generation behind it those that differ (None: it lacks the file), if there is one."""

    now: dict[str, Stat]
    behind: dict[str, Stat | None] | None = None


class Store:
    """The memory of one site on disk."""

    def __init__(self, project: Path, site: Path) -> None:
        name = hashlib.sha256(os.fsencode(site)).hexdigest()[:16]
        self.folder = project / "build" / "memory" / name

    def head(self) -> Head | None:
        """None where there is none, or none that can be believed."""
        return self._head(self.folder / "head")

    @staticmethod
    def _head(path: Path) -> Head | None:
        try:
            head = pickle.loads(path.read_bytes())
            return head if isinstance(head, Head) and head.version == VERSION else None
        except Exception:  # a torn or foreign file can raise anything when it is read; it is nothing then
            return None

    def outputs(self, head: Head) -> Outputs | None:
        raw = _read(self.folder / "outputs")
        if _digest(raw) != head.outputs:
            return None
        now, behind = marshal.loads(raw)
        return Outputs(now, behind)

    def memory(self, head: Head) -> Memory | None:
        memory = Memory()
        collecting = gc.isenabled()
        gc.disable()  # nothing of what is read here is garbage, and looking for some doubles the time
        try:
            for name, digest in head.chunks:
                raw = _read(self.folder / name)
                if _digest(raw) != digest:
                    return None
                _unpack(raw, memory)
        except Exception:  # as above
            return None
        finally:
            if collecting:
                gc.enable()
        return memory

    def begin(self) -> None:
        """Forget everything: a full build starts anew. Memories of sites that are gone go as well."""
        for other in [self.folder, *(self.folder.parent.iterdir() if self.folder.parent.is_dir() else ())]:
            head = Store._head(other / "head")
            if other == self.folder or head is None or not os.path.isdir(head.site):
                shutil.rmtree(other, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)

    def chunk(self, name: str, content: Mapping[str, Mapping[Any, Any]], facts: Facts) -> tuple[str, str]:
        """Write a chunk; its name and digest. ``facts`` are those of its units."""
        path = self.folder / name
        with path.open("wb") as file:
            pickler = pickle.Pickler(file, protocol=5)
            pickler.dump(tuple(facts))
            for part, changes in content.items():
                left = iter(changes.items())
                while some := list(islice(left, BATCH)):
                    pickler.clear_memo()  # what it remembers of thousands of records is larger than they are
                    pickler.dump((part, [(key, _flat(value)) for key, value in some]))
        with path.open("rb") as file:
            return name, hashlib.file_digest(file, _blake2b).hexdigest()

    def finish(self, head: Head, outputs: Outputs) -> None:
        """Write the list of files and, last and in one step, the head that promises all the rest."""
        raw = marshal.dumps((outputs.now, outputs.behind))
        (self.folder / "outputs").write_bytes(raw)
        whole = self.folder / "head.new"
        whole.write_bytes(pickle.dumps(replace(head, outputs=_digest(raw)), protocol=5))
        whole.replace(self.folder / "head")


def scan(project: Path, roots: Iterable[str]) -> dict[str, Stamp | None]:
    """A stamp for every file that a build of this project reads. None for one that changed a moment ago."""
    now = time.time_ns()
    found: dict[str, Stamp | None] = {}
    for root in (*roots, str(PROGRAM)):
        for path, state in _files(os.path.join(project, root)):
            recent = max(state.st_mtime_ns, state.st_ctime_ns) > now - RACY
            found[path] = None if recent else (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
    return found


def _files(path: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        items = list(os.scandir(path))
    except NotADirectoryError:
        yield path, os.lstat(path)
        return
    except OSError:
        return
    for item in items:
        if item.name == "__pycache__":
            continue
        if item.is_dir(follow_symlinks=False):
            yield from _files(item.path)
        else:
            yield item.path, item.stat(follow_symlinks=False)


def intact(site: Path, outputs: Mapping[str, Stat], part: int = 0, parts: int = 1) -> bool:
    """Whether a generation holds exactly these files, unchanged since they were written.

    With ``parts``, only every so many-th folder is looked at: several processes share the work.
    """
    folders = {"": 0}  # path with its slash -> files in it
    for path in outputs:
        folder = path[: path.rfind("/") + 1]
        folders[folder] = folders.get(folder, 0) + 1
    for folder in list(folders):
        while folder and (folder := folder[: folder.rfind("/", 0, -1) + 1]) not in folders:
            folders[folder] = 0
    try:
        return all(_as_known(site, folder, folders, outputs) for folder in islice(folders, part, None, parts))
    except OSError:
        return False


def _as_known(site: Path, folder: str, folders: Mapping[str, int], outputs: Mapping[str, Stat]) -> bool:
    """Whether a folder holds its files as they were written and, beside them, no folder but those that have some."""
    left = folders[folder]
    for item in os.scandir(f"{site}/{folder}"):
        if item.is_dir(follow_symlinks=False):
            if f"{folder}{item.name}/" not in folders:
                return False
            continue
        state = item.stat(follow_symlinks=False)
        if outputs.get(folder + item.name) != (state.st_size, state.st_mtime_ns):
            return False
        left -= 1
    return not left


def packages() -> str:
    """A digest of the interpreter and of every installed package with its version."""
    names = sorted(name for name in os.listdir(sysconfig.get_paths()["purelib"]) if name.endswith((".dist-info", ".egg-info")))
    return _digest("\n".join((sys.version, *names)).encode())


def program() -> str:
    """A digest of the program's own files."""
    digest = hashlib.sha256()
    for path in sorted(PROGRAM.rglob("*")):
        if path.suffix in (".py", ".html", ".yml", ".typ", ".js", ".css", ".ttf") and path.is_file():
            digest.update(path.relative_to(PROGRAM).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def unchanged(project: Path, site: Path, as_of: date, asked: tuple[Any, ...]) -> Head | None:
    """The head of a memory that says: nothing has changed since, and what was published is untouched. Else None."""
    store = Store(project, site)
    head = store.head()
    if head is None or head.site != str(site) or head.asked != asked or not head.lasts(as_of) or head.packages != packages():
        return None
    if None in head.stamps.values() or scan(project, head.roots) != head.stamps:
        return None
    outputs = store.outputs(head)
    if outputs is None:
        return None
    with Beside(partial(intact, site, outputs.now, 1, 2)) as other:
        return head if intact(site, outputs.now, 0, 2) and other.answer() else None


def _flat(value: Any) -> Any:
    """A unit without the facts it shares with others."""
    return (value.paths, value.numbers.tobytes(), value.form) if isinstance(value, Made) else value


def _unpack(raw: bytes, memory: Memory) -> None:
    """Take over a whole chunk."""
    file = io.BytesIO(raw)
    facts = Facts(pickle.load(file))
    while file.tell() < len(raw):
        part, changes = pickle.load(file)
        if part == "units":
            changes = [(unit, flat if flat == GONE else Made(flat[0], array("I", flat[1]), facts, flat[2])) for unit, flat in changes]
        memory.apply(part, changes)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _digest(raw: bytes) -> str:
    return _blake2b(raw).hexdigest()


_blake2b = partial(hashlib.blake2b, digest_size=16)
