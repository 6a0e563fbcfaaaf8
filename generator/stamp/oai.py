"""The repository for harvesters as a unit: in full from every entry, after a small change from the published lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.exports import EVERY, oai
from generator.model import Artifact, Entry, Site
from generator.stamp.write import Files, Stamper
from generator.watch import Fact, Made, Unit

UNIT: Unit = ("syndication", "", "oai")  # no feed is called ''


def unit(stamper: Stamper, site: Site, known: Mapping[tuple[str, str], bytes] | None = None) -> tuple[Unit, tuple[Files, Made]]:
    """The repository; ``known`` are the lines that need not be made. A site without publications has none."""
    return UNIT, stamper.gathered(_made(site, known or {}), [("entries", EVERY)])


def _made(site: Site, known: Mapping[tuple[str, str], bytes]) -> Iterator[Artifact]:
    entries = oai.harvested(site)
    if entries:
        make = oai.Lines(site)
        lines = [known.get(entry.key) or make(entry) for entry in entries]
        yield Artifact(oai.PATH, oai.document(site, lines, (entry.updated for entry in entries)))


def changed(stamper: Stamper, site: Site, before: Mapping[Unit, Made], facts: frozenset[Fact],
            published: Callable[[str], bytes]) -> Iterator[tuple[Unit, tuple[Files, Made]]]:
    """The repository, where an entry differs: its line, and those of the records that name it."""
    made = before.get(UNIT)
    if made is None or made.concerns(facts):
        lines = {key: line for line in published(oai.PATH).split(b"\n") if (key := oai.key_of(site, line))}
        yield unit(stamper, site, {key: line for key, line in lines.items() if key in site.entries and not _concerned(site.entries[key], facts)})


def _concerned(entry: Entry, facts: frozenset[Fact]) -> bool:
    return ("entry", entry.key) in facts or any(("entry", link.target) in facts for link in entry.links)


def file(stamper: Stamper, site: Site, path: str) -> bytes | None:
    """The repository, made when it is asked for; None for any other path."""
    return unit(stamper, site)[1][0].get(path) if path == oai.PATH else None
