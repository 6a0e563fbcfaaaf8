"""A project is read whole: records, vocabularies, words of the interface, prose in every language."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from conftest import AS_OF, checked, lines

from generator.diagnostics import Report
from generator.model import Localized, Site
from generator.schemas import COLLECTIONS
from generator.schemas.core.loader import load


def edit(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def site_of(project: Path) -> Site:
    site = checked(project).site
    assert site is not None
    return site


def test_every_file_of_the_small_site_becomes_a_record(small_site: Site) -> None:
    assert sorted(small_site.records) == sorted([
        ("awards", "premio-ejemplo"), ("case_studies", "borrador-curtiembre"), ("case_studies", "fundicion-luz"), ("case_studies", "textil-agua"),
        ("consultants", "c-0001"), ("consultants", "c-0002"), ("consultants", "c-0003"), ("credit_lines", "linea-ejemplo"),
        ("credit_projects", "ej-01"), ("credit_projects", "ej-02"), ("organisations", "centro-ejemplo"), ("organisations", "fundicion-antigua"),
        ("organisations", "fundicion-ejemplo-sac"), ("practices", "iluminacion-ejemplo"), ("programmes", "programa-ejemplo"),
        ("sources", "boletin-ejemplo"), ("toolkits", "kit-ejemplo"),
    ])  # fmt: skip


def test_an_address_comes_from_slug_segment_and_language(small_site: Site) -> None:
    def addresses(*key: str) -> object:
        return small_site.entries[key].addresses

    assert addresses("case_studies", "fundicion-luz") == {"es": "casos/fundicion-cambia-luz/", "en": "en/case-studies/foundry-changes-lighting/"}
    assert addresses("practices", "iluminacion-ejemplo") == {"es": "medidas/iluminacion-ejemplo/", "en": "en/measures/example-lighting/"}
    assert addresses("credit_projects", "ej-02") == {}


def test_what_others_may_know_of_a_record(small_site: Site) -> None:
    entry = small_site.entries["case_studies", "fundicion-luz"]
    assert entry.facets == {
        "sector": ("24",), "resource": ("water", "energy"), "theme": ("energy-efficiency",), "country": ("PE",), "region": ("PE-LIM",),
        "data": ("money", "reduction", "credit"), "practice": ("iluminacion-ejemplo",), "type": ("equipment-modification",), "size": ("small",),
        "status": ("implemented", "rejected"), "language": ("es", "en"), "payback": ("6-to-12-months",), "investment": ("usd-1000-to-10000",),
    }  # fmt: skip
    assert ("practices", "iluminacion-ejemplo") in {link.target for link in entry.links}
    assert entry.listed
    assert not small_site.entries["organisations", "fundicion-antigua"].listed


def test_a_broken_file_hides_no_other(small: Path) -> None:
    edit(small, "content/sources/boletin-ejemplo.yml", "id: boletin-ejemplo", "id: [")
    found = checked(small)
    assert [d.code for d in found.report] == ["yaml-syntax"]
    assert found.site is not None
    assert len(found.site.entries) == 16


@pytest.mark.parametrize(("old", "new", "found"), [
    ("https://ejemplo.test/", "ejemplo.test", "unsafe-address content/site.yml:2:6"),
    ("authority: \"ejemplo.test,2026\"", "authority: \"ejemplo.test\"", "wrong-form content/site.yml:3:12"),
    ("{code: en, name: English}", "{code: EN, name: English}", "wrong-form content/site.yml:6:12"),
    ('to: "collection:toolkits"', 'to: "javascript:alert(1)"', "wrong-form content/site.yml:27:59"),
    ("menu:", "menus:", "unknown-field content/site.yml:24:1"),
    ('tagline: {es: "Datos inventados para las pruebas", en: "Invented data for the tests"}', "", "missing-field content/site.yml:1:1"),
])  # fmt: skip
def test_a_mistake_in_the_settings_stops_everything_else(small: Path, old: str, new: str, found: str) -> None:
    edit(small, "content/site.yml", old, new)
    report = Report()
    assert load(small, report, AS_OF) is None
    assert [line for line in lines(report) if line.split(":")[0].startswith(found.split(" ")[0])] == [found]


def test_the_words_of_the_interface_can_be_overridden(small: Path) -> None:
    (small / "content/locales").mkdir()
    (small / "content/locales/en.yml").write_text(
        'collection:\n  case_studies:\n    segment: "cases"\n    many: "All the cases"\n', encoding="utf-8")
    site = site_of(small)
    assert site.strings["en"]["collection.case_studies.many"] == "All the cases"
    assert site.entries["case_studies", "textil-agua"].addresses["en"] == "en/cases/textil-agua/"
    assert site.entries["case_studies", "textil-agua"].addresses["es"] == "casos/textil-agua/"


def test_a_new_language_needs_data_only_and_says_what_it_lacks(small: Path) -> None:
    edit(small, "content/site.yml", "  - {code: en, name: English}", "  - {code: en, name: English}\n  - {code: pt, name: Português}")
    (small / "content/locales").mkdir()
    (small / "content/locales/pt.yml").write_text('collection: {case_studies: {segment: "casos-pt"}}\n', encoding="utf-8")
    found = checked(small)
    assert found.report.errors == []
    assert found.site is not None
    assert found.site.entries["case_studies", "textil-agua"].addresses["pt"] == "pt/casos-pt/textil-agua/"
    assert found.site.strings["pt"].keys() == found.site.strings["es"].keys()
    [missing] = [d for d in found.report if d.code == "interface-text-missing"]
    assert missing.span.file == "content/locales/pt.yml"
    assert {page.text_language for page in found.site.prose if page.language == "pt"} == {"es"}


def test_a_page_in_one_language_stands_in_for_the_other(small_site: Site) -> None:
    pages = {(page.path, page.language): page for page in small_site.prose}
    only, stand_in = pages["solo-espanol", "es"], pages["solo-espanol", "en"]
    assert (only.address, stand_in.address) == ("solo-espanol/", "en/solo-espanol/")
    assert (only.text_language, stand_in.text_language) == ("es", "es")
    assert stand_in.body == only.body
    assert pages["acerca", "en"].address == "en/about/"
    assert pages["acerca", "en"].first_line == 7


def test_a_page_in_a_folder_keeps_the_folder_in_its_address(small: Path) -> None:
    for language in ("es", "en"):
        (small / f"content/pages/{language}/guia").mkdir()
        (small / f"content/pages/{language}/guia/uno.md").write_text(
            '---\ntitle: "Uno"\ndescription: "Inventada."\nslug: primera\nupdated: 2026-11-23\n---\nTexto.\n', encoding="utf-8")
    found = checked(small)
    assert lines(found.report) == []
    assert found.site is not None
    assert {page.address for page in found.site.prose if page.path == "guia/uno"} == {"guia/primera/", "en/guia/primera/"}


def test_a_term_keeps_its_other_attributes(small_site: Site) -> None:
    unit = small_site.term("units", "gal_us")
    assert unit.get("factor") == "0.003785411784"
    assert unit.get("symbol") == Localized({"es": "gal", "en": "US gal"})
    assert unit.get("nada", "otro") == "otro"


def test_every_collection_says_its_name_and_address_in_both_languages() -> None:
    for collection in COLLECTIONS.values():
        for texts in (collection.labels, collection.segments, collection.intro, *(facet.labels for facet in collection.facets)):
            assert {"es", "en"} <= set(texts), collection.id


def test_every_field_of_every_collection_has_a_label_in_both_languages() -> None:
    for collection in COLLECTIONS.values():
        for name, field in collection.model.model_fields.items():
            assert isinstance(field.json_schema_extra, dict), (collection.id, name)
            label = field.json_schema_extra["label"]
            assert isinstance(label, dict)
            assert all(label[language] for language in ("es", "en")), (collection.id, name)


def test_a_record_comes_out_of_its_package_as_it_went_in(small_site: Site) -> None:
    for key, record in small_site.records.items():
        back = pickle.loads(pickle.dumps(record, protocol=5))
        assert back == record, key
        assert back.data.model_copy(update={"updated": record.data.updated}) == record.data
