"""Credit projects: the rows of the funds' tables. A natural person's row counts in sums and has no page."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from generator.model import Money
from generator.schemas.core.collection import Collection, register
from generator.schemas.core.common import Figure, RecordModel, Sourced
from generator.schemas.core.fields import CaseRef, Name, OrganisationRef, RefTo, SourceRef, Text, Year, f, many, opt


class Guarantee(Sourced):
    """What the fund guarantees."""

    percent: Decimal = f("Porcentaje", "Percent")
    amount: Decimal = f("Monto", "Amount")
    year: Year | None = opt("Año", "Year")


class Reimbursement(Sourced):
    """What the fund paid back; percent and amount are both as printed, and may disagree."""

    percent: Decimal | None = opt("Porcentaje", "Percent")
    amount: Decimal | None = opt("Monto", "Amount")
    year: Year | None = opt("Año", "Year")
    remark: Text | None = opt("Observación", "Remark")


class CreditProject(RecordModel):
    """One row."""

    line: Annotated[str, RefTo("credit_lines")] = f("Línea de crédito", "Credit line")
    row: int = f("Fila", "Row", ge=1)
    client: Literal["company", "natural-person"] = f("Cliente", "Client")
    organisation: OrganisationRef | None = opt("Organización", "Organisation")
    title: Name = f("Cliente como se muestra", "Client as shown")
    summary: Text = f("Resumen", "Summary")
    approved: Money = f("Crédito aprobado", "Approved credit")
    guarantee: Guarantee = f("Garantía", "Guarantee")
    reimbursement: Reimbursement | None = opt("Reembolso", "Reimbursement")
    other_figures: tuple[Figure, ...] = many("Otras cifras", "Other figures")
    case: CaseRef | None = opt("Caso", "Case")
    cautions: tuple[Text, ...] = many("Precauciones", "Cautions")
    sources: tuple[SourceRef, ...] = f("Fuentes", "Sources", min_length=1)


def _card(project: CreditProject) -> Mapping[str, Any]:
    return {
        "line": project.line,
        "row": project.row,
        "client": project.client,
        "organisation": project.organisation,
        "approved": project.approved,
        "guarantee": project.guarantee,
        "reimbursement": project.reimbursement,
        "case": project.case,
    }


COLLECTION = register(
    Collection(
        id="credit_projects",
        model=CreditProject,
        labels={"es": ("Proyecto con crédito", "Proyectos con crédito"), "en": ("Credit project", "Credit projects")},
        segments={"es": "financiamiento/proyectos", "en": "finance/projects"},
        section="finance",
        intro={
            "es": "Los créditos que aprobaron los fondos de la primera fase, fila por fila, como se imprimieron.",
            "en": "The credits the funds of the first phase approved, row by row, as printed.",
        },
        card=_card,
        order=lambda p: (p.line, p.row),
        has_page=lambda p: p.client != "natural-person",
        schema_type="LoanOrCredit",
    )
)
