"""RECP indicators: productivity of resources and intensity of pollution, before and after."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Column, Field, Given, Section, Sheet, Table, general, ratio_of


def compute(g: Given) -> dict[str, Any]:
    out: dict[str, Any] = {"output_change": f.change_percent(g["output_before"], g["output_after"])}
    for kind, names in (("resource", ("productivity_before", "productivity_after")), ("pollution", ("intensity_before", "intensity_after"))):
        rows = []
        for before, after in zip(g[f"{kind}_before"], g[f"{kind}_after"], strict=True):
            pairs = ((g["output_before"], before), (g["output_after"], after))
            rows.append([f.ratio(q, x) if kind == "resource" else f.ratio(x, q) for q, x in pairs])
        out[names[0]], out[names[1]] = [row[0] for row in rows], [row[1] for row in rows]
        out[f"{kind}_use_change"] = [f.change_percent(*pair) for pair in zip(g[f"{kind}_before"], g[f"{kind}_after"], strict=True)]
        out[f"{kind}_change"] = [f.change_percent(*row) for row in rows]
    return out


def _table(kind: str, rows: int, indicator: str, part: str) -> Table:
    def specific(when: str) -> str:
        amount, output = f"[{kind}_{when}]", f"output_{when}"
        return ratio_of(output, amount) if part == "resource" else ratio_of(amount, output)

    return Table(f"{kind}_rows", rows, (
        Column(f"{kind}_before", "amount"),
        Column(f"{kind}_after", "amount"),
        Column(f"{indicator}_before", "factor", formula=specific("before"), needs=(f"{kind}_before", "output_before")),
        Column(f"{indicator}_after", "factor", formula=specific("after"), needs=(f"{kind}_after", "output_after")),
        Column(f"{kind}_use_change", "signed_percent", "%", formula=f'IFERROR(100*([{kind}_after]/[{kind}_before]-1),"")',
               needs=(f"{kind}_before", f"{kind}_after")),
        Column(f"{kind}_change", "signed_percent", "%", formula=f'IFERROR(100*([{indicator}_after]/[{indicator}_before]-1),"")',
               needs=(f"{indicator}_before", f"{indicator}_after")),
    ))


SHEET = Sheet(
    compute=compute,
    sections=(
        general(money=False),
        Section("output", (
            Field("output_unit", "text"),
            Field("period_before", "text"),
            Field("period_after", "text"),
            Field("output_before", "amount", "output"),
            Field("output_after", "amount", "output"),
            Field("output_change", "signed_percent", "%", formula='IFERROR(100*(output_after/output_before-1),"")', needs=("output_before", "output_after")),
        )),
        Section("resources", (_table("resource", 3, "productivity", "resource"),)),
        Section("pollution", (_table("pollution", 3, "intensity", "pollution"),)),
    ),
)
