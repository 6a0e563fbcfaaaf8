"""Risk matrix of occupational health and safety: probability × severity."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Column, Field, Given, Section, Sheet, Table, general

ROWS = 20
LEVELS = ("high", "medium", "low")


def compute(g: Given) -> dict[str, Any]:
    def judged(when: str) -> tuple[list[Any], list[Any]]:
        risks = [f.times(*pair) for pair in zip(g[f"probability_{when}"], g[f"severity_{when}"], strict=True)]
        return risks, [f.risk_level(risk) for risk in risks]

    (risks, levels), (rest, rest_levels) = judged("now"), judged("after")
    return {
        "risk_now": risks, "level_now": levels, "risk_after": rest, "level_after": rest_levels,
        **{f"count_{level}": f.count_of(levels, level) for level in LEVELS},
        "highest_risk": max((risk for risk in risks if risk is not None), default=None),
    }


def _level(risk: str) -> str:
    return f"IF({risk}>=6,risk_levels_high,IF({risk}>=3,risk_levels_medium,risk_levels_low))"


def _risk(when: str) -> tuple[Column, ...]:
    return (
        Column(f"probability_{when}", "score", "1–3", bounds=(1, 3)),
        Column(f"severity_{when}", "score", "1–3", bounds=(1, 3)),
        Column(f"risk_{when}", "count", "1–9", formula=f"[probability_{when}]*[severity_{when}]", needs=(f"probability_{when}", f"severity_{when}")),
        Column(f"level_{when}", "choice", choices="risk_levels", formula=_level(f"[risk_{when}]"), needs=(f"risk_{when}",)),
    )


SHEET = Sheet(
    compute=compute,
    landscape=True,
    label_width=25,
    sections=(
        general(money=False),
        Section("summary", (
            *(Field(f"count_{level}", "count", "risks", formula=f'IF(COUNT(risk_now)=0,"",COUNTIF(level_now,risk_levels_{level}))') for level in LEVELS),
            Field("highest_risk", "count", "1–9", formula='IF(COUNT(risk_now)=0,"",MAX(risk_now))'),
        )),
        Section("matrix", (
            Table("task_rows", ROWS, (
                Column("task", "text", width=24),
                Column("hazard", "text", width=26),
                *_risk("now"),
                Column("control", "text", width=30),
                *_risk("after"),
            ), fixed=False),
        )),
    ),
)
