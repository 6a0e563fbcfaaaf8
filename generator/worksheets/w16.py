"""Hazardous-substances register: what there is, whether its safety data sheet is, and what could replace it."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Column, Field, Given, Section, Sheet, Table, general, share_of, sum_of

ROWS = 25


def compute(g: Given) -> dict[str, Any]:
    listed = f.count(g["substance"])
    missing = f.count_of(g["sds"], "no")
    return {
        "substances": listed,
        "without_sds": missing,
        "without_sds_percent": f.percent(missing, listed),
        "bad_storage": f.count_of(g["stored_safely"], "no"),
        "with_substitute": f.count_of(g["substitute_known"], "yes"),
        "kg_total": f.total(g["kg_year"]),
    }


def _answers(column: str, answer: str) -> str:
    return f'IF(COUNTA({column})=0,"",COUNTIF({column},yes_no_{answer}))'


SHEET = Sheet(
    compute=compute,
    landscape=True,
    label_width=25,
    sections=(
        general(money=False),
        Section("summary", (
            Field("substances", "count", "substances", formula='IF(COUNTA(substance)=0,"",COUNTA(substance))'),
            Field("without_sds", "count", "substances", formula=_answers("sds", "no")),
            Field("without_sds_percent", "percent", "%", formula=share_of("without_sds", "substances"), needs=("without_sds", "substances")),
            Field("bad_storage", "count", "substances", formula=_answers("stored_safely", "no")),
            Field("with_substitute", "count", "substances", formula=_answers("substitute_known", "yes")),
            Field("kg_total", "amount", "kg/year", formula=sum_of("kg_year")),
        )),
        Section("register", (
            Table("substance_rows", ROWS, (
                Column("substance", "text", width=28),
                Column("substance_use", "text", width=24),
                Column("kg_year", "amount", "kg/year"),
                Column("pictogram", "choice", choices="pictograms", width=20),
                Column("other_pictogram", "choice", choices="pictograms", width=20),
                Column("sds", "choice", choices="yes_no"),
                Column("store", "text", width=18),
                Column("stored_safely", "choice", choices="yes_no"),
                Column("substitute_known", "choice", choices="yes_no"),
                Column("substitute", "text", width=24),
            ), fixed=False),
        )),
    ),
)
