"""Water balance: what comes in against what can be accounted for."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Chart, Column, Field, Given, Section, Sheet, Table, general, share_of, sum_of


def compute(g: Given) -> dict[str, Any]:
    came, left = f.total(g["water_in"]), f.total(g["water_out"])
    missing = f.less(came, left)
    return {
        "in_cost": [f.times(amount, price) for amount, price in zip(g["water_in"], g["in_price"], strict=True)],
        "out_percent": [f.percent(amount, came) for amount in g["water_out"]],
        "total_in": came,
        "total_out": left,
        "unaccounted": missing,
        "loss_percent": f.percent(missing, came),
        "loss_cost": f.times(missing, g["water_price"]),
        "water_cost": f.weighted(g["water_in"], g["in_price"]),
        "specific_water": f.ratio(came, g["period_output"]),
    }


SHEET = Sheet(
    compute=compute,
    sections=(
        general(),
        Section("period", (
            Field("period_name", "text"),
            Field("period_output", "amount"),
            Field("output_unit", "text"),
            Field("water_price", "precise", "money/m³"),
        )),
        Section("water_in", (
            Table("source_rows", 5, (
                Column("water_in", "amount", "m³"),
                Column("in_price", "precise", "money/m³"),
                Column("in_how", "choice", choices="how_known", width=16),
                Column("in_cost", "amount", "money", formula="[water_in]*[in_price]", needs=("water_in", "in_price")),
            )),
        )),
        Section("water_out", (
            Table("use_rows", 9, (
                Column("water_out", "amount", "m³"),
                Column("out_remark", "text"),
                Column("out_how", "choice", choices="how_known", width=16),
                Column("out_percent", "percent", "%", formula='IFERROR(100*[water_out]/total_in,"")', needs=("water_out", "total_in")),
            )),
        )),
        Section("balance", (
            Field("total_in", "amount", "m³", formula=sum_of("water_in")),
            Field("total_out", "amount", "m³", formula=sum_of("water_out")),
            Field("unaccounted", "signed", "m³", formula="total_in-total_out", needs=("total_in", "total_out")),
            Field("loss_percent", "signed_percent", "%", formula=share_of("unaccounted", "total_in"), needs=("unaccounted", "total_in")),
            Field("loss_cost", "signed", "money", formula="unaccounted*water_price", needs=("unaccounted", "water_price")),
            Field("water_cost", "amount", "money", formula=sum_of("in_cost")),
            Field("specific_water", "precise", "m³/output", formula='IFERROR(total_in/period_output,"")', needs=("total_in", "period_output")),
        )),
        Section("picture", (Chart("uses", columns=("water_out",)),)),
    ),
)
