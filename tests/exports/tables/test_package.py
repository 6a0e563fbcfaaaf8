"""What describes the tables: the Data Package by its own library, the DCAT catalogue by what harvesters need."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from conftest import Published
from frictionless import Package

from generator.schemas import COLLECTIONS

BASE = "https://ejemplo.test/"


@pytest.fixture(scope="module")
def package(published: Published) -> Any:
    return json.loads(published.read("data/datapackage.json"))


def test_the_package_and_every_row_are_valid(published: Published) -> None:
    """Types, required cells, values of a list, primary and foreign keys, sizes and sums."""
    report = Package(str(published.site / "data/datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "message"])[:5]
    assert report.stats["tasks"] > len(COLLECTIONS)


def test_a_wrong_cell_would_be_found(published: Published, tmp_path: Any, package: Any) -> None:
    content = (published.site / "data/awards.csv").read_bytes().replace(b"published", b"anything", 1)
    (tmp_path / "awards.csv").write_bytes(content)
    resource = next(found for found in package["resources"] if found["name"] == "awards")
    resource = {**resource, "schema": {**resource["schema"], "foreignKeys": []}}
    (tmp_path / "datapackage.json").write_text(json.dumps({**package, "resources": [resource]}), encoding="utf-8")
    assert {error[0] for error in Package(str(tmp_path / "datapackage.json")).validate().flatten(["type"])} == {"constraint-error", "hash-count", "byte-count"}


def test_every_column_is_told_in_both_languages(package: Any) -> None:
    for resource in package["resources"]:
        assert set(resource["titles"]) == {"es", "en"}
        for field in resource["schema"]["fields"]:
            assert set(field["titles"]) == {"es", "en"}, (resource["name"], field["name"])


def test_units_and_codes_are_told(package: Any) -> None:
    cases = next(found for found in package["resources"] if found["name"] == "case_studies")
    fields = {field["name"]: field for field in cases["schema"]["fields"]}
    assert (fields["computed.payback_months"]["unit"], fields["computed.payback_months"]["computed"]) == ("month", True)
    assert fields["investment.amount"]["unitField"] == "investment.currency"
    assert fields["sector"]["vocabulary"] == "sectors"
    assert {"fields": "organisation", "reference": {"resource": "organisations", "fields": "id"}} in cases["schema"]["foreignKeys"]
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


def test_the_catalogue_names_files_that_are_there_with_their_size_and_sum(published: Published) -> None:
    catalogue = json.loads(published.read("data/catalog.jsonld"))
    assert catalogue["@type"] == "dcat:Catalog"
    found = 0
    for dataset in catalogue["dcat:dataset"]:
        assert {"dcterms:title", "dcterms:description", "dcterms:license", "dcterms:publisher", "dcat:distribution"} <= dataset.keys()
        for distribution in dataset["dcat:distribution"]:
            content = (published.site / distribution["dcat:accessURL"]["@id"].removeprefix(BASE)).read_bytes()
            if "dcat:byteSize" in distribution:
                found += 1
                assert int(distribution["dcat:byteSize"]["@value"]) == len(content)
                assert distribution["spdx:checksum"]["spdx:checksumValue"] == hashlib.sha256(content).hexdigest()
    assert {dataset["dcterms:identifier"] for dataset in catalogue["dcat:dataset"]} > COLLECTIONS.keys()
    assert found > len(COLLECTIONS)


def test_every_prefix_of_the_catalogue_is_explained(published: Published) -> None:
    catalogue = json.loads(published.read("data/catalog.jsonld"))

    def prefixes(value: Any) -> set[str]:
        if isinstance(value, dict):
            own = {name.partition(":")[0] for name in value if ":" in name} | {str(value.get("@type", "")).partition(":")[0]} - {""}
            return own.union(*map(prefixes, value.values()))
        return set().union(*map(prefixes, value)) if isinstance(value, list) else set()

    assert prefixes({name: value for name, value in catalogue.items() if name != "@context"}) <= catalogue["@context"].keys()
