"""How the translations of a project stand, and noting that somebody looked at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.derive.visible import consent_problem
from generator.diagnostics import Fault, Report, dotted
from generator.editing.edits import order_of
from generator.editing.files import Change
from generator.editing.rewrite import GONE, Edit, rewritten
from generator.model import FieldPath, Record, Site
from generator.schemas import COLLECTIONS
from generator.schemas.core.freshness import MACHINE, Standing, Translation, field_of, note_of, translations_of
from generator.schemas.core.freshness import TOLD as TOLD
from generator.sources.files import read_text

PAGES = "pages"  # stands for the prose pages beside the collections
NOTES = "translations"


@dataclass(frozen=True, slots=True)
class Item:
    """A translation somebody should look at. ``field`` is its path in the record; of a page there is none."""

    language: str
    collection: str
    id: str
    file: str
    field: str
    standing: Standing

    @property
    def pattern(self) -> str:
        """The field without the numbers of items."""
        return "".join(part.partition("]")[2] if "]" in part else part for part in self.field.split("["))


@dataclass(frozen=True)
class Survey:
    """``counts``: language -> collection -> field -> standing -> number, for all texts; ``items``: those to look at."""

    counts: Mapping[str, Mapping[str, Mapping[str, Mapping[str, int]]]]
    items: tuple[Item, ...]

    def total(self, language: str, collection: str) -> dict[str, int]:
        """The numbers of a collection, all fields together."""
        out: dict[str, int] = {}
        for fields in self.counts[language][collection].values():
            for standing, number in fields.items():
                out[standing] = out.get(standing, 0) + number
        return out


def survey(site: Site, languages: Sequence[str] = (), collections: Sequence[str] = ()) -> Survey:
    """All texts of all records that are not retired, drafts too, and the prose pages."""
    counts: dict[str, Any] = {}
    items: list[Item] = []

    def put(language: str, collection: str, key: str, file: str, path: FieldPath, standing: Standing) -> None:
        if languages and language not in languages:
            return
        fields = counts.setdefault(language, {}).setdefault(collection, {}).setdefault(field_of(path), {})
        fields[standing] = fields.get(standing, 0) + 1
        if standing in TOLD:
            items.append(Item(language, collection, key, file, dotted(path), standing))

    for record in current(site, collections):
        for found in translations_of(record.data, site.settings.order):
            put(found.language, record.collection, record.id, record.file, found.path, found.standing)
    if not collections or PAGES in collections:
        for page in site.prose:
            if page.language != site.settings.default or page.text_language != page.language:
                put(page.language, PAGES, page.path, page.file, (), "missing" if page.text_language != page.language else "unknown")
    order = {code: number for number, code in enumerate(site.settings.order)}
    items.sort(key=lambda item: (order[item.language], item.collection, item.id, TOLD.index(item.standing)))
    return Survey({code: counts[code] for code in site.settings.order if code in counts}, tuple(items))


def current(site: Site, collections: Sequence[str] = ()) -> Iterator[Record]:
    """The records whose texts are worth a translation, by collection and id; no person without consent."""
    for key in sorted(site.records):
        record = site.records[key]
        if record.status != "retired" and (not collections or key[0] in collections) and not consent_problem(record, site.as_of):
            yield record


def confirmed(site: Site, names: Sequence[str], fields: Sequence[str] = (), languages: Sequence[str] = ()) -> list[Change]:
    """Note that these translations say what their source says now. ``names``: ``collection/id``, or a collection.

    Raises Fault for a name or field that does not exist.
    """
    planned = []
    for record in _named(site, names):
        wanted = [found for found in translations_of(record.data, site.settings.order)
                  if found.standing != "missing" and (not languages or found.language in languages)
                  and (not fields or found.field in fields or dotted(found.path) in fields)]
        if fields and not wanted:
            raise Fault(f"{record.file}: {', '.join(fields)}: ningún texto traducido se llama así / no translated text has that name")
        change = noted(site, record, wanted)
        if change is not None:
            planned.append(change)
    return planned


def _named(site: Site, names: Iterable[str]) -> Iterator[Record]:
    for name in names:
        collection, _, key = name.rstrip("/").partition("/")
        found = [record for record in current(site, (collection,)) if not key or record.id == key]
        if not found:
            raise Fault(f"{name}: no existe / does not exist (case_studies/…)")
        yield from found


def noted(site: Site, record: Record, wanted: Sequence[Translation], texts: Sequence[Edit] = (), *, machine: bool = False) -> Change | None:
    """The record's file with these translations noted as made from what stands there, and with ``texts`` written; None where nothing changes.

    Notes of texts that no longer exist go, so that a file never keeps more notes than texts.
    """
    edits = list(texts)
    for language in sorted({translation.language for translation in wanted}):
        before = tuple((record.data.translations or {}).get(language, ()))
        after = _notes([found for found in translations_of(record.data, site.settings.order) if found.language == language],
                       {translation.path for translation in wanted if translation.language == language}, before, machine)
        if before != after:
            edits.append(Edit((NOTES, language), GONE))
            edits += [Edit((NOTES, language, number), note) for number, note in enumerate(after)]
    text = read_text(site.project / record.file, record.file, Report())
    if not edits or text is None:
        return None
    after_text = rewritten(record.file, text, edits, partial(_order, COLLECTIONS[record.collection].model))
    return Change(record.file, text, after_text) if after_text != text else None


def _notes(found: Sequence[Translation], wanted: Set[FieldPath], before: Sequence[str], machine: bool) -> tuple[str, ...]:
    """The notes of a language once those of ``wanted`` are made: of a field that stays stale the notes whose source is gone stay too."""
    after, there, stale = [], {note_of(translation) for translation in found}, set()
    for translation in found:
        now = note_of(translation)
        if translation.path in wanted:
            after.append(note_of(translation, machine))
        elif translation.standing == "stale":
            stale.add(translation.field)
        else:
            after += [note for note in before if note.removesuffix(MACHINE) == now]
    after += [note for note in before if note.partition("=")[0] in stale and note.removesuffix(MACHINE) not in there]
    return tuple(dict.fromkeys(after))


def _order(model: Any, path: FieldPath) -> Sequence[str]:
    """The schema's order, with the notes at the end of the file, out of the way."""
    names = order_of(model, path)
    return names if path else tuple(sorted(names, key=lambda name: name == NOTES))
