"""Texts: their languages, and Markdown that would not do what its writer meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.place import span_of
from generator.checks.references import CITES_DRAFT, broken, dangling
from generator.diagnostics import Diagnostic, Report, Rule, define
from generator.model import NEUTRAL, FieldPath, Localized, Prose, Record, Site, Span
from generator.schemas.core import templates
from generator.schemas.core.walk import Found
from generator.sources.markdown import inspect

UNKNOWN_LANGUAGE = define(
    "unknown-language", "error",
    es=("«{language}» no es un idioma de este sitio.", "Use {known}, o agregue el idioma en content/site.yml."),
    en=("“{language}” is not a language of this site.", "Use {known}, or add the language to content/site.yml."),
)
NOT_TRANSLATED = define(
    "text-not-translated", "warning",
    es=("Falta el texto en «{language}».", "Agregue «{language}: …» al lado."),
    en=("The text in “{language}” is missing.", "Add “{language}: …” beside it."),
)
RAW_HTML = define(
    "raw-html", "error",
    es=("HTML dentro del texto: «{excerpt}».", "Escriba texto o Markdown simple; «<» se escribe «menor que» o entre comillas invertidas."),
    en=("HTML inside the text: “{excerpt}”.", "Write text or plain Markdown; write “less than” for “<”, or put it in backticks."),
)
ATTRIBUTES = define(
    "attribute-list", "error",
    es=("Lista de atributos en el texto: «{excerpt}».", "Bórrela: el aspecto lo pone el sitio."),
    en=("Attribute list in the text: “{excerpt}”.", "Delete it: the site sets the look."),
)
IMAGE = define(
    "image-in-text", "error",
    es=("Imagen dentro del texto.", "Quítela: las imágenes no van en el texto."),
    en=("Image inside the text.", "Take it out: pictures do not stand in the text."),
)
UNSAFE_LINK = define(
    "unsafe-link", "error",
    es=("El enlace «{excerpt}» no es seguro o no es completo.", "Use https://…, mailto:…, record:coleccion/id o page:ruta."),
    en=("The link “{excerpt}” is unsafe or incomplete.", "Use https://…, mailto:…, record:collection/id or page:path."),
)
TOO_DEEP = define(
    "text-too-deep", "error",
    es=("Hay {excerpt} niveles de sangría o más.", "Simplifique la lista: una dentro de otra, y no más."),
    en=("There are {excerpt} levels of indentation or more.", "Simplify the list: one inside another, and no more."),
)
TOO_HEAVY = define(
    "paragraph-too-heavy", "error",
    es=("El párrafo que empieza con «{excerpt}» es demasiado largo o tiene demasiados signos de Markdown.", "Sepárelo en varios con líneas vacías."),
    en=("The paragraph that begins with “{excerpt}” is too long or has too many signs of Markdown.", "Split it into several with empty lines."),
)
_KINDS: dict[str, Rule] = {
    "heavy": TOO_HEAVY, "html": RAW_HTML, "attributes": ATTRIBUTES, "image": IMAGE, "link": UNSAFE_LINK, "deep": TOO_DEEP,
}


def check_text(site: Site, record: Record, found: Found, report: Report) -> None:
    _languages(site, record, found.path, found.value, report)
    look = _prose_field if found.mark.prose else _line_field  # type: ignore[union-attr]
    look(site, record, found.path, found.value, report)


def check_site(site: Site, report: Report) -> None:
    for page in site.prose:
        if page.language == page.text_language:
            report.extend(_page(site, page))


def _languages(site: Site, record: Record, path: FieldPath, text: Localized, report: Report) -> None:
    if NEUTRAL in text:
        return
    for language in text:
        if language not in site.settings.order:
            place = (*path, language)
            known = ", ".join(site.settings.order)
            report.add(UNKNOWN_LANGUAGE.at(span_of(site, record.file, place, key=True), place, language=language, known=known))
    for language in site.settings.order:
        if language not in text and all(other in site.settings.order for other in text):  # else it may be there, under a wrong name
            report.add(NOT_TRANSLATED.at(span_of(site, record.file, path), path, language=language))


def _prose_field(site: Site, record: Record, path: FieldPath, text: Localized, report: Report) -> None:
    for language, words in text.items():
        seen: set[str] = set()
        for kind, _, excerpt in inspect(words):
            if kind in seen and kind != "target":
                continue  # every finding in a text has the text's place: one of each kind says it
            seen.add(kind)
            span = span_of(site, record.file, (*path, language))
            for said in finding(site, kind, excerpt, span, (*path, language)):
                report.add(said)


def _line_field(site: Site, record: Record, path: FieldPath, text: Localized, report: Report) -> None:
    for language, words in text.items():
        if "<" in words and (tag := re.search(r"</?[a-zA-Z][^<>]*>", words)):
            place = (*path, language) if language != NEUTRAL else path
            report.add(RAW_HTML.at(span_of(site, record.file, place), place, excerpt=tag[0]))


def _page(site: Site, page: Prose) -> Iterator[Diagnostic]:
    for kind, offset, excerpt in inspect(page.body):
        line = page.first_line + page.body.count("\n", 0, offset)
        column = offset - page.body.rfind("\n", 0, offset)
        yield from finding(site, kind, excerpt, Span(page.file, line, column), ())


def finding(site: Site, kind: str, excerpt: str, span: Span, path: FieldPath) -> Iterator[Diagnostic]:
    """What :func:`inspect` found as a finding; nothing for a link that leads to a page."""
    if kind != "target":
        yield _KINDS[kind].at(span, path, excerpt=excerpt)
        return
    scheme, _, rest = excerpt.partition("#")[0].partition(":")
    if scheme == "page":
        known: list[str] = [page.path for page in site.prose]
        collection, value = "content/pages", rest
        there = value in known
    elif scheme == "translations":
        return
    elif scheme == "template":
        collection, value, known, there = "template", rest, list(templates.KNOWN), templates.known(rest)
    else:
        collection, _, value = rest.partition("/")
        site.watch.seen.add(("entry", (collection, value)))
        entry = site.entries.get((collection, value))
        if entry is not None and entry.status == "draft":
            yield CITES_DRAFT.at(span, path, value=value)
            return
        there = entry is not None and bool(entry.addresses)
        known = [] if there else [key[1] for key, other in site.entries.items() if key[0] == collection and other.addresses]
    if not there and not broken(site, collection, value):
        yield dangling(span, path, value, collection, known)
