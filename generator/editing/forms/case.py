"""The form for a case: what a company did, with as many resource figures as it has."""

from __future__ import annotations

from generator.editing.forms.questions import Column, Form, ask, column, said
from generator.editing.forms.shared import LANGUAGE, OTHER, SOURCE, permission, place
from generator.schemas.case_studies import Benefit, CaseStudy, Measure
from generator.schemas.core.common import Effect
from generator.schemas.organisations import Organisation

_CASES = ("case_studies",)

_MEASURES = (
    column("done", "text", Measure, ("title",)),
    column("type", "choice", Measure, ("type",), label=("Tipo", "Type")),
    column("status", "choice", Measure, ("status",)),
    column("investment", "money", Measure, ("investment",)),
    column("saving", "money", Measure, ("annual_saving",)),
)
_EFFECTS = (
    column("resource", "choice", Effect, ("resource",)),
    column("change", "signed", Effect, ("change",)),
    column("unit", "choice", Effect, ("unit",)),
    column("period", "choice", Effect, ("period",), label=("Cada", "Per")),
    column("baseline", "number", Effect, ("baseline",)),
    column("after", "number", Effect, ("after",)),
    column("basis", "choice", Effect, ("basis",), label=("Cómo se sabe", "How it is known")),
    Column("measure", said(("Medida n.º", "Measure no.")), "place", ()),
    column("locator", "text", Effect, ("locator",), label=("Página", "Page")),
)
_BENEFITS = (
    column("text", "text", Benefit, ("text",), label=("Qué mejoró", "What improved")),
    column("kind", "choice", Benefit, ("kind",)),
)

CASE = Form(
    "caso", _CASES,
    said(("Caso de empresa", "Company case")),
    said(("Qué hizo una empresa, cuánto invirtió y cuánto ahorra.", "What a company did, what it cost and what it saves.")),
    said((
        "Escriba solo lo que sabe: lo demás se deja vacío, nunca 0. Nada se publica sin que otra persona lo lea. Lo que envíe aquí es **público**: no escriba nombres, correos ni teléfonos de personas; para eso, escriba al centro.",
        "Write only what you know: leave the rest empty, never 0. Nothing is published before somebody else has read it. What you send here is **public**: write no names, e-mail addresses or telephones of persons; for those, write to the centre.",
    )),
    (
        LANGUAGE,
        ask("title", "line", CaseStudy, ("title",), _CASES, label=("Título del caso", "Title of the case"),
            help_=("Corto y con el resultado: «Cambiar lámparas y revisar la tarifa se pagó en un mes».", "Short, with the result: “New lamps and a better tariff paid off in a month”.")),
        ask("summary", "line", CaseStudy, ("summary",), _CASES),
        ask("organisation", "line", Organisation, ("title",), ("organisations",), goal="organisation", required=False, label=("Empresa", "Company"),
            help_=("Su nombre. Si pide reserva, deje vacío.", "Its name. If it asks not to be named, leave it empty.")),
        ask("about", "line", Organisation, ("summary",), ("organisations",), goal="organisation", required=False, label=("Qué hace la empresa", "What the company does"),
            help_=("Una frase: «Fabrica sanitarios en Lima».", "One sentence: “Makes sanitary ware in Lima”.")),
        *place(CaseStudy, _CASES),
        ask("sector", "choice", CaseStudy, ("sector",), _CASES),
        ask("size", "choice", CaseStudy, ("size",), _CASES, label=("Tamaño de la empresa", "Size of the company")),
        ask("areas", "choices", CaseStudy, ("areas",), _CASES),
        ask("themes", "choices", CaseStudy, ("themes",), _CASES),
        ask("baseline", "year", CaseStudy, ("period", "baseline"), _CASES, label=("Año antes del cambio", "Year before the change"), example="2023"),
        ask("after", "year", CaseStudy, ("period", "after"), _CASES, label=("Año del resultado", "Year of the result"), example="2024"),
        ask("problem", "text", CaseStudy, ("problem",), _CASES, help_=("Qué pasaba antes, en dos o tres frases.", "What it was like before, in two or three sentences.")),
        ask("measures", "rows", CaseStudy, ("measures",), _CASES, label=("Medidas: qué se hizo", "Measures: what was done"), columns=_MEASURES,
            help_=("Una por línea, debajo del encabezado; las columnas se separan con | y lo que no se sabe se deja vacío. También puede pegar filas de Excel.",
                   "One per line, below the heading; columns are separated by | and what is unknown stays empty. You may also paste rows from a spreadsheet."),
            example="Cambio de lámparas de 40 W por 36 W | Modificación de equipos | Implementada | US$ 440 (2008) | US$ 5 640"),
        ask("investment", "money", CaseStudy, ("investment",), _CASES,
            help_=("De todo el caso, si no la dio por medida. Con moneda y, si lo sabe, año.", "Of the whole case, unless you gave it by measure. With its currency and, if known, its year."),
            example="US$ 440 (2008)"),
        ask("annual_saving", "money", CaseStudy, ("annual_saving",), _CASES, example="más de S/ 12 000 (2024)"),
        ask("effects", "rows", CaseStudy, ("effects",), _CASES, label=("Recursos: qué cambió", "Resources: what changed"), columns=_EFFECTS,
            help_=("Uno por línea, tantos como tenga. El cambio lleva signo: -9800 o -30 % si bajó, +5 % si subió. Si es de una sola medida, su número en «Medida n.º».",
                   "One per line, as many as you have. The change has a sign: -9800 or -30 % if it fell, +5 % if it rose. If it belongs to one measure, its number under “Measure no.”."),
            example="Energía eléctrica | -9800 | kWh | año | | | Medido | 1 | p. 3"),
        ask("benefits", "rows", CaseStudy, ("benefits",), _CASES, label=("Otros beneficios", "Other benefits"), columns=_BENEFITS,
            help_=("Lo que mejoró y no se mide en dinero: salud, orden, vecinos. Uno por línea.", "What improved and is not measured in money: health, order, neighbours. One per line."),
            example="Menos polvo en el taller | Condiciones de trabajo"),
        ask("lessons", "text", CaseStudy, ("lessons",), _CASES, help_=("Qué haría igual y qué no.", "What you would do again, and what not.")),
        ask("cautions", "lines", CaseStudy, ("cautions",), _CASES),
        *SOURCE,
        OTHER,
        permission(("La empresa está de acuerdo, o el caso ya está publicado en la fuente que cito.", "The company agrees, or the case is already public in the source I cite.")),
    ),
)
