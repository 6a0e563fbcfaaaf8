"""The open data as an entry for catalogues of other portals: DCAT 3, one dataset for each collection and one of everything.

Written as JSON-LD: harvesters of DCAT and search engines both read it, and it needs nothing but a writer of JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from generator.exports.api import ROOT
from generator.exports.tables.columns import FOLDER
from generator.exports.tables.lines import tables_of
from generator.exports.tables.package import LICENCE, Told, name_of, newest, words_of
from generator.model import Artifact, Site
from generator.schemas import COLLECTIONS

PATH = f"{FOLDER}/catalog.jsonld"
_SPDX = "http://spdx.org/rdf/terms#"
_CONTEXT = {"dcat": "http://www.w3.org/ns/dcat#", "dcterms": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/", "spdx": _SPDX,
            "xsd": "http://www.w3.org/2001/XMLSchema#"}
_MEDIA = "https://www.iana.org/assignments/media-types/"
_KINDS = {"csv": "text/csv", "json": "application/json", "zip": "application/zip",
          "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_THREE_LETTERS = {"es": "SPA", "en": "ENG", "pt": "POR", "fr": "FRA", "de": "DEU", "it": "ITA"}
Node = dict[str, Any]


def catalogue(site: Site, files: Mapping[str, Told]) -> Artifact:
    """The catalogue of these files, by path."""
    url = site.settings.url
    datasets = [_dataset(site, "", "all", words_of(site, "tables.title"), words_of(site, "tables.lead"),
                         [_file(site, file, {}) for path, file in files.items() if not path.endswith(".csv")], f"{ROOT}/index.json")]
    for name in COLLECTIONS:
        tables = [_file(site, files[table.path], table.label) for table in tables_of(site, name)]
        datasets.append(_dataset(site, name, name, words_of(site, f"collection.{name}.many"), words_of(site, f"collection.{name}.intro"),
                                 tables, f"{ROOT}/{name}.json"))
    return Artifact(PATH, json.dumps({
        "@context": _CONTEXT, "@id": url + PATH, "@type": "dcat:Catalog",
        "dcterms:title": _tagged(words_of(site, "tables.title")), "dcterms:description": _tagged(words_of(site, "tables.lead")),
        "foaf:homepage": {"@id": url}, **_shared(site), "dcat:dataset": datasets,
    }, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def _shared(site: Site) -> Node:
    settings = site.settings
    named = {code: settings.name.pick(code, settings.order)[0] for code in settings.order}
    languages = [{"@id": _LANGUAGES + _THREE_LETTERS[code]} for code in settings.order if code in _THREE_LETTERS]
    return {"dcterms:license": {"@id": LICENCE}, "dcterms:language": languages,
            "dcterms:publisher": {"@type": "foaf:Organization", "foaf:name": _tagged(named), "foaf:homepage": {"@id": settings.url}}}


def _dataset(site: Site, collection: str, anchor: str, title: Mapping[str, str], text: Mapping[str, str], files: Sequence[Node], api: str) -> Node:
    url, changed = site.settings.url, newest(site, collection)
    described = {"dcterms:conformsTo": {"@id": f"{url}{ROOT}/schemas/{collection}.json"}} if collection else {}
    access = {"@type": "dcat:Distribution", "dcterms:title": "API", "dcat:accessURL": {"@id": url + api},
              "dcat:mediaType": {"@id": _MEDIA + _KINDS["json"]}, "dcterms:license": {"@id": LICENCE}, **described}
    return {"@id": f"{url}{FOLDER}/#{anchor}", "@type": "dcat:Dataset", "dcterms:identifier": collection or name_of(site),
            "dcterms:title": _tagged(title), "dcterms:description": _tagged(text), **({"dcterms:modified": _day(changed)} if changed else {}),
            **_shared(site), "dcat:distribution": [*files, access]}


def _file(site: Site, file: Told, title: Mapping[str, str]) -> Node:
    url, name = site.settings.url, file.path.rpartition("/")[2]
    return {"@type": "dcat:Distribution", "dcterms:title": _tagged(title) if title else name,
            "dcat:accessURL": {"@id": url + file.path}, "dcat:downloadURL": {"@id": url + file.path},
            "dcat:mediaType": {"@id": _MEDIA + _KINDS[name.rpartition(".")[2]]}, "dcterms:license": {"@id": LICENCE},
            "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
            "spdx:checksum": {"@type": "spdx:Checksum", "spdx:algorithm": {"@id": f"{_SPDX}checksumAlgorithm_sha256"}, "spdx:checksumValue": file.sha256}}


def _tagged(words: Mapping[str, str]) -> list[Node]:
    return [{"@language": code, "@value": text} for code, text in words.items()]


def _day(day: date) -> Node:
    return {"@type": "xsd:date", "@value": day.isoformat()}
