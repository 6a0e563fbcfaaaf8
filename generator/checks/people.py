"""People appear only with consent. What lacks it is reported here and removed by :mod:`generator.derive.visible`."""

from __future__ import annotations

from generator.checks.place import span_of
from generator.derive.visible import consent_problem
from generator.diagnostics import Report, define
from generator.model import Record, Site

NO_CONSENT = define(
    "person-without-consent", "warning",
    es=("El perfil es de una persona y {problem}: no aparece en ninguna parte.", "Registre «consent» con fecha y campos, o borre el perfil."),
    en=("The profile is of a person and {problem_en}: it appears nowhere.", "Record “consent” with date and fields, or delete the profile."),
)
NATURAL_PERSON = define(
    "natural-person-named", "error",
    es=("El crédito de una persona natural no puede llevar «{field}».", "Borre el campo: se muestra solo el monto y el año."),
    en=("A natural person's credit must not carry “{field}”.", "Delete the field: only amount and year are shown."),
)
_TEXTS = {
    "missing": ("falta su consentimiento", "consent is missing"),
    "withdrawn": ("retiró su consentimiento", "consent was withdrawn"),
    "expired": ("su consentimiento venció", "consent has expired"),
}


def check_record(site: Site, record: Record, report: Report) -> None:
    problem = consent_problem(record, site.as_of)
    if problem:
        es, en = _TEXTS[problem]
        report.add(NO_CONSENT.at(span_of(site, record.file, ("consent",)), ("consent",), problem=es, problem_en=en))
    if getattr(record.data, "client", None) == "natural-person":
        for name in ("organisation", "case"):
            if getattr(record.data, name, None):
                report.add(NATURAL_PERSON.at(span_of(site, record.file, (name,)), (name,), field=name))
