"""The editor's program: Decap CMS, and the YAML library that ``records.js`` writes with.

Both come from npm and are installed beside the program by ``.ci/editor``, which knows their versions and hashes, as the package
``cet_editor_files``. Without it the site is whole and has no editor.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

OWN = ("boot.js", "editor.css", "editor.js", "records.js")
PACKAGE = "cet_editor_files"


def installed() -> Path | None:
    """The folder with the editor's files; None where they are not installed."""
    package = find_spec(PACKAGE)
    folders = [Path(folder) for folder in (package.submodule_search_locations or ()) if package] if package else []
    return next((folder for folder in folders if (folder / "decap-cms.js").is_file()), None)


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the editor's program by its name below its address, with the licences of what is not ours."""
    here = Path(__file__).parent
    yield from ((name, (here / name).read_bytes()) for name in OWN)
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".js", ".txt"):
            yield path.relative_to(folder).as_posix(), path.read_bytes()
