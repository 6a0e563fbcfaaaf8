"""Whether an output made from hostile texts is harmless, found by parsing it and comparing it with its harmless twin.

A judge exists for every type of file a build makes; a new type without one fails the test, so that nobody forgets it.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from lxml import etree

from .data_judges import citation, feed, table, xml
from .page_judges import Turn, pages, same, shown

LETTERS = "data/bulletins/"
INDEXES = ("buscar/index.html", "en/find/index.html")  # which name the first and the last title of each of their pages, and those are others
_NUMBERED = re.compile(r"(page|pagina)/[0-9]+/")  # of the pages of a list


def judge(path: str, hostile: bytes, harmless: bytes, turn: Turn, *, prose: bool = False) -> list[str]:
    """Faults of an output. ``prose``: Markdown in it is hostile, so that it may have other paragraphs than its twin."""
    kind = PurePosixPath(path).suffix
    if path.startswith("feeds/") and kind != ".opml":
        return list(feed(kind, hostile, harmless, turn))
    if kind == ".html":
        faults = pages({path: hostile}, {path: harmless}, turn, prose=prose or path in INDEXES)
        letter = path.startswith(LETTERS)  # mail programs know no other styles; twins have the same
        return [fault for fault in faults if not (letter and re.fullmatch(r"\w+ style", fault))]
    if kind == ".txt" and path.startswith(LETTERS):
        return []  # words without markup, underlined as long as they are
    if kind == ".json" and path.startswith("pagefind/"):  # words of the texts, for the search to guess from
        return [] if all(isinstance(word, str) for word in json.loads(hostile)) else ["not a list of words"]
    if kind in (".json", ".jsonld"):
        return list(same(json.loads(hostile), json.loads(harmless), turn, ""))
    if kind == ".jsonl":
        return list(same(*([json.loads(line) for line in content.splitlines()] for content in (hostile, harmless)), turn, ""))
    if kind in (".xml", ".atom", ".rss", ".opml", ".xsl"):
        return list(xml(hostile, harmless, turn))
    if kind in (".bib", ".ris"):
        return list(citation(kind, hostile, harmless, turn))
    if kind == ".csv":
        return list(table(hostile, harmless, turn))
    if kind in (".xlsx", ".zip", ".docx", ".pptx", ".ods", ".odt"):
        return list(_archive(hostile, harmless, turn))
    if path.endswith("SHA256SUMS"):
        return _sums(hostile, harmless, turn)
    if kind == ".txt" and "/README." in path:
        return [] if shown(hostile.decode()) == shown(turn(harmless.decode())) else ["other words"]
    if kind in (".txt", ".css", ".js", ".svg", ".woff2", ".conf", ""):
        return [] if hostile == harmless else ["a file that holds no text of a record changed"]
    if kind in (".pdf", ".png", ".wasm", ".pagefind", ".webmanifest") or kind.startswith(".pf_"):
        return []  # nothing in them is run, and their text is not markup
    return [f"no judge for {kind}"]


def _archive(hostile: bytes, harmless: bytes, turn: Turn) -> Iterator[str]:
    """Packed files: the same names, none leading out; sheets without formulas, everything else by its own judge."""
    with zipfile.ZipFile(io.BytesIO(hostile)) as ours, zipfile.ZipFile(io.BytesIO(harmless)) as theirs:
        if ours.namelist() != [turn(name) for name in theirs.namelist()]:
            yield "other names"
            return
        for name, twin in zip(ours.namelist(), theirs.namelist(), strict=True):
            if name.startswith("/") or ".." in name:
                yield f"a name that leads out: {name}"
            if name.startswith("xl/worksheets/"):
                formulas = [f.text for f in etree.fromstring(ours.read(name)).iter("{*}f")]
                if formulas != [f.text for f in etree.fromstring(theirs.read(twin)).iter("{*}f")]:
                    yield f"another formula in {name}"
            elif name.endswith((".xml", ".rels")):
                etree.fromstring(ours.read(name))
            elif not name.endswith("/"):
                yield from (f"{name}: {fault}" for fault in judge(name, ours.read(name), theirs.read(twin), turn))


def _sums(hostile: bytes, harmless: bytes, turn: Turn) -> list[str]:
    """Sums of the files of an archive: other sums, of the same names."""
    ours, theirs = ([line.partition("  ") for line in content.decode().splitlines()] for content in (hostile, harmless))
    right = [name for _, _, name in ours] == [turn(name) for _, _, name in theirs] and all(
        re.fullmatch("[0-9a-f]{64}", digest) for digest, _, _ in ours
    )
    return [] if right else ["other names, or no sums"]


def faults(
    hostile: Mapping[str, bytes], harmless: Mapping[str, bytes], turn: Turn, prose: Callable[[str], bool]
) -> dict[str, list[str]]:
    """The faulty files of a site, each with its first faults; a file that only one of the two has is faulty."""
    hashed = re.compile(r"pagefind/.*\.pf_\w+")  # named after their content
    twins = {turn(path): path for path in harmless}
    found = {path: ["only in one of the two"] for path in {*hostile} ^ {*twins} if not hashed.fullmatch(path)}
    lists: dict[str, list[str]] = {}
    for path in sorted({*hostile} & {*twins}):
        lists.setdefault(_NUMBERED.sub("", path), []).append(path)
    for paths in lists.values():
        try:
            if len(paths) == 1:
                wrong = judge(paths[0], hostile[paths[0]], harmless[twins[paths[0]]], turn, prose=prose(paths[0]))
            else:  # one list: its lines may be in another order, and so on other pages
                wrong = list(pages({path: hostile[path] for path in paths}, {path: harmless[twins[path]] for path in paths}, turn))
        except (ValueError, etree.LxmlError) as error:
            wrong = [f"{type(error).__name__}: {error}"]
        if wrong:
            found[paths[0]] = wrong[:3]
    return dict(sorted(found.items()))
