"""Parts that several collections share: the frame of a record, places, citations, figures."""

from __future__ import annotations

from datetime import date, timedelta
from datetime import date as Day
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from generator.schemas.core.fields import (
    Basis,
    Country,
    Currency,
    Id,
    Inferred,
    Network,
    OrganisationRef,
    Part,
    PartialDate,
    Qualifier,
    Region,
    Resource,
    SourceRef,
    Text,
    Unit,
    Year,
    f,
    form,
    many,
    opt,
)


class Review(Part):
    """Who looked at the record last, and when. An organisation: persons appear only with consent."""

    by: OrganisationRef | None = opt("Quién revisó", "Reviewed by")
    date: Day = f("Revisado el", "Reviewed on")


# Where a text was translated: the field, without the numbers of items, and a digest of the source text.
# «/machine»: by a program, and nobody has read it yet.
Note = Annotated[str, form(r"^[a-z][a-z_]*(\.[a-z][a-z_]*)*=[0-9a-f]{10}(/machine)?$", "measures.title=0123456789")]


class RecordModel(Part):
    """What every record has."""

    id: Id = f("Identificador", "Identifier", "Igual al nombre del archivo; no cambia nunca.", "Same as the file's name; never changes.")
    slug: dict[str, Id] | None = opt("Dirección por idioma", "Address by language")
    status: Literal["draft", "published", "retired"] = f("Estado", "Status")
    updated: date = f("Actualizado", "Updated", "Fecha que escribe quien edita.", "Typed by the editor.")
    replaced_by: Id | None = opt("Reemplazado por", "Replaced by")
    syndicate: tuple[Network, ...] = many(
        "Se comparte con", "Shared with", "Redes que lo reciben en su canal.", "Networks that get it in their feed."
    )
    notes: tuple[Text, ...] = many("Notas", "Notes", "Observaciones que se muestran.", "Remarks, shown to readers.")
    review: Review | None = opt("Revisión", "Review", "Quién revisó el registro y cuándo.", "Who reviewed the record, and when.")
    translations: dict[str, tuple[Note, ...]] | None = opt(
        "Traducciones", "Translations", "Lo escribe «cet translations».", "Written by “cet translations”.", by_program=True,
    )


def _citation(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


class CitationModel(Part):
    """A publication and the place in it."""

    source: SourceRef = f("Fuente", "Source")
    locator: str | None = opt("Página o sección", "Page or section")


Citation = Annotated[CitationModel, BeforeValidator(_citation)]


class Place(Part):
    """Where; as fine as it is known."""

    country: Country = f("País", "Country")
    region: Region | None = opt("Región", "Region")
    locality: str | None = opt("Localidad", "Locality")
    also: tuple[Country, ...] = many("También en", "Also in")
    status: Inferred | None = opt("Inferido", "Inferred")


class IsicClass(Part):
    """A class of ISIC Rev. 4, finer than the sector's division."""

    code: Annotated[str, "ISIC class"] = f("Código CIIU", "ISIC code", pattern=r"^[0-9]{2,4}$", example='"2431"')
    status: Inferred | None = opt("Inferido", "Inferred")


class Period(Part):
    """Years a case speaks of; ``reported`` is only the year of the publication."""

    baseline: Year | None = opt("Año base", "Baseline year")
    after: Year | None = opt("Año del resultado", "Year of the result")
    reported: Year | None = opt("Año de la publicación", "Year of the publication")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.baseline and self.after and self.baseline > self.after:
            raise PydanticCustomError("period_order", "ends before it begins", {"start": self.baseline, "end": self.after})
        return self


class Span(Part):
    """A stretch of time, each end as exact as it is known."""

    start: PartialDate | None = opt("Inicio", "Start")
    end: PartialDate | None = opt("Fin", "End")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.end:
            length = min(len(self.start), len(self.end))
            if self.start[:length] > self.end[:length]:
                raise PydanticCustomError("period_order", "ends before it begins", {"start": self.start, "end": self.end})
        return self


def end_of(partial: str) -> Day:
    """The last day that a date as exact as it is known can mean: of «2026», the 31st of December."""
    year, month, day = (*map(int, partial.split("-")), 0, 0)[:3]
    if day:
        return Day(year, month, day)
    return Day(year + (month or 12) // 12, (month or 12) % 12 + 1, 1) - timedelta(days=1)


class Sourced(Part):
    """A statement about a figure: how sure, and who says so."""

    qualifier: Qualifier | None = opt("Precisión", "Qualifier")
    basis: Basis | None = opt("Base del dato", "Basis")
    source: SourceRef = f("Fuente", "Source", "Toda cifra cita su fuente.", "Every figure cites its source.")
    locator: str | None = opt("Página o sección", "Page or section")
    note: Text | None = opt("Nota", "Note")


class Effect(Sourced):
    """What happened to a resource. ``change`` is signed, in the source's own unit; ``change_percent`` is signed."""

    resource: Resource = f("Recurso", "Resource")
    name: Text | None = opt("Nombre más exacto", "More exact name")
    change: Decimal | None = opt("Cambio", "Change", "Con signo: -9800 es una reducción.", "Signed: -9800 is a reduction.")
    unit: Unit | None = opt("Unidad", "Unit")
    change_percent: Decimal | None = opt("Cambio en %", "Change in %", "Con signo: -30 es una reducción.", "Signed: -30 is a reduction.")
    baseline: Decimal | None = opt("Antes", "Before")
    after: Decimal | None = opt("Después", "After")
    per: Literal["total", "output"] | None = opt("Total o por producto", "Total or per output")
    period: Literal["year", "month", "day", "once"] | None = opt("Periodo", "Period")
    direction: Literal["decrease", "increase"] | None = opt("Sentido", "Direction")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.change is None and self.change_percent is None and self.direction is None:
            raise PydanticCustomError("effect_empty", "says nothing")
        numbers = [n for n in (self.change, self.baseline, self.after) if n is not None]
        if numbers and self.unit is None:
            raise PydanticCustomError("effect_unit", "number without unit")
        for signed in (self.change, self.change_percent):
            if signed is not None and self.direction and (signed > 0) != (self.direction == "increase") and signed != 0:
                raise PydanticCustomError("effect_sign", "sign against direction", {"value": signed, "direction": self.direction})
        return self


class Figure(Sourced):
    """Any other figure a source prints: a count, a quantity or an amount of money."""

    name: Text = f("Qué es", "What it is")
    value: Decimal = f("Valor", "Value")
    unit: Unit | None = opt("Unidad", "Unit")
    currency: Currency | None = opt("Moneda", "Currency")
    upper: Decimal | None = opt("Hasta", "Up to", "El otro extremo de un rango.", "The other end of a range.")
    period: Literal["year", "month", "day", "once"] | None = opt("Periodo", "Period")
    year: Year | None = opt("Año", "Year")

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.unit and self.currency:
            raise PydanticCustomError("figure_kind", "unit and currency")
        return self


class Partner(Part):
    """An organisation and what it did."""

    organisation: OrganisationRef = f("Organización", "Organisation")
    role: Text | None = opt("Papel", "Role")
