"""Identifiers, terms, references, addresses, dates and numbers: a hostile text is refused where it stands, in each of them."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from conftest import SMALL, checked, whole

from generator.model import FieldPath
from generator.schemas import COLLECTIONS
from generator.schemas.core.fields import ID_PATTERN

from .corpus import corpus
from .shapes import Shapes, leaves, plain, quoted, written

ATTACKS = [attack for attack in corpus() if attack.text is not None and attack.readable("line")]
TIMES = 12 if os.environ.get("CET_LONG") else 1  # attacks for each field
# What a person permits is compared with the names of fields; another text permits nothing and is shown nowhere.
SILENT = {("consultants", ("consent", "scope"))}
# A whole address may hold almost anything behind its host, and is a link to the web whatever it holds.
WEB = "https://"


@pytest.mark.parametrize("collection", COLLECTIONS)
@pytest.mark.parametrize("first", range(TIMES))
def test_no_hostile_text_passes_where_none_may_stand(collection: str, first: int, tmp_path: Path) -> None:
    """All closed fields of a record at once; then those whose place no finding names, because others hid them; until all are named."""
    project = shutil.copytree(SMALL, tmp_path / "site")
    shapes = Shapes(whole(SMALL))
    tree = shapes.record(COLLECTIONS[collection])
    for name in shapes.lacking:
        (project / f"content/vocabularies/{name}.yml").write_text('- {id: uno, label: {es: "Uno", en: "One"}}\n', encoding="utf-8")
    name = "c-5000" if collection == "consultants" else "cerrado"
    file = f"{COLLECTIONS[collection].home}/{name}.yml"
    (project / file).parent.mkdir(exist_ok=True)
    closed = [path for path, leaf in leaves(tree) if leaf.kind == "closed"]
    texts = {path: ATTACKS[(first * 29 + number * 7) % len(ATTACKS)].text or "" for number, path in enumerate(closed)}
    left = {path: text for path, text in texts.items()
            if (collection, path[:2]) not in SILENT and not text.startswith(WEB) and not re.fullmatch(f"(?=.{{1,80}}$){ID_PATTERN}", text)}
    assert len(left) > 3
    while left:
        values: dict[FieldPath, str] = {("id",): name, **left}
        made = written(tree, lambda at, leaf, values=values: quoted(values[at]) if at in values else plain(leaf.value if leaf.kind == "closed" else "Inventado"))
        (project / file).write_text(made.text, encoding="utf-8")
        refused = {d.span.line for d in checked(project).report.errors if d.span.file == file}
        named = {path for path in left if made.places[path][0] in refused}
        assert named, f"accepted: {left}"
        left = {path: text for path, text in left.items() if path not in named}
