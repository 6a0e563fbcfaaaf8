"""Company profile and baseline: who the company is, its size by a regime's limits, and what it uses in a year."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Column, Field, Given, Section, Sheet, Table, general, ratio_of, sum_of

REGIMES = ("ley_28015", "ley_30056", "own_limits")


def compute(g: Given) -> dict[str, Any]:
    workers = f.total([g["workers_women"], g["workers_men"]])
    sales_uit = f.ratio(g["sales"], g["uit"])
    row = REGIMES.index(g["regime"]) if g["regime"] else None
    uit = [g[name][row] for name in ("uit_micro", "uit_small", "uit_medium")] if row is not None else []
    people = [g["workers_micro"][row], g["workers_small"][row]] if row is not None else []
    return {
        "workers": workers,
        "women_percent": f.percent(g["workers_women"], workers) if g["workers_men"] is not None else None,
        "sales_uit": sales_uit,
        "company_size": f.company_size(sales_uit, workers, uit, people) if row is not None else None,
        "unit_cost": [f.ratio(cost, amount) for cost, amount in zip(g["year_cost"], g["year_quantity"], strict=True)],
        "cost_total": f.total(g["year_cost"]),
        "cost_percent": f.percent(f.total(g["year_cost"]), g["sales"]),
    }


def _limit(column: str) -> str:
    return f"INDEX({column},MATCH(regime,list_regimes,0))"


UIT_LEVEL = f"IF(sales_uit>{_limit('uit_micro')},1,0)+IF(sales_uit>{_limit('uit_small')},1,0)" + (
    f'+IF({_limit("uit_medium")}="",0,IF(sales_uit>{_limit("uit_medium")},1,0))')
WORKER_LEVEL = "IF(COUNT(workers)=0,0," + "+".join(
    f'IF({_limit(name)}="",0,IF(workers>{_limit(name)},1,0))' for name in ("workers_micro", "workers_small")) + ")"
LEVEL = f"MAX({UIT_LEVEL},{WORKER_LEVEL})"
SIZE = (f'IF(regime="","",IF(COUNT({_limit("uit_micro")},{_limit("uit_small")})<2,"",'
        f'IF({LEVEL}<2,INDEX(list_company_sizes,1+{LEVEL}),IF({_limit("uit_medium")}="",INDEX(list_company_sizes,5),INDEX(list_company_sizes,1+{LEVEL})))))')

SHEET = Sheet(
    compute=compute,
    sections=(
        general(),
        Section("profile", (
            Field("tax_id", "text"),
            Field("activity", "text"),
            Field("isic", "text"),
            Field("region", "choice", choices="regions"),
            Field("locality", "text"),
            Field("baseline_year", "year"),
            Field("main_products", "text"),
            Field("year_output", "amount"),
            Field("output_unit", "text"),
            Field("ems", "choice", choices="ems_status"),
        )),
        Section("size", (
            Field("workers_women", "count", "persons"),
            Field("workers_men", "count", "persons"),
            Field("sales", "amount", "money/year"),
            Field("uit", "amount", "money"),
            Field("regime", "choice", choices="regimes"),
            Field("workers", "count", "persons", formula=sum_of("workers_women", "workers_men")),
            Field("women_percent", "percent", "%", formula='IFERROR(100*workers_women/(workers_women+workers_men),"")',
                  needs=("workers_women", "workers_men")),
            Field("sales_uit", "amount", "UIT", formula=ratio_of("sales", "uit"), needs=("sales", "uit")),
            Field("company_size", "choice", choices="company_sizes", formula=SIZE, needs=("sales_uit",)),
            Table("regime_rows", 3, (
                Column("uit_micro", "amount", "UIT", preset=(150, 150, None)),
                Column("uit_small", "amount", "UIT", preset=(850, 1700, None)),
                Column("uit_medium", "amount", "UIT", preset=(None, 2300, None)),
                Column("workers_micro", "count", "persons", preset=(10, None, None)),
                Column("workers_small", "count", "persons", preset=(50, None, None)),
            )),
        )),
        Section("baseline", (
            Table("resource_rows", 14, (
                Column("year_quantity", "amount"),
                Column("quantity_unit", "text"),
                Column("year_cost", "amount", "money/year"),
                Column("unit_cost", "precise", "money/unit", formula=ratio_of("[year_cost]", "[year_quantity]"), needs=("year_cost", "year_quantity")),
                Column("figure_source", "text", width=24),
            )),
            Field("cost_total", "amount", "money/year", formula=sum_of("year_cost")),
            Field("cost_percent", "percent", "%", formula='IFERROR(100*cost_total/sales,"")', needs=("cost_total", "sales")),
        )),
        Section("process", (
            Table("process_steps", 10, (
                Column("step_name", "text", width=22),
                Column("step_inputs", "text", width=22),
                Column("step_losses", "text", width=22),
            ), fixed=False),
        )),
    ),
)
