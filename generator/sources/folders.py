"""Everything that lies in the folders of content, whether it is read or not: links, pipes, names, files to publish.

Reading a record guards against what stands in it; this guards against what stands beside it. A record's own folder,
``<folder>/<id>/``, holds the files that are published with it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.diagnostics import Report, printable
from generator.model import Span
from generator.sources import rules
from generator.sources.files import CONTROL
from generator.sources.office import active

MAX_NAME = 200  # bytes; most systems allow 255, and versions and languages are added to the names of kits
MAX_UPLOAD = 25 * 1024 * 1024
MAX_FOLDERS = 8  # inside each other

# Ending -> how such a file begins. A browser shows SVG and HTML as a page of this site, with its scripts: never published.
UPLOADS: Mapping[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".docx": (b"PK\x03\x04",), ".xlsx": (b"PK\x03\x04",), ".pptx": (b"PK\x03\x04",),
    ".odt": (b"PK\x03\x04",), ".ods": (b"PK\x03\x04",), ".odp": (b"PK\x03\x04",), ".zip": (b"PK\x03\x04",),
    ".jpg": (b"\xff\xd8\xff",), ".jpeg": (b"\xff\xd8\xff",), ".png": (b"\x89PNG\r\n\x1a\n",), ".webp": (b"RIFF",),
    ".csv": (b"",), ".txt": (b"",), ".md": (b"",),
}
_OF_RELEASES = ("SHA256SUMS", "manifest.json")  # beside the archives of a kit's released version
_TEXTS = (".csv", ".txt", ".md")

_PLAIN = re.compile(r"[a-z0-9_][a-z0-9_-]{0,100}(?:\.[a-z0-9-]{1,20}){0,4}")  # nearly every name: nothing more to ask
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(?:\..*)?", re.IGNORECASE)
_RESERVED = re.compile(r"[<>:\"/\\|?*]")


def check_folders(project: Path, homes: Iterable[str], report: Report) -> None:
    """Walk ``content`` and the folders of the collections; ``homes`` are the latter, relative to the project."""
    homes = set(homes)
    for name in sorted({"content"} | {home.partition("/")[0] for home in homes}):
        _walk(project / name, name, homes, report, 0)


def name_fault(name: str) -> tuple[str, str] | None:
    """Why a file's name does not work everywhere, in Spanish and English; None where it does."""
    if _PLAIN.fullmatch(name) and not _DEVICE.fullmatch(name):
        return None
    return next(_faults(name), None)


def _faults(name: str) -> Iterator[tuple[str, str]]:
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        yield "no está en UTF-8", "it is not UTF-8"
        return
    if CONTROL.search(name) or any(c in name for c in "\n\t\r"):
        yield "tiene un carácter que no se ve", "it has a character that nobody sees"
    if not unicodedata.is_normalized("NFC", name):
        yield "sus tildes están separadas de sus letras (no es NFC)", "its accents are separate from its letters (not NFC)"
    if size > MAX_NAME:
        yield "es demasiado largo", "it is too long"
    if _RESERVED.search(name):
        yield "tiene un signo reservado", "it has a reserved sign"
    if _DEVICE.fullmatch(name):
        yield "Windows reserva esa palabra", "Windows reserves that word"
    if name != name.strip(" ") or name.endswith("."):
        yield "empieza o termina con un espacio, o termina con un punto", "it begins or ends with a space, or ends with a full stop"


def upload_fault(path: Path) -> tuple[str, str] | None:
    """Why a file may not be published with a record, in Spanish and English; None where it may."""
    ending = path.suffix.lower()
    if ending not in UPLOADS:
        return f"«{ending or path.name}» no está en la lista", f"“{ending or path.name}” is not in the list"
    with path.open("rb") as file:
        head = file.read(1024)
    if not head.startswith(UPLOADS[ending]) or (ending == ".webp" and head[8:12] != b"WEBP"):
        return f"su contenido no es {ending}", f"its content is not {ending}"
    if ending in _TEXTS and b"\0" in head:
        return "su contenido no es texto", "its content is not text"
    return None


def _walk(folder: Path, shown: str, homes: set[str], report: Report, depth: int) -> None:
    """``depth``: 0 outside records' own folders, else how deep inside one."""
    if folder.is_symlink():
        report.add(rules.SYMLINK.at(Span(shown)))
        return
    try:
        items = sorted(os.scandir(folder), key=lambda item: item.name)
    except OSError:
        return  # what is read says so itself
    identifiers = not depth and (shown in homes or shown.startswith("content/pages"))
    folded: dict[str, str] = {}
    for item in items:
        if item.name.startswith("."):
            continue
        place = Span(f"{shown}/{printable(item.name)}")
        # Where names are identifiers, what is none is said by whoever reads them.
        named = (identifiers and not _PLAIN.fullmatch(item.name)) or _named(item.name, place, folded, report)
        if item.is_symlink():
            report.add(rules.SYMLINK.at(place))
        elif item.is_dir():
            inside = depth + 1 if depth or shown in homes else 0
            if inside == 1 and not (folder / f"{item.name}.yml").exists():
                _orphan(item, shown, place, report)
            elif inside > MAX_FOLDERS:
                report.add(rules.DEEP.at(place, limit=MAX_FOLDERS))
            else:
                _walk(Path(item.path), place.file, homes, report, inside)
        elif not item.is_file():
            report.add(rules.SPECIAL.at(place))
        elif depth and named:
            _upload(item, place, report)


def _named(name: str, place: Span, folded: dict[str, str], report: Report) -> bool:
    """Whether a name works everywhere; ``folded`` are the names of the folder so far, as Windows and macOS compare them."""
    fault = name_fault(name)
    if fault:
        report.add(rules.FILE_NAME.at(place, name=printable(name), limit=MAX_NAME, reason=fault[0], reason_en=fault[1]))
    first = folded.setdefault(unicodedata.normalize("NFKC", name).casefold(), name)
    if first != name:
        report.add(rules.FILE_CLASH.at(place, other=printable(first)))
    return fault is None


def _orphan(item: os.DirEntry[str], home: str, place: Span, report: Report) -> None:
    """A folder of no record. One with records in it is reported where records are read."""
    if not any(Path(item.path).rglob("*.yml")):
        report.add(rules.MISPLACED.at(
            place, name=printable(item.name), cure=f"Póngale el nombre de un registro de {home}/, o bórrela.",
            cure_en=f"Give it the name of a record of {home}/, or delete it.",
        ))


def _upload(item: os.DirEntry[str], place: Span, report: Report) -> None:
    size = item.stat().st_size
    if size > MAX_UPLOAD:
        report.add(rules.UPLOAD_LARGE.at(place, size=size, limit=MAX_UPLOAD))
    elif not (item.name.endswith(".yml") or item.name == "README.md" or (item.name in _OF_RELEASES and "/releases/" in place.file)):
        try:
            fault = upload_fault(Path(item.path))
        except OSError as error:
            report.add(rules.UNREADABLE.at(place, reason=error.strerror or type(error).__name__))
            return
        acts = None if fault else active(Path(item.path))
        if acts:
            report.add(rules.UPLOAD_ACTIVE.at(place, reason=acts[0], reason_en=acts[1]))
        if fault:
            allowed = ", ".join(sorted(UPLOADS))
            report.add(rules.UPLOAD_TYPE.at(place, reason=fault[0], reason_en=fault[1], allowed=allowed))
