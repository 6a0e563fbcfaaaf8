"""Self-assessment of cleaner production and environmental management: answers 0 to 3, by section."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Chart, Column, Field, Given, Section, Sheet, Table, general

TOP = 3
ITEMS = {"policy": 5, "data": 5, "energy_water": 5, "materials": 5, "safety": 5, "law": 4}


def compute(g: Given) -> dict[str, Any]:
    answers = {name: (g[f"answer_{name}"], g[f"weight_{name}"]) for name in ITEMS}
    everything = ([a for pair in answers.values() for a in pair[0]], [w for pair in answers.values() for w in pair[1]])
    return {
        "section_percent": [f.attained_percent(*pair, TOP) for pair in answers.values()],
        "section_answered": [f.count(pair[0]) for pair in answers.values()],
        "total_percent": f.attained_percent(*everything, TOP),
        "answered": f.count(everything[0]),
    }


def _points(name: str) -> tuple[str, str]:
    """Formulas of the points reached and of those possible, over the items with an answer and a weight."""
    answer, weight = f"answer_{name}", f"weight_{name}"
    return f"SUMPRODUCT({weight},{answer})", f"{TOP}*SUMPRODUCT({weight},--ISNUMBER({answer}))"


REACHED = {name: _points(name) for name in ITEMS}


def _by_row(formulas: list[str]) -> str:
    """A formula that takes the n-th of some in the n-th row."""
    text = '""'
    for number, formula in reversed(list(enumerate(formulas, start=1))):
        text = f"IF([#]={number},{formula},{text})"
    return text


SHEET = Sheet(
    compute=compute,
    label_width=60,
    sections=(
        general(money=False),
        *(Section(name, (Table(f"{name}_rows", count, (
            Column(f"answer_{name}", "score", "0–3", bounds=(0, TOP)),
            Column(f"weight_{name}", "score", "points", bounds=(0, 5), preset=1),
            Column(f"evidence_{name}", "text", width=26),
        )),)) for name, count in ITEMS.items()),
        Section("summary", (
            Table("summary_rows", len(ITEMS), (
                Column("section_percent", "percent", "%", formula=_by_row([f'IFERROR(100*{got}/({top}),"")' for got, top in REACHED.values()])),
                Column("section_answered", "count", "answers", formula=_by_row([f'IF(COUNT(answer_{name})=0,"",COUNT(answer_{name}))' for name in ITEMS])),
            )),
            Field("total_percent", "percent", "%",
                  formula=f'IFERROR(100*({"+".join(got for got, _ in REACHED.values())})/({"+".join(top for _, top in REACHED.values())}),"")'),
            Field("answered", "count", "answers", formula='IF(COUNT(section_answered)=0,"",SUM(section_answered))'),
            Chart("sections", columns=("section_percent",)),
        )),
    ),
)
