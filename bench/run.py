"""The benchmark: our build and its peers side by side, alternating, with medians, ratios and targets.

``python -m bench.run --sizes 200,2000 --runs 3 [--peers hugo,eleventy,mkdocs] [--json FILE]``
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.compare import case_pages, compare
from bench.corpus import write_project
from bench.install import Missing, install, pagefind
from bench.measure import Failed, Result, Run, measure
from bench.report import HUGO_SEARCHED, SEARCHED, targets, write_table, write_targets
from bench.workspace import Workspace

REPOSITORY = Path(__file__).parent.parent
PEERS = ("hugo", "eleventy", "mkdocs")
LISTS = ("casos", "en/case-studies")
TOOLS = ("casos/comparar/", "casos/tabla/", "en/case-studies/compare/", "en/case-studies/table/")  # of ours alone
PLAIN = ("--no-sheets", "--no-offline")  # extras that no peer makes
EDITED = "banco-000001"
SAMPLES = 3  # cases whose text is compared, beside three lists
CASE_PAGES = "{casos,en/case-studies}/banco-*/index.html"


def main() -> None:
    options = arguments()
    home = REPOSITORY / "build" / "bench"
    home.mkdir(parents=True, exist_ok=True)
    commands: dict[str, list[str]] = {}
    versions = {"python": platform.python_version()}
    for peer in options.peers:
        try:
            commands[peer], versions[peer] = install(peer, home / "tools")
        except Missing as error:
            print(f"left out: {error}")
    print("; ".join(f"{name} {version}" for name, version in versions.items()) + f"; {os.cpu_count()} cores", flush=True)
    sizes = {}
    for size in options.sizes:
        chosen = {peer: c for peer, c in commands.items() if peer != "mkdocs" or size <= options.mkdocs_up_to}
        sizes[size] = Size(size, home, chosen, pagefind() if size <= options.search_up_to else None)
        sizes[size].run(options.runs)
    results = {size: found.results() for size, found in sizes.items()}
    judged = targets(results, {size: found.clock for size, found in sizes.items()})
    for size in sizes:
        write_table(size, results[size], sizes[size].clock, sizes[size].compared)
    write_targets(judged)
    path = options.json or home / "result.json"
    path.write_text(json.dumps({
        "date": datetime.now(UTC).date().isoformat(), "cores": os.cpu_count(), "runs": options.runs, "versions": versions,
        "sizes": {size: {"builds": {name: result.as_json() for name, result in found.items()}, "stages": sizes[size].clock,
                         "compared": sizes[size].compared, "case_bytes": sizes[size].bytes} for size, found in results.items()},
        "targets": judged,
    }, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\nEverything, run by run: {os.path.relpath(path)}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=lambda text: [int(n) for n in text.split(",")], default=[200, 2000, 10000], help="numbers of cases")
    parser.add_argument("--runs", type=int, default=3, help="rounds; the medians of them count")
    parser.add_argument("--peers", type=lambda text: [name for name in text.split(",") if name], default=list(PEERS), help="which of " + ",".join(PEERS))
    parser.add_argument("--mkdocs-up-to", type=int, default=2000, help="largest size for MkDocs, which needs many minutes for more")
    parser.add_argument("--search-up-to", type=int, default=2000, help="largest size whose pages are indexed for searching, by us and after Hugo")
    parser.add_argument("--json", type=Path, help="where the figures go (default build/bench/result.json)")
    found = parser.parse_args()
    for name in found.peers:
        if name not in PEERS:
            parser.error(f"no such peer: {name}")
    return found


class Size:
    """All builds of one size."""

    def __init__(self, size: int, home: Path, commands: dict[str, list[str]], pagefind: Path | None) -> None:
        self.size, self.commands, self.pagefind = size, commands, pagefind
        self.space = Workspace(home / str(size))
        self.runs: dict[str, list[Run]] = {}
        self.clock: dict[str, Any] = {}
        self.compared: dict[str, list[str]] = {}
        self.bytes = 0

    def results(self) -> dict[str, Result]:
        return {name: Result(tuple(runs)) for name, runs in self.runs.items()}

    def run(self, rounds: int) -> None:
        """Every build once in each round, ours and the others in turn."""
        shutil.rmtree(self.space.root, ignore_errors=True)
        self.space.site("x").parent.mkdir(parents=True)
        write_project(REPOSITORY, self.space.corpus, self.size)
        files = list((self.space.corpus / "case_studies").glob("*.yml"))
        self.bytes = sum(path.stat().st_size for path in files) // len(files)
        for number in range(rounds):
            self._round(first=number == 0)
        shutil.rmtree(self.space.root / "sites", ignore_errors=True)

    def _round(self, *, first: bool) -> None:
        everything, pages = self.space.site("ours"), self.space.site("ours-pages")
        self._time("ours, everything, cold", self._cet(everything, "--full"), remove=everything)
        self._time("ours, everything, warm", self._cet(everything), remove=everything)
        case = self.space.corpus / "case_studies" / f"{EDITED}.yml"
        written = case.read_text(encoding="utf-8")
        # The first change makes a second copy of the site; from then on both are there and take turns.
        for name, word in (("ours, first small change", "Cambio"), ("ours, one case edited", "Otro cambio")):
            case.write_text(written.replace('title: {es: "', f'title: {{es: "{word}: ', 1), encoding="utf-8")
            self._time(name, self._cet(everything))
        self._time("ours, nothing changed", self._cet(everything))
        case.write_text(written, encoding="utf-8")
        if first:
            self._python("bench.prepare", str(self.space.corpus), str(everything), str(self.space.given))
            for peer in self.commands:
                self._python("bench.workspace", str(self.space.root), peer)
        turns: list[Callable[[], None]] = [
            lambda: self._time("ours, pages, cold", self._pages(pages, "--no-search", "--full"), remove=pages),
            *(lambda peer=peer: self._peer(peer) for peer in self.commands),
        ]
        turns.insert(2, lambda: self._time("ours, pages, warm", self._pages(pages, "--no-search"), remove=pages))
        for turn in turns:
            turn()
        if self.pagefind:
            self._searched()
        self.clock = json.loads((self.space.root / "clock-pages.json").read_text(encoding="utf-8"))
        if first:
            self.compared = {peer: self._compare(pages, peer) for peer in self.commands}

    def _cet(self, site: Path, *more: str) -> list[str]:
        return [sys.executable, "-m", "generator", "build", *self._of(site), "--no-search", *more]

    def _pages(self, site: Path, *more: str, mode: str = "pages") -> list[str]:
        return [sys.executable, "-m", "bench.ours", str(self.space.root / f"clock-{mode}.json"), mode, "build", *self._of(site), *more]

    def _of(self, site: Path) -> list[str]:
        return ["--project", str(self.space.corpus), "--site", str(site), "--as-of", "2026-11-23", *PLAIN]

    def _searched(self) -> None:
        """Pages and search index: ours in one build, Hugo's pages of cases by Pagefind after Hugo."""
        ours = self.space.site("ours-search")
        self._time(SEARCHED, self._pages(ours, "--full", mode="search"), remove=ours)
        if not (ours / "pagefind").is_dir():
            raise Failed("our build made no search index")
        if "hugo" in self.commands:
            self._peer("hugo", "hugo, before pagefind")
            theirs = self.space.site("hugo")
            self._time("pagefind", [str(self.pagefind), "--site", str(theirs), "--glob", CASE_PAGES, "--silent"])
            before, after = (self.runs[name].pop() for name in ("hugo, before pagefind", "pagefind"))
            self.runs.setdefault(HUGO_SEARCHED, []).append(Run(before.wall + after.wall, before.cpu + after.cpu, max(before.peak, after.peak)))
            del self.runs["hugo, before pagefind"], self.runs["pagefind"]

    def _peer(self, peer: str, name: str = "") -> None:
        self._time(name or peer, self.commands[peer], folder=self.space.peer(peer), remove=self.space.site(peer))

    def _time(self, name: str, command: Sequence[str], *, folder: Path = REPOSITORY, remove: Path | None = None) -> None:
        if remove:
            shutil.rmtree(remove, ignore_errors=True)
        os.sync()
        run = measure(command, folder, self.space.root / "log.txt")
        self.runs.setdefault(name, []).append(run)
        print(f"  {self.size:>6}  {name:<24} {run.wall:8.2f} s  {run.cpu:8.2f} s of processor  {run.peak:7.0f} MB", flush=True)

    def _python(self, *module: str) -> None:
        done = subprocess.run([sys.executable, "-m", *module], cwd=REPOSITORY, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failed(done.stderr[-3000:])

    def _compare(self, ours: Path, peer: str) -> list[str]:
        """What differs between a peer's site and ours: the set of pages, and the text and frame of some of them."""
        theirs = self.space.site(peer)
        mine, other = ({address for address in case_pages(site, LISTS) if not address.startswith(TOOLS)} for site in (ours, theirs))
        lines = [f"{len(other)} pages, {'the same' if mine == other else f'not the same as our {len(mine)}'}"]
        dice = random.Random(self.size)
        cases = [address for address in sorted(mine) if "banco-" in address]
        lists = [address for address in sorted(mine) if "sector/" in address]
        chosen = [*dice.sample(cases, SAMPLES), dice.choice(lists), "casos/", "en/case-studies/page/2/"]
        return lines + [compare(ours, theirs, address).line() for address in chosen if address in mine & other]


if __name__ == "__main__":
    try:
        main()
    except Failed as error:
        sys.exit(str(error))
