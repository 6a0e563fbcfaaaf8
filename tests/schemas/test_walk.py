"""The marked values of a record are found wherever they stand."""

from __future__ import annotations

from pydantic import BaseModel

from generator.model import Localized, Money, Site
from generator.schemas import COLLECTIONS
from generator.schemas.core.fields import InVocabulary, Readable, RefTo
from generator.schemas.core.walk import Found, walk


def found(site: Site, collection: str, identifier: str) -> dict[tuple[str | int, ...], list[Found]]:
    places: dict[tuple[str | int, ...], list[Found]] = {}
    for item in walk(site.records[collection, identifier].data):
        places.setdefault(item.path, []).append(item)
    return places


def test_references_terms_and_texts_are_found_in_nested_parts(small_site: Site) -> None:
    marks = {path: [item.mark for item in items] for path, items in found(small_site, "case_studies", "fundicion-luz").items()}
    assert marks["measures", 0, "practice"] == [RefTo("practices")]
    assert marks["measures", 0, "effects", 0, "resource"] == [InVocabulary("resources")]
    assert marks["measures", 0, "effects", 0, "unit"] == [InVocabulary("units")]
    assert marks["measures", 0, "effects", 0, "source",] == [RefTo("sources")]
    assert marks["measures", 1, "reason"] == [Readable(prose=False)]
    assert marks["problem",] == [Readable(prose=True)]
    assert marks["place", "region"] == [InVocabulary("regions")]
    assert marks["sources", 0] == [RefTo("sources")]
    assert marks["related", 0] == [RefTo("case_studies")]
    assert marks["finance", 0, "line"] == [RefTo("credit_lines")]
    assert marks["benefits", 0, "kind"] == [InVocabulary("benefit_kinds")]
    assert marks["stated", "payback", "source"] == [RefTo("sources")]


def test_money_is_found_with_its_own_currency_source_and_basis(small_site: Site) -> None:
    marks = {path: items for path, items in found(small_site, "case_studies", "fundicion-luz").items() if path[:2] == ("measures", 0)}
    [saving] = marks["measures", 0, "annual_saving"]
    assert saving.mark is Money
    assert saving.value.currency == "USD"
    assert marks["measures", 0, "annual_saving", "currency"][0].mark == InVocabulary("currencies")
    assert marks["measures", 0, "annual_saving", "basis"][0].value == "estimated"
    assert marks["measures", 0, "annual_saving", "source"][0].mark == RefTo("sources")
    assert ("measures", 0, "annual_saving", "qualifier") not in marks


def test_a_list_of_terms_gives_each_and_a_citation_its_source(small_site: Site) -> None:
    places = found(small_site, "awards", "premio-ejemplo")
    assert places["editions", 0, "results", 0, "organisations", 0][0].value == "fundicion-ejemplo-sac"
    assert places["editions", 0, "organisers", 0, "organisation"][0].mark == RefTo("organisations")
    assert places["editions", 0, "sources", 0, "source"][0].value == "boletin-ejemplo"
    assert found(small_site, "toolkits", "kit-ejemplo")["languages", 1][0].value == "en"
    assert places["title",][0].mark == Readable(prose=False, neutral=True)


def test_every_text_of_every_record_is_found(small_site: Site) -> None:
    """Nothing that readers see escapes the checks: each Localized in the data is among the marked values."""

    def texts(value: object) -> int:
        if isinstance(value, Localized):
            return 1
        if isinstance(value, tuple):
            return sum(map(texts, value))
        return sum(texts(inner) for _, inner in value) if isinstance(value, BaseModel) else 0

    for record in small_site.records.values():
        marked = [item for item in walk(record.data) if isinstance(item.mark, Readable)]
        assert len(marked) == texts(record.data), record.key


def test_the_fields_of_every_collection_can_be_walked() -> None:
    assert len(COLLECTIONS) >= 16
    for collection in COLLECTIONS.values():
        empty = collection.model.model_construct(**dict.fromkeys(collection.model.model_fields))
        assert list(walk(empty)) == []
