"""Two projects of the same shape: one with harmless texts, one with hostile ones in the same places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

from conftest import SMALL, copy_small, whole

from generator.derive.feeds import SHORT
from generator.diagnostics import Report
from generator.model import FieldPath
from generator.render.pages import slugify
from generator.schemas import COLLECTIONS
from generator.sources.yaml import parse

from .corpus import Attack
from .shapes import TEXTS, Leaf, Shapes, Written, leaves, plain, quoted, written

STEP = 13  # neighbouring fields of a record get attacks this far apart; never two that are the same without spaces around them
_HARMLESS = re.compile(r"inofensivo([0-9]+)z(-data\b)?", re.IGNORECASE)


@dataclass(frozen=True)
class Placed:
    """An attack in a field: where it stands in which file."""

    file: str
    line: int
    column: int
    path: FieldPath
    kind: str
    attack: Attack


@dataclass
class Twins:
    """The two projects, and which hostile text stands where."""

    harmless: Path
    hostile: Path
    texts: list[tuple[str, bool]] = field(default_factory=list)  # number of a harmless text -> the hostile one; whether it is stripped
    placed: list[Placed] = field(default_factory=list)
    prose: set[str] = field(default_factory=set)  # ids of records whose Markdown is hostile, and nothing else

    def token(self, text: str, *, stripped: bool = True) -> str:
        """A harmless text for the place of a hostile one. Texts by language lose the spaces around them; others do not."""
        self.texts.append((text, stripped))
        return f"Inofensivo{len(self.texts) - 1}z"

    def written(self, token: str) -> str:
        """The text in a token's place, as the file has it."""
        return _HARMLESS.sub(lambda found: self.texts[int(found[1])][0], token)

    def turned(self, text: str) -> str:
        """What a harmless output must have become: the hostile texts, with composed accents."""
        def hostile(found: re.Match[str]) -> str:
            words, stripped = self.texts[int(found[1])]
            words = unicodedata.normalize("NFC", words)
            if found[2]:  # the file with all data is named after the site
                return f"{slugify(words)}{found[2]}"
            return words.strip() if stripped else words

        return _HARMLESS.sub(hostile, text)


class Hand:
    """Deals attacks that a kind of field can hold. ``count``: records for each collection and family; 0: every attack in every field."""

    def __init__(self, attacks: list[Attack], count: int) -> None:
        self.attacks, self.count = attacks, count
        self.usable = {kind: [a for a in attacks if a.text is not None and a.readable(kind)] for kind in TEXTS}
        self.turns = {kind: cycle(usable) for kind, usable in self.usable.items()}

    def next(self, kind: str) -> Attack:
        return next(self.turns[kind])

    def at(self, kind: str, turn: int) -> Attack:
        return self.usable[kind][turn % len(self.usable[kind])]


def twins(folder: Path, attacks: list[Attack], count: int) -> Twins:
    """Projects with ``count`` records for each collection and family of fields (0: as many as there are attacks)."""
    folder.mkdir(exist_ok=True)
    made = Twins(folder / "harmless", folder / "hostile")
    for project in (made.harmless, made.hostile):
        copy_small(project)
    shapes = Shapes(whole(SMALL))
    hand = Hand(attacks, count)
    _records(made, shapes, hand)
    for project in (made.harmless, made.hostile):
        for name in sorted(shapes.lacking):
            text = '- {id: uno, label: {es: "Uno", en: "One"}}\n'
            (project / f"content/vocabularies/{name}.yml").write_text(text, encoding="utf-8")
    _frame(made, hand)
    _pages(made, hand)
    return made


def _records(made: Twins, shapes: Shapes, hand: Hand) -> None:
    for collection in COLLECTIONS.values():
        tree = shapes.record(collection)
        kinds = {leaf.kind for _, leaf in leaves(tree)}
        for family in (("line", "string"), ("prose",)):
            if not kinds & set(family):
                continue
            for number in range(hand.count or len(hand.attacks)):
                _record(made, collection.id, tree, family, number, hand)


def _record(made: Twins, collection: str, tree: dict[str, Any], family: tuple[str, ...], number: int, hand: Hand) -> None:
    """One record in both projects. Fields take the attacks in turn, or each field every attack, one a record."""
    first = family[0] == "prose"
    name = f"c-{4000 + 2000 * first + number}" if collection == "consultants" else f"ataque-{family[0]}-{number:03d}"
    if first:
        made.prose.add(name)
    chosen: dict[FieldPath, Attack] = {}
    tokens: dict[FieldPath, str] = {}
    for place, (path, leaf) in enumerate(leaves(tree)):
        if leaf.kind == "closed":
            continue
        attack = None
        if leaf.kind in family:
            attack = chosen[path] = hand.next(leaf.kind) if hand.count else hand.at(leaf.kind, number + place * STEP)
        text = attack.text if attack and attack.text is not None else f"Tranquilo {path[0]} {place}"
        tokens[path] = made.token(text, stripped=leaf.kind != "string")

    def source(path: FieldPath, leaf: Leaf, hostile: bool) -> str:
        if path == ("id",):
            return name
        if leaf.kind == "closed":
            return plain(leaf.value)
        return quoted(made.written(tokens[path]) if hostile else tokens[path])

    file = f"{COLLECTIONS[collection].home}/{name}.yml"
    for project, hostile in ((made.harmless, False), (made.hostile, True)):
        document: Written = written(tree, lambda path, leaf, hostile=hostile: source(path, leaf, hostile))
        target = project / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(document.text, encoding="utf-8")
    kinds = dict(leaves(tree))
    made.placed += [Placed(file, *document.places[path], path, kinds[path].kind, attack) for path, attack in chosen.items()]


def _frame(made: Twins, hand: Hand) -> None:
    """Settings, labels of vocabularies and words of the interface: whatever else readers see of the content."""
    def hostile() -> str:
        """Never the same as a record's own text: pages leave out a place that is named like its region."""
        text = hand.next("line").text or ""
        return f"{text} {len(made.texts)}" if len(text) < 900 else text

    facets = {facet.vocabulary for collection in COLLECTIONS.values() for facet in collection.facets} | set(SHORT)  # their short labels are addresses
    for path in sorted((SMALL / "content/vocabularies").glob("*.yml")):
        terms = _value(path)
        for term in terms:
            if path.stem in facets:
                term.setdefault("short", dict(term["label"]))  # it makes the address, which stays
            for key, value in term.items():
                if isinstance(value, dict) and not (key == "short" and path.stem in facets):
                    term[key] = {code: made.token(hostile(), stripped=False) for code in value}
        _both(made, f"content/vocabularies/{path.name}", terms)
    settings = _value(SMALL / "content/site.yml")
    for holder, key in list(_texts(settings)):
        holder[key] = made.token(hostile(), stripped=set(holder) <= {"es", "en"})
    _both(made, "content/site.yml", settings)
    for code, words in whole(SMALL).strings.items():
        changed = {}
        for key, word in words.items():
            places = " ".join(sorted(set(re.findall(r"\{\w+\}", word))))
            text = hostile()
            if not key.endswith("segment") and not set("{}") & set(text):
                changed[key] = f"{made.token(text, stripped=False)} {places}".strip()
        _both(made, f"content/locales/{code}.yml", changed)


def _pages(made: Twins, hand: Hand) -> None:
    """Every attack that Markdown can hold as a paragraph of a page of its own; others in the page's title and description."""
    short = cycle([attack for attack in hand.usable["line"] if len(attack.text or "") <= 200])
    for attack in hand.usable["prose"]:
        name = f"ataque-pagina-{attack.number:03d}"
        made.prose.add(name)
        title, description, body = (made.token(found.text or "") for found in (next(short), next(short), attack))
        for project, turned in ((made.harmless, str), (made.hostile, made.written)):
            header = f"title: {quoted(turned(title))}\ndescription: {quoted(turned(description))}\nupdated: 2026-11-23"
            for code in ("es", "en"):
                text = f"---\n{header}\n---\n\n## Antes\n\n{turned(body)}\n\nDespués.\n"
                (project / f"content/pages/{code}/{name}.md").write_text(text, encoding="utf-8", newline="\n")


def _value(path: Path) -> Any:
    document = parse(path.name, path.read_text(encoding="utf-8"), Report())
    assert document is not None
    return document.value


def _texts(value: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Where the settings hold texts: by language, or the name of a language."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and (set(value) <= {"es", "en"} or key == "name"):
                yield value, key
            else:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _both(made: Twins, file: str, value: Any) -> None:
    tree = _tree(value)
    for project, turned in ((made.harmless, str), (made.hostile, made.written)):
        text = written(tree, lambda _, leaf, turned=turned: quoted(turned(leaf.value)) if isinstance(leaf.value, str) else plain(leaf.value)).text
        (project / file).parent.mkdir(exist_ok=True)
        (project / file).write_text(text, encoding="utf-8")


def _tree(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tree(inner) for key, inner in value.items()}
    return [_tree(inner) for inner in value] if isinstance(value, list) else Leaf("closed", value)
