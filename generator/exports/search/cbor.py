"""The part of CBOR (RFC 8949) that Pagefind writes: arrays, texts and whole numbers, each in its shortest form."""

from __future__ import annotations

from functools import cache
from typing import Any

_NUMBER, _NEGATIVE, _TEXT, _ARRAY = 0, 1, 3, 4
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}  # additional information -> bytes of the number that follows


class NotPlain(ValueError):
    """Bytes that hold something else than arrays, texts and whole numbers."""


def loads(content: bytes) -> Any:
    """The one value that ``content`` holds."""
    value, end = _value(content, 0)
    if end != len(content):
        raise NotPlain(f"{len(content) - end} bytes after the value")
    return value


def dumps(value: Any) -> bytes:
    """A value of lists, texts and whole numbers as bytes; the same value, the same bytes."""
    if isinstance(value, list):
        return _head(_ARRAY, len(value)) + b"".join([_number(item) if type(item) is int else dumps(item) for item in value])
    if isinstance(value, int):
        return _number(value)
    content: bytes = value.encode("utf-8")
    return _head(_TEXT, len(content)) + content


@cache
def _number(value: int) -> bytes:
    return _head(_NUMBER, value) if value >= 0 else _head(_NEGATIVE, -1 - value)


def _value(content: bytes, at: int) -> tuple[Any, int]:
    try:
        kind, number = content[at] >> 5, content[at] & 31
    except IndexError as error:
        raise NotPlain("the value ends early") from error
    at += 1
    if number in _SIZES:
        size = _SIZES[number]
        number = int.from_bytes(content[at : at + size], "big")
        at += size
    elif number > 27:
        raise NotPlain(f"length {number}")
    if kind == _NUMBER:
        return number, at
    if kind == _NEGATIVE:
        return -1 - number, at
    if kind == _TEXT:
        return content[at : at + number].decode("utf-8"), at + number
    if kind != _ARRAY:
        raise NotPlain(f"kind {kind}")
    values: list[Any] = []
    for _ in range(number):
        if at < len(content) and content[at] < 24:  # a small number, as most values are
            values.append(content[at])
            at += 1
        else:
            value, at = _value(content, at)
            values.append(value)
    return values, at


@cache
def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    information, size = next((i, s) for i, s in _SIZES.items() if number < 1 << 8 * s)
    return bytes([kind << 5 | information]) + number.to_bytes(size, "big")
