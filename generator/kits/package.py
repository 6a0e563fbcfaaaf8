"""One version of a kit: its files in every language, a zip for each, what they are, and their sums.

``build/kits/`` keeps every file with a digest of what it was made from, and for each kit and language the list of its files;
as long as nothing changes, a build reads the texts, compares one digest, and makes nothing.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.derive import kits
from generator.derive.kitreleases import manifest
from generator.derive.kits import MANIFEST, SUMS, Kit, KitFile
from generator.exports import archive
from generator.exports.json import dumps
from generator.kits import spreadsheets
from generator.kits.frame import Frame, addresses, frame, frame_of
from generator.model import Artifact, Record, Site
from generator.sheets import press
from generator.sheets.store import KEY_BYTES, Store

_TARGET = re.compile(r"\]\(((?:record|page):[^()\s]+)\)")
MEDIA_TYPES = {
    ".pdf": "application/pdf", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".zip": "application/zip", ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png",
    ".webp": "image/webp", ".odt": "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}
_WORDS = ("kits.", "toolkits.", "edit.updated")
_README = "readme"


def store(site: Site) -> Store:
    """Where the files of kits are kept between builds."""
    return Store(site.project / "build" / "kits")


def made(site: Site, record: Record) -> Kit:
    """A kit's current version, with every file in the store."""
    files = [file for language in kits.languages(record) for file in _language(site, record, language)]
    return Kit(record.data.version, kits.content_digest(site, record), tuple(files))


def is_kept(site: Site, record: Record) -> bool:
    """Whether :func:`made` has nothing to make."""
    return all(_known(site, record, language) for language in kits.languages(record))


def prepare(site: Site, records: Sequence[Record], jobs: int) -> None:
    """Make what :func:`made` will ask for, where it is much and there are processes to share it."""
    todo = [(site, record, language) for record in records for language in kits.languages(record) if not _known(site, record, language)]
    if min(jobs, len(todo)) > 1:
        with ProcessPoolExecutor(min(jobs, len(todo)), multiprocessing.get_context("fork")) as pool:
            list(pool.map(_language, *zip(*todo, strict=True)))


def prune(site: Site, kept: Iterable[Kit]) -> None:
    """Throw away files of earlier builds that no kit has any more."""
    wanted = {file.sha256 for kit in kept for file in kit.files}
    with suppress(OSError):
        for path in (store(site).folder / "files").iterdir():
            if path.name not in wanted:
                path.unlink()


def artifacts(site: Site, record: Record, kit: Kit) -> Iterator[Artifact]:
    """The files of a version that :func:`made` gave, then its manifest and sums."""
    kept, content = store(site), {}
    for file in kit.files:
        content[file.path] = (kept.folder / _place(file.sha256)).read_bytes()[KEY_BYTES:]
        yield Artifact(file.path, content[file.path])
    root = f"kits/{record.id}/{kit.version}/"
    told = dumps(manifest(record, kit)) + b"\n"
    sums = {**{file.path.removeprefix(root): file.sha256 for file in kit.files}, MANIFEST: hashlib.sha256(told).hexdigest()}
    yield Artifact(root + MANIFEST, told)
    yield Artifact(root + SUMS, sums_of(sums))


def sums_of(sums: Mapping[str, str]) -> bytes:
    """Checksums as ``sha256sum --check`` reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()


def _language(site: Site, record: Record, language: str) -> list[KitFile]:
    """The files of one language; made only where what they are made from differs from the last time."""
    found = _known(site, record, language)
    if found is None:
        around, key = _around(site, record, language)
        store(site).forget(_list_of(record, language))
        found = json.loads(store(site).get(_list_of(record, language), key, lambda: _listed(_make(site, record, around, kits.texts(site, record)))))
    return [KitFile(**row) for row in found]


def _known(site: Site, record: Record, language: str) -> list[dict[str, Any]] | None:
    """The list of files as the last build left it; None where it was made from something else, or a file is gone."""
    kept = store(site)
    told = kept.kept(_list_of(record, language), _around(site, record, language)[1])
    found: list[dict[str, Any]] = json.loads(told) if told is not None else []
    return found if found and all((kept.folder / _place(row["sha256"])).is_file() for row in found) else None


def _around(site: Site, record: Record, language: str) -> tuple[Frame, bytes]:
    """The frame of a language, and a digest of all that its files are made from; read once."""

    def make() -> tuple[Frame, bytes]:
        around = frame(site, record, language, addresses(site, _targets(record, kits.texts(site, record)), language))
        words = {name: text for name, text in site.strings[language].items() if name.startswith(_WORDS)}
        return around, _key(edition(), kits.content_digest(site, record), frame_of(around), around.cite, around.limits,
                            dict(around.addresses), words, repr(record.data.changes))

    return site.remember(("kit frame", record.key, language), make)


def _list_of(record: Record, language: str) -> str:
    return f"{record.id}/{language}.json"


def _make(site: Site, record: Record, around: Frame, texts: Mapping[str, str]) -> list[KitFile]:
    kept, home = store(site), kits.folder(site, record)
    root = f"kits/{record.id}/{record.data.version}/"
    files: list[KitFile] = []
    content: dict[str, bytes] = {}

    def add(path: str, role: str, module: str, title: str, licence: str, made: bytes) -> None:
        content[path] = made
        files.append(_filed(kept, root + path, role, module, title, around.language, licence, made))

    contents = import_module("generator.kits.contents")  # the libraries of documents take longer to load than a small build takes
    for one in contents.wanted(around, record, texts, contents.uploaded(record, lambda name: (home / name).read_bytes())):
        add(f"{around.language}/{one.path}", one.role, one.module, one.title, one.licence, _kept(kept, record, around, one))
    readme = _readme(around, record, files)
    add(f"{around.language}/{around.t('kits.file.readme')}", _README, "", around.t("kits.role.readme"), record.data.licence, readme)
    whole = f"{record.id}-{record.data.version}-{around.language}"
    sums = {path.partition("/")[2]: hashlib.sha256(made).hexdigest() for path, made in content.items()}
    packed = {f"{whole}/{path}": archive.packed(made) for path, made in content.items()}
    packed[f"{whole}/{around.language}/{SUMS}"] = archive.packed(sums_of(sums))
    add(f"{whole}.zip", "zip", "", around.t("kits.role.zip"), record.data.licence, archive.write(packed))
    return [files[-1], *files[:-1]]


def _kept(kept: Store, record: Record, around: Frame, one: Any) -> bytes:
    """One document, taken over where nothing it is made from has changed."""
    return kept.get(f"{record.id}/{around.language}/{one.path}", _key(edition(), repr(one.told)), one.make)


def _filed(kept: Store, path: str, role: str, module: str, title: str, language: str, licence: str, made: bytes) -> KitFile:
    """A file under the sum of its bytes, and its description."""
    digest = hashlib.sha256(made).hexdigest()
    kept.get(_place(digest), bytes.fromhex(digest)[:KEY_BYTES], lambda: made)
    return KitFile(path, role, module, title, language, MEDIA_TYPES[Path(path).suffix], licence, len(made), digest)


def _place(digest: str) -> str:
    return f"files/{digest}"


def _readme(around: Frame, record: Record, files: Sequence[KitFile]) -> bytes:
    """What is inside, for whoever opens the zip years later: plain text, with the line ends of every system."""
    kit = record.data
    root = f"kits/{record.id}/{kit.version}/{around.language}/"
    width = max(len(file.path) for file in files) - len(root)
    lines = [around.title, around.version, around.shown_updated, around.url, "", around.text(kit.summary), "",
             f"{around.t('toolkits.limits')} {around.limits}", "", f"{around.t('toolkits.licence')}: {around.licence} {around.licence_url}".rstrip(),
             f"{around.t('kits.cite')}: {around.citation(around.t('kits.role.zip_cited'))}", "", f"{around.t('kits.inside')}:"]
    lines += [f"  {file.path.removeprefix(root):<{width}}  {file.title}" for file in files]
    if kit.changes:
        lines += ["", f"{around.t('kits.changes')}:"]
        lines += [f"  {change.version} ({change.date.isoformat()}): {around.text(change.text)}" for change in kit.changes]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8")


def _listed(files: Sequence[KitFile]) -> bytes:
    return json.dumps([asdict(file) for file in files]).encode()


def _targets(record: Record, texts: Mapping[str, str]) -> set[str]:
    """Internal links of the kit's texts and of the record's own."""
    kit = record.data
    prose = [*texts.values(), *(text for field in (kit.background, *(module.objectives for module in kit.modules)) if field for text in field.values())]
    return {target for text in prose for target in _TARGET.findall(text)}


@cache
def edition() -> str:
    """A digest of the program's part in a kit: this package, the press, the worksheets, the libraries."""
    digest = hashlib.blake2b(digest_size=16)
    for name in ("python-docx", "python-pptx", "xlsxwriter", "lxml", "Pillow"):
        digest.update(f"{name} {version(name)}\0".encode())
    digest.update(f"{press.edition()}\0{spreadsheets.edition()}\0".encode())
    dialect = Path(__file__).parents[1] / "sources" / "dialect.py"
    for path in (*sorted(Path(__file__).parent.glob("*.py")), dialect):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _key(*parts: Any) -> bytes:
    told = json.dumps(parts, sort_keys=True, ensure_ascii=True)
    return hashlib.blake2b(told.encode(), digest_size=KEY_BYTES).digest()
