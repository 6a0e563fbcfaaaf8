"""A new generation of the site stands whole beside the old one before the two are exchanged in one step.

A full build writes its generation anew and removes the old one. A small change is applied to a second generation
that stays beside the site, one change behind; after the exchange the former site is the one behind.
Whatever happens before the exchange (a fault, a full disk, a kill), the published site is untouched.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator import exports
from generator.memory import Outputs, Stat, intact
from generator.model import Site
from generator.stamp.write import place

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class Locked(OSError):
    """Another build is writing the same site."""


@contextmanager
def staging(site: Path) -> Iterator[Path]:
    """An empty folder on the site's own file system; it becomes the site if the block ends without a fault.

    What an interrupted build left behind is removed. Two builds of one site never run at once.
    """
    site = site.absolute()
    site.parent.mkdir(parents=True, exist_ok=True)
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise NotADirectoryError(errno.ENOTDIR, "the site's place is taken by something that is not a folder", str(site))
    next_site = site.parent / f".{site.name}.next"
    with _lock(site.parent / f".{site.name}.lock"):
        _heal(site)
        _remove(next_site)
        _remove(_spare(site))
        next_site.mkdir()
        try:
            yield next_site
            exchange(next_site, site)
        finally:
            _remove(next_site)  # the old generation after an exchange, a torso after a fault


@contextmanager
def held(site: Path) -> Iterator[None]:
    """Nobody else publishes this site; an exchange that a kill cut short is undone first."""
    site.parent.mkdir(parents=True, exist_ok=True)
    with _lock(site.parent / f".{site.name}.lock"):
        _heal(site)
        yield


def whole(site: Path, known: Outputs) -> tuple[bool, bool]:
    """Whether the site is as it was published, and the generation behind it as it was left."""
    behind = known.behind
    return intact(site, known.now), behind is not None and intact(_spare(site), _earlier(known.now, behind))


def amend(site: Path, known: Outputs, changes: Mapping[str, bytes | None], *, spared: bool) -> Outputs:
    """Publish a :func:`held` and :func:`whole` site that differs in these files (None: it lacks the file).

    ``spared``: the generation behind it is whole as well; otherwise it is made anew.
    """
    spare, behind = _spare(site), known.behind or {}
    if not spared:
        _remove(spare)
        _clone(site, spare, known.now)
        behind = {}
    for path in behind.keys() - changes.keys():  # first the change before this one
        _drop(spare, path)
        if path in known.now:
            _link(site, spare, path)
    now = dict(known.now)
    for path, content in changes.items():
        _drop(spare, path)  # never written into: the file may be the site's as well
        if content is None:
            now.pop(path, None)
        else:
            now[path] = place(spare, path, content)
    _prune(spare, [path for path, content in changes.items() if content is None] + [path for path in behind if path not in known.now])
    exchange(spare, site)
    return Outputs(now, {path: known.now.get(path) for path in changes})


def leave_rules(project: Path, site: Site) -> None:
    """The redirects for the server that serves the site, beside it: what is inside is published."""
    for artifact in exports.server_rules(site):
        place(project / "build" / "deploy", artifact.path, artifact.content)


def _earlier(now: Mapping[str, Stat], behind: Mapping[str, Stat | None]) -> dict[str, Stat]:
    """The files of the generation behind."""
    return {path: stat for path, stat in {**now, **behind}.items() if stat is not None}


def _clone(site: Path, spare: Path, paths: Iterable[str]) -> None:
    """The same files a second time, without their bytes where the file system has links."""
    made: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in made:
            os.makedirs(f"{spare}/{folder}", exist_ok=True)
            made.add(folder)
        _link(site, spare, path)


def _link(site: Path, spare: Path, path: str) -> None:
    target = f"{spare}/{path}"
    try:
        os.link(f"{site}/{path}", target)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _link(site, spare, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.EXDEV, errno.ENOSYS, errno.EACCES):
            raise
        shutil.copy2(f"{site}/{path}", target)


def _drop(folder: Path, path: str) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(f"{folder}/{path}")


def _prune(folder: Path, paths: Iterable[str]) -> None:
    """Remove the folders that became empty."""
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent:
            try:
                os.rmdir(f"{folder}/{parent}")
            except OSError:
                break
            parent = parent.rpartition("/")[0]


def _spare(site: Path) -> Path:
    """Where the generation behind stands."""
    return site.parent / f".{site.name}.spare"


def exchange(new: Path, site: Path) -> None:
    """Put ``new`` in the place of ``site``; what stood there stands at ``new`` afterwards.

    Linux exchanges both names in one step. Elsewhere the old site is renamed away first: between the two
    renames there is a moment without a site, and a kill in it leaves the old one beside the place.
    """
    if not site.exists():
        new.rename(site)
        return
    if _rename_exchange(new, site):
        return
    aside = _aside(site)
    site.rename(aside)
    try:
        new.rename(site)
    except OSError:
        aside.rename(site)
        raise
    aside.rename(new)


def _aside(site: Path) -> Path:
    """Where the old site stands between two renames."""
    return site.parent / f".{site.name}.old"


def _heal(site: Path) -> None:
    """Undo what a kill between two renames left: the old site returns to its place, or goes if there is a new one."""
    aside = _aside(site)
    if aside.exists() and not site.exists():
        aside.rename(site)
    _remove(aside)


def _rename_exchange(first: Path, second: Path) -> bool:
    """renameat2(RENAME_EXCHANGE); False where the system or the file system has none."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(second))


@contextmanager
def turn(project: Path) -> Iterator[None]:
    """Wait until no other build works in this project: they share what is kept in ``build/``, whatever site they write."""
    folder = os.open(project, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Locked(errno.EWOULDBLOCK, "another build is writing this site", str(path)) from error
        yield


def _remove(folder: Path) -> None:
    if not folder.exists():
        return
    try:
        shutil.rmtree(folder)
    except PermissionError:  # a site that was made read-only still makes way for the next one
        folder.chmod(0o700)
        for place, folders, _ in os.walk(folder):
            for name in folders:
                (Path(place) / name).chmod(0o700)
        shutil.rmtree(folder)
