"""docs/licences.md names every locked package, with the licence the package itself states."""

from __future__ import annotations

import re
import runpy

from conftest import REPOSITORY

SCRIPT = runpy.run_path(str(REPOSITORY / ".ci" / "licences"))
ROWS = re.findall(r"^\| ([^ ]+) \| ([^ ]+) \| ([^|]+) \|", (REPOSITORY / "docs/licences.md").read_text(encoding="utf-8"), re.MULTILINE)[1:]
LISTED = [row for row in ROWS if row[0] != "---"]


def test_every_locked_package_is_listed_with_its_version() -> None:
    assert [(name, version) for name, version, _ in LISTED] == sorted(SCRIPT["locked"]())
    assert len(LISTED) > 40


def test_every_licence_is_known_and_allows_our_use() -> None:
    """All are permissive, or ask nothing of those who only use the files unchanged (MPL; Artistic, of a package only tests need)."""
    allowed = re.compile(r"MIT|BSD|Apache|PSF|MPL|Mozilla|ISC|Python Software Foundation|OFL|Unlicense|Artistic")
    assert [row for row in LISTED if not allowed.search(row[2])] == []


def test_the_list_is_what_the_packages_state() -> None:
    """`.venv/bin/python .ci/licences > docs/licences.md` writes it anew."""
    assert (REPOSITORY / "docs/licences.md").read_text(encoding="utf-8") == SCRIPT["page"]()


def test_what_the_project_names_is_marked_as_direct() -> None:
    page = (REPOSITORY / "docs/licences.md").read_text(encoding="utf-8")
    assert page.count("| direct |") + page.count("| direct, tests |") == len(SCRIPT["direct"]())
