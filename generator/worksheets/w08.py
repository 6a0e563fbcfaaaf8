"""Economic appraisal of a measure: payback, return, present value and internal rate."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Chart, Column, Field, Given, Section, Sheet, Table, general

YEARS = 20
# IRR() searches from a guess and gives up where it is far off: losses and very quick returns need guesses of their own.
GUESSES = (0.1, -0.3, -0.6, -0.9, 1, 10, 1000)
RATE = "".join(f"IFERROR(100*IRR(flow,{guess})," for guess in GUESSES) + '""' + ")" * len(GUESSES)


def compute(g: Given) -> dict[str, Any]:
    saving = f.less(g["annual_saving"], g["annual_cost"] or 0)
    years = g["lifetime"] if (g["lifetime"] or 0) <= YEARS else None
    flows = f.cash_flow(g["investment"], saving, years, g["salvage"])
    rest = [None] * (YEARS + 1 - len(flows or ()))
    padded = [*(flows or ()), *rest]
    discounted = [
        None if flow is None or g["rate"] is None or g["rate"] <= -100 else flow / (1 + g["rate"] / 100) ** year
        for year, flow in enumerate(padded)
    ]
    return {
        "net_saving": saving,
        "payback": f.payback_months(g["investment"], saving),
        "return_percent": f.simple_return(g["investment"], saving),
        "present_value": f.npv(flows, g["rate"]),
        "internal_rate": f.irr(flows),
        "flow": padded,
        "flow_discounted": discounted,
        "flow_running": f.running(padded),
    }


SHEET = Sheet(
    compute=compute,
    sections=(
        general(),
        Section("measure", (
            Field("measure_name", "text"),
            Field("investment", "amount", "money"),
            Field("annual_saving", "amount", "money/year"),
            Field("annual_cost", "amount", "money/year"),
            Field("lifetime", "count", "years", bounds=(1, YEARS)),
            Field("rate", "signed_percent", "%/year", bounds=(0, 100)),
            Field("salvage", "amount", "money"),
        )),
        Section("results", (
            Field("net_saving", "signed", "money/year", formula="annual_saving-annual_cost", needs=("annual_saving",)),
            Field("payback", "amount", "months", formula='IF(net_saving<=0,"",12*investment/net_saving)', needs=("investment", "net_saving")),
            Field("return_percent", "signed_percent", "%/year", formula='IF(investment<=0,"",100*net_saving/investment)', needs=("investment", "net_saving")),
            # NPV() discounts its first value by a year: the investment, of year 0, stands outside.
            Field("present_value", "signed", "money", formula=f'IF(OR(lifetime<1,lifetime>{YEARS},rate<=-100),"",INDEX(flow,1)+NPV(rate/100,INDEX(flow,2):INDEX(flow,{YEARS + 1})))',
                  needs=("investment", "net_saving", "lifetime", "rate")),
            Field("internal_rate", "signed_percent", "%/year", formula=f'IF(OR(investment<=0,MAX(flow)<=0),"",{RATE})',
                  needs=("investment", "net_saving", "lifetime")),
        )),
        Section("flows", (
            Table("year_rows", YEARS + 1, (
                Column("flow", "signed", "money", needs=("investment", "net_saving", "lifetime"),
                       formula=f'IF(OR(lifetime<1,lifetime>{YEARS},[#]-1>lifetime),"",IF([#]=1,-investment,net_saving+IF([#]-1=INT(lifetime),salvage,0)))'),
                Column("flow_discounted", "signed", "money", formula='IF(rate<=-100,"",[flow]/(1+rate/100)^([#]-1))', needs=("flow", "rate")),
                Column("flow_running", "signed", "money", formula="SUM([flow:up])", needs=("flow",)),
            )),
            Chart("cash", columns=("flow",), lines=("flow_running",)),
        )),
    ),
)
