"""Case studies: what one organisation did, what it cost, what it saved, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from generator.model import FieldPath, Localized, Money
from generator.schemas.core import pictures
from generator.schemas.core.collection import Collection, Facet, Sort, none_of, register
from generator.schemas.core.common import Effect, Figure, IsicClass, Period, Place, RecordModel, Sourced
from generator.schemas.core.fields import (
    Area,
    CaseRef,
    InVocabulary,
    OrganisationRef,
    Part,
    PracticeRef,
    ProgrammeRef,
    Prose,
    RefTo,
    Sector,
    SourceRef,
    Text,
    Theme,
    f,
    many,
    opt,
)
from generator.schemas.core.payback import months_of, payback
from generator.schemas.core.pictures import Picture


class Measure(Part):
    """What the company did; the reusable thing is a practice."""

    practice: PracticeRef | None = opt("Medida del catálogo", "Catalogue measure")
    type: Annotated[str, InVocabulary("measure_types")] | None = opt("Tipo de opción", "Option type")
    status: Annotated[str, InVocabulary("measure_status")] | None = opt("Estado", "Status")
    reason: Text | None = opt("Motivo si se descartó", "Reason if rejected")
    title: Text = f("Qué se hizo", "What was done")
    description: Prose | None = opt("Descripción", "Description")
    investment: Money | None = opt("Inversión", "Investment")
    annual_saving: Money | None = opt("Ahorro al año", "Saving per year")
    effects: tuple[Effect, ...] = many("Recursos", "Resources")


class Duration(Sourced):
    """A payback time as printed; one of the three."""

    days: Decimal | None = opt("Días", "Days")
    months: Decimal | None = opt("Meses", "Months")
    years: Decimal | None = opt("Años", "Years")


class Percent(Sourced):
    """A percentage as printed."""

    percent: Decimal = f("Porcentaje", "Percent")


class Stated(Part):
    """Figures the source computed itself; they stay beside ours."""

    payback: Duration | None = opt("Recuperación declarada", "Stated payback")
    simple_return: Percent | None = opt("Retorno simple declarado", "Stated simple return")


class Finance(Part):
    """Money that came from outside the company for this case."""

    line: Annotated[str, RefTo("credit_lines")] | None = opt("Línea de crédito", "Credit line")
    name: Text | None = opt("Otro financiamiento", "Other finance")
    requested: Money | None = opt("Solicitado", "Requested")
    approved: Money | None = opt("Aprobado", "Approved")
    guarantee: Money | None = opt("Garantía", "Guarantee")
    reimbursement: Money | None = opt("Reembolso", "Reimbursement")
    grant: Money | None = opt("Donación", "Grant")


class Benefit(Part):
    """A result that money does not measure; it counts as a result."""

    kind: Annotated[str, InVocabulary("benefit_kinds")] = f("Tipo", "Kind")
    text: Text = f("Beneficio", "Benefit")
    source: SourceRef = f("Fuente", "Source")


class CaseStudy(RecordModel):
    """One case. Unknown is absent; figures of the whole case stand beside those of single measures."""

    title: Text = f("Título", "Title", "Corto y con el resultado.", "Short, with the result.")
    summary: Text = f("Resumen", "Summary", "Una frase, hasta 160 caracteres.", "One sentence, up to 160 characters.")
    organisation: OrganisationRef | None = opt("Organización", "Organisation")
    centre: OrganisationRef | None = opt("Centro que asistió", "Centre that assisted")
    assisted_by: tuple[OrganisationRef, ...] = many("También asistió", "Also assisted by")
    programme: ProgrammeRef | None = opt("Programa", "Programme")
    areas: tuple[Area, ...] = f("Áreas", "Areas", min_length=1)
    themes: tuple[Theme, ...] = f("Temas", "Themes", min_length=1)
    sector: Sector | None = opt("Sector", "Sector")
    isic_class: IsicClass | None = opt("Clase CIIU", "ISIC class")
    size: Annotated[str, InVocabulary("company_sizes")] | None = opt("Tamaño", "Size")
    place: Place = f("Lugar", "Place")
    period: Period | None = opt("Periodo", "Period")
    problem: Prose | None = opt("Situación inicial", "Starting point")
    measures: tuple[Measure, ...] = many("Medidas", "Measures")
    investment: Money | None = opt("Inversión total", "Total investment")
    annual_saving: Money | None = opt("Ahorro total al año", "Total saving per year")
    effects: tuple[Effect, ...] = many("Recursos", "Resources")
    other_figures: tuple[Figure, ...] = many("Otras cifras", "Other figures")
    stated: Stated | None = opt("Declarado", "Stated")
    finance: tuple[Finance, ...] = many("Financiamiento", "Finance")
    benefits: tuple[Benefit, ...] = many("Beneficios", "Benefits")
    lessons: Prose | None = opt("Lecciones", "Lessons")
    cautions: tuple[Text, ...] = many("Precauciones", "Cautions", "Lo que debilita el caso.", "What weakens the case.")
    related: tuple[CaseRef, ...] = many("Casos relacionados", "Related cases")
    pictures: tuple[Picture, ...] = many("Imágenes", "Pictures")
    sources: tuple[SourceRef, ...] = f("Fuentes", "Sources", min_length=1)


def all_effects(case: CaseStudy) -> tuple[Effect, ...]:
    """Effects of the whole case and of its measures."""
    return tuple(effect for _, effect in placed_effects(case))


def placed_effects(case: CaseStudy) -> Iterator[tuple[FieldPath, Effect]]:
    """The same, each with its place in the record."""
    for index, effect in enumerate(case.effects):
        yield ("effects", index), effect
    for number, measure in enumerate(case.measures):
        for index, effect in enumerate(measure.effects):
            yield ("measures", number, "effects", index), effect


NOT_DONE = frozenset({"recommended", "planned", "accepted", "rejected"})


def best_effect(case: CaseStudy) -> Effect | None:
    """The largest reduction in percent of what was done; what is only planned is no result yet."""
    done = case.effects + tuple(effect for m in case.measures if m.status not in NOT_DONE for effect in m.effects)
    falls = [effect for effect in done if effect.change_percent is not None and effect.change_percent < 0]
    return min(falls, key=lambda effect: effect.change_percent or Decimal(0), default=None)


def total(case: CaseStudy, name: Literal["investment", "annual_saving"]) -> Money | None:
    """The case's own figure; else that of its only measure, or the sum where every measure states one in one currency.

    A sum over some of the measures would be read as the whole, so it is not made.
    """
    own: Money | None = getattr(case, name)
    if own is not None or not case.measures:
        return own
    parts: list[Money | None] = [getattr(measure, name) for measure in case.measures]
    known = [part for part in parts if part is not None]
    alike = len({(part.currency, part.year, part.qualifier) for part in known}) == 1
    if len(known) != len(parts) or not alike:
        return None
    first = known[0]
    if len(known) == 1:
        return first
    basis = first.basis if len({part.basis for part in known}) == 1 else None
    amount = sum((part.amount for part in known), Decimal(0))
    return Money(amount, first.currency, first.year, first.qualifier, basis, first.source, first.locator)


@dataclass(frozen=True, slots=True)
class Best:
    """The greatest reduction as a card shows it."""

    resource: str
    name: Localized | None
    change_percent: Decimal | None
    qualifier: str | None


@dataclass(frozen=True, slots=True)
class Printed:
    """A payback as a card shows it: one of the three."""

    days: Decimal | None
    months: Decimal | None
    years: Decimal | None
    qualifier: str | None
    source: str


def _best(case: CaseStudy) -> Best | None:
    best = best_effect(case)
    return Best(best.resource, best.name, best.change_percent, best.qualifier) if best else None


def _printed(case: CaseStudy) -> Printed | None:
    stated = case.stated.payback if case.stated else None
    return Printed(stated.days, stated.months, stated.years, stated.qualifier, stated.source) if stated else None


def _card(case: CaseStudy) -> Mapping[str, Any]:
    credit = next((x.approved for x in case.finance if x.approved), None)
    investment, saving = total(case, "investment"), total(case, "annual_saving")
    stated = _printed(case)
    return {
        "organisation": case.organisation,
        "country": case.place.country,
        "region": case.place.region,
        "locality": case.place.locality,
        "centre": case.centre,
        "programme": case.programme,
        "sector": case.sector,
        "year": _year(case),
        "investment": investment,
        "saving": saving,
        "stated_payback": stated,
        "payback": _months(stated, investment, saving),
        "best": _best(case),
        "credit": credit,
        "resources": tuple(dict.fromkeys(effect.resource for effect in all_effects(case))),
        "practices": tuple((m.practice, m.status) for m in case.measures if m.practice),
        "percents": any(e.change_percent is not None for e in all_effects(case)),
    }


def _months(stated: Printed | None, investment: Money | None, saving: Money | None) -> Decimal | None:
    """The payback a card shows, in months: the printed one, else the computed one."""
    if stated:
        return months_of(stated.days, stated.months, stated.years)
    computed = payback(investment, saving)
    return computed.months if computed else None


def _year(case: CaseStudy) -> int | None:
    return (case.period.after or case.period.baseline or case.period.reported) if case.period else None


def _data(card: Mapping[str, Any]) -> tuple[str, ...]:
    """What a reader can count on: both amounts of money, a reduction in percent, a credit."""
    known = (("money", card["investment"] and card["saving"]), ("reduction", card["best"]), ("credit", card["credit"]))
    return tuple(name for name, there in known if there)


def _languages(case: CaseStudy) -> tuple[str, ...]:
    """The languages in which all of its main texts can be read."""
    texts = [text for text in (case.title, case.summary, case.problem, case.lessons) if text is not None]
    return tuple(language for language in texts[0] if all(text.has(language) for text in texts))


def _order(case: CaseStudy) -> tuple[Any, ...]:
    """Peru first, then the network's centres, then the rest; within each, the best documented first."""
    figures = (total(case, "investment"), total(case, "annual_saving"), best_effect(case), next((x for x in case.finance if x.approved), None))
    known = sum(figure is not None for figure in figures)
    return (case.place.country != "PE", case.centre is None, -known, case.id)


def _jsonld(case: CaseStudy, text: Callable[[Any], str]) -> Mapping[str, Any]:
    about = {"@type": "Place", "address": {"@type": "PostalAddress", "addressCountry": case.place.country}}
    return {"spatialCoverage": about}


COLLECTION = register(
    Collection(
        id="case_studies",
        model=CaseStudy,
        folder="case_studies",
        labels={"es": ("Caso", "Casos de empresas"), "en": ("Case", "Company cases")},
        wide=True,
        due=pictures.due,
        segments={"es": "casos", "en": "case-studies"},
        section="cases",
        intro={
            "es": "Qué hicieron, cuánto invirtieron y cuánto ahorran. Si la fuente no da una cifra, lo decimos.",
            "en": "What they did, what it cost and what it saves. Where the source gives no figure, we say so.",
        },
        card=_card,
        order=_order,
        facets=(
            Facet("resource", "resource_groups", {"es": "Recurso", "en": "Resource"}, {"es": "recurso", "en": "resource"},
                  lambda c: tuple(e.resource for e in all_effects(c)), via=("resources", "group")),
            Facet("sector", "sectors", {"es": "Sector", "en": "Sector"}, {"es": "sector", "en": "sector"},
                  lambda c: (c.sector,) if c.sector else ()),
            Facet("theme", "themes", {"es": "Tema", "en": "Theme"}, {"es": "tema", "en": "theme"}, lambda c: c.themes),
            Facet("country", "countries", {"es": "País", "en": "Country"}, {"es": "pais", "en": "country"},
                  lambda c: (c.place.country, *c.place.also)),
            Facet("region", "regions", {"es": "Región", "en": "Region"}, {"es": "region", "en": "region"},
                  lambda c: (c.place.region,) if c.place.region else ()),
            Facet("data", "data_quality", {"es": "Datos", "en": "Data"}, {}, none_of, of_card=_data, pages=False),
            Facet("practice", "", {"es": "Medida", "en": "Measure"}, {}, lambda c: tuple(m.practice for m in c.measures if m.practice),
                  records="practices", pages=False),
            Facet("type", "measure_types", {"es": "Tipo de opción", "en": "Option type"}, {"es": "tipo", "en": "type"},
                  lambda c: tuple(m.type for m in c.measures if m.type)),
            Facet("payback", "payback_bands", {"es": "Recuperación", "en": "Payback"}, {"es": "recuperacion", "en": "payback"},
                  none_of, band="payback"),
            Facet("investment", "investment_bands", {"es": "Inversión", "en": "Investment"}, {"es": "inversion", "en": "investment"},
                  none_of, band="investment"),
            Facet("size", "company_sizes", {"es": "Tamaño", "en": "Size"}, {"es": "tamano", "en": "size"},
                  lambda c: (c.size,) if c.size else ()),
            Facet("status", "measure_status", {"es": "Estado de las medidas", "en": "Status of the measures"}, {},
                  lambda c: tuple(m.status for m in c.measures if m.status), pages=False),
            Facet("language", "languages", {"es": "Idioma del texto", "en": "Language of the text"}, {}, _languages, pages=False),
        ),
        sorts=(
            Sort("payback", {"es": "Recuperación más rápida", "en": "Fastest payback"}, "payback"),
            Sort("saving", {"es": "Mayor ahorro al año", "en": "Largest saving per year"}, "saving", descending=True),
            Sort("investment", {"es": "Menor inversión", "en": "Smallest investment"}, "investment"),
            Sort("year", {"es": "Año más reciente", "en": "Most recent year"}, "year", descending=True),
        ),
        strings={
            "case_studies.count.one": {"es": "{n} caso", "en": "{n} case"},
            "filters.case_studies.none": {"es": "Ningún caso reúne esos filtros.", "en": "No case meets those filters."},
            "case_studies.count.other": {"es": "{n} casos", "en": "{n} cases"},
        },
        schema_type="Report",
        cited_as="report",
        jsonld=_jsonld,
    )
)
