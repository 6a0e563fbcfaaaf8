"""Changing single values of a YAML file: comments, order, quotes and every other line stay as they are.

ruamel.yaml writes the changed file; what it would have written otherwise without any change is put back line by line.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib import import_module
from typing import Any

from generator.diagnostics import Fault, Report
from generator.editing.tables import CITED, written
from generator.model import FieldPath
from generator.sources import scalars
from generator.sources.yaml import parse

Order = Callable[[FieldPath], Sequence[str]]  # the names that may stand at a path, in the schema's order
WIDE = 10**6  # no line is ever folded
SHORT = 100  # characters of the texts that share a line
GONE: Any = object()


@dataclass(frozen=True, slots=True)
class Edit:
    """A value to write at ``path``, GONE to take it away. ``text``: for readers, hence in quotes. ``language``: one of a text's."""

    path: FieldPath
    value: Any
    text: bool = False
    language: bool = False


def applied(raw: Any, edits: Sequence[Edit]) -> Any:
    """The plain value of a record after these edits."""
    tree = deepcopy(raw)
    for edit in _in_turn(edits):
        _apply(tree, edit, _plain, lambda around: {}, lambda path: ())
    return tree


def rewritten(name: str, text: str, edits: Sequence[Edit], order: Order) -> str:
    """The file's text after these edits, and nothing else changed in it."""
    document = parse(name, text, Report())
    assert document is not None
    tree = _load(text)
    before = _dump(tree)
    for edit in _in_turn(edits):
        _apply(tree, edit, _node, _map, order)
    changed = _dump(tree)
    wanted = applied(document.value, edits)
    merged = _merged(text, before, changed)
    for candidate in (_remarked(text, merged), merged, changed):
        read = parse(name, candidate, Report())
        if read is not None and alike(read.value, wanted):
            return candidate
    raise Fault(f"{name}: no se pudo escribir sin alterar otra cosa / could not be written without altering something else")


def fresh(edits: Sequence[Edit], order: Order) -> str:
    """A new file with these values, in the schema's order."""
    tree = _map({})
    for edit in edits:
        _apply(tree, edit, _node, _map, order)
    return _dump(tree)


def _in_turn(edits: Sequence[Edit]) -> list[Edit]:
    """Items are taken out last and from the end, so that the numbers of the others hold until then; names give way to languages first."""
    items = [edit for edit in edits if edit.value is GONE and isinstance(edit.path[-1], int)]
    rest = [edit for edit in edits if edit not in items]
    gone = [edit for edit in rest if edit.value is GONE]
    return [*gone, *(edit for edit in rest if edit.value is not GONE), *sorted(items, key=lambda edit: (len(edit.path), edit.path), reverse=True)]


def _apply(tree: Any, edit: Edit, leaf: Callable[[Edit, Any], Any], group: Callable[[Any], Any], order: Order) -> None:
    if edit.value is GONE:
        _remove(tree, edit.path)
        return
    inner = tree
    for length, part in enumerate(edit.path[:-1], 1):
        here, following = edit.path[:length], edit.path[length]
        known = _get(inner, part)
        if isinstance(known, str) or known is None:
            made: Any = [] if isinstance(following, int) else group(inner)
            if isinstance(known, str) and not edit.language:
                made[CITED] = known
            _set(inner, part, made, order(here[:-1]))
        inner = _get(inner, part)
    last = edit.path[-1]
    _set(inner, last, leaf(edit, _get(inner, last)), order(edit.path[:-1]))


def _get(inner: Any, part: str | int) -> Any:
    if isinstance(part, int):
        return inner[part] if part < len(inner) else None
    return inner.get(part)


def _set(inner: Any, part: str | int, value: Any, names: Sequence[str]) -> None:
    if isinstance(part, int):
        if part < len(inner):
            inner[part] = value
        else:
            inner.append(value)
    elif part in inner or not hasattr(inner, "insert"):
        inner[part] = value
    else:
        after = names[: names.index(part)] if part in names else names
        present = list(inner)
        inner.insert(max((present.index(name) + 1 for name in after if name in present), default=0 if part in names else len(present)), part, value)


def _remove(tree: Any, path: FieldPath) -> None:
    """Take a value away, and what it leaves empty; an item of a list stays until it is taken away itself."""
    inner = tree
    for part in path[:-1]:
        inner = _get(inner, part)
        if inner is None or isinstance(inner, str):
            return
    if isinstance(path[-1], int) or path[-1] in inner:
        del inner[path[-1]]
    if not inner and path[:-1] and not isinstance(path[-2], int):
        _remove(tree, path[:-1])


def _plain(edit: Edit, old: Any) -> Any:
    return list(edit.value) if isinstance(edit.value, tuple) else edit.value


def alike(one: Any, other: Any) -> bool:
    """Equal, and of the same digits; texts without the space around them."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return one is not None and other is not None and type(one) is type(other) and written(one) == written(other)


def _yaml() -> Any:
    """Reads every plain word as the text it is, so that nothing is ever written in another way."""
    ruamel = import_module("ruamel.yaml")
    yaml = ruamel.YAML()
    yaml.width, yaml.preserve_quotes, yaml.allow_unicode = WIDE, True, True
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    resolver = import_module("ruamel.yaml.resolver").VersionedResolver
    yaml.Resolver = type("Words", (resolver,), {"versioned_resolver": property(lambda self: {})})
    return yaml


def _load(text: str) -> Any:
    return _yaml().load(text)


def _dump(tree: Any) -> str:
    stream = io.StringIO()
    _yaml().dump(tree, stream)
    return stream.getvalue()


def _map(around: Any) -> Any:
    """A new group, written on one line inside a line."""
    made = import_module("ruamel.yaml.comments").CommentedMap()
    if _flowing(around):
        made.fa.set_flow_style()
    return made


def _flowing(node: Any) -> bool:
    return bool(getattr(node, "fa", None) and node.fa.flow_style())


def _node(edit: Edit, old: Any) -> Any:
    """A value as ruamel writes it: in the quotes it had, where it had any."""
    if isinstance(edit.value, tuple):
        made = import_module("ruamel.yaml.comments").CommentedSeq(_scalar(inner, edit.text, None) for inner in edit.value)
        if not edit.text or sum(map(len, map(str, edit.value))) < SHORT:
            made.fa.set_flow_style()
        return made
    return _scalar(edit.value, edit.text, old)


def _scalar(value: Any, text: bool, old: Any) -> Any:
    strings = import_module("ruamel.yaml.scalarstring")
    word = written(value)
    if not isinstance(value, str):
        return strings.PlainScalarString(word)
    if isinstance(old, strings.LiteralScalarString) or "\n" in word:
        return strings.LiteralScalarString(word + "\n")
    if isinstance(old, strings.SingleQuotedScalarString):
        return strings.SingleQuotedScalarString(word)
    if text or isinstance(old, strings.DoubleQuotedScalarString) or not _bare(word):
        return strings.DoubleQuotedScalarString(word)
    return strings.PlainScalarString(word)


def _bare(word: str) -> bool:
    """Whether a word says the same without quotes, wherever it stands."""
    try:
        return word[:1].isalnum() and isinstance(scalars.plain(word), str) and not any(sign in word for sign in ": #,[]{}\"'&*!|>%@`\\")
    except ValueError:
        return False


def _merged(text: str, before: str, changed: str) -> str:
    """``text`` with the lines that changed between ``before`` and ``changed``; both are ruamel's way of writing it."""
    old, base, new = (value.splitlines(keepends=True) for value in (text, before, changed))
    if old == base:
        return changed
    place: dict[int, int] = {len(base): len(old)}  # line of ``base`` -> the same line of ``text``
    for start, there, size in SequenceMatcher(None, base, old, autojunk=False).get_matching_blocks():
        place |= {start + step: there + step for step in range(size)}
    out, done = [], 0
    for kind, start, end, first, last in SequenceMatcher(None, base, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if start not in place or end not in place:
            return changed
        out += [*old[done : place[start]], *new[first:last]]
        done = place[end]
    return "".join([*out, *old[done:]])


def _remarked(text: str, changed: str) -> str:
    """``changed`` with the remarks back that stood below what was taken out: they speak of what follows."""
    old, new = text.splitlines(keepends=True), changed.splitlines(keepends=True)
    out: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        out += new[first:last]
        if kind in ("delete", "replace"):
            below = end
            while below > start and (not old[below - 1].strip() or old[below - 1].lstrip().startswith("#")):
                below -= 1
            out += [line for line in old[below:end] if line not in new[first:last]]
    return "".join(out)
