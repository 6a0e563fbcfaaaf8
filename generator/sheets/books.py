"""Books: a choice of cases in one PDF, with cover, contents, an index by sector and country, and every source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model import Entry, Key, Localized, Site
from generator.render.formats import day, number, plural
from generator.render.pages import slugify
from generator.sheets import document
from generator.sheets.reading import Run, plain

COLLECTION, CASES = "case_collections", "case_studies"
_INDEXES = (("sector", "sectors"), ("country", "countries"))  # what a reader looks a case up by: its card's field, the vocabulary

Documents = Mapping[Key, Mapping[str, Any]]  # record -> what document.record made of it, in one language


@dataclass(frozen=True)
class Book:
    """A choice of cases under a title."""

    title: str
    subtitle: str
    lead: str
    cases: tuple[Key, ...]
    note: str = ""


def of_collection(site: Site, key: Key, language: str) -> Book:
    """The book of a record of ``case_collections``."""
    record, cases = site.records[key], cases_of(site, key)
    words, order = site.strings[language], site.settings.order
    note: Localized | None = record.data.licence_note
    return Book(
        title=record.data.title.pick(language, order)[0],
        subtitle=counted(words, len(cases), language),
        lead=record.data.summary.pick(language, order)[0],
        cases=cases,
        note=note.pick(language, order)[0] if note else "",
    )


def cases_of(site: Site, key: Key) -> tuple[Key, ...]:
    """The cases of a book that readers may see, in the book's own order; none where they are not on this site."""
    record = site.records.get(key)
    found = [(CASES, case) for case in record.data.cases] if record else []
    return tuple(case for case in found if case in site.entries and site.entries[case].listed)


def counted(words: Mapping[str, str], count: int, language: str) -> str:
    """How many cases, in words of the language."""
    chosen = f"{CASES}.count.{plural(count, language)}"
    return words.get(chosen, words[f"{CASES}.count.other"]).format_map({"n": number(count, language)})


def compose(site: Site, book: Book, language: str, documents: Documents) -> dict[str, Any]:
    """What the template of a book needs."""
    words = site.strings[language]
    entries = [site.entries[key] for key in book.cases]
    records = [documents[key] for key in book.cases]
    newest = max(entry.updated for entry in entries)
    return {
        **document.frame(site, language),
        "title": book.title,
        "subtitle": book.subtitle,
        "lead": [{"t": book.lead}] if book.lead else [],
        "updated": f"{words['edit.updated']} {day(newest, language)}",
        "words": {"contents": words["book.contents"], "sources": words["sources"], "licence": words["book.licence"]},
        "indexes": list(_indexes(site, entries, language)),
        "records": records,
        "sources": _sources(records),
        "note": book.note,
    }


def _indexes(site: Site, entries: Sequence[Entry], language: str) -> Iterator[dict[str, Any]]:
    order, words = site.settings.order, site.strings[language]
    for field, vocabulary in _INDEXES:
        groups: dict[str, list[int]] = {}
        for place, entry in enumerate(entries):
            term = site.vocabularies[vocabulary].get(entry.card[field] or "")
            groups.setdefault(term.label.pick(language, order)[0] if term else words["unknown_value"], []).append(place)
        named = [{"name": name, "members": members} for name, members in sorted(groups.items(), key=lambda group: slugify(group[0]))]
        yield {"title": words[f"book.by_{field}"], "groups": named}


def _sources(records: Sequence[Mapping[str, Any]]) -> list[list[Run]]:
    """Every source of every case, each once, in alphabetic order."""
    found: dict[str, list[Run]] = {}
    for record in records:
        for block in record["blocks"]:
            if block["kind"] == "sources":
                for item in block["items"]:
                    found.setdefault(plain(item["text"]), item["text"])
    return [found[text] for text in sorted(found, key=lambda text: (slugify(text), text))]
