"""Figures: each has its source, and those a source prints agree with those it is computed from."""

from __future__ import annotations

from decimal import Decimal

from generator.checks.place import span_of
from generator.derive.discrepancies import Discrepancy, discrepancies
from generator.diagnostics import Diagnostic, Report, Rule, define
from generator.model import FieldPath, Money, Record, Site
from generator.schemas.case_studies import CaseStudy
from generator.schemas.core.common import Effect
from generator.schemas.core.fields import RefTo
from generator.schemas.core.walk import Found, walk

WITHOUT_SOURCE = define(
    "figure-without-source", "error",
    es=("La cifra no dice su fuente.", "Agregue «source:» con un registro de content/sources/."),
    en=("The figure does not name its source.", "Add “source:” with a record of content/sources/."),
)
NOT_POSITIVE = define(
    "amount-not-positive", "error",
    es=("El monto {value} no es mayor que cero.", "Lo que no se sabe no se pone; un cero se leería como un dato."),
    en=("The amount {value} is not above zero.", "What is unknown is left out; a zero would be read as a fact."),
)
THREE_DECIMALS = define(
    "three-decimals", "warning",
    es=("El monto {value} tiene tres decimales: quizá sea {meant}.", "Los miles no se separan: escriba {meant}, o {value} sin el último cero si son decimales."),
    en=("The amount {value} has three decimals: perhaps it is {meant}.", "Thousands are not separated: write {meant}, or {value} without its last zero if they are decimals."),
)
IMPOSSIBLE_PERCENT = define(
    "percent-impossible", "error",
    es=("Una reducción de {value} % es imposible.", "Ninguna reducción pasa de 100 %; revise la cifra."),
    en=("A reduction of {value} % is impossible.", "No reduction goes beyond 100 %; check the figure."),
)
SOURCE_NOT_LISTED = define(
    "source-not-listed", "error",
    es=("Una cifra cita «{value}», que no está en «sources».", "Agregue «{value}» a la lista «sources» del registro."),
    en=("A figure cites “{value}”, which is not in “sources”.", "Add “{value}” to the record's “sources”."),
)
NO_CURE_ES = "Revise la fuente: si el dato se copió bien, deje ambos y anote el motivo en content/known-warnings.yml."
NO_CURE_EN = "Check the source: if it was copied rightly, keep both and give the reason in content/known-warnings.yml."


def _disagreement(code: str, es: str, en: str) -> Rule:
    return define(code, "warning", es=(es, NO_CURE_ES), en=(en, NO_CURE_EN))


_DISAGREEMENTS: dict[str, Rule] = {
    "payback": _disagreement(
        "payback-disagrees",
        "La recuperación declarada ({printed} meses) no coincide con la calculada ({computed}).",
        "The stated payback ({printed} months) disagrees with the computed one ({computed}).",
    ),
    "simple-return": _disagreement(
        "return-disagrees",
        "El retorno declarado ({printed} %) no coincide con el calculado ({computed} %).",
        "The stated return ({printed} %) disagrees with the computed one ({computed} %).",
    ),
    "sum-of-measures": _disagreement(
        "sum-disagrees",
        "El total ({printed}) no es la suma de las medidas ({computed}).",
        "The total ({printed}) is not the sum of the measures ({computed}).",
    ),
    "effect-percent": _disagreement(
        "effect-percent-disagrees",
        "El porcentaje ({printed}) no sale de los valores antes y después ({computed}).",
        "The percentage ({printed}) does not follow from the values before and after ({computed}).",
    ),
    "guarantee": _disagreement(
        "guarantee-disagrees",
        "La garantía impresa ({printed}) no es el {percent} % del crédito {base} ({computed}); diferencia {difference}.",
        "The printed guarantee ({printed}) is not {percent} % of the credit {base} ({computed}); difference {difference}.",
    ),
    "reimbursement": _disagreement(
        "reimbursement-disagrees",
        "El reembolso impreso ({printed}) no es el {percent} % del crédito {base} ({computed}); diferencia {difference}.",
        "The printed reimbursement ({printed}) is not {percent} % of the credit {base} ({computed}); difference {difference}.",
    ),
    "total": _disagreement(
        "total-disagrees",
        "El total impreso de «{what}» ({printed}) no es la suma de las {rows} filas ({computed}); diferencia {difference}.",
        "The printed total of “{what}” ({printed}) is not the sum of the {rows} rows ({computed}); difference {difference}.",
    ),
    "guarantee-of-total": _disagreement(
        "total-guarantee-disagrees",
        "El total garantizado impreso ({printed}) no es el {percent} % del total de créditos {base} ({computed}); diferencia {difference}.",
        "The printed total guarantee ({printed}) is not {percent} % of the total credit {base} ({computed}); difference {difference}.",
    ),
    "payback-called-return": _disagreement(
        "payback-called-return",
        "«{label}» dice {printed}, que es la recuperación en meses ({computed}); la tasa de retorno sería {rate} % al año.",
        "“{label}” says {printed}, which is the payback in months ({computed}); the rate of return would be {rate} % a year.",
    ),
    "share-outlier": _disagreement(
        "share-outlier",
        "Lo aplicado es el {printed} % de lo recomendado; la mediana de las filas es {computed} %: posible error de la fuente.",
        "What was implemented is {printed} % of what was recommended; the median of the rows is {computed} %: the source may be wrong.",
    ),
}


def check_money(site: Site, record: Record, found: Found, report: Report) -> None:
    money: Money = found.value
    if not money.source:
        report.add(WITHOUT_SOURCE.at(span_of(site, record.file, found.path), found.path))
    if money.amount <= 0:
        path = (*found.path, "amount")
        report.add(NOT_POSITIVE.at(span_of(site, record.file, path), path, value=money.amount))
    if money.amount < 1000 and money.amount.as_tuple().exponent == -3:
        path = (*found.path, "amount")
        meant = str(money.amount).replace(".", "")
        report.add(THREE_DECIMALS.at(span_of(site, record.file, path), path, value=money.amount, meant=meant))


def check_source(site: Site, record: Record, found: Found, report: Report) -> None:
    if found.path[-1] == "source" and isinstance(record.data, CaseStudy) and found.value not in record.data.sources:
        _sources(site, record, record.data, report)


def check_record(site: Site, record: Record, report: Report) -> None:
    _percents(site, record, report)
    for found in discrepancies(site, record):
        report.add(_finding(site, record, found))


def _sources(site: Site, record: Record, case: CaseStudy, report: Report) -> None:
    """A case's list of sources is what its page shows; a figure must not cite beyond it. Each source is said once, where it is cited first."""
    if any(("sources", source) not in site.entries for source in case.sources):
        return  # a misspelt source of the list has its own finding
    seen = set(case.sources)
    for found in walk(case, RefTo):
        if found.path[-1] == "source" and found.value not in seen and ("sources", found.value) in site.entries:
            seen.add(found.value)
            report.add(SOURCE_NOT_LISTED.at(span_of(site, record.file, found.path), found.path, value=found.value))


def _percents(site: Site, record: Record, report: Report) -> None:
    groups: list[tuple[FieldPath, tuple[Effect, ...]]] = [(("effects",), getattr(record.data, "effects", ()))]
    groups += [(("measures", i, "effects"), m.effects) for i, m in enumerate(getattr(record.data, "measures", ()))]
    for base, effects in groups:
        for index, effect in enumerate(effects):
            if effect.change_percent is not None and effect.change_percent < -100:
                path = (*base, index, "change_percent")
                report.add(IMPOSSIBLE_PERCENT.at(span_of(site, record.file, path), path, value=-effect.change_percent))


def _finding(site: Site, record: Record, found: Discrepancy) -> Diagnostic:
    values = {name: _short(value) for name, value in found.values}
    return _DISAGREEMENTS[found.kind].at(
        span_of(site, record.file, found.path), found.path,
        printed=_short(found.printed), computed=_short(found.computed), difference=_short(found.difference), **values,
    )


def _short(value: object) -> object:
    """Computed numbers without the tail of the division; printed ones keep their digits."""
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > 12:
        return value.quantize(Decimal("0.001")) if value.adjusted() < 20 else value
    return value
