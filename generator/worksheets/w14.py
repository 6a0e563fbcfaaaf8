"""Action plan: who does what by when, with which money."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Column, Field, Given, Section, Sheet, Table, general, sum_of

ROWS = 25
DONE = ("implemented", "verified")


def compute(g: Given) -> dict[str, Any]:
    review = g["review_date"]
    late = [
        None if review is None or due is None else int(due < review and status not in (*DONE, "rejected"))
        for due, status in zip(g["due"], g["status"], strict=True)
    ]
    measures = f.count(g["measure"])
    done = f.total(f.count_of(g["status"], state) for state in DONE)
    return {
        "late": late,
        "measures": measures,
        "implemented": done,
        "done_percent": f.percent(done, measures),
        "late_count": f.total(late),
        "budget_total": f.total(g["budget"]),
        "saving_total": f.total(g["expected_saving"]),
        "mean_progress": f.mean(g["progress"]),
    }


SHEET = Sheet(
    compute=compute,
    landscape=True,
    label_width=25,
    sections=(
        general(),
        Section("summary", (
            Field("review_date", "date"),
            Field("measures", "count", "measures", formula='IF(COUNTA(measure)=0,"",COUNTA(measure))'),
            Field("implemented", "count", "measures", formula='IF(COUNTA(status)=0,"",COUNTIF(status,measure_status_implemented)+COUNTIF(status,measure_status_verified))'),
            Field("done_percent", "percent", "%", formula='IFERROR(100*implemented/measures,"")', needs=("implemented", "measures")),
            Field("late_count", "count", "measures", formula=sum_of("late")),
            Field("budget_total", "amount", "money", formula=sum_of("budget")),
            Field("saving_total", "amount", "money/year", formula=sum_of("expected_saving")),
            Field("mean_progress", "percent", "%", formula='IF(COUNT(progress)=0,"",AVERAGE(progress))'),
        )),
        Section("plan", (
            Table("measure_rows", ROWS, (
                Column("measure", "text", width=34),
                Column("measure_type", "choice", choices="measure_types", width=22),
                Column("responsible", "text", width=18),
                Column("start", "date"),
                Column("due", "date"),
                Column("budget", "amount", "money"),
                Column("expected_saving", "amount", "money/year"),
                Column("status", "choice", choices="measure_status"),
                Column("progress", "percent", "%"),
                Column("late", "count", "0/1", needs=("due", "review_date"),
                       formula="IF(AND([due]<review_date,[status]<>measure_status_implemented,[status]<>measure_status_verified,[status]<>measure_status_rejected),1,0)"),
            ), fixed=False),
        )),
    ),
)
