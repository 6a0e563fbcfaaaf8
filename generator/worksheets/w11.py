"""Environmental Credit Line: eligibility, guarantee and reimbursement, with bands that can be changed."""

from __future__ import annotations

from typing import Any

from generator import formulas as f
from generator.worksheets.parts import Column, Field, Given, Section, Sheet, Table, general, ratio_of

BANDS = 5
FROM, INCLUDED, BACK = zip(*f.CREDIT_BANDS, strict=True)
FREE = (None,) * (BANDS - len(f.CREDIT_BANDS))
ANSWER = {"yes": True, "no": False, None: None}


def compute(g: Given) -> dict[str, Any]:
    before, after = f.ratio(g["indicator_before"], g["output_before"]), f.ratio(g["indicator_after"], g["output_after"])
    reduction = f.reduction_percent(g["indicator_before"], g["indicator_after"], g["output_before"], g["output_after"])
    bands = [(start, ANSWER[included], back) for start, included, back in zip(g["band_from"], g["band_included"], g["band_back"], strict=True)]
    share = f.band_percent(reduction, bands)
    met = f.all_met(ANSWER[answer] for answer in g["condition_met"])
    return {
        "conditions_met": f.count_of(g["condition_met"], "yes"),
        "eligible": None if met is None else "yes" if met else "no",
        "guarantee": f.guarantee(g["credit"], g["guarantee_percent"]) if g["guarantee_percent"] is not None else None,
        "specific_before": before,
        "specific_after": after,
        "reduction": reduction,
        "band_reached": [f.band_reached(reduction, *band) for band in bands],
        "reimbursement_percent": share,
        "reimbursement": f.reimbursement(g["credit"], share, g["cap"]),
        "net_credit": f.less(g["credit"], f.reimbursement(g["credit"], share, g["cap"])),
    }


REACHED = '''IF(OR(reduction>[band_from],AND(reduction=[band_from],[band_included]=yes_no_yes)),[band_back],"")'''

SHEET = Sheet(
    compute=compute,
    sections=(
        general(),
        Section("eligibility", (
            Table("condition_rows", 6, (Column("condition_met", "choice", choices="yes_no"), Column("condition_evidence", "text", width=30))),
            Field("conditions_met", "count", "conditions", formula='IF(COUNTA(condition_met)=0,"",COUNTIF(condition_met,yes_no_yes))'),
            Field("eligible", "choice", choices="yes_no",
                  formula='IF(COUNTIF(condition_met,yes_no_no)>0,yes_no_no,IF(COUNTIF(condition_met,yes_no_yes)=6,yes_no_yes,""))'),
        )),
        Section("credit", (
            Field("credit", "amount", "money"),
            Field("guarantee_percent", "percent", "%", preset=50),
            Field("guarantee", "amount", "money", formula="ROUND(credit*guarantee_percent/100,2)", needs=("credit", "guarantee_percent")),
        )),
        Section("measurement", (
            Field("indicator_name", "text"),
            Field("indicator_before", "precise", "indicator"),
            Field("output_before", "amount", "output"),
            Field("indicator_after", "precise", "indicator"),
            Field("output_after", "amount", "output"),
            Field("specific_before", "factor", "indicator/output", formula=ratio_of("indicator_before", "output_before"),
                  needs=("indicator_before", "output_before")),
            Field("specific_after", "factor", "indicator/output", formula=ratio_of("indicator_after", "output_after"),
                  needs=("indicator_after", "output_after")),
            # Rounded, so that a fall of exactly 40 % is one, whatever the last binary digit says.
            Field("reduction", "signed_percent", "%", formula='IFERROR(ROUND(100*(specific_before-specific_after)/specific_before,6),"")',
                  needs=("specific_before", "specific_after")),
        )),
        Section("bands", (
            Table("band_rows", BANDS, (
                Column("band_from", "percent", "%", preset=(*FROM, *FREE)),
                Column("band_included", "choice", choices="yes_no", preset=(*("yes" if included else "no" for included in INCLUDED), *FREE)),
                Column("band_back", "percent", "%", preset=(*BACK, *FREE)),
                Column("band_reached", "percent", "%", formula=REACHED, needs=("reduction", "band_from", "band_back")),
            ), fixed=False),
        )),
        Section("reimbursement", (
            Field("cap", "amount", "money"),
            Field("reimbursement_percent", "percent", "%", needs=("reduction",),
                  formula='IF(SUMPRODUCT(ISNUMBER(band_from)*ISNUMBER(band_back))=0,"",MAX(band_reached))'),
            Field("reimbursement", "amount", "money", formula='IF(COUNT(cap)=0,ROUND(credit*reimbursement_percent/100,2),MIN(cap,ROUND(credit*reimbursement_percent/100,2)))',
                  needs=("credit", "reimbursement_percent")),
            Field("net_credit", "amount", "money", formula="credit-reimbursement", needs=("credit", "reimbursement")),
        )),
    ),
)
