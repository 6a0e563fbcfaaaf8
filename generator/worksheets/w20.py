"""Workshop attendance and evaluation, in counts: no person is named."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Column, Field, Given, Section, Sheet, Table, general, sum_of

SCORES = (1, 2, 3, 4, 5)


def compute(g: Given) -> dict[str, Any]:
    women, men, undisclosed = (f.total(g[name]) for name in ("women", "men", "undisclosed"))
    answers = [[g[f"answers_{score}"][row] for score in SCORES] for row in range(len(g["answers_1"]))]
    points = [f.weighted(row, SCORES) for row in answers]
    people = [f.total(row) for row in answers]
    return {
        "audience_total": [f.total(row) for row in zip(g["women"], g["men"], g["undisclosed"], strict=True)],
        "women_total": women,
        "men_total": men,
        "undisclosed_total": undisclosed,
        "people_total": f.total([women, men, undisclosed]),
        "women_share": f.percent(women, women + men) if women is not None and men is not None else None,
        "answers_total": people,
        "mean_score": [f.ratio(*pair) for pair in zip(points, people, strict=True)],
        "overall_score": f.ratio(f.total(points), f.total(people)),
        "answer_percent": f.percent(f.count(people) and max(value for value in people if value is not None), f.total([women, men, undisclosed])),
    }


ANSWERS = ",".join(f"[answers_{score}]" for score in SCORES)
POINTS = "+".join(f"{score}*[answers_{score}]" for score in SCORES)
ALL_POINTS = "+".join(f"{score}*SUM(answers_{score})" for score in SCORES)

SHEET = Sheet(
    compute=compute,
    sections=(
        general(money=False),
        Section("workshop", (
            Field("workshop_name", "text"),
            Field("workshop_date", "date"),
            Field("workshop_place", "text"),
            Field("workshop_hours", "amount", "h"),
        )),
        Section("attendance", (
            Table("audience_rows", 7, (
                Column("women", "count", "persons"),
                Column("men", "count", "persons"),
                Column("undisclosed", "count", "persons"),
                Column("audience_total", "count", "persons", formula=sum_of("[women]", "[men]", "[undisclosed]")),
            )),
            Field("women_total", "count", "persons", formula=sum_of("women")),
            Field("men_total", "count", "persons", formula=sum_of("men")),
            Field("undisclosed_total", "count", "persons", formula=sum_of("undisclosed")),
            Field("people_total", "count", "persons", formula=sum_of("women_total", "men_total", "undisclosed_total")),
            Field("women_share", "percent", "%", formula='IFERROR(100*women_total/(women_total+men_total),"")', needs=("women_total", "men_total")),
        )),
        Section("evaluation", (
            Table("question_rows", 8, (
                *(Column(f"answers_{score}", "count", "answers") for score in SCORES),
                Column("answers_total", "count", "answers", formula=sum_of(ANSWERS)),
                Column("mean_score", "amount", "1–5", formula=f'IFERROR(({POINTS})/[answers_total],"")', needs=("answers_total",)),
            )),
            Field("overall_score", "amount", "1–5", formula=f'IF(COUNT(answers_total)=0,"",IFERROR(({ALL_POINTS})/SUM(answers_total),""))'),
            Field("answer_percent", "percent", "%", formula='IF(COUNT(answers_total)=0,"",IFERROR(100*MAX(answers_total)/people_total,""))',
                  needs=("people_total",)),
        )),
        Section("barriers", (
            Table("barrier_rows", 6, (
                Column("barrier_count", "count", "persons"),
                Column("barrier_remark", "text"),
            )),
        )),
    ),
)
