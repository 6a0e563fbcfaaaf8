"""What changed in the content since another revision, value by value, in the words of the schemas: for those who review."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from generator.diagnostics import Fault, Report
from generator.model import FieldPath
from generator.schemas import COLLECTIONS, Collection
from generator.sources.files import read_text
from generator.sources.yaml import parse

SECONDS = 60  # for git to answer
JUMP = 5  # a figure that becomes this many times as large, or as small, is looked at twice
_NAMES = ("id", "practice", "resource", "organisation", "source", "kind")  # what tells an item of a list from its neighbours
_TEXTS = ("title", "name", "text")  # what does, where none of those is there


@dataclass(frozen=True, slots=True)
class Step:
    """A changed value: its place, as it was and as it is (None: absent), what stands beside it, and why to look twice."""

    path: FieldPath
    before: Any
    after: Any
    around: Mapping[str, Any]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revised:
    """A record that changed. ``before`` or ``after`` is None where the file was not, or is not, there or readable."""

    collection: Collection
    id: str
    file: str
    before: Any
    after: Any
    there: bool
    steps: tuple[Step, ...]


def revised(project: Path, revision: str) -> list[Revised]:
    """The records that differ from a revision of the repository, with every value that does."""
    homes = {collection.home: collection for collection in COLLECTIONS.values()}
    commit = _git(project, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").strip()
    names = {name for command in (("diff", "--name-only", "--no-renames", "--relative", "-z", commit), ("ls-files", "--others", "--exclude-standard", "-z"))
             for name in _git(project, *command, "--", *homes).split("\0") if name}
    found = []
    for name in sorted(names):
        home, _, file = name.rpartition("/")
        if home not in homes or not file.endswith(".yml"):
            continue
        before = _value(name, _then(project, commit, name))
        there = (project / name).exists()
        after = _value(name, read_text(project / name, name, Report()) if there else None)
        if before != after or (there and after is None):
            steps = tuple(_steps((), before, after, {})) if before is not None and after is not None else ()
            found.append(Revised(homes[home], file.removesuffix(".yml"), name, before, after, there, steps))
    return found


def doubts(name: str, before: str, after: str) -> Revised:
    """A change that is still to be written, with the values somebody should look at twice."""
    collection = next(collection for collection in COLLECTIONS.values() if collection.home == name.rpartition("/")[0])
    then, now = _value(name, before), _value(name, after)
    steps = tuple(step for step in _steps((), then, now, {}) if step.doubts) if then is not None else ()
    return Revised(collection, name.rpartition("/")[2].removesuffix(".yml"), name, then, now, True, steps)


def _git(project: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(project), *arguments], capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Fault(f"git: {error}") from error
    if done.returncode:
        raise Fault(f"git {arguments[0]} {arguments[-1]}: {done.stderr.decode(errors='replace').strip() or 'no existe / does not exist'}")
    return done.stdout.decode("utf-8", "replace")


def _then(project: Path, commit: str, name: str) -> str | None:
    try:
        return _git(project, "show", f"{commit}:./{name}")
    except Fault:
        return None


def _value(name: str, text: str | None) -> Any:
    document = parse(name, text, Report()) if text is not None else None
    return document.value if document is not None and isinstance(document.value, dict) else None


def _steps(path: FieldPath, before: Any, after: Any, around: Mapping[str, Any]) -> Iterator[Step]:
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*after, *before)):
            yield from _steps((*path, name), before.get(name), after.get(name), after)
    elif isinstance(before, list) and isinstance(after, list) and any(isinstance(item, dict) for item in (*before, *after)):
        yield from _items(path, before, after)
    elif before != after or str(before) != str(after):
        yield Step(path, before, after, around, tuple(_doubts(path, before, after)))


def _items(path: FieldPath, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Step]:
    """Items are the same where they say the same, else where they bear the same name, in the order they stand in."""
    for kind, start, end, first, last in SequenceMatcher(None, list(map(_name, before)), list(map(_name, after)), autojunk=False).get_opcodes():
        paired = min(end - start, last - first) if kind in ("equal", "replace") else 0
        for step in range(paired):
            yield from _steps((*path, first + step), before[start + step], after[first + step], {})
        yield from (Step((*path, index), before[index], None, {}) for index in range(start + paired, end))
        yield from (Step((*path, index), None, after[index], {}) for index in range(first + paired, last))


def _name(item: Any) -> str:
    if not isinstance(item, dict):
        return repr(item)
    named = [item.get(name) for name in _NAMES]
    return repr(named if any(named) else [item.get(name) for name in _TEXTS])


def _doubts(path: FieldPath, before: Any, after: Any) -> Iterator[str]:
    """Why somebody should look twice: a slip of a decimal point, a sign, a unit; a figure or a source that vanished."""
    numbers = (int, Decimal)
    if isinstance(before, numbers) and isinstance(after, numbers) and not isinstance(before, bool) and path[-1] not in ("year", "baseline", "after", "reported"):
        one, other = Decimal(before), Decimal(after)
        if one * other < 0:
            yield "sign"
        elif one and other and not 1 / Decimal(JUMP) < other / one < JUMP:
            yield "jump"
    elif path[-1] in ("unit", "currency", "resource", "id"):
        yield str(path[-1])
    elif after is None and path[-1] in ("source", "amount", "change", "value"):
        yield "gone"
