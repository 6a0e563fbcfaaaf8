"""The template engine: escaping always on, an unknown name is an error, nothing but our own templates."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.render.compiler import DirectCalls, escaped, macro


class _Environment(Environment):
    code_generator_class = DirectCalls
    escaped = staticmethod(escaped)
    macro = staticmethod(macro)


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


def compile_all() -> None:
    """Compile every template now: processes forked afterwards need not do it again."""
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)
