"""A skeleton says only what is still to be filled in; filled in, it is right, and every commented line is a field that exists."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import AS_OF, SMALL, checked

from generator.cli import main
from generator.diagnostics import Report
from generator.editing.skeleton import refusal, skeleton
from generator.model import Site
from generator.schemas import COLLECTIONS
from generator.schemas.core.validate import validate
from generator.sources.yaml import parse

KEY = {"consultants": "c-0999"}
ODD = {"id": "uno", "position": "2", "row": "3", "year": "2008", "url": "https://www.example.org/", "language": "es", "version": "1.0.0", "licence": "CC-BY-4.0", "days": "2", "number": "1", "size": "1000", "entry": "news/uno"}
EMPTY = re.compile(r"^(\s*(?:- )?)([\w-]+):\s*(?:# (.*))?$")


def _text(site: Site, collection: str) -> str:
    return skeleton(site, COLLECTIONS[collection], KEY.get(collection, "nuevo"), AS_OF)


def _filled(site: Site, text: str) -> Iterator[str]:
    """Every empty field with a value of the kind its comment names."""
    lines = [line for line in text.split("\n") if line and not line.lstrip().startswith("#")]
    for number, line in enumerate(lines):
        found = EMPTY.match(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        depth = len(line) - len(line.lstrip(" -"))
        deeper = len(following) - len(following.lstrip(" -")) > depth
        yield line if not found or deeper else f"{found[1]}{found[2]}: {_value(site, found[2], found[3] or '')}"


def _value(site: Site, name: str, comment: str) -> str:
    many = "[…, …]" in comment
    may = comment.rpartition("[…, …] " if many else ": ")[2]
    value = '"Texto"'
    if may.startswith("→ content/vocabularies/"):
        value = f'"{next(iter(site.vocabularies[may.rpartition("/")[2].removesuffix(".yml")]))}"'
    elif may.startswith("→ "):
        value = next(key[1] for key in site.entries if key[0] == may[2:])
    elif " | " in may:
        value = may.split(" | ")[0]
    elif comment.endswith((may,)) and re.fullmatch(r'[\d.-]+|"[^"]+"|[\w.-]+', may) and ": " in comment:
        value = may
    elif name in ODD:
        value = ODD[name]
    return f"[{value}]" if many else value


@pytest.mark.parametrize("collection", sorted(COLLECTIONS))
def test_only_what_is_missing_is_said(real_site: Site, collection: str) -> None:
    report = Report()
    parse("x.yml", _text(real_site, collection), report)
    assert {d.code for d in report} == {"empty-value"}


@pytest.mark.parametrize("collection", sorted(COLLECTIONS))
def test_filled_in_it_is_right(real_site: Site, collection: str) -> None:
    report = Report()
    text = "\n".join(_filled(real_site, _text(real_site, collection)))
    document = parse(f"{KEY.get(collection, 'nuevo')}.yml", text, report)
    assert document is not None, text
    validate(COLLECTIONS[collection], document, report)
    assert [(d.code, d.field, d.message("en")) for d in report] == [], text


@pytest.mark.parametrize("collection", sorted(COLLECTIONS))
def test_a_line_without_its_sign_is_a_field(real_site: Site, collection: str) -> None:
    text = re.sub(r"^( *)# (?=[ \w-]*[\w-]+:)", r"\1", "\n".join(_text(real_site, collection).split("\n")[4:]), flags=re.M)
    report = Report()
    document = parse(f"{KEY.get(collection, 'nuevo')}.yml", "\n".join(_filled(real_site, text)), report)
    assert document is not None, (text, list(report))
    validate(COLLECTIONS[collection], document, report)
    allowed = {"unsafe-address", "not-a-number", "not-a-date", "wrong-form", "effect-sign", "figure-two-kinds", "out-of-range", "id-form", "period-backwards", "text-language-code", "bulletin-item-form"}
    codes = {("code-without-quotes", field) for field in ("number", "certification.number")}  # a number is 1 in one collection, a code in others
    assert [(d.code, d.field) for d in report if d.code not in allowed and (d.code, d.field) not in codes] == [], text


def test_the_command_begins_a_draft_and_overwrites_nothing(tmp_path: Path) -> None:
    project = shutil.copytree(SMALL, tmp_path / "site")
    options = ["--project", str(project), "--as-of", AS_OF.isoformat()]
    run = CliRunner().invoke(main, ["new", "sources", "libro", *options])
    assert run.exit_code == 0 and "content/sources/libro.yml" in run.output
    file = project / "content/sources/libro.yml"
    text = file.read_text(encoding="utf-8")
    assert "status: draft" in text and f"updated: {AS_OF}" in text and "Título / Title" in text
    found = checked(project).report
    assert {(d.code, d.span.file) for d in found} == {("empty-value", "content/sources/libro.yml")}
    assert CliRunner().invoke(main, ["new", "sources", "libro", *options]).exit_code == 2
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("collection", "key", "code"), [("sources", "Un Libro", "id-form"), ("consultants", "pepe", "wrong-form"), ("sources", "../x", "id-form")])
def test_an_id_that_cannot_be_is_refused_at_once(collection: str, key: str, code: str) -> None:
    assert [d.code for d in refusal(COLLECTIONS[collection], key)] == [code]
