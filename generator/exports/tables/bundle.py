"""Everything in one file to download: the tables, the records as JSON, what describes them, the licence and the sums.

A record's JSON is a line of a file of its collection; a collection of many is divided by a digest of the ids into
parts of some hundred, so that a changed record has one part packed again, and not ten thousand records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from functools import partial

from generator.exports import archive
from generator.exports.api import ROOT, shown
from generator.exports.tables.columns import FOLDER
from generator.exports.tables.package import LICENCE, name_of
from generator.model import Site
from generator.render.pages import data_address
from generator.schemas import COLLECTIONS

MOST = 400  # records of a part
LEVEL = 1  # of compression of what changes with every record of a collection
SUMS = "SHA256SUMS"
Read = Callable[[str], bytes]  # path -> the published file


def path_of(site: Site) -> str:
    """Where the file is."""
    return f"{FOLDER}/{name_of(site)}.zip"


def bundle(site: Site, tables: Iterable[str], read: Read, before: bytes = b"", changed: Iterable[str] | None = None) -> bytes:
    """The file. ``tables`` are the paths of what stands in the folder of the data.

    ``before`` is the file of a site that differs from this one in the published files ``changed`` only; it saves most of the work.
    """
    folder, members = name_of(site), _members(site)
    kept = {name.removeprefix(f"{folder}/"): file for name, file in archive.unpacked(before).items()} if changed is not None else {}
    sums = dict(_sums(archive.content(kept[SUMS]))) if SUMS in kept else {}
    stale = {_name_of(path, members) for path in changed or ()}
    packed: dict[str, archive.Packed] = {}
    digests: dict[str, str] = {}

    def put(name: str, make: Callable[[], bytes]) -> None:
        if name in kept and name in sums and name not in stale:
            packed[name], digests[name] = kept[name], sums[name]
        else:
            content = make()
            packed[name], digests[name] = archive.packed(content, LEVEL), hashlib.sha256(content).hexdigest()

    for path in tables:
        put(path.removeprefix(f"{FOLDER}/"), partial(read, path))
    for name, paths in _parts(members).items():
        put(name, partial(_lines, paths, read))
    for language in site.settings.order:
        put(f"README.{language}.txt", partial(_readme, site, language))
    put("LICENSE.txt", f"CC-BY-4.0\n{LICENCE}\n".encode)
    stale.add(SUMS)
    put(SUMS, "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode)
    return archive.write({f"{folder}/{name}": file for name, file in packed.items()})


def _members(site: Site) -> dict[str, list[str]]:
    """The ids of the records of every collection, in order."""
    members: dict[str, list[str]] = {name: [] for name in COLLECTIONS}
    for key, entry in site.entries.items():
        if shown(entry):
            members[key[0]].append(key[1])
    return {collection: sorted(found) for collection, found in members.items()}


def _parts(members: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The files of records, and the published files that each is made of."""
    found: dict[str, list[str]] = {}
    for collection, identifiers in members.items():
        count = _count(identifiers)
        found |= {_part(collection, number, count): [] for number in range(count)}
        for identifier in identifiers:
            found[_part(collection, _turn(identifier, count), count)].append(f"{ROOT}/{collection}/{identifier}.json")
    return found


def _count(identifiers: Sized) -> int:
    """Into how many parts a collection is divided: a record moves to another one only when its collection has doubled."""
    count = 1
    while len(identifiers) > MOST * count:
        count *= 2
    return count


def _part(collection: str, number: int, count: int) -> str:
    return f"json/{collection}.jsonl" if count == 1 else f"json/{collection}-{number + 1:03d}-of-{count:03d}.jsonl"


def _name_of(path: str, members: Mapping[str, list[str]]) -> str:
    """In which file of the bundle a published file is."""
    if path.startswith(f"{FOLDER}/"):
        return path.removeprefix(f"{FOLDER}/")
    collection, _, name = path.removeprefix(f"{ROOT}/").partition("/")
    if collection not in members or not name:
        return ""
    count = _count(members[collection])
    return _part(collection, _turn(name.removesuffix(".json"), count), count)


def _turn(identifier: str, count: int) -> int:
    return int.from_bytes(hashlib.blake2b(identifier.encode(), digest_size=4).digest(), "big") % count


def _lines(paths: Iterable[str], read: Read) -> bytes:
    return b"".join(read(path) + b"\n" for path in paths)


def _sums(content: bytes) -> Iterator[tuple[str, str]]:
    for text in content.decode().splitlines():
        digest, _, name = text.partition("  ")
        yield name, digest


def _readme(site: Site, language: str) -> bytes:
    words = site.strings[language]
    lines = [words["tables.title"], "", words["tables.lead"], "", *(words[f"tables.readme.{key}"].format(url=site.settings.url, page=site.settings.url + data_address(site, language)) for key in ("csv", "json", "package", "rules", "licence", "sums"))]
    return ("\n".join(lines) + "\n").encode()
