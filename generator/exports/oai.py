"""``feeds/oai.xml``: all publications in Dublin Core, as a static repository that a gateway answers OAI-PMH from.

http://www.openarchives.org/OAI/2.0/guidelines-static-repository.htm allows one file, one date for each record, neither sets nor
tombstones. A record is a line, so that a small change takes those it does not concern from the published file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from lxml import etree

from generator.exports.api import ROOT as API
from generator.exports.feeds.article import legal
from generator.exports.feeds.xml import child
from generator.model import NEUTRAL, Entry, Key, Localized, Site
from generator.render import feeds
from generator.render.publication import KINDS, LICENCE, PLACES, SUBJECTS, citable, publisher
from generator.schemas import COLLECTIONS

PATH = feeds.OAI
OAI = "http://www.openarchives.org/OAI/2.0/"
STATIC = f"{OAI}static-repository"
OAI_DC = f"{OAI}oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NOBODY = "invalid"  # the domain that can never exist (RFC 2606): the format wants an address, and the site may have none
_NAMES: Mapping[str | None, str] = {None: STATIC, "oai": OAI, "oai_dc": OAI_DC, "dc": DC, "xsi": XSI}
_O, _D, _S, _LOCATION = f"{{{OAI}}}", f"{{{DC}}}", f"{{{STATIC}}}", f"{{{XSI}}}schemaLocation"
_OPENED = f'<oai_dc:dc xsi:schemaLocation="{OAI_DC} {OAI}oai_dc.xsd">'.encode()
_LINKED = {"organisation": "subject", "centre": "contributor"}  # field of a link -> what the other record is to this one
Element = tuple[str, str, str]  # name, language, text
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def harvested(site: Site) -> list[Entry]:
    """The records of the repository, by key."""
    return sorted((entry for entry in site.entries.values() if citable(entry)), key=lambda entry: entry.key)


def identifier(site: Site, key: Key) -> str:
    """The name of a record for harvesters; neither a slug nor a new address changes it."""
    return f"{_prefix(site)}{key[0]}/{key[1]}"


def _prefix(site: Site) -> str:
    return f"oai:{site.settings.authority.partition(',')[0]}:"


def key_of(site: Site, line: bytes) -> Key | None:
    """Whose line this is; None for a line that is no record's."""
    before, found, rest = line.partition(b"<oai:identifier>")
    name = rest[: rest.find(b"<")].decode().removeprefix(_prefix(site)) if found and before == b"<oai:record><oai:header>" else ""
    collection, slash, record = name.partition("/")
    return (collection, record) if slash else None


class Lines:
    """Makes the lines of records. What many records share, such as the names of a theme, is written once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._shared: dict[object, bytes] = {}

    def __call__(self, entry: Entry) -> bytes:
        """A record with what is known of it in every language. Ids, dates and the authority need no escaping."""
        base, order = self.site.settings.url, self.site.settings.order
        own: list[Element] = [("title", code, text) for code, text in entry.title.items()]
        own += [("description", code, text) for code, text in (entry.summary or {}).items()]
        own.append(("date", NEUTRAL, entry.updated.isoformat()))
        own += [("identifier", NEUTRAL, base + entry.addresses[code]) for code in order]
        own += [("language", NEUTRAL, code) for code in order if entry.title.has(code)]
        own.append(("relation", NEUTRAL, f"{base}{API}/{entry.key[0]}/{entry.key[1]}.json"))
        subjects = [self._term(vocabulary, term) for vocabulary, term in entry.subjects]
        linked = dict.fromkeys((_LINKED.get(link.field, "source" if link.target[0] == "sources" else ""), link.target) for link in entry.links)
        others = [self._other(name, key) for name, key in linked if name]
        head = f"<oai:record><oai:header><oai:identifier>{identifier(self.site, entry.key)}</oai:identifier>"
        head += f"<oai:datestamp>{entry.updated.isoformat()}</oai:datestamp></oai:header><oai:metadata>"
        parts = (head.encode(), _OPENED, _written(own), *subjects, *others, self._constant(entry.key[0]), b"</oai_dc:dc></oai:metadata></oai:record>")
        return b"".join(parts)

    def _once(self, at: object, make: Callable[[], list[Element]]) -> bytes:
        found = self._shared.get(at)
        if found is None:
            found = self._shared[at] = _written(make())
        return found

    def _constant(self, collection: str) -> bytes:
        """What all records of a collection say."""
        site, order = self.site, self.site.settings.order
        names = Localized({code: publisher(site.settings, code) for code in order})
        genres = Localized({code: site.strings[code][f"collection.{collection}.one"] for code in order})
        return self._once(collection, lambda: [
            *_spoken("creator", names), *_spoken("publisher", names), ("type", NEUTRAL, KINDS[COLLECTIONS[collection].cited_as].dcmi),
            *_spoken("type", genres), ("format", NEUTRAL, "text/html"), ("rights", NEUTRAL, LICENCE),
        ])

    def _term(self, vocabulary: str, term: str) -> bytes:
        """A subject or a place, where the vocabulary has it."""
        name = "coverage" if vocabulary == PLACES else "subject" if vocabulary in SUBJECTS else ""
        known = self.site.vocabularies.get(vocabulary, {})
        return self._once((vocabulary, term), lambda: _spoken(name, known[term].label)) if name and term in known else b""

    def _other(self, name: str, key: Key) -> bytes:
        """Another record by name: a cited publication, the company that a case is about, the centre that helped it. Nobody who may be a person."""
        other = self.site.entries.get(key)
        if other is None or other.status != "published" or COLLECTIONS[key[0]].may_hold_people:
            return b""
        return self._once((name, key), lambda: [("source", NEUTRAL, self._source(other))] if name == "source" else _spoken(name, other.title))

    def _source(self, source: Entry) -> str:
        settings, card = self.site.settings, source.card
        known = (source.title.pick(settings.default, settings.order)[0], card["publisher"], card["year"], card["url"])
        return ". ".join(str(part) for part in known if part)


def _spoken(name: str, texts: Localized) -> list[Element]:
    """A text in its languages; without one where it is the same in all."""
    if len(set(texts.values())) == 1:
        return [(name, NEUTRAL, next(iter(texts.values())))]
    return [(name, code, text) for code, text in texts.items()]


def _written(elements: Iterable[Element]) -> bytes:
    """Elements on one line, without the names that the document declares."""
    root = etree.Element(_D + "dc", nsmap={"dc": DC})
    for name, code, text in elements:
        if text and not text.isspace():
            etree.SubElement(root, _D + name, {_LANG: code} if code else {}).text = legal(text)
    written = bytes(etree.tostring(root, encoding="UTF-8"))
    return written[written.index(b">") + 1 : written.rindex(b"</") if len(root) else None].replace(b"\n", b"&#10;")


def document(site: Site, lines: Sequence[bytes], updated: Iterable[date]) -> bytes:
    """The repository of these records; there must be one at least."""
    settings = site.settings
    root = etree.Element(f"{_S}Repository", {_LOCATION: f"{STATIC} {STATIC}.xsd"}, nsmap=_NAMES)  # type: ignore[arg-type]
    about = child(root, f"{_S}Identify")
    host = settings.url.partition("://")[2].partition("/")[0]
    child(about, f"{_O}repositoryName", legal(publisher(settings, settings.default)))
    child(about, f"{_O}baseURL", f"{settings.oai_gateway}/{settings.url.partition('://')[2]}{PATH}" if settings.oai_gateway else settings.url + PATH)
    child(about, f"{_O}protocolVersion", "2.0")
    child(about, f"{_O}adminEmail", settings.email or f"{NOBODY}@{host}.{NOBODY}")
    child(about, f"{_O}earliestDatestamp", min(updated).isoformat())
    child(about, f"{_O}deletedRecord", "no")
    child(about, f"{_O}granularity", "YYYY-MM-DD")
    described = child(child(root, f"{_S}ListMetadataFormats"), f"{_O}metadataFormat")
    child(described, f"{_O}metadataPrefix", "oai_dc")
    child(described, f"{_O}schema", f"{OAI}oai_dc.xsd")
    child(described, f"{_O}metadataNamespace", OAI_DC)
    child(root, f"{_S}ListRecords", "\n", metadataPrefix="oai_dc")
    before, _, after = bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)).rpartition(b"\n")
    return b"\n".join((before, *lines, after, b""))
