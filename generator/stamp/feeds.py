"""Feeds as units: what a full build makes of them, and what of them a small change concerns."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from generator.derive.feeds import Archive, archives, feeds_of
from generator.exports.feeds.documents import FullLines, Published, ShortLines, all_archives, archived, current, members
from generator.model import Key, Site
from generator.render.feeds import ROOT
from generator.render.pages import plan_record
from generator.stamp import oai
from generator.stamp.write import Files, Stamper
from generator.watch import Fact, Made, Unit

KIND = "syndication"  # how the units of feeds begin
Units = Iterator[tuple[Unit, tuple[Files, Made]]]


def archive_units(stamper: Stamper, site: Site, number: int = 0, of: int = 1) -> Units:
    """The archives of all feeds; of several processes, what falls to the ``number``-th."""
    lines = ShortLines(site)
    for archive in all_archives(site):
        if _turn(archive.name, of) == number:
            yield _archive(stamper, site, archive, lines)
    if number == of - 1:
        yield oai.unit(stamper, site)


def _archive(stamper: Stamper, site: Site, archive: Archive, lines: ShortLines) -> tuple[Unit, tuple[Files, Made]]:
    lines.begin(archive.name[:7])
    return (KIND, archive.feed, archive.name), stamper.gathered(archived(site, archive, lines), (archive.fact,), (archive.previous,))


def _turn(name: str, of: int) -> int:
    """Which process makes an archive: the same one for divisions that hold the same records, and for whole months."""
    year, month, *division = name.split("-")
    return (int(division[1]) - 1 if division else int(year) * 12 + int(month)) % of


def current_units(stamper: Stamper, site: Site) -> Units:
    """The current documents of all feeds, from the articles that the stamper holds."""
    lines = FullLines(site, stamper.articles.found)
    for name in feeds_of(site):
        yield _current(stamper, site, name, lines)


def _current(stamper: Stamper, site: Site, name: str, lines: FullLines) -> tuple[Unit, tuple[Files, Made]]:
    return (KIND, name, ""), stamper.gathered(current(site, name, lines), form=_form(site, name))


def _form(site: Site, name: str) -> tuple[object, ...]:
    return members(site, name), tuple(archive.name for archive in archives(site, name)[-1:])


def changed_units(stamper: Stamper, site: Site, known: Mapping[Unit, Made], facts: frozenset[Fact], todo: Container[Unit],
                  find: Callable[[Key], None], published: Published) -> Units:
    """The units of feeds that differ from those ``known``; ``todo`` are the units that the stamper made anew.

    ``find`` makes the article of another record; ``published`` reads a file of the site as it is.
    """
    short, full = ShortLines(site), FullLines(site, stamper.articles.found, find)
    for archive in all_archives(site):
        made = known.get((KIND, archive.feed, archive.name))
        if made is None or made.form != (archive.previous,) or made.concerns(facts):
            yield _archive(stamper, site, archive, short)
    for name in feeds_of(site):
        made, form = known.get((KIND, name, "")), _form(site, name)
        keys = {key for found in members(site, name) for key in found}
        if made is None or made.form != form or any(("record", key) in todo for key in keys):
            full.learn(name, published)
            yield _current(stamper, site, name, full)
    yield from oai.changed(stamper, site, known, facts, published)


def gone_units(site: Site, known: Iterable[Unit]) -> Iterator[Unit]:
    """Known units of feeds that are there no more."""
    there = {(KIND, archive.feed, archive.name) for archive in all_archives(site)} | {(KIND, name, "") for name in feeds_of(site)} | {oai.UNIT}
    return (unit for unit in known if unit[0] == KIND and unit not in there)


def feed_file(site: Site, stamper: Stamper, path: str) -> bytes | None:
    """One document of a feed, made when it is asked for; None where there is no such document."""
    if repository := oai.file(stamper, site, path):
        return repository
    folder, _, name = path.partition("/")[2].rpartition(".")[0].partition("/")
    if not path.startswith(f"{ROOT}/") or folder not in site.settings.order:
        return None
    feed, _, part = name.partition("/")
    if feed not in feeds_of(site):
        return None

    def find(key: Key) -> None:
        stamper.unit(list(plan_record(site, key)))

    if part:
        archive = next((archive for archive in archives(site, feed) if archive.name == part), None)
        made = archived(site, archive, ShortLines(site)) if archive else iter(())
    else:
        made = current(site, feed, FullLines(site, stamper.articles.found, find))
    return next((artifact.content for artifact in made if artifact.path == path), None)
