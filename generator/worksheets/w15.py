"""Monthly monitoring of one resource against its specific use in the baseline."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Chart, Column, Field, Given, Section, Sheet, Table, general, ratio_of, sum_of


def compute(g: Given) -> dict[str, Any]:
    baseline = f.ratio(g["baseline_use"], g["baseline_output"])
    expected = [f.times(baseline, output) for output in g["month_output"]]
    saved = [f.less(wanted, use) for wanted, use in zip(expected, g["month_use"], strict=True)]
    money = [f.times(amount, g["resource_price"]) for amount in saved]
    return {
        "baseline_specific": baseline,
        "month_specific": [f.ratio(use, output) for use, output in zip(g["month_use"], g["month_output"], strict=True)],
        "expected_use": expected,
        "saved": saved,
        "saved_money": money,
        "saved_running": f.running(money),
        "saved_total": f.total(saved),
        "saved_money_total": f.total(money),
        "saved_percent": f.percent(f.total(saved), f.total(
            wanted for wanted, amount in zip(expected, saved, strict=True) if amount is not None)),
    }


SHEET = Sheet(
    compute=compute,
    landscape=True,
    sections=(
        general(),
        Section("baseline", (
            Field("resource_name", "text"),
            Field("resource_unit", "text"),
            Field("output_unit", "text"),
            Field("baseline_period", "text"),
            Field("baseline_use", "amount", "resource"),
            Field("baseline_output", "amount", "output"),
            Field("resource_price", "precise", "money/unit"),
            Field("baseline_specific", "factor", "resource/output", formula=ratio_of("baseline_use", "baseline_output"),
                  needs=("baseline_use", "baseline_output")),
        )),
        Section("months", (
            Table("month_rows", 12, (
                Column("month_output", "amount", "output"),
                Column("month_use", "amount", "resource"),
                Column("month_specific", "factor", "resource/output", formula=ratio_of("[month_use]", "[month_output]"), needs=("month_use", "month_output")),
                Column("expected_use", "amount", "resource", formula="baseline_specific*[month_output]", needs=("baseline_specific", "month_output")),
                Column("saved", "signed", "resource", formula="[expected_use]-[month_use]", needs=("expected_use", "month_use")),
                Column("saved_money", "signed", "money", formula="[saved]*resource_price", needs=("saved", "resource_price")),
                Column("saved_running", "signed", "money", formula="SUM([saved_money:up])", needs=("saved_money",)),
                Column("month_remark", "text", width=26),
            )),
            Field("saved_total", "signed", "resource", formula=sum_of("saved")),
            Field("saved_money_total", "signed", "money", formula=sum_of("saved_money")),
            Field("saved_percent", "signed_percent", "%", formula='IFERROR(100*saved_total/SUMPRODUCT(--ISNUMBER(saved),expected_use),"")', needs=("saved_total",)),
        )),
        Section("picture", (Chart("use", columns=("expected_use", "month_use"), lines=("saved_running",)),)),
    ),
)
