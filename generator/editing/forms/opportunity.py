"""The form for an opportunity: finance, a course or an event that companies can still use."""

from __future__ import annotations

from dataclasses import replace

from generator.editing.forms.questions import Form, Question, ask, said
from generator.editing.forms.shared import LANGUAGE, OTHER, SOURCE, permission, place
from generator.schemas.credit_lines import CreditLine
from generator.schemas.events import Event
from generator.schemas.organisations import Organisation
from generator.schemas.trainings import Training

_ALL = ("credit_lines", "trainings", "events")
STATES = {"credit_lines": {"open": "open", "closed": "closed"}, "trainings": {"open": "planned", "closed": "held"}, "events": {"open": "planned", "closed": "held"}}

OPPORTUNITY = Form(
    "oportunidad", _ALL,
    said(("Oportunidad", "Opportunity")),
    said(("Financiamiento, curso o evento que sirve a las empresas.", "Finance, a course or an event that is of use to companies.")),
    said((
        "Para fondos, cursos y eventos abiertos a empresas. Lo que envíe es **público**: no escriba nombres, correos ni teléfonos de personas.",
        "For funds, courses and events open to companies. What you send is **public**: write no names, e-mail addresses or telephones of persons.",
    )),
    (
        LANGUAGE,
        Question("offer", "choice", said(("Qué ofrece", "What it offers")), {}, "", {}, True, options=(
            ("credit_lines", said(("Financiamiento", "Finance"))), ("trainings", said(("Curso o taller", "Course or workshop"))), ("events", said(("Evento", "Event"))))),
        ask("opportunity", "line", Training, ("title",), _ALL, label=("Nombre de la oportunidad", "Name of the opportunity")),
        ask("gist", "line", Training, ("summary",), _ALL, label=("En una frase", "In one sentence")),
        ask("provider", "line", Organisation, ("title",), ("organisations",), goal="organisation", label=("Quién la ofrece", "Who offers it")),
        ask("provider_kind", "choice", Organisation, ("kind",), ("organisations",), goal="organisation", label=("Tipo de organización que la ofrece", "Kind of organisation that offers it")),
        ask("provider_about", "line", Organisation, ("summary",), ("organisations",), goal="organisation", required=False,
            label=("Qué hace quien la ofrece", "What the provider does")),
        Question("state", "choice", said(("Situación", "State")), {}, "record", dict.fromkeys(_ALL, ("state",)), True, options=(
            ("open", said(("Abierta o por realizarse", "Open or still to come"))), ("closed", said(("Cerrada o ya realizada", "Closed or already held"))))),
        ask("state_note", "line", CreditLine, ("state_note",), ("credit_lines",), label=("Cómo sabe en qué situación está", "How you know its state"),
            help_=("«La página del fondo la anuncia abierta el 3 de marzo de 2026».", "“The fund’s page announces it as open on 3 March 2026”.")),
        replace(ask("start", "date", Event, ("period", "start"), ("events",), label=("Desde", "From"), help_=("Año-mes-día, o lo que se sepa.", "Year-month-day, or what is known."), example="2026-03-15"),
                paths={"credit_lines": ("rules", 0, "since"), "trainings": ("date",), "events": ("period", "start")}),
        replace(ask("end", "date", Event, ("period", "end"), ("events",), label=("Hasta", "Until"), example="2026-06-30"),
                paths={"credit_lines": ("rules", 0, "until"), "events": ("period", "end")}),
        replace(ask("conditions", "lines", Training, ("topics",), ("trainings", "events"), label=("Contenido o condiciones", "Content or conditions"),
                    help_=("Uno por línea.", "One per line.")),
                paths={"credit_lines": ("rules", 0, "conditions"), "trainings": ("topics",), "events": ("topics",)}),
        ask("training_kind", "choice", Training, ("kind",), ("trainings",), required=False, label=("Si es un curso: tipo", "If it is a course: kind")),
        ask("mode", "choice", Training, ("mode",), ("trainings",), label=("Si es un curso: modalidad", "If it is a course: mode")),
        ask("event_kind", "choice", Event, ("kind",), ("events",), required=False, label=("Si es un evento: tipo", "If it is an event: kind")),
        ask("themes", "choices", Training, ("themes",), ("trainings", "events")),
        *(replace(question, required=False) for question in place(Event, ("events",))),
        *SOURCE,
        OTHER,
        permission(("La organización que la ofrece ya la anunció en la fuente que cito.", "The organisation that offers it has announced it in the source I cite.")),
    ),
)
