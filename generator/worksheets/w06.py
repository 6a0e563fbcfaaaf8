"""Waste inventory and cost: what is thrown away was bought first."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Chart, Column, Field, Given, Section, Sheet, Table, general, share_of, sum_of


def compute(g: Given) -> dict[str, Any]:
    costs = [
        None if None in (tonnes, disposal, raw) else tonnes * (disposal + raw) - (income or 0)
        for tonnes, disposal, raw, income in zip(g["tonnes"], g["disposal_price"], g["raw_price"], g["sale_income"], strict=True)
    ]
    hazardous = [tonnes for tonnes, answer in zip(g["tonnes"], g["hazardous"], strict=True) if answer == "yes" and tonnes is not None]
    whole = f.total(g["tonnes"])
    return {
        "waste_cost": costs,
        "cost_percent": [f.percent(cost, f.total(costs)) for cost in costs],
        "total_tonnes": whole,
        "hazardous_tonnes": None if whole is None or f.count(g["hazardous"]) is None else sum(hazardous),
        "total_income": f.total(g["sale_income"]),
        "total_cost": f.total(costs),
        "cost_of_sales": f.percent(f.total(costs), g["year_sales"]),
    }


SHEET = Sheet(
    compute=compute,
    landscape=True,
    sections=(
        general(),
        Section("inventory", (
            Field("inventory_year", "year"),
            Field("year_sales", "amount", "money/year"),
            Table("waste_rows", 15, (
                Column("waste_name", "text", width=26),
                Column("waste_origin", "text", width=20),
                Column("hazardous", "choice", choices="yes_no"),
                Column("tonnes", "precise", "t/year"),
                Column("disposal_price", "amount", "money/t"),
                Column("raw_price", "amount", "money/t"),
                Column("sale_income", "amount", "money/year"),
                Column("waste_cost", "signed", "money/year", formula="[tonnes]*([disposal_price]+[raw_price])-[sale_income]",
                       needs=("tonnes", "disposal_price", "raw_price")),
                Column("cost_percent", "signed_percent", "%", formula=share_of("[waste_cost]", "total_cost"), needs=("waste_cost", "total_cost")),
            ), fixed=False),
        )),
        Section("totals", (
            Field("total_tonnes", "precise", "t/year", formula=sum_of("tonnes")),
            Field("hazardous_tonnes", "precise", "t/year",
                  formula='IF(OR(COUNT(tonnes)=0,COUNTA(hazardous)=0),"",SUMIF(hazardous,yes_no_yes,tonnes))'),
            Field("total_income", "amount", "money/year", formula=sum_of("sale_income")),
            Field("total_cost", "signed", "money/year", formula=sum_of("waste_cost")),
            Field("cost_of_sales", "signed_percent", "%", formula=share_of("total_cost", "year_sales"), needs=("total_cost", "year_sales")),
        )),
        Section("picture", (Chart("wastes", columns=("waste_cost",), categories="waste_name"),)),
    ),
)
