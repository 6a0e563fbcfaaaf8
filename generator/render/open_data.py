"""What the page of the open data offers: files with their sizes, and what their columns mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.render.formats import NBSP
from generator.render.view import View

Texts = Mapping[str, str]
API = "api/v1/index.json"
GUIDE = "page:datos-abiertos"


@dataclass(frozen=True)
class Described:
    """A column: what it is, the type of its values, and what else is to be known: keys of words, each with what it speaks of."""

    name: str
    label: Texts
    kind: str
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Download:
    """A file: where it is, its size in bytes; of a table its rows and columns."""

    path: str
    size: int
    label: Texts
    rows: int = 0
    columns: tuple[Described, ...] = ()


@dataclass(frozen=True)
class Offer:
    """All files: the tables by collection ('' for what belongs to none), workbooks by language, and those about the whole."""

    tables: tuple[tuple[str, tuple[Download, ...]], ...]
    workbooks: Mapping[str, Download]
    package: Download
    bundle: Download | None


class OpenData:
    """The offer for the readers of one page; without one (the files are made after the pages) it is false."""

    def __init__(self, view: View) -> None:
        self.v = view
        self.offer: Offer | None = view.page.offer

    def __bool__(self) -> bool:
        return self.offer is not None

    @property
    def catalogue(self) -> str:
        return self.v.href("data/catalog.jsonld")

    @property
    def api(self) -> str:
        return self.v.href(API)

    @property
    def guide(self) -> str | None:
        """The page for programmers, where the site has one."""
        return self.v.to(GUIDE)

    @property
    def workbook(self) -> Download | None:
        """The cases as a workbook in the reader's language."""
        return self.offer.workbooks.get(self.v.language) if self.offer else None

    def text(self, words: Texts) -> str:
        """A label in the reader's language, else in the first language that has it."""
        order = (self.v.language, *self.v.site.settings.order)
        return next((words[code] for code in order if code in words), next(iter(words.values())))

    def name(self, file: Download) -> str:
        return file.path.rpartition("/")[2]

    def title(self, collection: str) -> str:
        return self.v.t(f"collection.{collection}.many") if collection else self.v.t("tables.codes")

    def size(self, file: Download) -> str:
        """How big: ``48 kB``, ``1.2 MB``; rounded up, because data costs money."""
        if file.size < 1_000_000:
            return f"{self.v.number(-(-file.size // 1000))}{NBSP}kB"
        return f"{self.v.number(Decimal(-(-file.size // 100_000)) / 10)}{NBSP}MB"

    def notes(self, column: Described) -> str:
        """The type of a column's values and what else is to be known of them."""
        return "; ".join([self.v.t(f"tables.kind.{column.kind}"), *(self.v.t(f"tables.about.{key}", what=what) for key, what in column.notes)])


