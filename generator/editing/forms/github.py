"""Forms as the code host keeps them: `.github/ISSUE_TEMPLATE/*.yml`, in Spanish with English beside, made of the schemas and vocabularies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from generator.editing.forms import FORMS
from generator.editing.forms.choices import options_of
from generator.editing.forms.questions import Form, Question, both
from generator.model import Site

FOLDER = ".github/ISSUE_TEMPLATE"
PAGE = "envia-tu-caso"  # the page that explains all ways to send something
_KINDS = {"text": "textarea", "lines": "textarea", "rows": "textarea", "choice": "dropdown", "choices": "dropdown", "ticks": "checkboxes"}
_HEAD = "# De «cet schema --forms»: no se edita a mano. / From “cet schema --forms”: not edited by hand.\n"
_ABOUT = (
    "Sin cuenta, con una hoja de cálculo o por correo; y lo que tiene que ver con personas.",
    "Without an account, with a spreadsheet or by e-mail; and whatever concerns persons.",
)


def files(site: Site) -> Iterator[tuple[str, str]]:
    """The forms and their configuration: name in the project and text."""
    for form in FORMS:
        yield f"{FOLDER}/{form.id}.yml", _HEAD + _yaml(_form(site, form))
    yield f"{FOLDER}/config.yml", _HEAD + _yaml(_config(site))


def _form(site: Site, form: Form) -> dict[str, Any]:
    return {
        "name": both(form.name),
        "description": both(form.about),
        "title": f"[{form.name['es']}] ",
        "body": [
            {"type": "markdown", "attributes": {"value": "\n\n".join(form.intro.values())}},
            *(_element(site, question) for question in form.questions if question.kind not in ("choice", "choices") or options_of(site, question)),
        ],
    }


def _element(site: Site, question: Question) -> dict[str, Any]:
    kind = _KINDS.get(question.kind, "input")
    attributes: dict[str, Any] = {"label": question.heading}
    if question.help:
        attributes["description"] = "\n".join(dict.fromkeys(question.help.values()))
    if kind == "checkboxes":
        attributes["options"] = [{"label": both(label), "required": True} for _, label in question.options]
        return {"type": kind, "id": question.id, "attributes": attributes}
    if kind == "dropdown":
        attributes |= {"multiple": question.kind == "choices", "options": [text for _, text in options_of(site, question)]}
    elif question.kind == "rows":
        attributes["description"] += "\n" + _example(question)
        attributes["value"] = " | ".join(column.label["es"] for column in question.columns) + "\n"
    elif question.example:
        attributes["placeholder"] = question.example
    return {"type": kind, "id": question.id, "attributes": attributes, "validations": {"required": question.required}}


def _example(question: Question) -> str:
    return f"Ejemplo / Example: `{question.example}`"


def _config(site: Site) -> dict[str, Any]:
    address = next((page.address for page in site.prose if page.path == PAGE and page.language == site.settings.order[0]), "")
    return {
        "blank_issues_enabled": False,
        "contact_links": [{
            "name": "Otras formas de enviar / Other ways to send",
            "url": site.settings.url + address,
            "about": " / ".join(_ABOUT),
        }],
    }


class _Plain(yaml.SafeDumper):
    """Texts of several lines stand as they are read."""


_Plain.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None))


def _yaml(value: Any) -> str:
    return yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)
