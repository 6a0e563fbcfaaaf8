"""The words of the platform as frozen values; every other layer speaks in them.

A :class:`Record` is one entity in full. An :class:`Entry` is what other pages may know of it: pages
never reach into another record's data, so records can be rendered apart from each other, in any order,
on any core.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator.localized import NEUTRAL as NEUTRAL
from generator.localized import Localized as Localized
from generator.watch import Listed, Watch, Watched

T = TypeVar("T")

Key = tuple[str, str]  # (collection id, record id)
FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file of the project; line and column count from 1, 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of something physical: value in the unit with this id of the units vocabulary."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money as a source prints it; never converted without a dated rate.

    ``year`` is the year of the prices; ``qualifier`` one of about, more_than, less_than, up_to;
    ``basis`` one of measured, estimated, supplier, stated, known; ``source`` the id of a source record.
    """

    amount: Decimal
    currency: str
    year: int | None = None
    qualifier: str | None = None
    basis: str | None = None
    source: str | None = None
    locator: str | None = None

    # Read by pydantic where a schema uses this type: a misspelt field is an error, not a loss.
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012

    def __reduce__(self) -> tuple[type[Money], tuple[Any, ...]]:  # pickled with every record: a dataclass's own way asks for its fields each time
        return Money, (self.amount, self.currency, self.year, self.qualifier, self.basis, self.source, self.locator)


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary: id, label and whatever else its file says (factor, group, broader)."""

    id: str
    label: Localized
    more: Mapping[str, Any]

    def get(self, name: str, default: Any = None) -> Any:
        return self.more.get(name, default)


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site: BCP 47 code, its own name, and the prefix of its addresses ('' or 'en/')."""

    code: str
    name: str
    prefix: str


@dataclass(frozen=True)
class Record:
    """One entity in full. ``data`` is the validated model of its collection's schema, ``digest`` one of its file's text."""

    collection: str
    id: str
    status: str
    file: str
    data: Any
    digest: str = ""

    @property
    def key(self) -> Key:
        return self.collection, self.id


class Link(NamedTuple):
    """A reference from one record to another and the top-level field it stands in; each pair once."""

    field: str
    target: Key


@dataclass(frozen=True, slots=True)
class Entry:
    """What lists, links, statistics and checks may know of a record without opening it."""

    key: Key
    status: str
    file: str
    updated: date
    title: Localized
    summary: Localized | None
    addresses: Mapping[str, str]  # language -> address from the site's root; empty: the record has no page
    links: tuple[Link, ...]
    facets: Mapping[str, tuple[str, ...]]
    card: Mapping[str, Any]
    order: tuple[Any, ...]
    subjects: tuple[tuple[str, str], ...] = ()  # (vocabulary, term): themes, areas, countries, networks it is shared with
    turns: tuple[date, ...] = ()  # days from which its own pages say something else by themselves
    gaps: tuple[tuple[str, str, str], ...] = ()  # translations to look at: (language, missing | stale | machine, field without numbers)

    @property
    def listed(self) -> bool:
        """Shown in lists, search and sums."""
        return self.status in ("published", "draft") and bool(self.addresses)


@dataclass(frozen=True)
class Prose:
    """One Markdown page in one language; ``path`` is the same for the page in every language."""

    path: str
    language: str
    file: str
    title: str
    description: str
    slug: str | None
    updated: date
    body: str
    first_line: int
    address: str
    text_language: str  # differs from ``language`` where the page still lacks its translation


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address of earlier times, here or on the site before, and where readers find its page now.

    ``old`` is a path from the root with its query, if any; ``new`` names a page as menus do, is the path of a
    page of this site, or a full address.
    """

    old: str
    new: str
    language: str

    @property
    def path(self) -> str:
        """The old address without its query."""
        return self.old.partition("?")[0]

    @property
    def query(self) -> str:
        """The old address's query: only a server can tell two of them apart."""
        return self.old.partition("?")[2]


@dataclass(frozen=True)
class Settings:
    """What ``content/site.yml`` says: languages, menus, identity of the site."""

    url: str
    languages: tuple[Language, ...]
    authority: str
    name: Localized
    tagline: Localized
    home: Mapping[str, Any]
    menu: tuple[Mapping[str, Any], ...]
    footer: tuple[Mapping[str, Any], ...]
    footnotes: tuple[Localized, ...]
    repository: str | None = None
    email: str | None = None
    whatsapp: str | None = None
    sheets: bool = False  # PDF sheets, books and share cards are made
    offline: bool = False  # the whole site is offered as one file to take along
    bundle: bool = False  # the open data is offered as one file, too
    kits: bool = True  # the files of kits are made
    oai_gateway: str | None = None  # address of the gateway that answers harvesters from ``feeds/oai.xml``; no slash at its end
    editor: Mapping[str, str] | None = None  # where the web editor reads and writes; None: there is none

    @property
    def default(self) -> str:
        return self.languages[0].code

    @cached_property
    def order(self) -> tuple[str, ...]:
        return tuple(language.code for language in self.languages)

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        return {language.code: language.prefix for language in self.languages}


@dataclass(frozen=True)
class Site:
    """Everything a build knows. Derived values stand beside the records, never inside them."""

    project: Path
    settings: Settings
    as_of: date
    vocabularies: Mapping[str, Mapping[str, Term]]
    strings: Mapping[str, Mapping[str, str]]  # language -> key -> text
    records: Mapping[Key, Record]
    entries: Mapping[Key, Entry]
    prose: tuple[Prose, ...]
    drafts: bool = False
    redirects: tuple[Redirect, ...] = ()
    derived: Mapping[Key, Mapping[str, Any]] = field(default_factory=dict)
    inbound: Mapping[Key, tuple[tuple[Key, str], ...]] = field(default_factory=dict)
    findings: Mapping[Key, tuple[Any, ...]] = field(default_factory=dict)
    failed: Mapping[str, Any] = field(default_factory=dict)  # links that do not answer, by address, see schemas/core/failed.py
    kits: Mapping[Key, Any] = field(default_factory=dict)  # the files that were made of a kit, see derive/kits.py
    # What is looked up again and again: words of a term, an icon; nothing that depends on a record. Never copied to another Site.
    memo: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    watch: Watch = field(default_factory=Watch, repr=False, compare=False)

    def term(self, vocabulary: str, term: str) -> Term:
        return self.vocabularies[vocabulary][term]

    def of(self, collection: str) -> Sequence[Entry]:
        """The listed entries of a collection, in the order of its list."""
        if isinstance(self.entries, Watched):
            self.watch.seen.add(("list", collection))
            return Listed(self.memo["of", collection], self.watch)
        return self.listing(collection)

    def listing(self, collection: str) -> list[Entry]:
        """The same, seen by nobody: for whoever notes what it takes from it."""
        found: list[Entry] | None = self.memo.get(("of", collection))
        if found is None:
            found = sorted((e for e in self.entries.values() if e.key[0] == collection and e.listed), key=lambda e: e.order)
            self.memo["of", collection] = found
        return found

    def watched(self, collections: Iterable[str]) -> Site:
        """This site as rendering sees it: every look into what records share is noted in its ``watch``."""
        watch = Watch()
        site = replace(
            self, entries=Watched(self.entries, "entry", watch), records=Watched(self.records, "record", watch),
            derived=Watched(self.derived, "derived", watch), inbound=Watched(self.inbound, "inbound", watch),
            findings=Watched(self.findings, "findings", watch), watch=watch,
        )
        site.memo.update({("of", collection): self.listing(collection) for collection in collections})
        return site

    def remember(self, at: Any, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once; whoever asks again depends on what it was made from."""
        found = self.memo.get(at)
        if found is None:
            outer, self.watch.seen = self.watch.seen, set()
            try:
                value = make()
            finally:
                inner, self.watch.seen = self.watch.seen, outer
            found = self.memo[at] = (value, tuple(inner))
        self.watch.seen.update(found[1])
        made: T = found[0]
        return made


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file to publish: its path below the site's root, with ``/``, and its bytes."""

    path: str
    content: bytes
