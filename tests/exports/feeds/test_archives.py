"""Archives: together they hold everything, each stays small, and a change touches no more of them than it must."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from lxml import etree

from generator.derive import feeds
from generator.derive.feeds import EVERYTHING, NEWEST, PART
from generator.exports.feeds.article import FULL, Article
from generator.exports.feeds.documents import FullLines, ShortLines, all_archives, archived, current
from generator.model import Entry, Localized, Site
from tests.exports.feeds import validators
from tests.exports.feeds.validators import AT, A

BASE = "https://ejemplo.test/"
CASE = ("case_studies", "fundicion-luz")


def many(site: Site, count: int, *, days: int = 1, long: bool = False) -> Site:
    """A site with so many cases, all like one, spread over so many days before its date."""
    model = site.entries[CASE]
    entries = dict(site.entries)
    for number in range(count):
        key = ("case_studies", f"caso-{number:05d}")
        text = Localized({code: f"{number} " + "&<ñ>" * 2500 if long else f"{number} {model.title[code]}" for code in ("es", "en")})
        addresses = {code: f"{address.rstrip('/')}-{number}/" for code, address in model.addresses.items()}
        entries[key] = replace(model, key=key, title=text, summary=text, addresses=addresses, updated=model.updated - timedelta(days=number % days))
    return replace(site, entries=entries)


def made(site: Site, names: set[str] | None = None) -> dict[str, bytes]:
    """Every archive of these feeds."""
    lines, found = ShortLines(site), {}
    for archive in all_archives(site):
        if names is None or archive.feed in names:
            lines.begin(archive.name[:7])
            found |= {artifact.path: artifact.content for artifact in archived(site, archive, lines)}
    return found


def now(site: Site, name: str = EVERYTHING) -> dict[str, bytes]:
    return {artifact.path: artifact.content for artifact in current(site, name, FullLines(site, {}))}


def ids(content: bytes) -> list[str]:
    root = etree.fromstring(content)
    return [entry.findtext(f"{A}id") or "" for entry in root.iter(f"{A}entry")] + [dead.get("ref") or "" for dead in root.iter(f"{AT}deleted-entry")]


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


@pytest.fixture(scope="module")
def years(shown: Site) -> Site:
    """A thousand cases of three years."""
    return many(shown, 1000, days=1000)


def test_a_feed_that_fits_is_complete_and_has_no_archive(shown: Site) -> None:
    assert not all_archives(shown)
    root = etree.fromstring(now(shown)["feeds/es/everything.atom"])
    assert root.find("{*}complete") is not None and root.find(f"{A}link[@rel='prev-archive']") is None


def test_the_chain_of_archives_holds_every_record_once(years: Site) -> None:
    files = made(years, {EVERYTHING}) | now(years)
    for language in ("es", "en"):
        expected = {f"tag:ejemplo.test,2026:{language}/{c}/{i}" for (c, i), e in years.entries.items() if feeds.fed(e) and feeds.speaks(e, language)}
        at, seen = f"feeds/{language}/everything.atom", Counter[str]()
        while at:
            root = etree.fromstring(files[at])
            if root.find("{*}archive") is not None:
                seen.update(ids(files[at]))
                assert root.find(f"{A}link[@rel='current']").get("href") == f"{BASE}feeds/{language}/everything.atom"
            link = root.find(f"{A}link[@rel='prev-archive']")
            at = link.get("href").removeprefix(BASE) if link is not None else ""
        assert seen == Counter(expected)


def test_every_format_has_the_same_chain(years: Site) -> None:
    files = made(years, {EVERYTHING}) | now(years)
    atom, found = [], []
    at = "feeds/es/everything.atom"
    while at:
        atom.append(at.removesuffix("atom"))
        link = etree.fromstring(files[at]).find(f"{A}link[@rel='prev-archive']")
        at = link.get("href").removeprefix(BASE) if link is not None else ""
    at = "feeds/es/everything.json"
    while at:
        found.append(at.removesuffix("json"))
        at = json.loads(files[at]).get("next_url", "").removeprefix(BASE)
    assert found == atom and len(atom) > 30


def test_the_newest_come_first(years: Site) -> None:
    for path, content in (made(years, {EVERYTHING}) | now(years)).items():
        if path.endswith(".atom"):
            dates = [entry.findtext(f"{A}updated") for entry in etree.fromstring(content).iter(f"{A}entry")]
            assert dates == sorted(dates, reverse=True), path
    assert len(ids(now(years)["feeds/es/everything.atom"])) == NEWEST


def test_something_new_leaves_every_archive_but_its_month_s(years: Site) -> None:
    model = years.entries["case_studies", "caso-00000"]
    key = ("case_studies", "nuevo")
    site = replace(years, entries={**years.entries, key: replace(model, key=key, updated=date(2026, 11, 24))})
    assert {path.split("/")[3].rpartition(".")[0] for path in changed(made(years), made(site))} == {"2026-11"}


def test_an_edit_touches_the_archives_of_its_old_and_its_new_month(years: Site) -> None:
    key = ("case_studies", "caso-00500")
    was = years.entries[key].updated
    site = replace(years, entries={**years.entries, key: replace(years.entries[key], updated=date(2026, 11, 24))})
    months = {path.split("/")[3].rpartition(".")[0] for path in changed(made(years), made(site))}
    assert months == {f"{was:%Y-%m}", "2026-11"}
    before, after = made(years), made(site)
    for path in changed(before, after):
        if path.endswith(".atom"):
            assert {*ids(before[path])} ^ {*ids(after[path])} == {f"tag:ejemplo.test,2026:{path.split('/')[1]}/case_studies/caso-00500"}


def test_an_edit_on_the_same_day_touches_one_entry(years: Site) -> None:
    key = ("case_studies", "caso-00500")
    title = Localized({"es": "Otro título", "en": "Another title"})
    site = replace(years, entries={**years.entries, key: replace(years.entries[key], title=title)})
    before, after = made(years), made(site)
    for path in changed(before, after):
        old, new = before[path].split(b"\n"), after[path].split(b"\n")
        assert len(old) == len(new) and sum(a != b for a, b in zip(old, new, strict=True)) == 1, path


def test_an_id_and_a_date_stay_when_everything_else_changes(years: Site) -> None:
    def moved(entry: Entry) -> Entry:
        return replace(entry, title=Localized({"es": "Otro", "en": "Other"}), addresses={code: f"{a}otra/" for code, a in entry.addresses.items()})

    site = replace(years, entries={key: moved(entry) if feeds.speaks(entry, "en") else entry for key, entry in years.entries.items()})

    def told(files: dict[str, bytes]) -> dict[str, list[tuple[str | None, str | None]]]:
        return {path: [(e.findtext(f"{A}id"), e.findtext(f"{A}updated")) for e in etree.fromstring(content).iter(f"{A}entry")]
                for path, content in files.items() if path.endswith(".atom")}

    assert told(made(years)) == told(made(site)) and told(now(years)) == told(now(site))


def test_ten_thousand_records_of_one_day_keep_every_document_small_and_valid(shown: Site) -> None:
    site = many(shown, 10_000)
    found = all_archives(site)
    assert max(len(archive.entries) for archive in found) <= PART
    for name in ("everything", "country-pe"):
        archive = max((archive for archive in found if archive.feed == name), key=lambda archive: len(archive.entries))
        files = {made.path: made.content for made in archived(site, archive, ShortLines(site))} | now(site, name)
        assert [problem for path, content in files.items() for problem in validators.problems(path, content)] == []
    everything = [entry.key for archive in found if archive.feed == "everything" for entry in archive.entries]
    assert len(everything) == len(set(everything)) > 10_000


def test_ten_thousand_letters_in_every_title_keep_documents_small(shown: Site) -> None:
    site = many(shown, 2 * PART, long=True)
    articles = {(key, code): Article("&amp;" * (FULL // len("&amp;amp;"))) for key in site.entries for code in ("es", "en")}
    files = {made.path: made.content for made in current(site, EVERYTHING, FullLines(site, articles))} | made(site, {EVERYTHING})
    assert [problem for path, content in files.items() for problem in validators.problems(path, content)] == []


def test_a_month_is_divided_only_as_far_as_it_must_be(shown: Site) -> None:
    names = {archive.name for archive in all_archives(many(shown, PART - 20)) if archive.feed == "case_studies"}
    assert names == {"2026-11"}
    names = {archive.name for archive in all_archives(many(shown, PART + 20)) if archive.feed == "case_studies"}
    assert names == {"2026-11-2-1", "2026-11-2-2"}


def test_a_record_s_facts_name_the_archives_it_is_in(years: Site) -> None:
    busy = many(years, 700)
    for site in (years, busy):
        for archive in all_archives(site):
            for entry in archive.entries:
                assert archive.fact in feeds.touched(site, entry)
