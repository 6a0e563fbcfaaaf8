"""5S audit, and the complaints by cause as a Pareto table."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Chart, Column, Field, Given, Section, Sheet, Table, general, share_of, sum_of

TOP = 4
PARTS = ("sort", "order", "shine", "standard", "sustain")
ITEMS, CAUSES = 5, 10


def compute(g: Given) -> dict[str, Any]:
    points = {part: g[f"points_{part}"] for part in PARTS}
    ones = [1.0] * ITEMS
    everything = [value for values in points.values() for value in values]
    order = f.pareto(g["complaints"])
    blank = [None] * (CAUSES - len(order))
    ranks = f.ranks(g["complaints"])
    return {
        **{f"percent_{part}": f.attained_percent(values, ones, TOP) for part, values in points.items()},
        "percent_5s": f.attained_percent(everything, ones * len(PARTS), TOP),
        "complaints_total": f.total(g["complaints"]),
        "cause_key": [None if rank is None else -100 * rank - place for place, rank in enumerate(ranks, start=1)],
        "pareto_cause": [*(g["cause"][place] for place, *_ in order), *blank],
        "pareto_count": [*(value for _, value, *_ in order), *blank],
        "pareto_share": [*(share for *_, share, _ in order), *blank],
        "pareto_running": [*(summed for *_, summed in order), *blank],
    }


NTH = "MATCH(LARGE(cause_key,[#]),cause_key,0)"  # place in the list of the n-th most frequent cause

SHEET = Sheet(
    compute=compute,
    label_width=50,
    sections=(
        general(money=False),
        Section("audit", (
            Field("area", "text"),
            *(item for part in PARTS for item in (
                Table(f"{part}_rows", ITEMS, (
                    Column(f"points_{part}", "score", "0–4", bounds=(0, TOP)),
                    Column(f"remark_{part}", "text", width=30),
                )),
                Field(f"percent_{part}", "percent", "%", formula=f'IF(COUNT(points_{part})=0,"",100*SUM(points_{part})/({TOP}*COUNT(points_{part})))'),
            )),
            Field("percent_5s", "percent", "%", formula='IFERROR(100*({sums})/({top}*({counts})),"")'.format(
                sums="+".join(f"SUM(points_{part})" for part in PARTS), top=TOP, counts="+".join(f"COUNT(points_{part})" for part in PARTS))),
        )),
        Section("complaints", (
            Field("complaint_period", "text"),
            Table("cause_rows", CAUSES, (
                Column("cause", "text", width=30),
                Column("complaints", "count", "complaints"),
                Column("cause_key", "helper", "", formula='IF(COUNT([complaints])=0,"",RANK([complaints],complaints)*-100-[#])'),
            ), fixed=False),
            Field("complaints_total", "count", "complaints", formula=sum_of("complaints")),
            Table("pareto_rows", CAUSES, (
                Column("pareto_cause", "text", formula=f'IF([#]>COUNT(cause_key),"",IF(INDEX(cause,{NTH})="","",INDEX(cause,{NTH})))'),
                Column("pareto_count", "count", "complaints", formula=f'IF([#]>COUNT(cause_key),"",INDEX(complaints,{NTH}))'),
                Column("pareto_share", "percent", "%", formula=share_of("[pareto_count]", "complaints_total"), needs=("pareto_count",)),
                Column("pareto_running", "percent", "%", formula=share_of("SUM([pareto_count:up])", "complaints_total"), needs=("pareto_count",)),
            ), fixed=False),
            Chart("causes", columns=("pareto_count",), lines=("pareto_running",), categories="pareto_cause"),
        )),
    ),
)
