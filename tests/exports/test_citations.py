"""Citations for reference managers: strict readers get back what the record says, whatever it says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from urllib.parse import urljoin

import lxml.html
import pytest
from conftest import Published

from generator.exports import citations
from generator.model import NEUTRAL, Localized, Site
from generator.render.publication import CITATIONS, KINDS, Publication, citable, publication
from generator.schemas import COLLECTIONS
from tests.exports import citation_formats as formats
from tests.exports.feeds.test_valid import UGLY

CASE = ("case_studies", "fundicion-luz")
LATEX = r"50 % de \luz & {agua} #1 $2 a_b x^2 ~ } { «ñandú»"


def work(title: str, author: str = "Centro Ejemplo", subjects: tuple[str, ...] = ("Agua", "Luz")) -> Publication:
    return Publication("ejemplo.test-case_studies-x", KINDS["report"], "Caso", title, f"Resumen: {title}", author, date(2026, 11, 3),
                       "https://ejemplo.test/casos/x/", "es", subjects, {"en": f"In English: {title}"})


def read(made: Publication) -> list[dict[str, object]]:
    """What each format's reader sees, under the same names."""
    tex, pairs, item = formats.bibtex(citations.bibtex(made)), formats.ris(citations.ris(made)), formats.csl(citations.csl(made))
    tags = dict(pairs)
    return [
        {"id": tex["id"], "title": tex["title"], "translated": tex.get("titleaddon"), "author": tex["author"], "abstract": tex["abstract"], "genre": tex["type"], "url": tex["url"],
         "day": (int(tex["year"]), int(tex["month"]))},
        {"id": tags["ID"], "title": tags["TI"], "translated": tags.get("TT"), "author": tags["AU"].removesuffix(","), "abstract": tags["AB"], "genre": tags["M3"], "url": tags["UR"],
         "day": (int(tags["DA"][:4]), int(tags["DA"][5:7]))},
        {"id": item["id"], "title": item["title"], "translated": item.get("custom", {}).get("translated-title", {}).get("en"), "author": item["author"][0]["literal"], "abstract": item["abstract"], "genre": item["genre"],
         "url": item["URL"], "day": tuple(item["issued"]["date-parts"][0][:2])},
    ]


@pytest.mark.parametrize("text", [LATEX, "Fundición y más: ¿luz?", "TY  - JOUR", "ER  - ", "a, b and c", "@book{x, y}", '"comillas"', "\\"])
def test_every_format_says_the_same(text: str) -> None:
    expected = {"id": "ejemplo.test-case_studies-x", "title": text, "translated": f"In English: {text}", "author": text, "abstract": f"Resumen: {text}",
                "genre": "Caso", "url": "https://ejemplo.test/casos/x/", "day": (2026, 11)}
    found = read(work(text, text))
    assert found[2] == expected
    assert found[:2] == [{name: " ".join(value.split()) if isinstance(value, str) else value for name, value in expected.items()}] * 2


@pytest.mark.parametrize("text", UGLY.values(), ids=UGLY)
def test_bad_input_leaves_files_valid(shown: Site, text: str) -> None:
    entry = replace(shown.entries[CASE], title=Localized({"es": text, "en": f"In English: {text}"}), summary=Localized({"es": text, "en": text}))
    found = [{name: " ".join(value.split()) if isinstance(value, str) else value for name, value in one.items()} for one in read(publication(shown, entry, "es"))]
    assert found[0] == found[1] == found[2]


def test_an_organisation_is_one_name() -> None:
    """A comma would cut it into a family name and a first name."""
    made = work("x", "Centro Ejemplo, S.A.")
    assert dict(formats.ris(citations.ris(made)))["AU"] == "Centro Ejemplo, S.A.,"
    assert b"author = {{Centro Ejemplo, S.A.}}" in citations.bibtex(made)
    assert formats.csl(citations.csl(made))["author"] == [{"literal": "Centro Ejemplo, S.A."}]


def test_what_is_unknown_is_left_out() -> None:
    made = replace(work("x", subjects=()), abstract="", translated={})
    assert not {"keywords", "abstract", "titleaddon"} & formats.bibtex(citations.bibtex(made)).keys()
    assert not {"KW", "AB", "TT"} & {tag for tag, _ in formats.ris(citations.ris(made))}
    assert not {"keyword", "abstract", "custom"} & formats.csl(citations.csl(made)).keys()


@pytest.mark.parametrize(("texts", "title", "translated", "language"), [
    ({"es": "Luz", "en": "Light"}, "Luz", "Light", ("es", "spanish")),
    ({"en": "Light"}, "Light", None, ("en", "english")),
    ({"es": "Luz"}, "Luz", None, ("es", "spanish")),
    ({"es": "ISO 50001", "en": "ISO 50001"}, "ISO 50001", None, ("es", "spanish")),
    ({NEUTRAL: "ISO 50001"}, "ISO 50001", None, ("es", "spanish")),
])  # fmt: skip
def test_the_title_is_in_the_language_in_which_the_record_has_it(
    shown: Site, texts: dict[str, str], title: str, translated: str | None, language: tuple[str, str],
) -> None:
    site = replace(shown, entries={**shown.entries, CASE: replace(shown.entries[CASE], title=Localized(texts))})
    made = {artifact.path: artifact.content for artifact in citations.record_artifacts(site, [site.records[CASE]])}
    assert set(made) == {f"casos/fundicion-cambia-luz/{name}" for name in CITATIONS}
    tex, tags, item = (read(made[f"casos/fundicion-cambia-luz/{name}"]) for name, read in zip(CITATIONS, (formats.bibtex, formats.ris, formats.csl), strict=True))
    tags = dict(tags)
    assert [tex["title"], tags["TI"], item["title"]] == [title] * 3
    assert [tex.get("titleaddon"), tags.get("TT"), item.get("custom")] == [translated, translated, translated and {"translated-title": {"en": translated}}]
    assert (item["language"], tex["language"]) == language and tags["LA"] == language[0]


def test_titles_in_more_languages_share_the_field() -> None:
    made = replace(work("x"), translated={"en": "An $x$", "qu": "Huk {x}"})
    assert formats.bibtex(citations.bibtex(made))["titleaddon"] == dict(formats.ris(citations.ris(made)))["TT"] == "An $x$ / Huk {x}"
    assert formats.csl(citations.csl(made))["custom"] == {"translated-title": {"en": "An $x$", "qu": "Huk {x}"}}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_is_known_to_every_format(kind: object) -> None:
    made = replace(work("x"), kind=kind)
    formats.bibtex(citations.bibtex(made)), formats.ris(citations.ris(made)), formats.csl(citations.csl(made))


def test_every_publication_of_the_site_has_its_files_and_nothing_else(published: Published, shown: Site) -> None:
    wanted = {entry.addresses["es"] + name for entry in shown.entries.values() if citable(entry) for name in CITATIONS}
    found = {path.relative_to(published.site).as_posix() for name in CITATIONS for path in published.site.rglob(name)}
    assert found == wanted and any(path.startswith("casos/") for path in found)
    urls = {
        "bib": lambda content: formats.bibtex(content)["url"], "ris": lambda content: dict(formats.ris(content))["UR"],
        "json": lambda content: formats.csl(content)["URL"],
    }
    for path in found:
        said = urls[path.rpartition(".")[2]]((published.site / path).read_bytes())
        assert said == f"https://ejemplo.test/{path.rpartition('/')[0]}/"


@pytest.mark.parametrize("address", ["casos/fundicion-cambia-luz/", "en/case-studies/foundry-changes-lighting/"])
def test_pages_of_all_languages_link_the_same_files(published: Published, address: str) -> None:
    page = lxml.html.document_fromstring(published.read(f"{address}index.html"))
    links = page.xpath("//details[contains(@class, 'cite')]//a")
    assert not any(link.get("href").startswith(("/", "http")) for link in links)
    assert {(urljoin(f"https://ejemplo.test/{address}", link.get("href")), link.get("download")) for link in links} == {
        (f"https://ejemplo.test/casos/fundicion-cambia-luz/cite.{ending}", f"fundicion-luz.{ending}") for ending in ("bib", "ris", "json")
    }
    item = json.loads(published.read("casos/fundicion-cambia-luz/cite.json"))[0]
    assert page.findtext(".//h1").strip() in (item["title"], item["custom"]["translated-title"]["en"])


@pytest.mark.parametrize("change", [{"status": "draft"}, {"status": "retired"}, {"addresses": {}}, {"key": ("consultants", "c-0001")}, {"key": ("sources", "x")}, {"card": {"own": False}}])
def test_who_is_no_publication(shown: Site, change: dict[str, object]) -> None:
    assert citable(shown.entries[CASE])
    assert not citable(replace(shown.entries[CASE], **change))


def test_no_collection_of_people_is_cited() -> None:
    assert not [name for name, collection in COLLECTIONS.items() if collection.cited_as and (collection.may_hold_people or collection.cited_as not in KINDS)]


def test_books_of_others_are_not_cited_as_ours(real_shown: Site) -> None:
    books = {entry.key[1] for entry in real_shown.of("case_collections") if citable(entry)}
    assert "casos-del-peru" in books
    assert not {"cpts-30-casos-2007", "libro-cer-2007", "ediciones-pml-fase-ii"} & books


def test_every_citation_of_the_real_site_is_valid(real_shown: Site) -> None:
    works = [publication(real_shown, entry, "es") for entry in real_shown.entries.values() if citable(entry)]
    assert len(works) > 250 and len({made.id for made in works}) == len(works)
    for made in works:
        formats.bibtex(citations.bibtex(made)), formats.ris(citations.ris(made)), formats.csl(citations.csl(made))
