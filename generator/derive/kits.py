"""What a kit is made from: its record, the texts and files in its folder; and what was made of it.

The folder of a kit holds a folder of texts for each language, ``files/`` with what was not made from texts, and ``releases/``
with the versions that will not change any more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.diagnostics import Report
from generator.model import Record, Site
from generator.sources.files import read_text

COLLECTION = "toolkits"
GUIDE = "guide.md"
PARTS = ("plan", "workbook", "slides", "checklist")  # the texts of each module
UPLOADS, RELEASES = "files", "releases"
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
_WORKSHEETS = Path(__file__).parents[1] / "worksheets"
_MADE_OF = ("title", "summary", "limits", "programme", "area", "audience", "languages", "untranslated", "licence", "duration", "how", "results", "background",
            "modules", "files", "award_criteria", "sources")  # the fields that documents show


@dataclass(frozen=True)
class KitFile:
    """One file of a kit as readers download it; ``path`` from the site's root, ``bytes`` its size."""

    path: str
    role: str  # guide, plan, workbook, slides, checklist, worksheet, upload, readme, zip
    module: str  # '' for the kit as a whole
    title: str
    language: str
    media_type: str
    licence: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Kit:
    """A kit's current version and the versions before it that stay; ``generated_from`` is a digest of its content."""

    version: str
    generated_from: str
    files: tuple[KitFile, ...]
    older: tuple[Kit, ...] = ()


def has_worksheet(identifier: str) -> bool:
    """Whether the program makes this worksheet: being in the folder registers it, so that it need not be loaded to know."""
    return (_WORKSHEETS / f"{identifier}.py").is_file() and identifier[1:].isdigit()


def folder(site: Site, record: Record) -> Path:
    """Where a kit's own files lie."""
    return site.project / home(record)


def home(record: Record) -> str:
    """The same, relative to the project."""
    return f"{record.file.removesuffix('.yml')}"


def languages(record: Record) -> tuple[str, ...]:
    """The languages in which a kit has files: those declared, without those that say why they have none."""
    without = record.data.untranslated or {}
    return tuple(language for language in record.data.languages if language not in without)


def wanted(record: Record) -> Iterator[str]:
    """The texts that a kit with files must have, by their place in its folder."""
    for language in languages(record):
        yield f"{language}/{GUIDE}"
        yield from (f"{language}/{module.id}/{part}.md" for module in record.data.modules for part in PARTS)


def texts(site: Site, record: Record) -> Mapping[str, str]:
    """The texts there are, by their place in the kit's folder; read once."""
    return site.remember(("kit texts", record.key, record.digest), partial(read, site, record, Report()))


def read(site: Site, record: Record, report: Report) -> dict[str, str]:
    """The same, and what keeps one from being read as findings."""
    found: dict[str, str] = {}
    for name in wanted(record):
        path = folder(site, record) / name
        if path.exists() or path.is_symlink():
            text = read_text(path, f"{home(record)}/{name}", report)
            if text is not None:
                found[name] = text
    return found


def content_digest(site: Site, record: Record) -> str:
    """A digest of everything a kit is made from, and of nothing the program does with it; read once."""
    return site.remember(("kit digest", record.key, record.digest), partial(_digest, site, record))


def _digest(site: Site, record: Record) -> str:
    digest = hashlib.sha256()
    for name in _MADE_OF:
        digest.update(f"{name}\0{getattr(record.data, name)!r}\0".encode())
    for name, text in sorted(texts(site, record).items()):
        digest.update(f"{name}\0{text}\0".encode())
    for upload in record.data.files:
        digest.update(f"{upload.file}\0".encode() + hashlib.sha256(_bytes(folder(site, record) / UPLOADS / upload.file)).digest())
    return digest.hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
