"""A document -> the model of its collection, or findings that say what to mend and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.diagnostics import Report, Rule, define
from generator.model import FieldPath, Localized, Span
from generator.nearest import nearest
from generator.schemas.core import editor, network, persons
from generator.schemas.core.collection import Collection
from generator.schemas.core.common import RecordModel
from generator.schemas.core.fields import FORM, FORMS
from generator.sources import rules as source_rules
from generator.sources import scalars
from generator.sources.yaml import Document

UNKNOWN_FIELD = define(
    "unknown-field", "error",
    es=("El campo «{key}» no existe aquí.{hint}", "Corrija el nombre o borre el campo. Existen: {known}."),
    en=("There is no field “{key}” here.{hint_en}", "Mend the name or delete the field. There are: {known}."),
)
MISSING_FIELD = define(
    "missing-field", "error",
    es=("Falta el campo «{key}».", "Agregue «{key}:» con su valor; otro archivo de la misma carpeta muestra la forma."),
    en=("The field “{key}” is missing.", "Add “{key}:” with its value; another file of the same folder shows the form."),
)
WRONG_TYPE = define(
    "wrong-type", "error",
    es=("Aquí va {expected}, y hay {found}.", "{cure}"),
    en=("{expected_en} goes here, and there is {found_en}.", "{cure_en}"),
)
NOT_A_NUMBER = define(
    "not-a-number", "error",
    es=("«{value}» no es un número.", "Escriba solo cifras, con punto decimal y un guion delante si es negativo; sin separador de miles, unidad, % ni «+»: 3400.50 o -30."),
    en=("“{value}” is not a number.", "Write digits only, with a decimal point and a hyphen in front if negative; no thousands separator, unit, % or “+”: 3400.50 or -30."),
)
CODE_UNQUOTED = define(
    "code-without-quotes", "error",
    es=("Se esperaba un texto y «{value}» es un número.", "Póngalo entre comillas: \"{value}\"."),
    en=("A text was expected and “{value}” is a number.", "Put it in quotes: \"{value}\"."),
)
NOT_ALLOWED = define(
    "value-not-allowed", "error",
    es=("«{value}» no es un valor permitido.", "Use uno de estos: {allowed}."),
    en=("“{value}” is not an allowed value.", "Use one of these: {allowed}."),
)
TEXT_PLAIN = define(
    "text-without-language", "error",
    es=("El texto no dice en qué idioma está.", "Escriba {{es: \"…\", en: \"…\"}}."),
    en=("The text does not say its language.", "Write {{es: \"…\", en: \"…\"}}."),
)
TEXT_LANGUAGE = define(
    "text-language-code", "error",
    es=("«{language}» no es un código de idioma.", "Use es, en u otro código de dos letras en minúscula."),
    en=("“{language}” is not a language code.", "Use es, en or another two-letter code in lower case."),
)
TEXT_EMPTY = define(
    "text-empty", "error",
    es=("El texto está vacío.", "Escríbalo o borre la línea: lo que no se sabe no se pone."),
    en=("The text is empty.", "Write it or delete the line: what is unknown is left out."),
)
TEXT_NOT_STRING = define(
    "text-not-text", "error",
    es=("En «{language}» se esperaba un texto y dice «{value}».", "Ponga el texto entre comillas."),
    en=("A text was expected in “{language}”, found “{value}”.", "Put the text in quotes."),
)
TEXT_LONG = define(
    "text-too-long", "error",
    es=("El texto tiene más de {limit} caracteres.", "Acórtelo."),
    en=("The text has more than {limit} characters.", "Shorten it."),
)
OUT_OF_RANGE = define(
    "out-of-range", "error",
    es=("«{value}» no es posible aquí: tiene que ser {limit}.", "Corrija el número."),
    en=("“{value}” is not possible here: it must be {limit}.", "Mend the number."),
)
UNSAFE_URL = define(
    "unsafe-address", "error",
    es=("«{value}» no es una dirección web segura.", "Use una dirección completa que empiece con http:// o https://."),
    en=("“{value}” is not a safe web address.", "Use a full address that begins with http:// or https://."),
)
BAD_DATE = define(
    "not-a-date", "error",
    es=("«{value}» no es una fecha.", "Escriba año-mes-día: 2026-11-23. Solo 2026-11 o 2026 vale donde se acepta una fecha parcial; en «updated» y «accessed», no."),
    en=("“{value}” is not a date.", "Write year-month-day: 2026-11-23. Only 2026-11 or 2026 will do where a partial date is accepted; not in “updated” or “accessed”."),
)
PERIOD = define(
    "period-backwards", "error",
    es=("El periodo termina ({end}) antes de empezar ({start}).", "Revise las dos fechas."),
    en=("The period ends ({end}) before it begins ({start}).", "Check both dates."),
)
EFFECT_EMPTY = define(
    "effect-without-value", "error",
    es=("El efecto no dice cuánto ni en qué sentido.", "Agregue change, change_percent o direction."),
    en=("The effect says neither how much nor which way.", "Add change, change_percent or direction."),
)
EFFECT_UNIT = define(
    "effect-without-unit", "error",
    es=("Hay una cantidad sin unidad.", "Agregue «unit:» con la unidad de la fuente."),
    en=("There is an amount without a unit.", "Add “unit:” with the source's unit."),
)
EFFECT_SIGN = define(
    "effect-sign", "error",
    es=("El signo de {value} contradice «direction: {direction}».", "Una reducción es negativa; corrija el signo o el sentido."),
    en=("The sign of {value} contradicts “direction: {direction}”.", "A reduction is negative; mend the sign or the direction."),
)
FIGURE_KIND = define(
    "figure-two-kinds", "error",
    es=("La cifra tiene unidad y moneda a la vez.", "Deje solo una: «unit» o «currency»."),
    en=("The figure has both a unit and a currency.", "Keep only one: “unit” or “currency”."),
)
ID_FORM = define(
    "id-form", "error",
    es=("«{value}» no sirve como identificador o dirección.", "Use minúsculas sin tildes, cifras y guiones: fundicion-norte. Un «id» es también el nombre de su archivo."),
    en=("“{value}” will not do as an identifier or address.", "Use lower-case letters without accents, digits and hyphens: fundicion-norte. An “id” is also the name of its file."),
)
ID_NOT_FILE = define(
    "id-not-file-name", "error",
    es=("El identificador «{value}» no es el nombre del archivo.", "Escriba «id: {name}», o llame «{value}.yml» al archivo."),
    en=("The identifier “{value}” is not the file's name.", "Write “id: {name}”, or name the file “{value}.yml”."),
)

M = TypeVar("M", bound=BaseModel)

_SIMPLE: dict[str, Rule] = {
    "text_not_localized": TEXT_PLAIN,
    "text_language": TEXT_LANGUAGE,
    "text_empty": TEXT_EMPTY,
    "text_not_string": TEXT_NOT_STRING,
    "text_too_long": TEXT_LONG,
    "unsafe_url": UNSAFE_URL,
    "partial_date": BAD_DATE,
    "period_order": PERIOD,
    "effect_empty": EFFECT_EMPTY, "effect_unit": EFFECT_UNIT,
    "effect_sign": EFFECT_SIGN,
    "figure_kind": FIGURE_KIND, **persons.RULES, **editor.RULES, **network.RULES,
}
_Shape = tuple[str, str, str, str]  # what is expected and how to write it, in Spanish and English
_LIST: _Shape = (
    "una lista", "Escriba los elementos entre corchetes, [uno, dos], o cada uno en su línea con «- » delante.",
    "A list", "Write the items in brackets, [one, two], or each on its own line after “- ”.",
)
_FIELDS: _Shape = (
    "un grupo de campos", "Escriba debajo, con dos espacios más de sangría y sin guion, cada campo en su línea: «nombre: valor».",
    "A group of fields", "Write below it, indented by two more spaces and without a dash, each field on its own line: “name: value”.",
)
_TEXT: _Shape = (
    "un texto", "Escriba un solo valor en la misma línea, sin corchetes ni guion.",
    "A text", "Write a single value on the same line, without brackets or dash.",
)
_TRUTH: _Shape = ("true o false", "Escriba true o false.", "True or false", "Write true or false.")
_NUMBER: _Shape = (
    "un número", "Escriba solo el número, en la misma línea.", "A number", "Write the number alone, on the same line.",
)
_EXPECTED: dict[str, _Shape] = {
    "list": _LIST, "tuple": _LIST, "model": _FIELDS, "dataclass": _FIELDS, "dict": _FIELDS, "string": _TEXT,
    "bool": _TRUTH, "int": _NUMBER, "decimal": _NUMBER}
_LIMITS = {"greater_than": ">", "greater_than_equal": "≥", "less_than": "<", "less_than_equal": "≤"}
_EXTRA = ("extra_forbidden", "unexpected_keyword_argument")
_MISSING = ("missing", "missing_argument")
_GUESSED = (date, int, Decimal)
_NUMBERS = ("decimal_parsing", "decimal_type", "int_parsing", "int_type", "int_from_float", "finite_number")


def validate(collection: Collection, document: Document, report: Report) -> RecordModel | None:
    """The record's model; None after findings, all of them at once."""
    if not isinstance(document.value, dict):
        report.add(source_rules.NOT_A_MAP.at(Span(document.name, 1, 1)))
        return None
    data = check_model(collection.model, document, report)
    if data is None:
        return None
    expected = document.name.rsplit("/", 1)[-1].removesuffix(".yml")
    if data.id != expected:
        report.add(ID_NOT_FILE.at(document.span(("id",)), ("id",), value=data.id, name=expected))
        return None
    return data


def check_model(model: type[M], document: Document, report: Report) -> M | None:
    """The document as this model; None after findings."""
    try:
        data = model.model_validate(document.value)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        meant = {(*path[:-1], near) for path, _, near in map(partial(_unknown, model, document), details) if near}
        for detail in details:
            if not (detail["type"] in _MISSING and _real_path(document.value, detail["loc"]) in meant):  # misspelt, and so said
                _explain(model, document, detail, report)
        return None
    guesses = list(_guesses(document.value, data))
    for path, rule, value in guesses:
        report.add(rule.at(document.span(path), path, value=value))
    return None if guesses else data


def _guesses(raw: Any, value: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Rule, Any]]:
    """Numbers and dates that pydantic made of something else: 1e3, 1_000 or true is no number, 86400 no date."""
    if type(raw) is list:
        raw, value = dict(enumerate(raw)), dict(enumerate(value)) if isinstance(value, tuple) else {}
    get = value.get if isinstance(value, Mapping) else partial(getattr, value)
    for name, inner in raw.items():
        kind = type(inner)
        if kind is str and inner[:1].isalpha():
            continue  # nothing can be guessed of a word, and most values are words
        item = get(name, None)
        if kind is dict or kind is list:
            if type(item) is not Localized:  # its texts are refused where they are none
                yield from _guesses(inner, item, (*path, name))
        elif isinstance(item, _GUESSED) and type(item) is not bool and type(item) is not kind:
            try:
                meant = scalars.plain(inner) if kind is str else inner
            except ValueError:
                meant = None
            if isinstance(item, date) and not isinstance(meant, date):
                yield (*path, name), BAD_DATE, inner
            elif not isinstance(item, date) and (type(meant) is bool or not isinstance(meant, int | Decimal)):
                yield (*path, name), NOT_A_NUMBER, inner


def _explain(model: type[BaseModel], document: Document, detail: Mapping[str, Any], report: Report) -> None:
    path = _real_path(document.value, detail["loc"])
    kind, context, value = str(detail["type"]), dict(detail.get("ctx") or {}), detail.get("input")
    if kind in _EXTRA:
        _, known, near = _unknown(model, document, detail)
        report.add(UNKNOWN_FIELD.at(
            document.span(path, key=True), path, key=path[-1], known=tuple(known),
            hint=f" ¿Quiso decir «{near}»?" if near else "", hint_en=f" Did you mean “{near}”?" if near else "",
        ))
        return
    if kind in _MISSING:
        report.add(MISSING_FIELD.at(document.span(path[:-1], key=True), path, key=path[-1]))
        return
    span = document.span(path)
    if kind in _SIMPLE:
        place = (*path, context["language"]) if context.get("language") else path
        report.add(_SIMPLE[kind].at(document.span(place, key=kind == "text_language"), place, **context))
    elif kind == "literal_error":
        report.add(NOT_ALLOWED.at(span, path, value=value, allowed=str(context["expected"]).replace(" or ", ", ").replace("'", "")))
    elif kind == "string_pattern_mismatch":
        pattern = context["pattern"]
        report.add(FORM.at(span, path, value=value, example=FORMS[pattern]) if pattern in FORMS else ID_FORM.at(span, path, value=value))
    elif kind == "string_type" and isinstance(value, int | float) | (type(value).__name__ == "Decimal"):
        report.add(CODE_UNQUOTED.at(span, path, value=value))
    elif kind.startswith("date"):
        report.add(BAD_DATE.at(span, path, value=value))
    elif kind in _NUMBERS and not isinstance(value, dict | list):
        report.add(NOT_A_NUMBER.at(span, path, value=value))
    elif kind in ("too_short", "string_too_short"):
        if not isinstance(value, list) or not value:  # a list whose items are all wrong has its own findings
            empty = source_rules.NULL.at(span, path, key=path[-1]) if isinstance(value, list) else TEXT_EMPTY.at(span, path)
            report.add(empty)
    elif kind == "string_too_long":
        report.add(TEXT_LONG.at(span, path, limit=context["max_length"]))
    elif kind in _LIMITS:
        report.add(OUT_OF_RANGE.at(span, path, value=value, limit=f"{_LIMITS[kind]} {next(iter(context.values()))}"))
    else:
        other = (f"otra cosa ({kind})", "Mire cómo se escribe en otro archivo de la misma carpeta.",
                 f"Something else ({kind})", "See how another file of the same folder has it.")
        es, cure, en, cure_en = _EXPECTED.get(kind.split("_")[0], other)
        found, found_en = (
            ("una lista", "a list") if isinstance(value, list)
            else ("un grupo de campos", "a group of fields") if isinstance(value, dict)
            else (f"«{value}»", f"“{value}”")
        )
        report.add(WRONG_TYPE.at(span, path, expected=es, found=found, cure=cure, expected_en=en, found_en=found_en, cure_en=cure_en))


def _unknown(model: type[BaseModel], document: Document, detail: Mapping[str, Any]) -> tuple[FieldPath, list[str], str]:
    """Of a field that does not exist: its path, the names there are, and the one that was meant; of anything else, none."""
    if detail["type"] not in _EXTRA:
        return (), [], ""
    path = _real_path(document.value, detail["loc"])
    known = _fields_at(model, path[:-1])
    return path, known, nearest(str(path[-1]).lower(), known) or ""


def _real_path(value: Any, location: tuple[str | int, ...]) -> FieldPath:
    """pydantic's location without the names it adds for unions and validators; the last part may be missing."""
    path: list[str | int] = []
    for index, part in enumerate(location):
        inside = (isinstance(value, dict) and part in value) or (isinstance(value, list) and isinstance(part, int) and part < len(value))
        if inside:
            value = value[part]
            path.append(part)
        elif index == len(location) - 1 and isinstance(value, dict):
            path.append(part)
    return tuple(path)


def _fields_at(model: type[BaseModel], path: FieldPath) -> list[str]:
    """The names of the fields that may stand at a path."""
    shape: Any = _shape(model)
    for part in path:
        if isinstance(part, int):
            continue
        shape = shape.get(part) or {}
    return sorted(shape)


@cache
def _shape(model: type[BaseModel]) -> dict[str, Any]:
    """Field names of a model, nested, read from its JSON Schema (which also knows the model's dataclasses)."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})

    def names(node: Mapping[str, Any], seen: tuple[str, ...]) -> dict[str, Any]:
        if "$ref" in node:
            name = node["$ref"].rsplit("/", 1)[-1]
            return {} if name in seen else names(definitions[name], (*seen, name))
        for alternative in (*node.get("anyOf", ()), *node.get("allOf", ())):
            found = names(alternative, seen)
            if found:
                return found
        if "items" in node:
            return names(node["items"], seen)
        return {key: names(inner, seen) for key, inner in node.get("properties", {}).items()}

    return names(schema, ())
