"""Documents -> the files of Pagefind's index: made by its command, put into one order, kept until a document changes."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from generator.exports.search.documents import Document
from generator.exports.search.settling import ENTRY, Files, IndexFault, settled

LIMIT = 1800  # seconds the command may take; it needs about two for two thousand pages


def command() -> Path | None:
    """Pagefind's program, which comes with the package ``pagefind_bin``; None where it is not installed."""
    package = find_spec("pagefind_bin")
    for folder in (package.submodule_search_locations or ()) if package else ():
        for name in ("pagefind", "pagefind.exe"):
            if (Path(folder) / name).is_file():
                return Path(folder) / name
    return None


@dataclass(frozen=True)
class Promise:
    """What is on a shelf: the sum of every document below ``tree/``, and that of the index's own table of contents."""

    documents: Mapping[str, str]
    entry: str


class Shelf:
    """The documents and the index of the last build, in a folder of ``build/``.

    What does not fit its promise is thrown away. The promise is withdrawn before anything changes and given again at
    the end, so a kill at any moment leaves none that is false.
    """

    def __init__(self, work: Path, program: Path) -> None:
        self.work, self.program = work, program
        self._tree, self._promised = work / "tree", work / "promise.json"

    def fill(self, documents: Iterable[Document]) -> Files:
        """The index of these documents and no others; the last one, if it was made of the same."""
        found = sorted(documents, key=lambda document: document.address)
        sums = {document.address: document.sum for document in found}
        files = self._read(sums)
        if files is None or self._promise() != Promise(sums, _sum(files[ENTRY])):
            self._promised.unlink(missing_ok=True)
            shutil.rmtree(self._tree, ignore_errors=True)
            for document in found:
                self._put(document)
            files = files or self._index(sums)
            self._give(Promise(sums, _sum(files[ENTRY])))
        return files

    def change(self, documents: Iterable[Document], gone: Iterable[str], published: bytes) -> dict[str, bytes | None] | None:
        """How the index's files differ (None: it lacks the file) when these documents are new and those at ``gone`` are not there.

        ``published`` is the table of contents of the index that is published. None where what is kept is not what that index
        was made of: all documents are needed then.
        """
        before = self._promise()
        if before is None or before.entry != _sum(published):
            return None
        made = {document.address: document for document in documents}
        sums = {address: known for address, known in before.documents.items() if address not in set(gone)}
        sums |= {address: document.sum for address, document in made.items()}
        if sums == before.documents:
            return {}
        old = self._read(before.documents)
        if old is None:
            return None
        self._promised.unlink()
        for address in before.documents.keys() - sums.keys():
            (self._tree / address / "index.html").unlink(missing_ok=True)
        for document in made.values():
            self._put(document)
        if not self._whole(sums):
            return None
        new = self._index(sums)
        self._give(Promise(sums, _sum(new[ENTRY])))
        return {**dict.fromkeys(old.keys() - new.keys()), **{name: content for name, content in new.items() if old.get(name) != content}}

    def _put(self, document: Document) -> None:
        page = self._tree / document.address / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(document.html, encoding="utf-8")

    def _promise(self) -> Promise | None:
        try:
            return Promise(**json.loads(self._promised.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _give(self, promise: Promise) -> None:
        growing = self._promised.with_suffix(".new")
        growing.write_text(json.dumps({"documents": promise.documents, "entry": promise.entry}), encoding="utf-8")
        growing.replace(self._promised)

    def _whole(self, sums: Mapping[str, str]) -> bool:
        """Whether the tree holds these documents and no others."""
        found = {path.parent.relative_to(self._tree).as_posix().removeprefix(".") + "/": path for path in self._tree.rglob("*") if path.is_file()}
        return found.keys() == sums.keys() and all(_sum(path.read_bytes()) == sums[address] for address, path in found.items())

    def _index(self, sums: Mapping[str, str]) -> Files:
        """Run the command over the tree; keep what it made, and nothing older."""
        out = self.work / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        try:
            done = subprocess.run([self.program, "--site", self._tree, "--output-path", out, "--silent"],
                                  cwd=self.work, capture_output=True, text=True, timeout=LIMIT)
        except subprocess.TimeoutExpired as error:
            raise IndexFault(f"pagefind: {LIMIT} s") from error
        if done.returncode:
            raise IndexFault(f"pagefind: {(done.stderr or done.stdout).strip()[-400:]}")
        files = settled({path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()})
        shutil.rmtree(out)
        archive = BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as growing:
            for name, content in files.items():
                growing.writestr(zipfile.ZipInfo(name), content)
        for older in self.work.glob("*.zip"):
            older.unlink()
        (self.work / f"{self._digest(sums)}-{_sum(archive.getvalue())}.zip").write_bytes(archive.getvalue())
        return files

    def _read(self, sums: Mapping[str, str]) -> Files | None:
        """The index that was made of documents with these sums; None where there is none, or where it is not whole."""
        for kept in self.work.glob(f"{self._digest(sums)}-*.zip"):
            with suppress(OSError, ValueError, zipfile.BadZipFile):
                content = kept.read_bytes()
                if kept.stem.endswith(_sum(content)):
                    with zipfile.ZipFile(BytesIO(content)) as archive:
                        return {name: archive.read(name) for name in archive.namelist()}
        return None

    def _digest(self, sums: Mapping[str, str]) -> str:
        """Everything an index depends on: the documents, the program, and what this package does with its output."""
        parts = [self.program.read_bytes(), *(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))), json.dumps(sorted(sums.items())).encode()]
        return _sum(b"".join(hashlib.sha256(part).digest() for part in parts))


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
