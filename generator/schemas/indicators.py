"""Indicators: what was aimed at, what was recorded, and from what evidence."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.schemas.core.collection import Collection, register
from generator.schemas.core.common import Citation, RecordModel, Span
from generator.schemas.core.fields import Area, CaseRef, Id, Part, ProgrammeRef, RefTo, SourceRef, Text, Year, f, many, opt
from generator.schemas.core.persons import Persons


class Target(Part):
    """A number to reach, and of what where an indicator has several."""

    value: Decimal = f("Meta", "Target", gt=0)
    what: Text | None = opt("De qué", "Of what")


class Evidence(Part):
    """Records of this site that show it."""

    cases: tuple[CaseRef, ...] = many("Casos", "Cases")
    case_collections: tuple[Annotated[str, RefTo("case_collections")], ...] = many("Libros de casos", "Case books")
    credit_projects: tuple[Annotated[str, RefTo("credit_projects")], ...] = many("Proyectos con crédito", "Projects with credit")
    documents: tuple[Annotated[str, RefTo("documents")], ...] = many("Documentos", "Documents")
    events: tuple[Annotated[str, RefTo("events")], ...] = many("Eventos", "Events")
    news: tuple[Annotated[str, RefTo("news")], ...] = many("Noticias", "News")
    projects: tuple[Annotated[str, RefTo("projects")], ...] = many("Proyectos", "Projects")
    toolkits: tuple[Annotated[str, RefTo("toolkits")], ...] = many("Kits", "Tool kits")
    trainings: tuple[Annotated[str, RefTo("trainings")], ...] = many("Cursos", "Courses")

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Collection and id of each."""
        names = {name: "case_studies" if name == "cases" else name for name in type(self).model_fields}
        return tuple((collection, identifier) for name, collection in names.items() for identifier in getattr(self, name))


class Result(Part):
    """What was recorded in one year: a number, or persons; never without what shows it."""

    year: Year = f("Año", "Year")
    target: int = f("Número de la meta", "Number of the target", default=1, ge=1)
    value: Decimal | None = opt("Resultado", "Result", ge=0)
    persons: Persons | None = opt("Personas", "Persons")
    evidence: Evidence | None = opt("Registros que lo muestran", "Records that show it")
    source: SourceRef | None = opt("Fuente", "Source")
    locator: str | None = opt("Página o sección", "Page or section")
    note: Text | None = opt("Nota", "Note")

    @model_validator(mode="after")
    def _shown(self) -> Self:
        if (self.value is None) == (self.persons is None) or not (self.source or (self.evidence and self.evidence.keys)):
            raise PydanticCustomError("result_form", "needs one result and what shows it")
        return self


class Indicator(Part):
    """One line. ``of_persons`` says that it counts persons: then results are too, with their small numbers left out."""

    id: Id = f("Identificador", "Identifier")
    text: Text = f("Indicador", "Indicator")
    kind: Literal["count", "percent", "boolean", "qualitative", "amount"] = f("Tipo", "Kind")
    of_persons: bool = f("Cuenta personas", "Counts persons", default=False)
    area: Area | None = opt("Área", "Area")
    unit: Text | None = opt("Unidad", "Unit")
    targets: tuple[Target, ...] = many("Metas", "Targets")
    counted: Literal["deliveries"] | None = opt(
        "Se cuenta solo", "Counted by itself", "Los registros que son este número; se suman a los resultados escritos.",
        "The records that are this number; they are added to the results that are written.",
    )
    rule: Text | None = opt("Cómo se cuenta", "How it is counted")
    results: tuple[Result, ...] = many("Resultados", "Results")
    note: Text | None = opt("Nota", "Note")

    @model_validator(mode="after")
    def _persons(self) -> Self:
        if any(self.of_persons != (result.persons is not None) or result.target > max(1, len(self.targets)) for result in self.results):
            raise PydanticCustomError("result_form", "persons where persons are counted, and nowhere else")
        return self


class Group(Part):
    """Indicators of one result that the plan wants."""

    title: Text | None = opt("Resultado", "Result")
    area: Area | None = opt("Área", "Area")
    verification: Text | None = opt("Medio de verificación", "Means of verification")
    assumptions: Text | None = opt("Supuestos", "Assumptions")
    indicators: tuple[Indicator, ...] = f("Indicadores", "Indicators", min_length=1)


class IndicatorSet(RecordModel):
    """Indicators that belong together: an objective of the plan, a year-by-year set of a funder, or a funnel."""

    title: Text = f("Nombre", "Name")
    summary: Text = f("Resumen", "Summary")
    kind: Literal["objective", "output", "outcome", "funnel"] = f("Tipo", "Kind")
    position: int = f("Orden", "Order", "En la página de indicadores.", "On the page of indicators.", ge=1)
    period: Span | None = opt("Periodo", "Period")
    programme: ProgrammeRef | None = opt("Programa", "Programme")
    groups: tuple[Group, ...] = many("Grupos", "Groups")
    rules: tuple[Text, ...] = many("Reglas", "Rules")
    cautions: tuple[Text, ...] = many("Precauciones", "Cautions")
    sources: tuple[Citation, ...] = f("Fuentes", "Sources", min_length=1)

    @property
    def indicators(self) -> tuple[tuple[Group, Indicator], ...]:
        """Every line with the group it stands in."""
        return tuple((group, indicator) for group in self.groups for indicator in group.indicators)


COLLECTION = register(
    Collection(
        id="indicators",
        model=IndicatorSet,
        labels={"es": ("Indicadores", "Indicadores"), "en": ("Indicators", "Indicators")},
        segments={"es": "indicadores", "en": "indicators"},
        section="none",
        list_template="indicators.html",
        intro={
            "es": "Metas, resultados y evidencia del centro. Lo que no está registrado se dice así: nunca es cero.",
            "en": "Targets, results and evidence of the centre. What is not recorded is said to be so: it is never zero.",
        },
        card=lambda s: {"period": s.period},
        order=lambda s: (s.position, s.id),
        strings={
            "indicators.empty": {"es": "Todavía no hay indicadores.", "en": "There are no indicators yet."},
            "indicators.recorded": {"es": "De {of} indicadores, {known} tienen algo registrado en este sitio.", "en": "Of {of} indicators, {known} have something recorded on this site."},
            "indicators.recorded_none": {"es": "De {of} indicadores, ninguno tiene todavía algo registrado en este sitio.", "en": "Of {of} indicators, none has anything recorded on this site yet."},
            "indicators.results": {"es": "Hay resultados de:", "en": "There are results of:"},
            "indicators.n_means": {"es": "«n» es cuántos registros de este sitio lo muestran.", "en": "“n” is how many records of this site show it."},
            "indicators.print": {"es": "Imprimir como anexo", "en": "Print as an annex"},
            "indicators.indicator": {"es": "Indicador", "en": "Indicator"},
            "indicators.target": {"es": "Meta", "en": "Target"},
            "indicators.actual": {"es": "Resultado", "en": "Actual"},
            "indicators.progress": {"es": "Avance", "en": "Progress"},
            "indicators.period": {"es": "Periodo", "en": "Period"},
            "indicators.evidence": {"es": "Evidencia", "en": "Evidence"},
            "indicators.n": {"es": "n = {n}", "en": "n = {n}"},
            "indicators.nothing": {"es": "Sin registros", "en": "No records"},
            "indicators.not_due": {"es": "Aún no corresponde", "en": "Not due yet"},
            "indicators.few": {"es": "menos de {n} personas", "en": "fewer than {n} persons"},
            "indicators.at_least": {"es": "al menos {value}", "en": "at least {value}"},
            "indicators.yes": {"es": "Sí", "en": "Yes"},
            "indicators.no": {"es": "No", "en": "No"},
            "indicators.no_target": {"es": "Sin meta numérica", "en": "No numeric target"},
            "indicators.women": {"es": "mujeres", "en": "women"},
            "indicators.men": {"es": "hombres", "en": "men"},
            "indicators.undisclosed": {"es": "sin indicar", "en": "not disclosed"},
            "indicators.details": {"es": "Verificación, supuestos y reglas", "en": "Verification, assumptions and rules"},
            "indicators.verification": {"es": "Medio de verificación", "en": "Means of verification"},
            "indicators.assumptions": {"es": "Supuestos", "en": "Assumptions"},
            "indicators.rules": {"es": "Cómo se cuenta", "en": "How it is counted"},
            "indicators.table_objective": {"es": "Metas del plan y lo registrado", "en": "Targets of the plan and what is recorded"},
            "indicators.table_years": {"es": "Por año, como se informa", "en": "By year, as reported"},
            "indicators.table_value": {"es": "Por valor", "en": "By value"},
            "indicators.recommended": {"es": "Recomendado", "en": "Recommended"},
            "indicators.applied": {"es": "Aplicado", "en": "Applied"},
            "indicators.verified": {"es": "Verificado", "en": "Verified"},
            "indicators.share": {"es": "De lo recomendado", "en": "Of what was recommended"},
            "indicators.slip": {"es": "Posible error de la fuente", "en": "Possible slip of the source"},
            "indicators.table_count": {"es": "Por número: casos publicados con al menos una medida en ese estado",
                                       "en": "By count: published cases with at least one measure in that status"},
            "indicators.count_note": {"es": "Son todos los casos de este sitio, no los de la Fase I: el plan no da números de medidas.",
                                      "en": "These are all cases of this site, not those of Phase I: the plan gives no numbers of measures."},
            "indicators.status": {"es": "Estado", "en": "Status"},
            "indicators.cases": {"es": "Casos", "en": "Cases"},
            "indicators.privacy": {"es": "Un número de personas menor que {n} no se publica.", "en": "A number of persons below {n} is not published."},
            "indicators.states": {
                "es": "«Sin registros» quiere decir que aquí no hay datos; no quiere decir cero. «Aún no corresponde»: el efecto se mide seis meses después del servicio.",
                "en": "“No records” means that there are no data here; it does not mean zero. “Not due yet”: effects are measured six months after the service.",
            },
        },
        schema_type="Dataset",
        cited_as="dataset",
    )
)
