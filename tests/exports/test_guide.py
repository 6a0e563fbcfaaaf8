"""The guide for programmers: its examples are run, word for word, against the site as it is built."""

from __future__ import annotations

import csv
import functools
import http.server
import io
import json
import re
import shlex
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY

SITE = "https://www.cet.org.pe/"
EXAMPLE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(language: str) -> list[str]:
    return [text.strip() for text in EXAMPLE.findall((REPOSITORY / f"content/pages/{language}/datos-abiertos.md").read_text(encoding="utf-8"))]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Requests are not news."""


@pytest.fixture(scope="module")
def address(real_published: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(real_published)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_both_languages_have_the_same_examples() -> None:
    own = re.compile(r"\w+\.etag")
    assert [own.sub("", text) for text in examples("es")] == [own.sub("", text) for text in examples("en")]
    assert len(examples("es")) > 5


@pytest.mark.parametrize("example", sorted({*examples("es"), *examples("en")}))
def test_an_example_gives_what_it_promises(address: str, tmp_path: Path, example: str) -> None:
    assert example.startswith("curl ") and SITE in example
    ran = subprocess.run(shlex.split(example.replace(SITE, address)), cwd=tmp_path, capture_output=True, timeout=20, check=True)
    if example.endswith(".csv"):
        assert len(list(csv.DictReader(io.StringIO(ran.stdout.decode("utf-8"), newline="")))) > 100
    else:
        assert isinstance(json.loads(ran.stdout), dict)
