"""The theme's stylesheets, without what no page of ours can match: a third of the bytes of a first visit.

A class stands in our templates or stylesheets, or no page has it: Markdown brings none (``generator.sources.markdown`` refuses
attributes), and of the theme's own document and scripts nothing is used. What is in doubt stays.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

from generator.memory import program

PROGRAM = Path(__file__).parent.parent
FOLDER = "assets/stylesheets"
_NAME = re.compile(r"[A-Za-z_][\w-]*")
_IN_PYTHON = re.compile(r"class=\\?[\"']([^\"']*)")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_SET = re.compile(r"(--[\w-]+):")
_SETTING = re.compile(r"(--[\w-]+):(?:url\(\"[^\"]*\"\)|[^;{}\"])*;?")
_EMPTY = re.compile(r"(?:^|(?<=[{}]))[^{}@]+\{\s*\}")
_CONDITIONAL = {"media", "supports", "layer", "container"}


def address(theme: Sequence[Path], overrides: Path) -> str:
    """Where the stylesheet is published: its name changes with everything that it is made of."""
    digest = hashlib.sha256(program().encode())
    for path in (*theme, *_files(overrides, ".html", ".css", ".js")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{FOLDER}/theme.{digest.hexdigest()[:10]}.css"


def stylesheet(theme: Sequence[Path], overrides: Path) -> str:
    """The theme's stylesheets as one, with the rules that a page made of these overrides and of our templates may match."""
    names = _names(overrides)
    rules = tinycss2.parse_stylesheet("".join(path.read_text(encoding="utf-8") for path in theme), skip_comments=True, skip_whitespace=True)
    kept = _matching([rule for rule in rules if getattr(rule, "at_keyword", "") != "charset"], names)
    ours = "".join(path.read_text(encoding="utf-8") for path in _files(overrides, ".css"))
    return _without_idle_properties(kept, ours)


def _files(folder: Path, *suffixes: str) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.suffix in suffixes and path.is_file()]


def _names(overrides: Path) -> set[str]:
    """Every word that may be a class, an id or the value of an attribute in a page."""
    texts = [path.read_text(encoding="utf-8") for path in (*_files(overrides, ".html", ".css", ".js"), *_files(PROGRAM, ".html", ".js"))]
    texts += [found for path in _files(PROGRAM / "render", ".py") for found in _IN_PYTHON.findall(path.read_text(encoding="utf-8"))]
    return {name for text in texts for name in _NAME.findall(text)}


def _matching(rules: Iterable[Node], names: set[str]) -> list[tuple[str, str]]:
    """Pairs of what stands before a block and the block itself, nested ones written out; only selectors that can match."""
    kept: list[tuple[str, str]] = []
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [tinycss2.serialize(part).strip() for part in _listed(rule.prelude) if _possible(part, names)]
            if selectors:
                kept.append((",".join(selectors), tinycss2.serialize(rule.content)))
        elif isinstance(rule, AtRule) and rule.content is None:
            kept.append((rule.serialize(), ""))
        elif isinstance(rule, AtRule):
            head = f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}"
            if rule.lower_at_keyword in _CONDITIONAL:
                inner = _matching(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), names)
                if inner:
                    kept.append((head, "".join(_written(inner))))
            elif rule.lower_at_keyword != "keyframes" or str(tinycss2.serialize(rule.prelude)).strip() in names:
                kept.append((head, tinycss2.serialize(rule.content)))
    return kept


def _listed(prelude: Sequence[Node]) -> Iterable[list[Node]]:
    part: list[Node] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _possible(selector: Sequence[Node], names: set[str]) -> bool:
    """Whether some page may match; what stands inside ``:not()`` and its like is not asked."""
    after_point = False
    for token in selector:
        if token.type == "hash" or (after_point and token.type == "ident"):
            if token.value not in names:
                return False
        elif token.type == "[] block" and not _met(token.content, names):
            return False
        after_point = token.type == "literal" and token.value == "."
    return True


def _met(attribute: Sequence[Node], names: set[str]) -> bool:
    """Whether a page may have ``[data-name]`` or ``[data-name=value]``, in its markup or by a script's ``dataset``."""
    name, *values = (part.value for part in attribute if part.type in ("ident", "string"))
    if not name.startswith("data-"):
        return True
    first, *others = name.removeprefix("data-").split("-")
    return (name in names or first + "".join(map(str.capitalize, others)) in names) and all(value in names for value in values)


def _written(rules: Iterable[tuple[str, str]]) -> Iterable[str]:
    return (f"{head}{{{block}}}" if block else head for head, block in rules)


def _without_idle_properties(rules: Sequence[tuple[str, str]], ours: str) -> str:
    """Variables that nothing reads go, and with them those that only they read."""
    text, before = "".join(_written(rules)), ""
    while text != before:
        before = text
        used = {*_USED.findall(text), *_USED.findall(ours)}
        idle = {name for name in _SET.findall(text) if name not in used}
        text = _SETTING.sub(lambda found, idle=idle: "" if found[1] in idle else found[0], text)  # type: ignore[misc]
        text = _EMPTY.sub("", text)
    return text
