"""The form for a firm or institution; never for a person."""

from __future__ import annotations

from generator.editing.forms.questions import Form, ask, said
from generator.editing.forms.shared import LANGUAGE, OTHER, SOURCE, permission, place
from generator.schemas.organisations import Organisation

_ORGANISATIONS = ("organisations",)

ORGANISATION = Form(
    "empresa", _ORGANISATIONS,
    said(("Empresa o institución", "Company or institution")),
    said(("Para el directorio: quién es y qué hace. No para personas.", "For the directory: who it is and what it does. Not for persons.")),
    said((
        "Para empresas e instituciones. **Una persona no se inscribe aquí**: escriba al centro, que le pedirá su consentimiento. Lo que envíe es **público**.",
        "For companies and institutions. **A person does not sign up here**: write to the centre, which will ask for your consent. What you send is **public**.",
    )),
    (
        LANGUAGE,
        ask("name", "line", Organisation, ("title",), _ORGANISATIONS, label=("Nombre de la organización", "Name of the organisation")),
        ask("acronym", "line", Organisation, ("acronym",), _ORGANISATIONS),
        ask("kind", "choice", Organisation, ("kind",), _ORGANISATIONS, label=("Tipo de organización", "Kind of organisation")),
        ask("what", "line", Organisation, ("summary",), _ORGANISATIONS, label=("Qué es y qué hace", "What it is and does"),
            help_=("Una frase, sin elogios.", "One sentence, without praise.")),
        *place(Organisation, _ORGANISATIONS),
        ask("sector", "choice", Organisation, ("sector",), _ORGANISATIONS),
        ask("url", "link", Organisation, ("url",), _ORGANISATIONS, example="https://…"),
        *SOURCE,
        OTHER,
        permission(("Hablo por la organización, o sus datos ya son públicos en la fuente que cito.", "I speak for the organisation, or its data are already public in the source I cite.")),
    ),
)
