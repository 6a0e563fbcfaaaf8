"""Bytes of a content file, or a finding; and the files of a folder, in a fixed order."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Diagnostic, Report, printable
from generator.model import Span
from generator.sources import rules

MAX_BYTES = 512 * 1024
CONTROL = re.compile(  # what nobody sees: controls, soft hyphens, zero-width and bidirectional marks, tags, halves of characters
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def read_text(path: Path, name: str, report: Report, limit: int = MAX_BYTES) -> str | None:
    """The file's text with ``\\n`` line ends, composed accents (NFC) and no byte order mark; None after a finding.

    ``name`` is the path shown to people, relative to the project.
    """
    if path.is_symlink():
        report.add(rules.SYMLINK.at(Span(name)))
        return None
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):  # reading a pipe would wait for ever
            report.add(rules.SPECIAL.at(Span(name)))
            return None
        size = status.st_size
        raw = path.read_bytes() if size <= limit else b""
    except OSError as error:
        report.add(rules.UNREADABLE.at(Span(name), reason=error.strerror or type(error).__name__))
        return None
    if size > limit:
        report.add(rules.TOO_LARGE.at(Span(name), size=size, limit=limit))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        span = Span(name, line, column)
        report.add(rules.NOT_UTF8.at(span, byte=f"0x{raw[error.start]:02x}", offset=error.start))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = CONTROL.search(text)
    if found:
        at = found.start()
        span = Span(name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        report.add(rules.CONTROL.at(span, code=f"{ord(found[0]):04X}"))
        return None
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def listing(folder: Path, suffix: str, project: Path, report: Report, *, deep: bool = False) -> Iterator[tuple[Path, str]]:
    """The files of a folder that end in ``suffix`` as (path, name shown to people), sorted by name.

    Nothing outside the folder is ever read: links are refused. Other files are reported, because a
    record named ``caso.yaml`` by mistake must not vanish silently; a record's own folder is left alone.
    """
    here = folder.relative_to(project).as_posix()
    if folder.is_symlink():
        report.add(rules.SYMLINK.at(Span(here)))
        return
    try:
        items = sorted(os.scandir(folder), key=lambda item: item.name)
    except FileNotFoundError:
        return
    except OSError as error:
        report.add(rules.UNREADABLE.at(Span(here), reason=error.strerror or type(error).__name__))
        return
    for item in items:
        path = Path(item.path)
        name = f"{here}/{printable(item.name)}"
        if item.name.startswith("."):
            continue
        if item.is_symlink():
            report.add(rules.SYMLINK.at(Span(name)))
        elif item.is_dir():
            if deep:
                yield from listing(path, suffix, project, report, deep=True)
            elif any(path.rglob(f"*{suffix}")):
                report.add(rules.MISPLACED.at(
                    Span(name), name=item.name, cure=f"Mueva sus archivos a {here}/.", cure_en=f"Move its files to {here}/.",
                ))
        elif not item.is_file():
            report.add(rules.SPECIAL.at(Span(name)))
        elif item.name.endswith(suffix):
            yield path, name
        elif item.name != "README.md":
            report.add(_stray(path, name, suffix))


def _stray(path: Path, name: str, suffix: str) -> Diagnostic:
    """A text that lacks the right ending gets it; anything else goes elsewhere."""
    cure, cure_en = "Muévalo fuera de la carpeta.", "Move it out of the folder."
    if path.suffix.lower() in ("", ".yaml", ".yml", ".txt", ".md", ".markdown"):
        better = path.stem.removesuffix(suffix) + suffix
        cure, cure_en = f"Cámbiele el nombre a «{better}» o muévalo fuera de la carpeta.", f"Rename it to “{better}” or move it out of the folder."
    return rules.STRAY.at(Span(name), name=path.name, suffix=suffix, cure=cure, cure_en=cure_en)
