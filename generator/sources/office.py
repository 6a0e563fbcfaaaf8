"""What a file may not do when somebody opens it: run a program, or fetch something from elsewhere."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

MOST_UNPACKED = 200 * 1024 * 1024  # bytes; what unpacks to more is no document
MOST_FILES = 5000
_PROGRAMS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|activeX/|embeddings/|macrosheets/|Basic/|Scripts/|Object [0-9]+)|\.(exe|dll|js|vbs|jar|bat|cmd|ps1)$", re.IGNORECASE)
_MACROS = (b"macroEnabled", b"vnd.ms-office.vbaProject", b"application/x-msdos-program")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']")
_TARGET = re.compile(rb"\bTarget\s*=\s*[\"']([^\"']*)[\"']")
_PDF = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia)\b")
_ZIPPED = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip")

Reason = tuple[str, str]  # in Spanish and English


def active(path: Path) -> Reason | None:
    """Why a file may not be passed on, or None. It is looked into, never run; what is compressed inside a PDF is not seen."""
    ending = path.suffix.lower()
    if ending == ".pdf":
        found = _PDF.search(path.read_bytes())
        return (f"lleva «{found[0].decode()}»", f"it carries “{found[0].decode()}”") if found else None
    if ending not in _ZIPPED:
        return None
    try:
        with zipfile.ZipFile(path) as packed:
            return _inside(packed, path.suffix.lower() == ".zip")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return "no se puede abrir por dentro", "it cannot be looked into"


def _inside(packed: zipfile.ZipFile, archive: bool) -> Reason | None:
    items = packed.infolist()
    if len(items) > MOST_FILES or sum(item.file_size for item in items) > MOST_UNPACKED:
        return "al abrirse ocupa demasiado", "it unpacks to too much"
    for item in items:
        name = item.filename
        if name.startswith(("/", "\\")) or ".." in name or item.flag_bits & 1:
            return f"tiene dentro «{name}», fuera de lugar o con contraseña", f"it holds “{name}”, out of place or with a password"
        if _PROGRAMS.search(name):
            return f"lleva una macro, un programa o un objeto: «{name}»", f"it carries a macro, a program or an object: “{name}”"
        if archive:
            continue
        if name.endswith(".rels") or name == "[Content_Types].xml":
            reason = _parts(packed.read(item))
            if reason:
                return reason
    return None


def _parts(text: bytes) -> Reason | None:
    """A list of parts: no macros; what lies outside may only be a link to click."""
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        return "declara entidades", "it declares entities"
    if any(sign in text for sign in _MACROS):
        return "lleva macros", "it carries macros"
    for relation in _RELATION.findall(text):
        if not _OUTSIDE.search(relation):
            continue
        target = _TARGET.search(relation)
        where = target[1].decode("utf-8", "replace") if target else ""
        if b"/hyperlink" not in relation or not where.startswith(("https://", "http://", "mailto:")):
            return f"trae algo de fuera: «{where}»", f"it fetches something from outside: “{where}”"
    return None
