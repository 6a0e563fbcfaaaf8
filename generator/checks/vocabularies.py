"""The attributes of terms that the arithmetic and the pages rely on: factors of units, units and groups of resources."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.checks.place import document_of, span_of
from generator.diagnostics import Report, define
from generator.model import Site, Term

ATTRIBUTE = define(
    "term-attribute", "error",
    es=("En el término «{term}», «{name}: {value}» no sirve.", "{cure}"),
    en=("In the term “{term}”, “{name}: {value}” will not do.", "{cure_en}"),
)
_NUMBER = ("Escriba un número mayor que cero entre comillas, por ejemplo \"3.6\".", "Write a number above zero in quotes, for example \"3.6\".")
_REFERENCES = {"units": {"to": "units"}, "resources": {"unit": "units", "group": "resource_groups"}, "regions": {"country": "countries"}}


def check_site(site: Site, report: Report) -> None:
    for vocabulary, terms in sorted(site.vocabularies.items()):
        for term in terms.values():
            for name, value, (cure, cure_en) in _wrong(site, vocabulary, term):
                file = f"content/vocabularies/{vocabulary}.yml"
                path = (_place(site, file, term.id), name)
                report.add(ATTRIBUTE.at(span_of(site, file, path), path, term=term.id, name=name, value=value, cure=cure, cure_en=cure_en))


def _wrong(site: Site, vocabulary: str, term: Term) -> Iterator[tuple[str, Any, tuple[str, str]]]:
    factor = term.get("factor")
    if vocabulary == "units" and factor is not None and not _positive(factor):
        yield "factor", factor, _NUMBER
    for name, target in _REFERENCES.get(vocabulary, {}).items():
        value = term.get(name)
        known = site.vocabularies.get(target, {})
        base = vocabulary == "units" and name == "to"  # a dimension's base need not be a unit people use
        if value is not None and known and not base and value not in known:
            yield name, value, (f"Use un término de content/vocabularies/{target}.yml.", f"Use a term of content/vocabularies/{target}.yml.")
        elif value is None and name == "group":
            yield name, "", (f"Agregue «{name}:» con un término de content/vocabularies/{target}.yml.",
                             f"Add “{name}:” with a term of content/vocabularies/{target}.yml.")


def _positive(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and Decimal(str(value)).is_finite() and Decimal(str(value)) > 0
    except InvalidOperation:
        return False


def _place(site: Site, file: str, term: str) -> int:
    document = document_of(site, file)
    items = document.value if document and isinstance(document.value, list) else []
    return next((index for index, item in enumerate(items) if isinstance(item, dict) and item.get("id") == term), 0)
