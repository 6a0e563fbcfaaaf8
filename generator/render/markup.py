"""HTML from a pattern: every ``%s`` is filled with its value, escaped unless it is HTML already.

Faster than Markup.format, which a page would call hundreds of times.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape


def html(pattern: str, *values: Any) -> Markup:
    """``html('<b>%s</b>', '<')`` is ``<b>&lt;</b>``. The pattern is ours, never content."""
    return Markup(pattern % tuple([value if type(value) is Markup else escape(value) for value in values]))
