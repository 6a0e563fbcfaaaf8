"""The part of ``content/site.yml`` that switches the web editor on: where it reads the files, who signs its users in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.diagnostics import Rule, define
from generator.schemas.core.fields import Part, Url, form

INCOMPLETE = define(
    "editor-incomplete", "error",
    es=("Al editor web le falta «{key}»: con «name: {name}» hace falta.", "Agregue «{key}:» debajo de «backend:»; docs/web-editor.md dice qué va."),
    en=("The web editor lacks “{key}”: “name: {name}” needs it.", "Add “{key}:” below “backend:”; docs/web-editor.md says what goes there."),
)
RULES: Mapping[str, Rule] = {"editor_incomplete": INCOMPLETE}
_NEEDS = {  # what each kind of host cannot do without; the editor's own defaults would be services of others
    "github": ("repo", "base_url"),
    "gitlab": ("repo", "app_id"),
    "proxy": ("proxy_url",),
}


class Backend(Part):
    """Where the files are; the names are the editor's own."""

    name: Literal["github", "gitlab", "proxy"]
    repo: Annotated[str, form(r"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+$", "centro/sitio")] | None = None
    branch: Annotated[str, form(r"^[A-Za-z0-9][A-Za-z0-9_./-]*$", "main")] = "main"
    base_url: Url | None = None
    auth_endpoint: Annotated[str, form(r"^[A-Za-z0-9_./-]+$", "auth")] | None = None
    app_id: Annotated[str, form(r"^[A-Za-z0-9._-]+$", '"0123abcd"')] | None = None
    api_root: Url | None = None
    proxy_url: Url | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for key in _NEEDS[self.name]:
            if getattr(self, key) is None:
                raise PydanticCustomError("editor_incomplete", "incomplete", {"key": key, "name": self.name})
        return self


class EditorModel(Part):
    """The web editor."""

    backend: Backend


def editor_of(model: EditorModel | None) -> Mapping[str, str] | None:
    """What was written, in the order of the schema; None where there is no editor."""
    return {key: value for key, value in model.backend if value is not None} if model else None
