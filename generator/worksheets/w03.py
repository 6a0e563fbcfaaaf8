"""Energy balance and emissions: electricity and fuels in GJ and t CO2e, with factors that can be changed."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Chart, Column, Field, Given, Section, Sheet, Table, general, share_of, sum_of

# Energy content and emissions per unit of sale: as in content/vocabularies/emission_factors.yml; a tonne of coal is 1,000 kg of
# it, a GJ of gas 1/1,000 TJ. Gas is sold by volume, but its energy is on the bill: a volume alone says nothing.
MJ_PER_UNIT = (136.73, 146.81, 47.3, 124.09, 1000, 26700, 25800, None, None)
KG_PER_UNIT = (10.165, 11.399, 2.9872, 8.630, 56.1545, 2642.7, 2458.2, None, None)
GRID = 0.25174


def compute(g: Given) -> dict[str, Any]:
    energy = [f.energy_gj(quantity, mj) for quantity, mj in zip(g["quantity"], g["mj_per_unit"], strict=True)]
    emissions = [f.emissions_t(quantity, kg) for quantity, kg in zip(g["quantity"], g["kg_per_unit"], strict=True)]
    electricity, from_grid = f.electricity_gj(g["grid_kwh"]), f.emissions_t(g["grid_kwh"], g["grid_factor"])
    fuels, burnt = f.total(energy), f.total(emissions)
    all_energy, all_emissions = f.total([electricity, fuels]), f.total([from_grid, burnt])
    return {
        "fuel_gj": energy,
        "fuel_t": emissions,
        "electricity_gj": electricity,
        "fuels_gj": fuels,
        "all_gj": all_energy,
        "electricity_t": from_grid,
        "fuels_t": burnt,
        "all_t": all_emissions,
        "electricity_gj_percent": f.percent(electricity, all_energy),
        "electricity_t_percent": f.percent(from_grid, all_emissions),
        "specific_gj": f.ratio(all_energy, g["year_output"]),
        "specific_kg": f.ratio(f.times(1000, all_emissions), g["year_output"]),
        "fuels_incomplete": f.count(g["quantity"]) and sum(
            amount is not None and (mj is None or kg is None)
            for amount, mj, kg in zip(g["quantity"], g["mj_per_unit"], g["kg_per_unit"], strict=True)),
    }


SHEET = Sheet(
    compute=compute,
    landscape=True,
    sections=(
        general(money=False),
        Section("electricity", (
            Field("grid_kwh", "amount", "kWh/year"),
            Field("grid_factor", "factor", "kg CO₂e/kWh", preset=GRID),
            Field("grid_factor_year", "year", preset=2022),
            Field("grid_factor_source", "text", preset="Ember"),
            Field("year_output", "amount"),
            Field("output_unit", "text"),
        )),
        Section("fuels", (
            Table("fuel_rows", 9, (
                Column("fuel_unit", "text", preset=("gal (US)", "gal (US)", "kg", "gal (US)", "GJ", "t", "t", None, None)),
                Column("quantity", "amount"),
                Column("mj_per_unit", "precise", "MJ/unit", preset=MJ_PER_UNIT),
                Column("kg_per_unit", "factor", "kg CO₂e/unit", preset=KG_PER_UNIT),
                Column("factor_source", "text", preset=("IPCC 2006, AR5",) * 7 + (None, None), width=18),
                Column("factor_year", "year", preset=(2006,) * 7 + (None, None)),
                Column("fuel_gj", "amount", "GJ", formula="[quantity]*[mj_per_unit]/1000", needs=("quantity", "mj_per_unit")),
                Column("fuel_t", "precise", "t CO₂e", formula="[quantity]*[kg_per_unit]/1000", needs=("quantity", "kg_per_unit")),
            )),
        )),
        Section("balance", (
            Field("electricity_gj", "amount", "GJ/year", formula="grid_kwh*0.0036", needs=("grid_kwh",)),
            Field("fuels_gj", "amount", "GJ/year", formula=sum_of("fuel_gj")),
            Field("all_gj", "amount", "GJ/year", formula=sum_of("electricity_gj", "fuels_gj")),
            Field("electricity_t", "precise", "t CO₂e/year", formula="grid_kwh*grid_factor/1000", needs=("grid_kwh", "grid_factor")),
            Field("fuels_t", "precise", "t CO₂e/year", formula=sum_of("fuel_t")),
            Field("all_t", "precise", "t CO₂e/year", formula=sum_of("electricity_t", "fuels_t")),
            Field("electricity_gj_percent", "percent", "%", formula=share_of("electricity_gj", "all_gj"), needs=("electricity_gj", "all_gj")),
            Field("electricity_t_percent", "percent", "%", formula=share_of("electricity_t", "all_t"), needs=("electricity_t", "all_t")),
            Field("specific_gj", "precise", "GJ/output", formula='IFERROR(all_gj/year_output,"")', needs=("all_gj", "year_output")),
            Field("specific_kg", "precise", "kg CO₂e/output", formula='IFERROR(1000*all_t/year_output,"")', needs=("all_t", "year_output")),
            Field("fuels_incomplete", "count", "rows",
                  formula='IF(COUNT(quantity)=0,"",SUMPRODUCT(ISNUMBER(quantity)*(1-ISNUMBER(mj_per_unit)*ISNUMBER(kg_per_unit))))'),
        )),
        Section("picture", (Chart("fuels", columns=("fuel_t",)),)),
    ),
)
