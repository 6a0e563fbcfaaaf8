"""Nobody appears without consent, and of people only what they permit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import AS_OF, REQUEST, SMALL, checked, whole

from generator.derive.visible import consent_problem, next_change, visible
from generator.model import Site
from generator.render.pages import plan_record
from generator.render.render import render
from generator.schemas.consultants import last_day


def person(small: Path, consent: str) -> Site:
    """The small site with this consent for the person who has none."""
    file = small / "content/consultants/c-0003.yml"
    file.write_text(file.read_text(encoding="utf-8") + consent, encoding="utf-8")
    found = checked(small)
    assert found.site is not None
    assert found.report.errors == []
    return found.site


@pytest.mark.parametrize(("consent", "problem"), [
    ("", "missing"),
    ("consent: {date: 2026-11-24, scope: [url]}", "missing"),
    ("consent: {date: 2026-11-23, scope: [url]}", None),
    ("consent: {date: 2026-01-01, scope: [url], expires: 2026-11-23}", None),
    ("consent: {date: 2026-01-01, scope: [url], expires: 2026-11-22}", "expired"),
    ("consent: {date: 2026-01-01, scope: [url], withdrawn: 2026-11-23}", "withdrawn"),
    ("consent: {date: 2026-01-01, scope: [url], withdrawn: 2026-11-24}", None),
    ("consent: {date: 2026-01-01, scope: [url], withdrawn: 2026-05-01, expires: 2026-02-01}", "withdrawn"),
])  # fmt: skip
def test_consent_counts_only_between_its_days(small: Path, consent: str, problem: str | None) -> None:
    site = person(small, consent)
    key = ("consultants", "c-0003")
    assert consent_problem(site.records[key], AS_OF) == problem
    seen = visible(site)
    assert (key in seen.records) is (problem is None)
    assert (key in seen.entries) is (problem is None)


def test_only_the_as_of_date_decides(small: Path) -> None:
    site = person(small, "consent: {date: 2026-01-01, scope: [url], expires: 2026-06-30}")
    record = site.records["consultants", "c-0003"]
    assert [consent_problem(record, day) for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1))] == [
        "missing", None, None, "expired",
    ]  # fmt: skip


def test_a_person_shows_only_what_the_consent_names(small_site: Site) -> None:
    person = visible(small_site).records["consultants", "c-0002"].data
    assert person.themes == ("energy-efficiency",)
    assert person.regions == ("PE-LIM",)
    assert person.experience_years == 12
    assert person.url is None
    assert person.cases == ()
    assert person.title[""] == "Persona Permitida Inventada"


def test_a_hidden_field_leaves_the_card_and_the_links_too(small: Path) -> None:
    file = small / "content/consultants/c-0002.yml"
    text = file.read_text(encoding="utf-8") + "organisation: centro-ejemplo\ncases: [fundicion-luz]\nsectors: [\"24\"]\n"
    file.write_text(text, encoding="utf-8")
    site = checked(small).site
    assert site is not None
    key = ("consultants", "c-0002")
    assert {link.target[0] for link in site.entries[key].links} == {"organisations", "case_studies"}
    entry = visible(site).entries[key]
    assert entry.links == ()
    assert entry.card["cases"] == ()
    assert entry.card["sectors"] == ()


def test_a_firm_needs_no_consent(small_site: Site) -> None:
    firm = small_site.records["consultants", "c-0001"]
    assert consent_problem(firm, AS_OF) is None
    assert visible(small_site).records[firm.key] == firm


def test_drafts_are_seen_only_on_request(small_site: Site) -> None:
    key = ("case_studies", "borrador-curtiembre")
    assert key not in visible(small_site).records
    assert key not in visible(small_site).entries
    assert key in visible(replace(small_site, drafts=True)).records


def test_drafts_never_lift_the_need_for_consent() -> None:
    site = checked(SMALL, drafts=True).site
    assert site is not None
    assert ("consultants", "c-0003") not in visible(site).entries


def test_links_to_what_is_left_out_are_left_out(small: Path) -> None:
    file = small / "case_studies/borrador-curtiembre.yml"
    file.write_text(file.read_text(encoding="utf-8") + "related: [textil-agua]\n", encoding="utf-8")
    other = small / "content/organisations/fundicion-antigua.yml"
    assert "retired" in other.read_text(encoding="utf-8")
    site = checked(small).site
    assert site is not None
    seen = visible(site)
    assert all(link.target in seen.entries for entry in seen.entries.values() for link in entry.links)
    assert ("organisations", "fundicion-antigua") in seen.entries




@pytest.mark.parametrize(("day", "open_"), [(date(2026, 11, 23), True), (date(2026, 11, 30), True), (date(2026, 12, 1), False)])
def test_a_request_is_open_until_its_last_day(small: Path, day: date, open_: bool) -> None:
    (small / "content" / "requests").mkdir()
    (small / "content" / "requests" / "pedido.yml").write_text(REQUEST, encoding="utf-8")
    found = checked(small, as_of=day).site
    assert found is not None
    site = visible(found)
    assert [entry.key[1] for entry in site.of("requests")] == (["pedido"] if open_ else [])
    assert site.records["requests", "pedido"].status == ("published" if open_ else "retired"), "its address stays, the page says that it is over"
    assert next_change(found) == (date(2026, 12, 1) if open_ else date(2027, 11, 2)), "then the profiles are a year old"


def test_a_profile_nobody_confirms_for_a_year_is_hidden(small: Path) -> None:
    for day, status in ((date(2027, 11, 1), "published"), (date(2027, 11, 2), "retired")):
        found = checked(small, as_of=day).site
        assert found is not None
        site = visible(found)
        for key in (("consultants", "c-0001"), ("consultants", "c-0002")):
            assert site.entries[key].status == site.records[key].status == status
            assert site.entries[key].listed is (status == "published")
            bodies = [render(site, page)["body"] for page in plan_record(site, key)] if status == "retired" else []
            assert [site.strings[code]["consultants.unconfirmed"] in body for code, body in zip(("es", "en"), bodies, strict=False)] == [True] * len(bodies)
        person = site.records["consultants", "c-0002"].data
        assert person.url is None, "what the consent does not name stays hidden"
        assert ("consultants", "c-0003") not in site.entries


@pytest.mark.parametrize(("confirmed", "last"), [("2026-11-01", "2027-11-01"), ("2024-02-29", "2025-03-01"), ("2023-02-28", "2024-02-28")])
def test_a_year_is_a_year(confirmed: str, last: str) -> None:
    assert last_day(date.fromisoformat(confirmed)) == date.fromisoformat(last)


def test_a_certificate_that_ends_changes_a_page(small: Path) -> None:
    file = small / "content/consultants/c-0001.yml"
    file.write_text(file.read_text(encoding="utf-8") + "certification: {level: " + "LEVEL" + ", valid_to: 2026-12-24}\n", encoding="utf-8")
    level = next(iter(whole(small).vocabularies["certification_levels"]))
    file.write_text(file.read_text(encoding="utf-8").replace("LEVEL", level), encoding="utf-8")
    assert next_change(whole(small)) == date(2026, 12, 25)
