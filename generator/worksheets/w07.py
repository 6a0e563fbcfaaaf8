"""Cleaner production options and their ranking by weighted scores."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Column, Field, Given, Section, Sheet, Table, general, ratio_of

CRITERIA = ("environment", "economy", "technique", "people")
WEIGHTS = tuple(f"weight_{name}" for name in CRITERIA)
POINTS = tuple(f"points_{name}" for name in CRITERIA)
PRESET = (3, 3, 2, 2)


def compute(g: Given) -> dict[str, Any]:
    weights = [g[name] for name in WEIGHTS]
    scores = [f.score(points, weights) for points in zip(*(g[name] for name in POINTS), strict=True)]
    order = sorted((rank, place) for place, rank in enumerate(f.ranks(scores)) if rank is not None)
    return {
        "option_score": scores,
        "option_rank": f.ranks(scores),
        "options_scored": f.count(scores),
        "first_option": g["option_name"][order[0][1]] if order else None,
    }


WEIGHED = "+".join(f"[{points}]*{weight}" for points, weight in zip(POINTS, WEIGHTS, strict=True))

SHEET = Sheet(
    compute=compute,
    landscape=True,
    label_width=25,
    sections=(
        general(money=False),
        Section("weights", tuple(Field(name, "amount", "points", bounds=(0, 10), preset=preset) for name, preset in zip(WEIGHTS, PRESET, strict=True))),
        Section("options", (
            Table("option_rows", 15, (
                Column("option_name", "text", width=36),
                Column("option_type", "choice", choices="measure_types", width=22),
                *(Column(name, "score", "1–5", bounds=(1, 5)) for name in POINTS),
                Column("option_score", "amount", "points", formula=ratio_of(f"({WEIGHED})", f"({'+'.join(WEIGHTS)})"), needs=(*POINTS, *WEIGHTS)),
                Column("option_rank", "count", "place", formula='IF(COUNT([option_score])=0,"",RANK([option_score],option_score))'),
                Column("decision", "choice", choices="measure_status"),
            ), fixed=False),
            Field("options_scored", "count", "options", formula='IF(COUNT(option_score)=0,"",COUNT(option_score))'),
            Field("first_option", "text", formula='IF(COUNT(option_rank)=0,"",IF(INDEX(option_name,MATCH(1,option_rank,0))="","",INDEX(option_name,MATCH(1,option_rank,0))))'),
        )),
    ),
)
