"""Change of equipment or of fuel: what it saves and when it has paid for itself."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Column, Field, Given, Section, Sheet, Table, general, sum_of

PAYBACK = 'IF({saving}<=0,"",12*{investment}/{saving})'


def compute(g: Given) -> dict[str, Any]:
    saved = [f.lighting_saving(*row) for row in zip(g["power_old"], g["power_new"], g["unit_count"], g["hours"], strict=True)]
    money = [f.times(kwh, tariff) for kwh, tariff in zip(saved, g["tariff"], strict=True)]
    needed = f.fuel_after(g["fuel_old"], g["energy_old"], g["efficiency_old"], g["energy_new"], g["efficiency_new"])
    before, after = f.times(g["fuel_old"], g["price_old"]), f.times(needed, g["price_new"])
    fuel_saving = f.less(before, after)
    return {
        "saved_kwh": saved,
        "saved_money": money,
        "change_payback": [f.payback_months(spent, won) for spent, won in zip(g["change_investment"], money, strict=True)],
        "total_kwh": f.total(saved),
        "total_money": f.total(money),
        "total_investment": f.total(g["change_investment"]),
        "fuel_new": needed,
        "fuel_cost_before": before,
        "fuel_cost_after": after,
        "fuel_saving": fuel_saving,
        "fuel_payback": f.payback_months(g["fuel_investment"], fuel_saving),
    }


SHEET = Sheet(
    compute=compute,
    landscape=True,
    sections=(
        general(),
        Section("equipment", (
            Table("change_rows", 10, (
                Column("change_name", "text", width=30),
                Column("power_old", "amount", "W"),
                Column("power_new", "amount", "W"),
                Column("unit_count", "count", "units"),
                Column("hours", "amount", "h/year", bounds=(0, 8784)),
                Column("tariff", "precise", "money/kWh"),
                Column("change_investment", "amount", "money"),
                Column("saved_kwh", "signed", "kWh/year", formula="([power_old]-[power_new])*[unit_count]*[hours]/1000",
                       needs=("power_old", "power_new", "unit_count", "hours")),
                Column("saved_money", "signed", "money/year", formula="[saved_kwh]*[tariff]", needs=("saved_kwh", "tariff")),
                Column("change_payback", "amount", "months", formula=PAYBACK.format(saving="[saved_money]", investment="[change_investment]"),
                       needs=("saved_money", "change_investment")),
            ), fixed=False),
            Field("total_kwh", "signed", "kWh/year", formula=sum_of("saved_kwh")),
            Field("total_money", "signed", "money/year", formula=sum_of("saved_money")),
            Field("total_investment", "amount", "money", formula=sum_of("change_investment")),
        )),
        Section("fuel", (
            Field("fuel_change_name", "text"),
            Field("fuel_old", "amount", "old_unit/year"),
            Field("energy_old", "precise", "MJ/unit"),
            Field("efficiency_old", "percent", "%"),
            Field("price_old", "precise", "money/unit"),
            Field("energy_new", "precise", "MJ/unit"),
            Field("efficiency_new", "percent", "%"),
            Field("price_new", "precise", "money/unit"),
            Field("fuel_investment", "amount", "money"),
            Field("fuel_new", "amount", "new_unit/year", formula='IFERROR(fuel_old*energy_old*efficiency_old/(energy_new*efficiency_new),"")',
                  needs=("fuel_old", "energy_old", "efficiency_old", "energy_new", "efficiency_new")),
            Field("fuel_cost_before", "amount", "money/year", formula="fuel_old*price_old", needs=("fuel_old", "price_old")),
            Field("fuel_cost_after", "amount", "money/year", formula="fuel_new*price_new", needs=("fuel_new", "price_new")),
            Field("fuel_saving", "signed", "money/year", formula="fuel_cost_before-fuel_cost_after", needs=("fuel_cost_before", "fuel_cost_after")),
            Field("fuel_payback", "amount", "months", formula=PAYBACK.format(saving="fuel_saving", investment="fuel_investment"),
                  needs=("fuel_saving", "fuel_investment")),
        )),
    ),
)
