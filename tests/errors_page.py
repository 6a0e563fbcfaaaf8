"""The catalogue of findings, docs/errors.md, written from the rules themselves: ``python tests/errors_page.py``."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import generator
from generator.diagnostics import RULES, Rule

REPOSITORY = Path(__file__).resolve().parents[1]
SEVERITIES = {"error": ("error", "error"), "warning": ("aviso", "warning")}

_HEAD = """# Errores y avisos / Errors and warnings

Todo lo que `cet check` puede decir del contenido, por código. Un **error** impide construir el sitio; un **aviso** no,
y puede aceptarse con su motivo en `content/known-warnings.yml`. Lo que aparece entre «» cambia en cada caso.

Everything `cet check` can say about the content, by code. An **error** keeps the site from being built; a **warning**
does not, and may be accepted with its reason in `content/known-warnings.yml`. What stands between «» differs each time.

La página sale de las propias reglas / The page is written from the rules themselves: `python tests/errors_page.py`.
"""


def codes() -> list[str]:
    """Every code there is, sorted; the modules that define rules register them when imported."""
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.startswith("generator.engines") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return sorted(RULES)


def page() -> str:
    """The whole catalogue as Markdown."""
    return "\n".join([_HEAD, *(_section(RULES[code]) for code in codes())])


def _section(rule: Rule) -> str:
    es, en = SEVERITIES[rule.severity]
    spanish, english = rule.wordings["es"], rule.wordings["en"]
    return (
        f"## {rule.code}\n\n"
        f"**{es}** / {en}\n\n"
        f"- {_shown(spanish.message)} *{_shown(spanish.cure)}*\n"
        f"- {_shown(english.message)} *{_shown(english.cure)}*\n\n"
        f"```\n{_example(rule)}\n```\n"
    )


def _shown(template: str) -> str:
    """A template as people read it: «name» for an argument; the hint, which may be empty, left out."""
    text = re.sub(r"\{hint(_en)?\}", "", template)
    text = re.sub(r"«?“?(?<!\{)\{(\w+?)(?:_en)?\}(?!\})”?»?", r"«\1»", text)
    text = text.replace("{{", "{").replace("}}", "}")
    return re.sub(r"([<>*_`])", r"\\\1", text)


def _example(rule: Rule) -> str:
    """The first line that the rule's own fixture expects."""
    expected = (REPOSITORY / "tests" / "rules" / rule.code / "expect.txt").read_text(encoding="utf-8")
    line = next(line for line in expected.splitlines() if line.startswith(f"{rule.code} "))
    place = line.split(" ", 1)[1]
    return f"{place}: {SEVERITIES[rule.severity][0]} [{rule.code}]"


if __name__ == "__main__":
    (REPOSITORY / "docs" / "errors.md").write_text(page(), encoding="utf-8")
