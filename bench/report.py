"""The tables of the benchmark, and which targets are met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench.measure import Result

Results = Mapping[str, Result]
COLD, WARM = "ours, pages, cold", "ours, pages, warm"
SEARCHED, HUGO_SEARCHED = "ours, pages and search", "hugo and pagefind"
FULL = {10_000: 0.25, 2_000: 0.5, 200: 1.0}
EDITED, UNCHANGED, EXPORTS, PEAK, GROWTH, INDEX = 0.03, 0.01, 0.25, 250, 1.15, 0.5


def write_table(size: int, results: Results, clock: Mapping[str, Any], compared: Mapping[str, Sequence[str]]) -> None:
    """One size: every build, its ratio to each peer's full build, where our time goes, what was compared."""
    peers = [name for name in results if not name.startswith("ours") and name != HUGO_SEARCHED]
    print(f"\n{size:,} cases in two languages (medians; memory: the largest process)\n")
    print(f"| {'build':<24} | {'wall s':>8} | {'cpu s':>8} | {'peak MB':>8} |" + "".join(f" {'/ ' + peer:>10} |" for peer in peers))
    print(f"| {'-' * 24} | {'-' * 7}: | {'-' * 7}: | {'-' * 7}: |" + f" {'-' * 9}: |" * len(peers))
    for name, result in results.items():
        ratios = "".join(f" {result.wall / results[peer].wall:>10.3f} |" for peer in peers)
        print(f"| {name:<24} | {result.wall:>8.2f} | {result.cpu:>8.2f} | {result.peak:>8.0f} |{ratios}")
    print(f"\nWhere a build of pages, warm, spends its {clock['in all']:.2f} s: {_stages(clock['spent'])}.")
    for share in clock["shares"]:
        print(f"  One of the other processes: {_stages(share)}.")
    for peer, lines in compared.items():
        print(f"\n{peer}: " + "\n  ".join(lines))


def _stages(spent: Mapping[str, float]) -> str:
    shown = sorted(((seconds, name) for name, seconds in spent.items()), reverse=True)
    return ", ".join(f"{name} {seconds:.2f} s" for seconds, name in shown if seconds >= 0.005)


def targets(results: Mapping[int, Results], clocks: Mapping[int, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every target that these runs can judge."""
    found: list[dict[str, Any]] = []

    def add(name: str, limit: float, value: float, cpu: float | None = None, unit: str = "") -> None:
        by_processor = {} if cpu is None else {"cpu": round(cpu, 4)}
        found.append({"target": name, "limit": limit, "value": round(value, 4), **by_processor, "unit": unit, "met": value <= limit})

    def ratio(name: str, limit: float, one: Result, other: Result, parts: float = 1) -> None:
        add(name, limit, one.wall / other.wall / parts, one.cpu / other.cpu / parts)

    for size, limit in FULL.items():
        of = results.get(size)
        if of and "hugo" in of:
            for kind, name in (("cold", COLD), ("warm", WARM)):
                ratio(f"full build, {size:,} x 2, {kind}, against Hugo", limit, of[name], of["hugo"])
    large = results.get(10_000)
    if large and "hugo" in large:
        ratio("one case edited among 10,000, against Hugo's full build", EDITED, large["ours, one case edited"], large["hugo"])
        ratio("nothing changed, 10,000, against Hugo's full build", UNCHANGED, large["ours, nothing changed"], large["hugo"])
    for size, of in results.items():
        sitemap = max((share.get("export", 0.0) for share in clocks[size]["shares"]), default=0.0)  # the only export of such a build
        whole, pages = of["ours, everything, warm"], of[WARM]
        wall, cpu = pages.wall - sitemap, pages.cpu - sitemap
        add(f"feeds, API, CSV, sitemap against our own pages, {size:,}", EXPORTS, (whole.wall - wall) / wall, (whole.cpu - cpu) / cpu)
        if HUGO_SEARCHED in of:
            ratio(f"pages and search index, {size:,}, against Hugo and Pagefind", INDEX, of[SEARCHED], of[HUGO_SEARCHED])
    if large:
        add("peak memory of the largest process, 10,000", PEAK, large["ours, everything, cold"].peak, unit="MB")
        if 2_000 in results:
            middle = results[2_000]
            for kind, name in (("cold", COLD), ("warm", WARM)):
                ratio(f"growth from 2,000 to 10,000 against a straight line, {kind}", GROWTH, large[name], middle[name], 5)
    return found


def write_targets(judged: Sequence[Mapping[str, Any]]) -> None:
    """The targets are about wall time; the same ratio of processor time stands beside it, for a machine that is not idle."""
    print(f"\n| {'target':<62} | {'at most':>9} | {'measured':>10} | {'by cpu':>8} | {'':<6} |\n| {'-' * 62} | {'-' * 8}: | {'-' * 9}: | {'-' * 7}: | ------ |")
    for row in judged:
        unit = f" {row['unit']}" if row["unit"] else ""
        digits = 0 if row["unit"] else 3
        cpu = f"{row['cpu']:.3f}" if "cpu" in row else ""
        print(f"| {row['target']:<62} | {row['limit']:>6g}{unit:<3} | {row['value']:>7.{digits}f}{unit:<3} | {cpu:>8} | {'met' if row['met'] else 'MISSED':<6} |")
