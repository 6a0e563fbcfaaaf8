"""What a collection is, and the registry its modules fill.

A new collection is one module here, one template and its content; every stage reads this description.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.model import Localized
from generator.schemas.core.common import RecordModel

COLLECTIONS: dict[str, Collection] = {}

Texts = Mapping[str, str]  # language -> text


@dataclass(frozen=True)
class Facet:
    """A way into a collection: a filter in the browser and, with ``pages``, one page per value of a vocabulary.

    ``values`` gives a record's values, ids of ``vocabulary``; ``segments`` the part of the address. With
    ``via`` (another vocabulary and an attribute of its terms) they are ids of that one, and the attribute
    leads to ``vocabulary``: a resource to its group.
    """

    id: str
    vocabulary: str
    labels: Texts
    segments: Texts
    values: Callable[[Any], tuple[str, ...]]
    via: tuple[str, str] | None = None
    records: str = ""  # a collection whose records are the values, instead of a vocabulary
    of_card: Callable[[Mapping[str, Any]], tuple[str, ...]] | None = None  # the values, where the card knows them already
    band: str = ""  # a figure of the card that is sorted into the vocabulary's ranges
    pages: bool = True  # False: for the filters in the browser only


@dataclass(frozen=True)
class Sort:
    """A way to order a list in the browser by a figure of the card. Records without it always come last."""

    id: str
    labels: Texts
    figure: str
    descending: bool = False


def none_of(data: Any) -> tuple[str, ...]:
    """The values of a facet that no record states itself."""
    return ()


@dataclass(frozen=True)
class Subpage:
    """Pages for the items of a list inside a record, such as the editions of an award."""

    field: str
    template: str
    segment: Callable[[Any], str]
    title: Callable[[Any, Any], Localized]


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which somebody should do something about a record: the last on which a field still holds.

    ``kind`` names what: one that ``cet due`` has words for, or «deadline». ``shown``: the record's pages say something else from the next day on.
    """

    kind: str
    field: str
    day: date
    shown: bool = False


@dataclass(frozen=True)
class Collection:
    """One kind of record.

    ``labels`` hold one and many per language; ``segments`` the address; ``section`` the part of the menu
    that is marked. ``card`` returns what lists and other records may know of it, small and picklable.
    ``order`` sorts its list; after ``expires`` a record counts as retired; ``due`` are the days of a record that
    its editors should know of. ``strings`` are the words its template needs, per language.
    """

    id: str
    model: type[RecordModel]
    labels: Mapping[str, tuple[str, str]]
    segments: Texts
    section: str
    intro: Texts
    folder: str = ""
    template: str = ""
    list_template: str = "list.html"
    title: Callable[[Any], Localized] = lambda data: data.title
    summary: Callable[[Any], Localized | None] = lambda data: getattr(data, "summary", None)
    card: Callable[[Any], Mapping[str, Any]] = lambda data: {}
    order: Callable[[Any], tuple[Any, ...]] = lambda data: (data.id,)
    path: Callable[[Any, str], str] | None = None
    has_page: Callable[[Any], bool] = lambda data: True
    personal: Callable[[Any], bool] = lambda data: False
    expires: Callable[[Any], date | None] = lambda data: None
    due: Callable[[Any], Iterable[Due]] = lambda data: ()
    facets: tuple[Facet, ...] = ()
    sorts: tuple[Sort, ...] = ()
    subpages: tuple[Subpage, ...] = ()
    strings: Mapping[str, Texts] = field(default_factory=dict)
    schema_type: str = "CreativeWork"
    jsonld: Callable[[Any, Callable[[Any], str]], Mapping[str, Any]] = lambda data, text: {}
    cited_as: str = ""  # its records are publications of this site: report, book, page or dataset (render/publication.py); '' where they are none
    wide: bool = False  # may hold many thousands of records: no page but their own ever opens one of them
    search_weight: float = 1.0  # how much a hit counts against those of other collections
    apart: tuple[str, ...] = ()  # fields that hold what others wrote: no data of ours, and not ours to license
    owns: tuple[str, ...] = ()  # reserved first segments this collection may use

    @property
    def home(self) -> str:
        """The folder of its records, relative to the project."""
        return self.folder or f"content/{self.id}"

    @property
    def may_hold_people(self) -> bool:
        """Whether a record can be a person: then no address of one is ever written down."""
        return self.personal is not type(self).personal

    @property
    def page_template(self) -> str:
        return self.template or f"records/{self.id}.html"


def register(collection: Collection) -> Collection:
    """Make a collection known. Called once by each module of :mod:`generator.schemas`."""
    if collection.id in COLLECTIONS:
        raise ValueError(f"collection {collection.id} is registered twice")
    COLLECTIONS[collection.id] = collection
    return collection
