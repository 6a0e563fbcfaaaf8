"""Strict readers of citation files: what the formats demand, and nothing forgiven. Each gives back what a reader would see."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

HERE = Path(__file__).parent / "schemas"
REQUIRED = {"techreport": {"author", "title", "institution", "year"}, "book": {"author", "title", "publisher", "year"}, "misc": {"author", "title", "year"}}
MONTHS = {name: number for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)}
TAGS = {"TY", "ID", "AU", "TI", "TT", "PY", "DA", "PB", "M3", "KW", "LA", "AB", "UR", "ER"}
SIGNS = {r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciicircum{}": "^", r"\textasciitilde{}": "~",
         **{f"\\{sign}": sign for sign in "#$%&_"}}


def bibtex(content: bytes) -> dict[str, str]:
    """One entry: a field a line, braces balanced as BibTeX counts them, no sign that TeX would act on."""
    text = content.decode("utf-8")
    head, *lines, end, last = text.split("\n")
    found = re.fullmatch(r"@([a-z]+)\{([A-Za-z0-9._-]+),", head)
    assert found and end == "}" and last == "", text
    fields = {"": found[1], "id": found[2]}
    for line in lines:
        field = re.fullmatch(r"  ([a-z]+) = (.+),", line)
        assert field, line
        name, value = field.groups()
        assert name not in fields, name
        if name == "month":
            fields[name] = str(MONTHS[value])
            continue
        assert value[0] == "{" and closing(value) == len(value) - 1, line
        inner = value[1:-1]
        if name in ("author", "title"):
            assert inner[0] == "{" and closing(inner) == len(inner) - 1, line
            inner = inner[1:-1]
        fields[name] = inner if name == "url" else plain(inner)
    assert REQUIRED[found[1]] <= fields.keys(), fields.keys()
    return fields


def closing(value: str) -> int:
    """Where the first brace closes."""
    depth = 0
    for place, sign in enumerate(value):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return place
    raise AssertionError(f"never closed: {value}")


def plain(tex: str) -> str:
    """What TeX prints."""
    parts = re.split("(" + "|".join(map(re.escape, SIGNS)) + ")", tex)
    assert not any(set(part) & set("\\{}#$%&_^~") for part in parts if part not in SIGNS), tex
    return "".join(SIGNS.get(part, part) for part in parts)


def ris(content: bytes) -> list[tuple[str, str]]:
    """One reference: begins with its type, ends with ER, each line a tag, two spaces, a hyphen, a space."""
    text = content.decode("utf-8")
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    lines = text.removesuffix("\r\n").split("\r\n")
    pairs = [(line[:2], line[6:]) for line in lines if re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line)]
    assert len(pairs) == len(lines), text
    tags = [tag for tag, _ in pairs]
    assert tags[0] == "TY" and tags[-1] == "ER" and tags.count("TY") == tags.count("ER") == 1
    assert set(tags) <= TAGS and all(tags.count(tag) <= 1 for tag in TAGS - {"AU", "KW"})
    assert all(value for tag, value in pairs if tag != "ER") and pairs[-1][1] == ""
    assert re.fullmatch(r"[0-9]{4}/[0-9]{2}/[0-9]{2}", dict(pairs)["DA"]) and re.fullmatch(r"[0-9]{4}", dict(pairs)["PY"])
    return pairs


@cache
def schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads((HERE / "csl-data.schema.json").read_text(encoding="utf-8")))


def csl(content: bytes) -> dict[str, Any]:
    """One item by the schema of CSL data 1.0.2."""
    found = json.loads(content.decode("utf-8"))
    assert [f"{error.json_path}: {error.message}" for error in schema().iter_errors(found)] == []
    (item,) = found
    assert isinstance(item, dict)
    return item
