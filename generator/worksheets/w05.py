"""Material balance per step: what goes in, what comes out, what is lost and what that costs."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Chart, Column, Field, Given, Section, Sheet, Table, general, share_of, sum_of

STEPS = 12


def compute(g: Given) -> dict[str, Any]:
    out = [None if product is None else f.total([product, byproduct, waste])
           for product, byproduct, waste in zip(g["mass_product"], g["mass_byproduct"], g["mass_waste"], strict=True)]
    lost = [f.less(came, left) for came, left in zip(g["mass_in"], out, strict=True)]
    costs = [f.times(f.less(came, product), price) for came, product, price in zip(g["mass_in"], g["mass_product"], g["unit_cost"], strict=True)]
    # Pareto: by cost, the dearest first; equals in the order of the steps.
    order = f.pareto(costs)
    blank = [None] * (STEPS - len(order))
    return {
        "mass_out": out,
        "loss": lost,
        "closure_percent": [f.percent(left, came) for came, left in zip(g["mass_in"], out, strict=True)],
        "loss_cost": costs,
        "total_loss": f.total(lost),
        "total_loss_cost": f.total(costs),
        "worst_step": g["step_name"][order[0][0]] if order else None,
        "pareto_step": [*(g["step_name"][place] for place, *_ in order), *blank],
        "pareto_cost": [*(cost for _, cost, *_ in order), *blank],
        "cost_key": [None if rank is None else -100 * rank - place for place, rank in enumerate(f.ranks(costs), start=1)],
        "pareto_percent": [*(summed for *_, summed in order), *blank],
    }


NTH = "MATCH(LARGE(cost_key,[#]),cost_key,0)"  # place in the table of the step with the n-th largest cost

SHEET = Sheet(
    compute=compute,
    landscape=True,
    sections=(
        general(),
        Section("steps", (
            Field("batch", "text"),
            Table("step_rows", STEPS, (
                Column("step_name", "text", width=24),
                Column("mass_in", "amount", "kg"),
                Column("mass_product", "amount", "kg"),
                Column("mass_byproduct", "amount", "kg"),
                Column("mass_waste", "amount", "kg"),
                Column("unit_cost", "precise", "money/kg"),
                Column("mass_out", "amount", "kg", formula="[mass_product]+[mass_byproduct]+[mass_waste]", needs=("mass_product",)),
                Column("loss", "signed", "kg", formula="[mass_in]-[mass_out]", needs=("mass_in", "mass_out")),
                Column("closure_percent", "signed_percent", "%", formula=share_of("[mass_out]", "[mass_in]"), needs=("mass_in", "mass_out")),
                Column("loss_cost", "signed", "money", formula="([mass_in]-[mass_product])*[unit_cost]", needs=("mass_in", "mass_product", "unit_cost")),
            ), fixed=False),
            Field("total_loss", "signed", "kg", formula=sum_of("loss")),
            Field("total_loss_cost", "signed", "money", formula=sum_of("loss_cost")),
            Field("worst_step", "text", formula='IF(COUNT(loss_cost)=0,"",INDEX(pareto_step,1))'),
        )),
        Section("pareto", (
            Table("pareto_rows", STEPS, (
                Column("pareto_step", "text",
                       formula=f'IF([#]>COUNT(cost_key),"",IF(INDEX(step_name,{NTH})="","",INDEX(step_name,{NTH})))'),
                Column("pareto_cost", "signed", "money", formula=f'IF([#]>COUNT(cost_key),"",INDEX(loss_cost,{NTH}))'),
                Column("pareto_percent", "signed_percent", "%",
                       formula=f'IF(COUNT([pareto_cost])=0,"",{share_of("SUM([pareto_cost:up])", "total_loss_cost")})'),
                Column("cost_key", "helper", "",
                       formula='IF(COUNT(INDEX(loss_cost,[#]))=0,"",RANK(INDEX(loss_cost,[#]),loss_cost)*-100-[#])'),
            ), fixed=False),
            Chart("losses", columns=("pareto_cost",), lines=("pareto_percent",), categories="pareto_step"),
        )),
    ),
)

