"""What the site computes of a record, as columns of its table: never mixed with what a source states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.diagnostics import dotted
from generator.exports.tables.columns import Column, Kind

PREFIX = "computed."
Derived = Mapping[str, Any]


def _column(name: str, kind: Kind, es: str, en: str, get: Callable[[Derived], Any], **more: Any) -> Column:
    return Column(PREFIX + name, kind, {"es": f"Calculado: {es}", "en": f"Computed: {en}"}, get, computed=True, **more)


def _of(name: str, *inner: str) -> Callable[[Derived], Any]:
    def get(derived: Derived) -> Any:
        value = derived.get(name)
        for attribute in inner:
            value = None if value is None else getattr(value, attribute)
        return value

    return get


def _plain(name: str, kind: Kind, es: str, en: str, **more: Any) -> Column:
    return _column(name, kind, es, en, _of(name), **more)


COMPUTED: Mapping[str, tuple[Column, ...]] = {
    "case_studies": (
        _column("investment.amount", "number", "inversión de todo el caso", "investment of the whole case", _of("investment", "amount"),
                unit_column="computed.investment.currency"),
        _column("investment.currency", "string", "moneda de la inversión", "currency of the investment", _of("investment", "currency"), vocabulary="currencies"),
        _column("annual_saving.amount", "number", "ahorro al año de todo el caso", "saving per year of the whole case", _of("annual_saving", "amount"),
                unit_column="computed.annual_saving.currency"),
        _column("annual_saving.currency", "string", "moneda del ahorro", "currency of the saving", _of("annual_saving", "currency"), vocabulary="currencies"),
        _column("payback_months", "number", "recuperación simple (inversión ÷ ahorro al año)", "simple payback (investment ÷ saving per year)",
                _of("payback", "months"), unit="month"),
        _column("payback_approximate", "boolean", "la recuperación sale de cifras aproximadas", "the payback comes from approximate figures",
                _of("payback", "approximate")),
        _column("simple_return_percent", "number", "retorno simple al año", "simple return per year", _of("simple_return"), unit="percent"),
        _plain("origin", "string", "de quién es el caso", "whose case it is", choices=("peru", "network", "region", "elsewhere")),
        _column("disagreements", "string", "campos cuya cifra declarada no coincide con la calculada", "fields whose stated figure differs from the computed one",
                lambda derived: tuple(dict.fromkeys(dotted(found.path) for found in derived["findings"])), many=True, choices=()),
    ),
    "practices": (
        _column("cases", "integer", "casos publicados con esta medida", "published cases with this measure", lambda derived: len(derived["cases"])),
        _plain("payback_count", "integer", "casos con recuperación conocida", "cases with a known payback"),
        _plain("payback_median", "number", "mediana de la recuperación", "median payback", unit="month"),
    ),
    "credit_lines": (
        _plain("credit", "number", "suma de créditos, en la moneda de la línea", "sum of credits, in the line's currency"),
        _plain("guarantee", "number", "suma de garantías", "sum of guarantees"),
        _plain("reimbursement", "number", "suma de reembolsos", "sum of reimbursements"),
        _plain("reimbursed_rows", "integer", "créditos con reembolso", "credits with a reimbursement"),
    ),
    "credit_projects": (
        _plain("guarantee_percent", "number", "garantía respecto del crédito", "guarantee as a share of the credit", unit="percent"),
        _plain("reimbursement_percent", "number", "reembolso respecto del crédito", "reimbursement as a share of the credit", unit="percent"),
    ),
    "toolkits": (
        _plain("modules", "integer", "módulos", "modules"),
        _plain("worksheets", "integer", "hojas de trabajo", "worksheets"),
        _plain("minutes", "integer", "duración de las sesiones", "length of the sessions", unit="minute"),
    ),
}
