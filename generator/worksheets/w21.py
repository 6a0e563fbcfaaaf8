"""Application for recognition: the seven criteria and their evidence."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Column, Field, Given, Section, Sheet, Table, general

CRITERIA = 7
ANSWER = {"yes": True, "no": False, None: None}


def compute(g: Given) -> dict[str, Any]:
    met = f.all_met(ANSWER[answer] for answer in g["criterion_met"])
    return {
        "criteria_met": f.count_of(g["criterion_met"], "yes"),
        "criteria_open": f.count(g["criterion_met"]) and CRITERIA - (f.count(g["criterion_met"]) or 0),
        "complete": None if met is None else "yes" if met else "no",
    }


SHEET = Sheet(
    compute=compute,
    label_width=62,
    sections=(
        general(money=False),
        Section("applicant", (
            Field("application_year", "year"),
            Field("activity", "text"),
            Field("region", "choice", choices="regions"),
            Field("programme", "text"),
        )),
        Section("criteria", (
            Table("criterion_rows", CRITERIA, (
                Column("criterion_met", "choice", choices="yes_no"),
                Column("criterion_evidence", "text", width=32),
                Column("criterion_file", "text", width=26),
            )),
            Field("criteria_met", "count", "criteria", formula='IF(COUNTA(criterion_met)=0,"",COUNTIF(criterion_met,yes_no_yes))'),
            Field("criteria_open", "count", "criteria", formula=f'IF(COUNTA(criterion_met)=0,"",{CRITERIA}-COUNTA(criterion_met))'),
            Field("complete", "choice", choices="yes_no",
                  formula=f'IF(COUNTIF(criterion_met,yes_no_no)>0,yes_no_no,IF(COUNTIF(criterion_met,yes_no_yes)={CRITERIA},yes_no_yes,""))'),
        )),
        Section("results", (
            Table("result_rows", 6, (
                Column("result_before", "amount"),
                Column("result_after", "amount"),
                Column("result_unit", "text"),
                Column("result_source", "text"),
            )),
        )),
    ),
)
