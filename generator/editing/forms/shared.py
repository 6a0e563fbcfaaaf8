"""Questions that every form asks: in which language, where the data come from, and with whose permission."""

from __future__ import annotations

from typing import Any

from generator.editing.forms.questions import FIXED, Goal, Question, ask, said
from generator.editing.shape import Names
from generator.schemas.sources import Source

_SOURCES = ("sources",)

LANGUAGE = Question(
    "language", "choice", said(("Idioma en que escribe", "Language you write in")),
    said(("El centro traduce; usted escriba en uno solo.", "The centre translates; write in one of them only.")), "", {}, True,
    options=(("es", said(("Español", "Spanish"))), ("en", said(("Inglés", "English")))),
)
SOURCE = (
    ask("source_title", "line", Source, ("title",), _SOURCES, goal="source",
        label=("Fuente: título del documento", "Source: title of the document"),
        help_=("De dónde salen los datos: informe, artículo, boletín, página web. Si son mediciones propias, el nombre del informe que las guarda.",
               "Where the data come from: report, article, newsletter, web page. For measurements of your own, the name of the report that keeps them.")),
    ask("source_publisher", "line", Source, ("publisher",), _SOURCES, goal="source", label=("Fuente: quién la publica o la guarda", "Source: who publishes or keeps it")),
    ask("source_year", "year", Source, ("year",), _SOURCES, goal="source", label=("Fuente: año", "Source: year"), example="2024"),
    ask("source_url", "link", Source, ("url",), _SOURCES, goal="source", label=("Fuente: dirección en internet", "Source: address on the web"),
        help_=("Completa, con https://. Si no está en internet, deje vacío.", "In full, with https://. If it is not on the web, leave it empty."), example="https://…"),
    ask("source_kind", "choice", Source, ("kind",), _SOURCES, goal="source", label=("Fuente: tipo", "Source: kind")),
    ask("source_language", "choice", Source, ("language",), _SOURCES, goal="source", label=("Fuente: idioma", "Source: language"), options=(
        ("es", said(("Español", "Spanish"))), ("en", said(("Inglés", "English"))), ("pt", said(("Portugués", "Portuguese"))),
        ("de", said(("Alemán", "German"))), ("fr", said(("Francés", "French"))))),
    ask("source_read", "choice", Source, ("read",), _SOURCES, goal="source", label=("Fuente: cuánto leyó usted", "Source: how much of it you read"),
        options=(("whole", FIXED["whole"]), ("opening", FIXED["opening"]))),
)
OTHER = Question(
    "other", "text", said(("Algo más", "Anything else")),
    said(("Otras fuentes, dudas, lo que no cupo arriba. Quien edita lo lee; no se publica así.", "Other sources, doubts, what found no place above. The editor reads it; it is not published as it is.")),
    "", {},
)


def permission(own: tuple[str, str]) -> Question:
    """The boxes without which nothing becomes a record; the first is the form's own."""
    return Question("permission", "ticks", said(("Permiso", "Permission")), said(("Marque todo.", "Tick all of them.")), "", {}, True, options=(
        ("own", said(own)),
        ("persons", said(("No escribí nombres, correos ni teléfonos de personas.", "I wrote no names, e-mail addresses or telephones of persons."))),
        ("licence", said(("Acepto que lo que escribí se publique con la licencia CC BY 4.0.", "I agree that what I wrote is published under the licence CC BY 4.0."))),
        ("public", said(("Sé que este formulario es público desde que lo envío.", "I know that this form is public from the moment I send it."))),
    ))


def place(model: Any, collections: Names, goal: Goal = "record") -> tuple[Question, ...]:
    """Where: country, region, town."""
    return (
        ask("country", "choice", model, ("place", "country"), collections, goal=goal, required=True),
        ask("region", "choice", model, ("place", "region"), collections, goal=goal),
        ask("locality", "line", model, ("place", "locality"), collections, goal=goal, label=("Distrito o ciudad", "District or town")),
    )
