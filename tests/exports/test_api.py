"""The read-only API, as it is published; and what must never be published anywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from conftest import Published
from jsonschema import Draft202012Validator

from generator.exports import api, envelopes
from generator.exports.json import dumps, plain
from generator.model import Localized, Money, Site
from generator.schemas import COLLECTIONS

BASE = "https://ejemplo.test/"


def load(published: Published, path: str) -> Any:
    return json.loads(published.read(f"api/v1/{path}"), parse_float=Decimal)


def row(published: Published, collection: str, identifier: str) -> Any:
    return next((r for r in load(published, f"{collection}.json")["records"] if r["id"] == identifier), None)


def test_the_index_lists_every_collection(published: Published) -> None:
    index = load(published, "index.json")
    assert [c["id"] for c in index["collections"]] == list(COLLECTIONS)
    assert (index["url"], index["languages"]) == (BASE, ["es", "en"])


def test_every_address_of_the_index_is_a_file_and_its_count_is_right(published: Published) -> None:
    for collection in load(published, "index.json")["collections"]:
        records = load(published, f"{collection['id']}.json")["records"]
        assert collection["count"] == sum(record["status"] == "published" for record in records)
        for name in ("url", "schema"):
            assert (published.site / collection[name].removeprefix(BASE)).is_file()
        assert set(collection["title"]) == {"es", "en"}


def test_every_address_of_a_record_is_a_page(published: Published) -> None:
    for name in COLLECTIONS:
        for record in load(published, f"{name}.json")["records"]:
            assert (published.site / record["url"].removeprefix(BASE)).is_file()
            assert set(record["urls"]) == set(record["title"]) == {"es", "en"}
            for address in record["urls"].values():
                assert (published.site / address.removeprefix(BASE) / "index.html").is_file()


def test_a_record_s_row_and_file_agree(published: Published) -> None:
    for name in COLLECTIONS:
        for record in load(published, f"{name}.json")["records"]:
            detail = load(published, f"{name}/{record['id']}.json")
            assert {key: detail[key] for key in record} == record
            if record["status"] == "published":
                assert set(detail) - set(record) == {"data", "derived", "sources"}


def test_amounts_keep_the_digits_of_their_source(published: Published) -> None:
    text = published.read("api/v1/case_studies/fundicion-luz.json")
    assert '"amount":3400.50' in text
    assert '"amount":100000.50' in text
    assert '"change":-9800' in text


def test_a_case_comes_with_what_is_computed_and_what_disagrees(published: Published) -> None:
    derived = load(published, "case_studies/fundicion-luz.json")["derived"]
    assert round(derived["payback"]["months"], 2) == Decimal("4.23")
    found = [(d["kind"], d["field"], d["printed"]) for d in derived["discrepancies"]]
    assert ("payback", "stated.payback", Decimal("7.6")) in found
    assert derived["effects"][1]["percent"] == -25
    assert derived["effects"][1]["percent_computed"] is True


def test_every_cited_source_comes_with_the_figures(published: Published) -> None:
    detail = load(published, "case_studies/fundicion-luz.json")
    assert [source["id"] for source in detail["sources"]] == ["boletin-ejemplo"]


def test_what_is_unknown_is_absent(published: Published) -> None:
    detail = load(published, "case_studies/textil-agua.json")
    assert not {"payback", "simple_return", "investment", "annual_saving"} & detail["derived"].keys()
    assert not {"investment", "sector", "period", "stated"} & detail["data"].keys()

    def nulls(value: Any) -> bool:
        if isinstance(value, dict):
            return any(nulls(inner) for inner in value.values())
        return any(map(nulls, value)) if isinstance(value, list) else value is None

    assert [path for path in (published.site / "api").rglob("*.json") if "schemas" not in path.parts and nulls(json.loads(path.read_bytes()))] == []


def test_drafts_are_absent(published: Published) -> None:
    assert row(published, "case_studies", "borrador-curtiembre") is None
    assert not (published.site / "api/v1/case_studies/borrador-curtiembre.json").exists()


def test_retired_records_are_listed_as_retired_with_their_successor(published: Published) -> None:
    assert row(published, "organisations", "fundicion-antigua")["status"] == "retired"
    detail = load(published, "organisations/fundicion-antigua.json")
    assert detail["replaced_by"] == "fundicion-ejemplo-sac"
    assert "data" not in detail


def test_a_natural_person_s_row_counts_but_is_no_record(published: Published) -> None:
    assert row(published, "credit_projects", "ej-02") is None
    derived = load(published, "credit_lines/linea-ejemplo.json")["derived"]
    assert derived["rows"] == ["credit_projects/ej-01"]
    assert derived["credit"] == Decimal("150000.50")


def test_a_person_shows_only_what_the_consent_permits(published: Published) -> None:
    data = load(published, "consultants/c-0002.json")["data"]
    assert data["experience_years"] == 12
    assert "url" not in data


def everything(published: Published) -> dict[str, bytes]:
    return {path.relative_to(published.site).as_posix(): path.read_bytes() for path in published.site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("secret", [
    "Persona Oculta", "persona-oculta", "c-0003", "Perfil inventado sin permiso", "profile without permission",
    "persona-permitida.ejemplo.test",  # outside the consent's scope
    "Curtiembre Borrador", "borrador-curtiembre",
    "ej-02",
])
def test_what_must_not_appear_is_in_no_published_file(published: Published, secret: str) -> None:
    escaped = json.dumps(secret)[1:-1]
    found = [path for path, content in everything(published).items()
             if any(word.casefold() in content.decode("utf-8", "replace").casefold() for word in (secret, escaped)) or secret in path]
    assert found == []


def test_the_search_for_secrets_would_find_what_is_there(published: Published) -> None:
    assert [path for path, content in everything(published).items() if b"Persona Permitida" in content]


def test_no_published_file_names_this_machine(published: Published) -> None:
    here = str(published.project).encode()
    assert [path for path, content in everything(published).items() if here in content or b"/root/" in content] == []


def test_the_schemas_describe_the_fields_in_both_languages(published: Published) -> None:
    schema = load(published, "schemas/case_studies.json")
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["properties"]["title"]["label"] == {"es": "Título", "en": "Title"}
    assert "investment" in schema["properties"]


def documents(published: Published) -> Iterator[tuple[str, Any, str]]:
    """Every document of the API, the schema of its kind, and the collection of a record."""
    yield "index", load(published, "index.json"), ""
    yield "changes", load(published, "changes.json"), ""
    for name in COLLECTIONS:
        listed = load(published, f"{name}.json")
        yield "list", listed, ""
        for record in listed["records"]:
            yield "record", load(published, f"{name}/{record['id']}.json"), name


def test_every_document_fits_its_published_schema(published: Published) -> None:
    kinds = {name: Draft202012Validator(load(published, f"schemas/documents/{name}.json")) for name in envelopes.NAMES}
    data = {name: Draft202012Validator(load(published, f"schemas/{name}.json")) for name in COLLECTIONS}
    seen = set()
    for kind, document, collection in documents(published):
        seen.add(kind)
        assert [error.message for error in kinds[kind].iter_errors(document)] == [], (kind, document.get("id"))
        if "data" in document and collection:
            seen.add(collection)
            assert [error.message for error in data[collection].iter_errors(document["data"])] == [], document["url"]
    assert seen > {*envelopes.NAMES, "case_studies", "practices", "consultants"}


def sources_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["source"]} if isinstance(value.get("source"), str) else set()
        return own.union(*map(sources_in, value.values()))
    return set().union(*map(sources_in, value)) if isinstance(value, list) else set()


def test_every_figure_s_source_is_in_the_same_document(published: Published) -> None:
    cited = 0
    for kind, document, _ in documents(published):
        if kind == "record" and "data" in document:
            cited += len(found := sources_in(document["data"]))
            assert found <= {source["id"] for source in document["sources"]}, document["url"]
    assert cited > 5


def test_changes_tell_every_record_the_newest_first(published: Published) -> None:
    changes = load(published, "changes.json")
    listed = {(name, record["id"]): record for name in COLLECTIONS for record in load(published, f"{name}.json")["records"]}
    assert changes["total"] == len(changes["changes"]) == len(listed)
    assert [change["updated"] for change in changes["changes"]] == sorted((change["updated"] for change in changes["changes"]), reverse=True)
    for change in changes["changes"]:
        record = listed[change["collection"], change["id"]]
        assert {name: record[name] for name in ("status", "updated", "url")} == {name: change[name] for name in ("status", "updated", "url")}
    assert "retired" in {change["status"] for change in changes["changes"]}
    assert not {change["id"] for change in changes["changes"]} & {"c-0003", "borrador-curtiembre", "ej-02"}


def test_long_lists_go_on_in_further_files(shown: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = json.loads(next(iter(api.listing(shown, "organisations"))).content)
    assert "next" not in whole and whole["total"] == len(whole["records"]) > 2
    monkeypatch.setattr(api, "ROWS", 2)
    for made, name in ((api.listing(shown, "organisations"), "records"), (api.changes(shown), "changes")):
        files = {artifact.path: json.loads(artifact.content) for artifact in made if "schemas" not in artifact.path}
        at, found = next(iter(files)), []
        while at:
            page = files.pop(at)
            found += page[name]
            assert 0 < len(page[name]) <= 2 and page["total"] >= len(found)
            at = page.get("next", "").removeprefix(BASE)
        assert files == {} and len(found) == page["total"]
    assert {"api/v1/organisations.json", "api/v1/organisations/page/2.json"} <= {a.path for a in api.listing(shown, "organisations")}


@pytest.mark.parametrize(("value", "written"), [
    (Decimal("3400.50"), "3400.50"), (Decimal("0.00"), "0.00"), (Decimal("1E+3"), "1000"), (Decimal("-0.36"), "-0.36"), (True, "true"), (7, "7"),
    ("a\"b\u2028é", '"a\\"b\u2028é"'), (["x", 1], '["x",1]'), ({"a": {"b": []}}, '{"a":{"b":[]}}'),
])
def test_json_is_written_digit_by_digit(value: Any, written: str) -> None:
    assert dumps(value).decode() == written


def test_json_leaves_out_the_unknown_and_shortens_a_division_s_tail() -> None:
    assert plain(Money(Decimal("5.0"), "USD")) == {"amount": Decimal("5.0"), "currency": "USD"}
    assert plain({"a": None, "b": (), "c": {}, "d": 0}) == {"d": 0}
    assert plain(Localized({"": "name"})) == "name"
    assert plain(Localized({"es": "a", "en": "b"})) == {"es": "a", "en": "b"}
    assert plain(Decimal(1) / 3) == Decimal("0.333333")
    assert plain(Decimal(1000) / 3) == Decimal("333.3333")


def test_compact_json_holds_no_newline(published: Published) -> None:
    assert not re.search(r"\n", published.read("api/v1/index.json"))
