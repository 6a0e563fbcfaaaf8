"""Who can help: what is known of each comes from cases and courses, and nobody stands there without consent."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

from conftest import whole

from generator.derive.helpers import ENOUGH, MOST, cases_by, helpers, open_directory
from generator.derive.visible import visible
from generator.exports import help as export
from generator.model import Link, Site

FIRM = """id: c-{number}
status: published
updated: 2026-11-23
kind: firm
title: "Firma {number}"
summary: {{es: "Firma inventada.", en: "Invented firm."}}
themes: [water-effluents]
confirmed: 2026-11-01
"""


def with_firms(small: Path, count: int = ENOUGH - 2) -> Site:
    """The small site, which has two profiles that may appear, with so many more."""
    for number in range(1000, 1000 + count):
        (small / "content" / "consultants" / f"c-{number}.yml").write_text(FIRM.format(number=number), encoding="utf-8")
    return visible(whole(small))


def names(site: Site) -> list[str]:
    return ["/".join(helper.entry.key) for helper in helpers(site)]


def data(site: Site, language: str = "es") -> Any:
    return json.loads(next(a.content for a in export.artifacts(site, ()) if a.path == f"data/help/{language}.json"))


def test_the_directory_opens_with_five_profiles_with_consent(small: Path) -> None:
    closed = with_firms(small, ENOUGH - 3)
    assert not open_directory(closed)
    assert not [name for name in names(closed) if name.startswith("consultants/")]
    opened = with_firms(small)
    assert open_directory(opened)
    assert [name for name in names(opened) if name.startswith("consultants/c-000")] == ["consultants/c-0001", "consultants/c-0002"]


def test_a_person_shows_only_what_the_consent_names(small: Path) -> None:
    file = small / "content" / "consultants" / "c-0002.yml"
    file.write_text(file.read_text(encoding="utf-8") + 'cases: [fundicion-luz]\nsectors: ["24"]\nlanguages: [en]\n', encoding="utf-8")
    person = next(helper for helper in helpers(with_firms(small)) if helper.entry.key[1] == "c-0002")
    assert (person.themes, person.regions) == ({"energy-efficiency"}, {"PE-LIM"})
    assert (person.sectors, person.languages, person.cases) == ({}, set(), 0)
    assert "c-0003" not in json.dumps(data(with_firms(small)))


def test_documented_cases_teach_what_somebody_knows(small: Path) -> None:
    found = {helper.entry.key: helper for helper in helpers(with_firms(small))}
    firm, centre = found["consultants", "c-0001"], found["organisations", "centro-ejemplo"]
    assert firm.sectors == {"24": 1}
    assert (centre.themes, centre.sectors, centre.sizes, centre.regions, centre.cases) == ({"energy-efficiency"}, {"24": 1}, {"small"}, {"PE-LIM"}, 1)


def test_companies_and_organisations_with_a_successor_do_not_help(shown: Site) -> None:
    assert "organisations/fundicion-ejemplo-sac" not in names(shown)
    key = ("organisations", "centro-ejemplo")
    entry = replace(shown.entries[key], links=(Link("successor", ("organisations", "fundicion-ejemplo-sac")),))
    assert "organisations/centro-ejemplo" in names(shown)
    assert "organisations/centro-ejemplo" not in names(replace(shown, entries={**shown.entries, key: entry}))


def test_kits_bring_their_themes_and_languages(real_shown: Site) -> None:
    kit = next(helper for helper in helpers(real_shown) if helper.entry.key == ("toolkits", "ecoprofit-cluster"))
    assert {"energy-efficiency", "water-effluents"} <= kit.themes
    assert "es" in kit.languages


def test_cases_are_counted_by_sector_and_theme(shown: Site) -> None:
    assert cases_by(shown, ["energy-efficiency", "water-effluents"]) == {"": [2, 1, 1], "24": [1, 1, 0]}


def test_the_data_stay_small_with_ten_thousand_cases(real_shown: Site) -> None:
    dice = random.Random(3)
    sectors, themes = sorted(real_shown.vocabularies["sectors"]), sorted(real_shown.vocabularies["themes"])
    model, centre = real_shown.of("case_studies")[0], real_shown.entries["organisations", "cer"]
    entries = dict(real_shown.entries)
    helping = [("organisations", f"ayuda-{number}") for number in range(1000)]
    for key in helping:
        places = {code: f"{address.rsplit('/', 2)[0]}/{key[1]}/" for code, address in centre.addresses.items()}
        entries[key] = replace(centre, key=key, addresses=places)
    for number in range(10_000):
        key = ("case_studies", f"copia-{number}")
        facets = {**model.facets, "sector": (dice.choice(sectors),), "theme": tuple(dice.sample(themes, 2))}
        entries[key] = replace(model, key=key, facets=facets, links=(Link("centre", dice.choice(helping)),))
    site = replace(real_shown, entries=entries)
    found = [a.content for a in export.artifacts(site, ())]
    assert sum(name.startswith("organisations/") for name in names(site)) == MOST
    assert max(map(len, found)) < 60_000


def test_real_data_are_below_their_limit(real_shown: Site) -> None:
    for artifact in export.artifacts(real_shown, ()):
        assert len(artifact.content) < 60_000


def test_an_organisation_without_news_says_since_when(shown: Site) -> None:
    key = ("organisations", "centro-ejemplo")
    entry = shown.entries[key]
    silent = replace(shown, entries={**shown.entries, key: replace(entry, card={**entry.card, "last_known": 2007})})
    rows = {row["id"]: row for row in data(silent)["helpers"]}
    assert rows["/".join(key)]["last"] == 2007
    assert all("last" not in row for row in data(shown)["helpers"])

