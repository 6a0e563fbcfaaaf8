"""The value of a YAML text in which there is nothing to say, read without detours."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from generator.sources import scalars
from generator.sources.files import CONTROL

MAX_DEPTH = 24
MAX_LENGTH = 10_000  # characters of one value; the longest in use has 1,808
CUT = re.compile(r"[^\S\n]+#[^\s#]")  # what follows is a comment, and was perhaps meant to be text
ODD: Any = object()


def quick(text: str) -> Any:
    """The value of a text in which there is nothing to say; ODD for anything the builder has to look at.

    Files are good as a rule, and reading them is a fifth of a build: so this does nothing but build.
    """
    if len(text) > MAX_LENGTH or CUT.search(text):  # only a long text can hold a value that is too long
        return ODD
    scalar, mapping, sequence, ends, noise = (
        yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, (yaml.MappingEndEvent, yaml.SequenceEndEvent),
        (yaml.StreamStartEvent, yaml.DocumentEndEvent))
    words, plain, control, one = scalars.WORDS, scalars.plain, CONTROL.search, sys.intern  # terms recur in thousands of files
    root: list[Any] = []
    top: Any = root
    key: str | None = None
    stack: list[tuple[Any, bool]] = []
    in_map = False
    documents = 0
    try:
        following: Callable[[], Any] = CParser(text).get_event
        while True:
            event = following()
            kind = type(event)
            if kind is scalar:
                if event.anchor or event.tag:
                    return ODD
                value = event.value
                if in_map and key is None:
                    if value in top or (event.style == '"' and control(value)):
                        return ODD
                    key = value
                    continue
                style = event.style
                if not style:
                    if value in words:
                        value = words[value]
                        if value is None:
                            return ODD
                    elif value[0] in "-0123456789":
                        value = plain(value)
                    else:
                        value = one(value)
                elif style == '"' and control(value):
                    return ODD
                if in_map:
                    top[key], key = value, None
                else:
                    top.append(value)
            elif kind is mapping or kind is sequence:
                if event.anchor or event.tag or len(stack) >= MAX_DEPTH or (in_map and key is None):
                    return ODD
                value = {} if kind is mapping else []
                if in_map:
                    top[key] = value
                else:
                    top.append(value)
                stack.append((top, in_map))
                top, key, in_map = value, None, kind is mapping
            elif kind in ends:
                top, in_map = stack.pop()
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    return ODD
            elif kind is yaml.StreamEndEvent:
                return root[0] if root else ODD
            elif kind not in noise:
                return ODD
    except (yaml.YAMLError, ValueError):
        return ODD
