"""Stakeholder map, and the stage of social responsibility in each theme."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Chart, Column, Field, Given, Section, Sheet, Table, general

HIGH = 3  # from here on influence or interest counts as high


def compute(g: Given) -> dict[str, Any]:
    pairs = list(zip(g["influence"], g["interest"], strict=True))
    priority = [f.times(*pair) for pair in pairs]
    return {
        "priority": priority,
        "priority_rank": f.ranks(priority),
        "approach": [None if None in pair else _approach(*pair) for pair in pairs],
        "mean_stage": f.mean(g["stage"]),
        "mean_target": f.mean(g["stage_target"]),
        "stage_gap": [f.less(target, stage) for stage, target in zip(g["stage"], g["stage_target"], strict=True)],
    }


def _approach(influence: float, interest: float) -> str:
    if influence > HIGH:
        return "work_together" if interest > HIGH else "keep_satisfied"
    return "keep_informed" if interest > HIGH else "watch"


SHEET = Sheet(
    compute=compute,
    landscape=True,
    sections=(
        general(money=False),
        Section("map", (
            Table("stakeholder_rows", 15, (
                Column("stakeholder", "text", width=28),
                Column("expectation", "text", width=28),
                Column("influence", "score", "1–5", bounds=(1, 5)),
                Column("interest", "score", "1–5", bounds=(1, 5)),
                Column("priority", "count", "1–25", formula="[influence]*[interest]", needs=("influence", "interest")),
                Column("priority_rank", "count", "place", formula="RANK([priority],priority)", needs=("priority",)),
                Column("approach", "choice", choices="approaches", needs=("influence", "interest"), width=18, formula=(
                    f"IF([influence]>{HIGH},IF([interest]>{HIGH},approaches_work_together,approaches_keep_satisfied),"
                    f"IF([interest]>{HIGH},approaches_keep_informed,approaches_watch))")),
                Column("stakeholder_action", "text", width=28),
            ), fixed=False),
        )),
        Section("stages", (
            Table("theme_rows", 7, (
                Column("stage_evidence", "text"),
                Column("stage_next", "text"),
                Column("stage", "score", "1–4", bounds=(1, 4)),
                Column("stage_target", "score", "1–4", bounds=(1, 4)),
                Column("stage_gap", "signed", "", formula="[stage_target]-[stage]", needs=("stage", "stage_target")),
            )),
            Field("mean_stage", "amount", "1–4", formula='IF(COUNT(stage)=0,"",AVERAGE(stage))'),
            Field("mean_target", "amount", "1–4", formula='IF(COUNT(stage_target)=0,"",AVERAGE(stage_target))'),
            Chart("stages", columns=("stage", "stage_target")),
        )),
    ),
)
