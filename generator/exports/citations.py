"""Files for reference managers, one of each for a publication: BibTeX, RIS and CSL-JSON, beside its page in the site's default language.

The title is in that language, where the record has it; the titles of the other languages are translated titles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from babel import Locale

from generator.exports.feeds.article import legal
from generator.exports.json import dumps
from generator.model import Artifact, Record, Site
from generator.render.publication import CITATIONS, Publication, citable, citation_address, publication

# BibTeX counts braces even behind a backslash, so a brace of the text must not be one in the file.
_LATEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # macros of every BibTeX style


def record_artifacts(site: Site, records: Iterable[Record]) -> Iterator[Artifact]:
    """The files of each of these records that is a publication."""
    for record in records:
        entry = site.entries[record.key]
        if citable(entry):
            work = publication(site, entry, site.settings.default)
            for name, write in _WRITERS.items():
                yield Artifact(citation_address(site.settings, entry, name), write(work))


def bibtex(work: Publication) -> bytes:
    """One entry in UTF-8. Author and title are in braces of their own: an organisation has no first name, and capitals stay."""
    kind = work.kind
    fields = [
        ("author", f"{{{_tex(work.author)}}}"),
        ("title", f"{{{_tex(work.title)}}}"),
        ("titleaddon", _tex(_translated(work))),
        (kind.publisher, _tex(work.author)),
        ("type", _tex(work.genre)),
        ("year", str(work.updated.year)),
        ("month", _MONTHS[work.updated.month - 1]),
        ("url", work.url),
        ("language", _language(work.language)),
        ("keywords", ", ".join(_tex(subject) for subject in work.subjects)),
        ("abstract", _tex(work.abstract)),
    ]
    lines = [f"  {name} = {value}," if name == "month" else f"  {name} = {{{value}}}," for name, value in fields if value]
    return "\n".join([f"@{kind.bibtex}{{{work.id},", *lines, "}\n"]).encode()


def ris(work: Publication) -> bytes:
    """One reference. A comma in an author's name would make what follows a first name, were there not one at its end."""
    author = _line(work.author)
    fields = [
        ("TY", work.kind.ris), ("ID", work.id), ("AU", f"{author}," if "," in author else author), ("TI", _line(work.title)),
        ("TT", _line(_translated(work))), ("PY", str(work.updated.year)), ("DA", work.updated.strftime("%Y/%m/%d")), ("PB", author), ("M3", _line(work.genre)),
        *(("KW", _line(subject)) for subject in work.subjects), ("LA", work.language), ("AB", _line(work.abstract)), ("UR", work.url),
    ]
    return "".join([*(f"{tag}  - {value}\r\n" for tag, value in fields if value), "ER  - \r\n"]).encode()


def csl(work: Publication) -> bytes:
    """A list of one item, as programs that know the Citation Style Language take it in. It has no variable for a translated title."""
    day = work.updated
    item = {
        "id": work.id, "type": work.kind.csl, "title": legal(work.title), "author": [{"literal": legal(work.author)}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]}, "publisher": legal(work.author), "genre": legal(work.genre),
        "URL": work.url, "language": work.language, "keyword": legal(", ".join(work.subjects)), "abstract": legal(work.abstract),
        "custom": {"translated-title": {code: legal(title) for code, title in work.translated.items()}} if work.translated else None,
    }
    return dumps([{name: value for name, value in item.items() if value}])


def _translated(work: Publication) -> str:
    """The translated titles as one, for formats that have one field for them."""
    return " / ".join(work.translated.values())


def _tex(text: str) -> str:
    return _line(text).translate(_LATEX)


def _line(text: str) -> str:
    """A text on one line, as a field of BibTeX and RIS holds it."""
    return " ".join(legal(text).split())


@cache
def _language(code: str) -> str:
    """A language as BibTeX styles and babel call it."""
    return (Locale.parse(code, sep="-").get_language_name("en") or code).lower()


_WRITERS: Mapping[str, Callable[[Publication], bytes]] = dict(zip(CITATIONS, (bibtex, ris, csl), strict=True))
