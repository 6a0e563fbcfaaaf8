"""Credit lines: their rules by date, their printed totals, and how to apply."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from generator.model import Money
from generator.schemas.core.collection import Collection, register
from generator.schemas.core.common import Citation, Figure, Partner, RecordModel
from generator.schemas.core.fields import (
    Id,
    Inferred,
    Name,
    OrganisationRef,
    Part,
    PartialDate,
    SourceRef,
    Text,
    f,
    many,
    opt,
)


class Band(Part):
    """A step: from this reduction of the main indicator, this part of the credit is paid back."""

    reduction_from: Decimal = f("Reducción desde (%)", "Reduction from (%)")
    reduction_to: Decimal | None = opt("Reducción hasta (%)", "Reduction to (%)")
    from_included: bool = f("Incluye el extremo inferior", "Lower end included", default=True, strict=True)
    reimbursement: Decimal = f("Reembolso (%)", "Reimbursement (%)")


class Rules(Part):
    """One generation of rules; ``since`` and ``until`` as exact as known."""

    id: Id = f("Identificador", "Identifier")
    name: Text = f("Nombre", "Name")
    since: PartialDate | None = opt("Desde", "Since")
    until: PartialDate | None = opt("Hasta", "Until")
    guarantee_percent: Decimal | None = opt("Garantía (%)", "Guarantee (%)")
    guarantee_condition: Text | None = opt("Condición de la garantía", "Condition of the guarantee")
    reimbursement: Text | None = opt("Reembolso", "Reimbursement")
    bands: tuple[Band, ...] = many("Tramos", "Bands")
    bands_status: Inferred | None = opt("Tramos inferidos", "Bands inferred")
    cap: Money | None = opt("Tope", "Cap")
    conditions: tuple[Text, ...] = many("Condiciones", "Conditions")
    note: Text | None = opt("Nota", "Note")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)


class Requirement(Part):
    """A condition that sources give, with its date; they may disagree."""

    text: Text = f("Requisito", "Requirement")
    year: int | None = opt("Año", "Year")
    source: SourceRef = f("Fuente", "Source")


class PrintedTotals(Part):
    """Totals as the source prints them; the checks compare them with the rows."""

    source: SourceRef = f("Fuente", "Source")
    locator: str | None = opt("Página o sección", "Page or section")
    currency: str = f("Moneda", "Currency")
    companies_evaluated: int | None = opt("Empresas evaluadas", "Companies evaluated")
    companies_with_credit: int | None = opt("Empresas con crédito", "Companies with credit")
    credit: Decimal | None = opt("Total de créditos", "Total credit")
    guarantee: Decimal | None = opt("Total garantizado", "Total guaranteed")
    reimbursement: Decimal | None = opt("Total reembolsado", "Total reimbursed")


class CreditLine(RecordModel):
    """A fund that guarantees or pays back part of credits for cleaner technology."""

    title: Name = f("Nombre", "Name")
    acronym: Name | None = opt("Sigla", "Acronym")
    summary: Text = f("Resumen", "Summary")
    state: Literal["open", "closed", "historical"] = f("Situación", "State")
    state_note: Text = f("Por qué se dice así", "Why it is said so")
    funder: OrganisationRef = f("Financia", "Funder")
    endorser: OrganisationRef | None = opt("Aval técnico", "Technical endorser")
    partners: tuple[Partner, ...] = many("Quiénes", "Who")
    start: PartialDate | None = opt("Inicio", "Start")
    fund: Money | None = opt("Fondo", "Fund")
    rules: tuple[Rules, ...] = f("Reglas por fecha", "Rules by date", min_length=1)
    requirements: tuple[Requirement, ...] = many("Requisitos", "Requirements")
    steps: tuple[Text, ...] = many("Pasos", "Steps")
    steps_source: SourceRef | None = opt("Fuente de los pasos", "Source of the steps")
    printed: PrintedTotals | None = opt("Totales impresos", "Printed totals")
    figures: tuple[Figure, ...] = many("Otras cifras", "Other figures")
    cautions: tuple[Text, ...] = many("Precauciones", "Cautions")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)


COLLECTION = register(
    Collection(
        id="credit_lines",
        model=CreditLine,
        labels={"es": ("Línea de crédito", "Financiamiento"), "en": ("Credit line", "Finance")},
        segments={"es": "financiamiento", "en": "finance"},
        section="finance",
        search_weight=4,  # few, and who looks for money means these before what mentions a credit
        intro={
            "es": "Fondos que garantizan o devuelven parte de un crédito para tecnología más limpia.",
            "en": "Funds that guarantee or pay back part of a credit for cleaner technology.",
        },
        card=lambda c: {"acronym": c.acronym, "state": c.state, "printed": c.printed, "fund": c.fund, "provider": c.funder},
        order=lambda c: (c.start or "9999", c.id),
        schema_type="LoanOrCredit",
    )
)
