"""Rewriting a file: the value asked for and nothing else, over real records, with comments on every field."""

from __future__ import annotations

import difflib
import os
import random
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from conftest import REPOSITORY

from generator.diagnostics import Report
from generator.editing.edits import order_of
from generator.editing.outgoing import read
from generator.editing.rewrite import GONE, Edit, applied, fresh, rewritten
from generator.model import FieldPath
from generator.schemas import COLLECTIONS
from generator.sources.yaml import parse

LONG = bool(os.environ.get("CET_LONG"))
MANY = 6 if LONG else 3  # records of each collection
LARGE = 50_000  # characters of a file that takes seconds to rewrite; one kit is larger


def _leaves(value: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, inner in pairs:
        yield from _leaves(inner, (*path, part))
    if not isinstance(value, dict | list):
        yield path, value


def _lists(value: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, list[Any]]]:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        yield path, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, inner in pairs:
        yield from _lists(inner, (*path, part))


def _commented(text: str) -> str:
    """A remark above each field of the record, one beside it where its value is on the same line, and empty lines."""
    lines = re.sub(r"^([a-z_]+:)", r"\n# sobre \1\n\1", text, flags=re.M)
    return re.sub(r"^((?:id|status|updated|areas|sources): .*)$", r"\1  # al lado", lines, flags=re.M)


def _changed(before: str, after: str) -> list[str]:
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in found if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def _lost(text: str, after: str) -> set[str]:
    """The remarks on lines of their own that went; that of a field which is taken out itself may go with it."""
    return {line for line in text.splitlines() if line.startswith("# ")} - set(after.splitlines())


def _check(name: str, text: str, edit: Edit, collection: Any) -> str:
    after = rewritten("x.yml", text, [edit], partial(order_of, collection.model))
    document, before = parse("x.yml", after, Report()), parse("x.yml", text, Report())
    assert document is not None and before is not None
    assert document.value == applied(before.value, [edit]) or isinstance(edit.value, str), name
    return after


@pytest.mark.parametrize("collection", sorted(COLLECTIONS))
@pytest.mark.parametrize("commented", [False, True])
def test_only_what_is_asked_for_changes(collection: str, commented: bool) -> None:
    kept = COLLECTIONS[collection]
    chance = random.Random(collection)
    records = [(key, found) for key, found in read(REPOSITORY, kept, Report()).items() if LONG or len(found[0]) < LARGE]
    for key, (plain, raw) in chance.sample(records, min(MANY, len(records))):
        text = _commented(plain) if commented else plain
        leaves = [(path, value) for path, value in _leaves(raw) if isinstance(path[-1], str) and "\n" not in str(value)]
        path, value = chance.choice(leaves)
        new = 'Otro: «x» #3 "q" \\ fin' if isinstance(value, str) else Decimal("12.50")
        after = _check(key, text, Edit(path, new, path[-1] in ("es", "en"), path[-1] in ("es", "en")), kept)
        assert len(_changed(text, after)) == 2, (key, path)
        gone, _ = chance.choice(leaves)
        without = _check(key, text, Edit(gone, GONE), kept)
        assert _lost(text, without) <= {f"# sobre {gone[0]}:"}, (key, gone)
        for where, items in chance.sample(list(_lists(raw)), min(1, len(list(_lists(raw))))):
            added = _check(key, text, Edit((*where, len(items), "es"), "Nuevo: uno", True, True), kept)
            assert all(line[0] == "+" for line in _changed(text, added)) or "[" in text, (key, where)
            fewer = _check(key, text, Edit((*where, chance.randrange(len(items))), GONE), kept)
            assert _lost(text, fewer) <= {f"# sobre {where[0]}:"}, (key, where)


def test_a_new_file_is_written_in_the_order_of_the_schema() -> None:
    collection = COLLECTIONS["case_studies"]
    edits = [Edit(("place", "country"), "PE"), Edit(("title", "en"), "No", True, True), Edit(("title", "es"), "sí", True, True),
             Edit(("isic_class", "code"), "012"), Edit(("id",), "x"), Edit(("areas",), ("pml", "rse"))]
    text = fresh(edits, partial(order_of, collection.model))
    assert text == 'id: x\ntitle:\n  en: "No"\n  es: "sí"\nareas: [pml, rse]\nisic_class:\n  code: "012"\nplace:\n  country: PE\n'


@pytest.mark.parametrize("word", ["012", "1.10", "1:30", "2026-11-23", "true", "null", "~", "-", "- x", "a: b", "a #b", "#a", "*a", "&a", "!a", "%a", "@a", "`a", "{a", "[a", "'a", '"a', "no", "", " "])
def test_a_word_stays_the_word_it_is(word: str) -> None:
    text = "id: x\nlocator: antes  # nota\n"
    after = rewritten("x.yml", text, [Edit(("locator",), word or "x")], lambda path: ())
    document = parse("x.yml", after, Report())
    assert document is not None
    assert document.value["locator"] == (word.strip() or ("x" if not word else ""))
    assert after.endswith("# nota\n")
