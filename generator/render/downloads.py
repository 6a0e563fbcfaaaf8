"""What the page of a kit offers to download: by module, with format and size; and how to check it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.derive.kits import Kit, KitFile
from generator.render.formats import NBSP
from generator.render.view import View

_ROOT = "kits/"


@dataclass(frozen=True)
class Row:
    """One document, in the formats there are."""

    title: str
    files: tuple[KitFile, ...]


class Downloads:
    """The files of a kit for the reader of one page; false where there are none."""

    def __init__(self, view: View, kit: Kit | None) -> None:
        self.v, self.kit = view, kit
        files = kit.files if kit else ()
        here = view.language if any(file.language == view.language for file in files) else next((file.language for file in files), "")
        self.language = here  # of the files shown one by one
        self.files = tuple(file for file in files if file.language == here)
        self.zips = sorted((file for file in files if file.role == "zip"), key=lambda file: file.language != here)

    def __bool__(self) -> bool:
        return bool(self.files)

    def rows(self, module: str, *, sheets: bool = False) -> Sequence[Row]:
        """The documents of a module, or of the kit as a whole (``''``); or its worksheets."""
        found: dict[str, list[KitFile]] = {}
        for file in self.files:
            if file.module == module and file.role != "zip" and (file.role == "worksheet") == sheets:
                found.setdefault(f"{file.role} {file.title}", []).append(file)
        return [Row(files[0].title, tuple(files)) for files in found.values()]

    def sheet(self, identifier: str) -> KitFile | None:
        """The file of a worksheet, whichever module it was listed with first."""
        return next((file for file in self.files if file.role == "worksheet" and file.title.startswith(f"{identifier}:")), None)

    def href(self, file: KitFile) -> str:
        return self.v.href(file.path)

    def size(self, file: KitFile) -> str:
        """How big: ``48 kB``, ``1.2 MB``; rounded up, because data costs money."""
        if file.bytes < 1_000_000:
            return f"{self.v.number(-(-file.bytes // 1000))}{NBSP}kB"
        return f"{self.v.number(Decimal(-(-file.bytes // 100_000)) / 10)}{NBSP}MB"

    def form(self, file: KitFile) -> str:
        """The format, as people call it."""
        return file.path.rpartition(".")[2].upper()

    def name(self, file: KitFile) -> str:
        """Where the file stands in its version, as ``SHA256SUMS`` names it."""
        return file.path.split("/", 3)[3]

    def beside(self, kit: Kit, record: str, name: str) -> str:
        """The link to the manifest or the sums of a version."""
        return self.v.href(f"{_ROOT}{record}/{kit.version}/{name}")

    def other_licences(self) -> list[KitFile]:
        """Files whose licence is not the kit's, which the archives carry."""
        common = {file.licence for file in self.zips}
        return [file for file in self.files if file.licence not in common]
