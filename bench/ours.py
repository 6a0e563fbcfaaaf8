"""``cet`` that tells a file how long its stages took, and on request without the files that peers do not write.

``python -m bench.ours CLOCK pages|search build ...``: ``pages`` leaves out everything but pages and sitemap, ``search``
everything but these and what the search needs. Processes that the build makes inherit the change, because they are forked.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator import amend, cli, exports, pipeline, share
from generator.builds import full
from generator.builds.asked import Built, Options
from generator.exports.feeds.article import Articles
from generator.exports.tables.lines import Noted
from generator.stamp import feeds, tables

KEPT = {"pages": {"sitemap"}, "search": {"sitemap", "search"}}  # names of generator.exports


def nothing(*_: Any) -> Iterator[Any]:
    return iter(())


def leave_out(kept: set[str]) -> None:
    """No exports but these, no open data, and no files about single records or parts of pages."""
    made = [export for export in exports.exports() if export.name in kept]
    assert {export.name for export in made} == kept, "bench/ours.py does not know this program's exports"
    for module in (exports, amend, share):
        vars(module)["exports"] = lambda: made
    vars(exports).update(record_artifacts=nothing, page_artifacts=nothing)
    for module, units in ((share, "archive_units"), (full, "current_units"), (feeds, "changed_units")):
        vars(module)[units] = nothing
    Noted.note = lambda *_: None  # no lines of the open data, and no tables of them
    Articles.note = lambda *_: None  # no articles of feeds
    vars(tables).update(whole=nothing, changed=lambda *_, **__: {})


def main(clock: Path, mode: str, arguments: list[str]) -> None:
    leave_out(KEPT[mode])
    build, found = pipeline.build, list[Built]()

    def told(options: Options) -> Built:
        found.append(build(options))
        return found[-1]

    pipeline.build = told
    started = time.perf_counter()
    try:
        cli.main(arguments, standalone_mode=False)
    finally:
        whole = time.perf_counter() - started
        spent, shares = (found[-1].spent, found[-1].shares) if found else ({}, ())
        clock.write_text(json.dumps({"in all": whole, "way": found[-1].way if found else "", "spent": dict(spent), "shares": list(map(dict, shares))}), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
