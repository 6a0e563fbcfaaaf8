"""Energy use and cost, month by month."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Chart, Column, Field, Given, Section, Sheet, Table, general, ratio_of, share_of, sum_of


def compute(g: Given) -> dict[str, Any]:
    electricity = [f.total([f.times(kwh, tariff), f.times(kw, charge)])
                   for kwh, tariff, kw, charge in zip(g["kwh"], g["tariff"], g["demand_kw"], g["demand_charge"], strict=True)]
    fuel = [f.times(quantity, price) for quantity, price in zip(g["fuel_quantity"], g["fuel_price"], strict=True)]
    annual_kwh, annual_electricity, annual_fuel = f.total(g["kwh"]), f.total(electricity), f.total(fuel)
    annual_cost = f.total([annual_electricity, annual_fuel])
    months = f.count(g["kwh"])
    return {
        "electricity_cost": electricity,
        "fuel_cost": fuel,
        "month_cost": [f.total(pair) for pair in zip(electricity, fuel, strict=True)],
        "annual_kwh": annual_kwh,
        "annual_electricity_cost": annual_electricity,
        "annual_fuel": f.total(g["fuel_quantity"]),
        "annual_fuel_cost": annual_fuel,
        "annual_cost": annual_cost,
        "months_known": months,
        "average_price": f.ratio(annual_electricity, annual_kwh) if months == f.count(electricity) else None,
        "specific_use": f.ratio(annual_kwh, f.total(g["output_units"])) if months == f.count(g["output_units"]) else None,
        "electricity_percent": f.percent(annual_electricity, annual_cost),
    }


SHEET = Sheet(
    compute=compute,
    landscape=True,
    sections=(
        general(),
        Section("months", (
            Field("fuel_name", "text"),
            Field("fuel_unit", "text"),
            Field("output_name", "text"),
            Table("month_rows", 12, (
                Column("kwh", "amount", "kWh"),
                Column("tariff", "precise", "money/kWh"),
                Column("demand_kw", "amount", "kW"),
                Column("demand_charge", "precise", "money/kW"),
                Column("fuel_quantity", "amount"),
                Column("fuel_price", "precise", "money/unit"),
                Column("output_units", "amount"),
                Column("electricity_cost", "amount", "money",
                       formula='IF(AND(COUNT([kwh],[tariff])<2,COUNT([demand_kw],[demand_charge])<2),"",[kwh]*[tariff]+[demand_kw]*[demand_charge])'),
                Column("fuel_cost", "amount", "money", formula="[fuel_quantity]*[fuel_price]", needs=("fuel_quantity", "fuel_price")),
                Column("month_cost", "amount", "money", formula=sum_of("[electricity_cost]", "[fuel_cost]")),
            )),
        )),
        Section("year", (
            Field("annual_kwh", "amount", "kWh/year", formula=sum_of("kwh")),
            Field("annual_electricity_cost", "amount", "money/year", formula=sum_of("electricity_cost")),
            Field("annual_fuel", "amount", "fuel_unit/year", formula=sum_of("fuel_quantity")),
            Field("annual_fuel_cost", "amount", "money/year", formula=sum_of("fuel_cost")),
            Field("annual_cost", "amount", "money/year", formula=sum_of("annual_electricity_cost", "annual_fuel_cost")),
            Field("months_known", "count", "months", formula='IF(COUNT(kwh)=0,"",COUNT(kwh))'),
            Field("average_price", "precise", "money/kWh", needs=("annual_electricity_cost", "annual_kwh"),
                  formula=f'IF(COUNT(kwh)<>COUNT(electricity_cost),"",{ratio_of("annual_electricity_cost", "annual_kwh")})'),
            Field("specific_use", "precise", "kWh/output", needs=("annual_kwh",),
                  formula=f'IF(COUNT(kwh)<>COUNT(output_units),"",{ratio_of("annual_kwh", "SUM(output_units)")})'),
            Field("electricity_percent", "percent", "%", formula=share_of("annual_electricity_cost", "annual_cost"),
                  needs=("annual_electricity_cost", "annual_cost")),
        )),
        Section("picture", (Chart("by_month", columns=("kwh",), lines=("month_cost",)),)),
    ),
)
