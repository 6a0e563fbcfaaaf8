"""The repository for harvesters is valid, says what the records say, and keeps its ids and dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from conftest import Published
from lxml import etree

from generator.exports import oai
from generator.exports.oai import Lines, document, harvested, key_of
from generator.model import Entry, Localized, Site
from tests.exports import oai_rules as rules
from tests.exports.feeds.test_archives import many
from tests.exports.feeds.test_valid import UGLY

CASE = ("case_studies", "fundicion-luz")


def repository(site: Site) -> bytes:
    entries = harvested(site)
    return document(site, [*map(Lines(site), entries)], (entry.updated for entry in entries))


def with_case(site: Site, change: Callable[[Entry], Entry]) -> Site:
    return replace(site, entries={**site.entries, CASE: change(site.entries[CASE])})


def record(content: bytes, key: tuple[str, str] = CASE) -> dict[str, set[tuple[str | None, str]]]:
    """What a harvester learns of a record: element -> (language, text)."""
    root = etree.fromstring(content)
    found = next(r for r in root.iter(f"{rules.OAI}record") if (r.findtext(f".//{rules.OAI}identifier") or "").endswith("/".join(key)))
    said: dict[str, set[tuple[str | None, str]]] = {"id": {(None, found.findtext(f".//{rules.OAI}identifier") or "")},
                                                    "datestamp": {(None, found.findtext(f".//{rules.OAI}datestamp") or "")}}
    for element in found.iter():
        if str(element.tag).startswith(rules.DC):
            said.setdefault(etree.QName(element).localname, set()).add((element.get(rules.LANG), element.text or ""))
    return said


def test_the_published_repository_is_valid_and_has_every_publication(published: Published, shown: Site) -> None:
    content = (published.site / oai.PATH).read_bytes()
    assert list(rules.problems(content)) == []
    assert content == repository(shown)
    assert [key for line in content.split(b"\n") if (key := key_of(shown, line))] == [entry.key for entry in harvested(shown)]
    assert {"case_studies", "practices", "toolkits", "programmes"} <= {entry.key[0] for entry in harvested(shown)}


def test_a_record_says_what_it_is_in_every_language(shown: Site) -> None:
    said = record(repository(shown))
    assert said["id"] == {(None, "oai:ejemplo.test:case_studies/fundicion-luz")}
    assert said["datestamp"] == said["date"] == {(None, "2026-11-23")}
    assert ("es", "Fundición Ejemplo gasta menos en luz") in said["title"] and len(said["title"]) == 2
    assert said["language"] == {(None, "es"), (None, "en")}
    assert said["identifier"] == {(None, "https://ejemplo.test/casos/fundicion-cambia-luz/"), (None, "https://ejemplo.test/en/case-studies/foundry-changes-lighting/")}
    assert {("es", "Eficiencia energética"), ("es", "Producción Más Limpia")} <= said["subject"]
    assert (None, "Text") in said["type"] and ("en", "Case") in said["type"]
    assert said["rights"] == {(None, "https://creativecommons.org/licenses/by/4.0/")}
    assert said["relation"] == {(None, "https://ejemplo.test/api/v1/case_studies/fundicion-luz.json")}
    assert any("Boletín" in text for _, text in said["source"])


@pytest.mark.parametrize("text", UGLY.values(), ids=UGLY)
def test_bad_input_leaves_the_repository_valid(shown: Site, text: str) -> None:
    site = with_case(shown, lambda entry: replace(entry, title=Localized({"es": text, "en": text}), summary=Localized({"es": text})))
    content = repository(site)
    assert list(rules.problems(content)) == []
    assert len(content.split(b"\n")) == len(repository(shown).split(b"\n"))  # still a line each


def test_neither_an_address_nor_a_word_moves_an_id_or_a_date(shown: Site) -> None:
    before = record(repository(shown))
    site = with_case(shown, lambda entry: replace(entry, title=Localized({"es": "Otro"}), addresses={"es": "casos/otra/", "en": "en/case-studies/other/"}))
    after = record(repository(site))
    assert (after["id"], after["datestamp"]) == (before["id"], before["datestamp"])
    assert (after["title"], after["language"]) == ({("es", "Otro")}, {(None, "es")})


def test_drafts_retired_records_and_people_are_not_harvested(shown: Site) -> None:
    for status in ("draft", "retired"):
        assert b"fundicion-luz" not in repository(with_case(shown, lambda entry, status=status: replace(entry, status=status)))  # type: ignore[misc]
    assert not re.search(rb"consultants|c-000", repository(shown))


def test_a_source_is_named_once(shown: Site) -> None:
    site = with_case(shown, lambda entry: replace(entry, links=(*entry.links, *entry.links, *(link._replace(field="other") for link in entry.links))))
    assert list(rules.problems(repository(site))) == []


@pytest.mark.parametrize(("email", "gateway", "expected"), [
    (None, None, ("invalid@ejemplo.test.invalid", "https://ejemplo.test/feeds/oai.xml")),
    ("centro@ejemplo.test", "https://gateway.test/oai", ("centro@ejemplo.test", "https://gateway.test/oai/ejemplo.test/feeds/oai.xml")),
])
def test_who_answers(shown: Site, email: str | None, gateway: str | None, expected: tuple[str, str]) -> None:
    content = repository(replace(shown, settings=replace(shown.settings, email=email, oai_gateway=gateway)))
    assert list(rules.problems(content)) == []
    root = etree.fromstring(content)
    assert (root.findtext(f".//{rules.OAI}adminEmail"), root.findtext(f".//{rules.OAI}baseURL")) == expected


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(9999, 12, 31)])
def test_any_date_is_valid(shown: Site, day: date) -> None:
    assert list(rules.problems(repository(with_case(shown, lambda entry: replace(entry, updated=day))))) == []


@pytest.mark.parametrize(("wrong", "right"), [
    (b"<oai:deletedRecord>no<", b"<oai:deletedRecord>persistent<"), (b"YYYY-MM-DD", b"YYYY-MM-DDThh:mm:ssZ"), (b"<dc:date>2026", b"<dc:date>a"),
    (b"<dc:rights>", b"<dc:licence>"), (b' metadataPrefix="oai_dc"', b""), (b"<oai:datestamp>2026-11-23<", b"<oai:datestamp>2026<"),
])
def test_the_validator_complains(shown: Site, wrong: bytes, right: bytes) -> None:
    content = repository(shown)
    assert wrong in content
    spoilt = content.replace(wrong, right).replace(b"</dc:rights>", b"</dc:licence>" if b"licence" in right else b"</dc:rights>")
    assert list(rules.problems(spoilt))


def test_a_thousand_records_are_a_tenth_of_what_a_harvester_must_take(shown: Site) -> None:
    """One file by specification: about 2 kB a record, so some 20 MB for ten thousand."""
    content = repository(many(shown, 1_000, days=100))
    assert list(rules.problems(content)) == []
    assert 1_000_000 < len(content) < 2_500_000


def test_the_real_repository_is_valid(real_shown: Site) -> None:
    assert list(rules.problems(repository(real_shown))) == []
