"""Compiled templates are kept between builds, and believed only when they are ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.render.compiled import Compiled


def made(path: Path, text: str) -> tuple[str, Compiled]:
    kept = Compiled(path)
    shown = Environment(loader=DictLoader({"a": text}), bytecode_cache=kept).get_template("a").render(x="x")
    kept.save()
    return shown, kept


def test_what_was_compiled_is_kept_and_a_changed_text_is_not(tmp_path: Path) -> None:
    path = tmp_path / "build" / "templates"
    assert made(path, "one {{ x }}")[0] == "one x"
    first = path.read_bytes()
    assert made(path, "one {{ x }}")[0] == "one x"
    assert path.read_bytes() == first
    assert made(path, "two {{ x }}")[0] == "two x"
    assert path.read_bytes() != first


@pytest.mark.parametrize("harm", [lambda raw: raw[:-1], lambda raw: b"x" * len(raw), lambda raw: raw[:40] + b"\0" + raw[41:], lambda raw: b""])
def test_a_torn_or_foreign_file_is_nothing(tmp_path: Path, harm) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "templates"
    made(path, "one {{ x }}")
    path.write_bytes(harm(path.read_bytes()))
    shown, kept = made(path, "one {{ x }}")
    assert shown == "one x"
    assert Compiled(path)._kept == kept._kept


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert made(tmp_path / "file" / "templates", "one {{ x }}")[0] == "one x"
