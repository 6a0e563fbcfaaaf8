"""A process that sets sheets: requests on its standard input, answers on its output, until the input ends.

Typst keeps threads, and a process that is forked from one with threads waits for ever for those it has not. So Typst lives
here, started anew, and never in a process that is or may be forked. Run as a script; it imports nothing of the program.
"""

from __future__ import annotations

import io
import pickle
import sys
from functools import cache
from pathlib import Path
from typing import Literal

import typst
from PIL import Image

HERE = Path(__file__).parent
TEMPLATES, FONTS = HERE / "typst", HERE / "fonts"
COLOURS = 64  # of a card: text on plain ground needs no more
ACCESSIBLE: Literal["ua-1"] = "ua-1"  # PDF/UA-1: tags, language, title, a text for every image


def pdf(template: str, inputs: dict[str, str]) -> bytes:
    try:
        return _one(_compiler(template).compile(format="pdf", sys_inputs=inputs, pdf_standards=ACCESSIBLE))
    except typst.TypstError:  # the standard forbids boxes for missing letters; a reader would rather have the sheet
        return _one(_compiler(template).compile(format="pdf", sys_inputs=inputs))


def png(template: str, inputs: dict[str, str]) -> bytes:
    full = _one(_compiler(template).compile(format="png", sys_inputs=inputs, ppi=72))
    small, few = io.BytesIO(), Image.open(io.BytesIO(full)).convert("RGB")
    few.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(small, "png")
    return small.getvalue()


@cache
def _compiler(template: str) -> typst.Compiler:
    """One per template: reading fonts takes longer than setting a sheet."""
    return typst.Compiler(TEMPLATES / template, root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


def _one(made: bytes | list[bytes] | None) -> bytes:
    if isinstance(made, list):
        return made[0]
    assert made is not None
    return made


def main() -> None:
    """Each request is (kind, template, inputs), each answer (bytes, "") or (b"", what Typst said)."""
    make = {"pdf": pdf, "png": png}
    while True:
        try:
            kind, template, inputs = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            answer = make[kind](template, inputs), ""
        except typst.TypstError as error:
            answer = b"", f"{template}: {error.diagnostic or error.message}"
        pickle.dump(answer, sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
