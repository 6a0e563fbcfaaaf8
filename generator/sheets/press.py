"""From data to a PDF or an image: Typst with our own templates and fonts, the same bytes on every machine.

Data reaches a template as JSON in one input, never as a part of its code; so no text can become a command.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst
from PIL import Image

from generator.diagnostics import Fault

_TURN = Lock()  # a preview answers in several threads; a compiler serves one
COLOURS = 64  # of a card: text on plain ground needs no more
HERE = Path(__file__).parent
TEMPLATES, FONTS = HERE / "typst", HERE / "fonts"
ACCESSIBLE: Literal["ua-1"] = "ua-1"  # PDF/UA-1: tags, language, title, a text for every image


class PressFault(Fault):
    """A template could not be set. The text never is the reason; a template or a font is."""


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """A tagged PDF; PDF/UA-1 wherever every character has a letterform in our fonts.

    Without a date, because the date of a sheet is its record's.
    """
    inputs = {"data": _json(data)}
    with _TURN:
        compiler = _compiler(template)
        try:
            return _one(compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=ACCESSIBLE))
        except typst.TypstError:  # the standard forbids boxes for missing letters; a reader would rather have the sheet
            pass
        try:
            return _one(compiler.compile(format="pdf", sys_inputs=inputs))
        except typst.TypstError as error:
            raise PressFault(f"{template}: {error.diagnostic or error.message}") from error


def png(template: str, data: Mapping[str, Any]) -> bytes:
    """An image with one pixel per point of the template's page, in few colours: a third of the bytes."""
    try:
        with _TURN:
            full = _one(_compiler(template).compile(format="png", sys_inputs={"data": _json(data)}, ppi=72))
    except typst.TypstError as error:
        raise PressFault(f"{template}: {error.diagnostic or error.message}") from error
    small, few = io.BytesIO(), Image.open(io.BytesIO(full)).convert("RGB")
    few.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(small, "png")
    return small.getvalue()


@cache
def edition() -> str:
    """A digest of all that a sheet depends on beside its data: templates, fonts, this package, Typst."""
    digest = hashlib.blake2b(version("typst").encode(), digest_size=16)
    for path in sorted(path for path in HERE.rglob("*") if path.suffix in (".py", ".typ", ".ttf")):
        digest.update(path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def _compiler(template: str) -> typst.Compiler:
    """One per process and template: reading fonts takes longer than setting a sheet."""
    return typst.Compiler(TEMPLATES / template, root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


def _json(data: Mapping[str, Any]) -> str:
    """JSON without half characters, which Typst could not read."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()


def _one(made: bytes | list[bytes] | None) -> bytes:
    if isinstance(made, list):
        return made[0]
    assert made is not None
    return made
