"""The template engine: escaping always on, an unknown name is an error, nothing but our own templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.environment import TemplateModule

from generator.render.compiled import Compiled
from generator.render.compiler import DirectCalls, escaped, macro


class _Environment(Environment):
    code_generator_class = DirectCalls
    escaped = staticmethod(escaped)
    macro = staticmethod(macro)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._macros: dict[str, TemplateModule] = {}

    def macros(self, name: str) -> TemplateModule:
        """A template's macros for those that import it. They see nothing of the page, so that they are made once."""
        found = self._macros.get(name)
        if found is None:
            found = self._macros[name] = self.get_template(name).module
        return found


@cache
def environment() -> Environment:
    """Shared by all pages of a process; templates are compiled once."""
    return _Environment(
        loader=PackageLoader("generator", "templates"),
        autoescape=True,
        extensions=["jinja2.ext.do"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def compile_all(kept: Path) -> None:
    """Compile every template now: processes forked afterwards need not do it again. ``kept`` holds what earlier builds compiled."""
    cache = keep(kept)
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)
    cache.save()


def keep(path: Path) -> Compiled:
    """From here on, templates come from this file where it has them."""
    environment().bytecode_cache = cache = Compiled(path)
    return cache
