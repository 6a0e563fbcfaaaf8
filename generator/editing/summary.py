"""What a change of the content means, on one page for those who review it: findings, changes in words, and where to look at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic
from generator.editing.review import escaped, markdown
from generator.editing.revisions import Revised

FINDINGS, LINES = 50, 400  # shown at most; a page of a code host holds a megabyte
_WORDS = {
    "es": {
        "title": "Revisión del contenido", "clean": "Sin errores ni avisos nuevos.", "count": "Errores: {errors}. Avisos: {warnings}.",
        "errors": "Un error impide publicar: está marcado en su línea, en «Files changed».", "cure": "Cómo corregirlo", "more": "… y {n} más.",
        "doubts": "**Las cifras con ⚠ piden una segunda mirada.** Si están bien, dígalo en un comentario.", "changes": "Qué cambió", "findings": "Errores y avisos",
        "preview": "[Descargue el sitio con este cambio]({url}), borradores incluidos; descomprímalo y abra `index.html`.",
        "none": "No hay vista previa: el sitio no se pudo construir.",
    },
    "en": {
        "title": "Content review", "clean": "No new errors or warnings.", "count": "Errors: {errors}. Warnings: {warnings}.",
        "errors": "An error keeps the site from being published: it is marked at its line, under “Files changed”.", "cure": "How to mend it", "more": "… and {n} more.",
        "doubts": "**The figures with ⚠ ask for a second look.** If they are right, say so in a comment.", "changes": "What changed", "findings": "Errors and warnings",
        "preview": "[Download the site with this change]({url}), drafts included; unpack it and open `index.html`.",
        "none": "There is no preview: the site could not be built.",
    },
}


def summary(found: Sequence[Diagnostic], changed: Sequence[Revised], revision: str, preview: str | None, languages: Sequence[str]) -> str:
    """The page as Markdown, one language after the other; the first stands open. ``preview``: where the site is, '' where it was not built, None where nobody tried."""
    parts = ["\n".join(_page(found, changed, revision, preview, language)) for language in languages]
    return parts[0] + "".join(f"\n<details><summary>{_WORDS[language]['title']}</summary>\n\n{part}\n</details>\n" for language, part in zip(languages[1:], parts[1:], strict=True))


def _page(found: Sequence[Diagnostic], changed: Sequence[Revised], revision: str, preview: str | None, language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield f"# {words['title']}\n"
    errors = sum(finding.severity == "error" for finding in found)
    yield (words["count"].format(errors=errors, warnings=len(found) - errors) if found else words["clean"]) + "\n"
    if errors:
        yield words["errors"] + "\n"
    if preview is not None:
        yield (words["preview"].format(url=preview) if preview.startswith("https://") else words["none"]) + "\n"
    if found:
        yield f"## {words['findings']}\n"
        for finding in found[:FINDINGS]:
            yield f"- {'❌' if finding.severity == 'error' else '⚠'} `{finding.span}` {escaped(finding.message(language))} *{words['cure']}:* {escaped(finding.cure(language))}"
        yield from _more(len(found) - FINDINGS, language)
    yield f"\n## {words['changes']}\n"
    if any(step.doubts for record in changed for step in record.steps):
        yield words["doubts"] + "\n"
    lines = markdown(changed, revision, language).replace("\n## ", "\n### ").splitlines()
    yield from lines[:LINES]
    yield from _more(len(lines) - LINES, language)


def _more(left: int, language: str) -> Iterator[str]:
    if left > 0:
        yield f"\n{_WORDS[language]['more'].format(n=left)}\n"
