"""Legal-requirements register. It comes empty: which norms apply is for the company and its adviser to find."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Column, Field, Given, Section, Sheet, Table, general

ROWS = 40
STATES = ("complies", "partial", "fails", "not_applicable")


def compute(g: Given) -> dict[str, Any]:
    review = g["review_date"]
    counts = {state: f.count_of(g["legal_status"], state) for state in STATES}
    judged = f.total([counts[state] for state in ("complies", "partial", "fails")])
    late = [
        None if review is None or due is None else int(due < review and status not in ("complies", "not_applicable"))
        for due, status in zip(g["due"], g["legal_status"], strict=True)
    ]
    return {
        "overdue": late,
        **{f"count_{state}": counts[state] for state in STATES},
        "compliance_percent": f.percent(counts["complies"], judged),
        "overdue_count": f.total(late),
    }


def _counted(state: str) -> str:
    return f'IF(COUNTA(legal_status)=0,"",COUNTIF(legal_status,legal_status_{state}))'


SHEET = Sheet(
    compute=compute,
    landscape=True,
    label_width=25,
    sections=(
        general(money=False),
        Section("summary", (
            Field("review_date", "date"),
            *(Field(f"count_{state}", "count", "requirements", formula=_counted(state)) for state in STATES),
            Field("compliance_percent", "percent", "%", needs=("count_complies", "count_partial", "count_fails"),
                  formula='IFERROR(100*count_complies/(count_complies+count_partial+count_fails),"")'),
            Field("overdue_count", "count", "requirements", formula='IF(COUNT(overdue)=0,"",SUM(overdue))'),
        )),
        Section("register", (
            Table("requirement_rows", ROWS, (
                Column("requirement", "text", width=34),
                Column("norm", "text", width=22),
                Column("article", "text"),
                Column("authority", "text", width=18),
                Column("evidence", "text", width=22),
                Column("due", "date"),
                Column("legal_status", "choice", choices="legal_status", width=16),
                Column("overdue", "count", "0/1", needs=("due", "review_date"),
                       formula="IF(AND([due]<review_date,[legal_status]<>legal_status_complies,[legal_status]<>legal_status_not_applicable),1,0)"),
            ), fixed=False),
        )),
    ),
)
