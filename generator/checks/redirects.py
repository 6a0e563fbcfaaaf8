"""Redirects: each old address once, and each leads to a page of today in one step."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.addresses import RESERVED, RESERVED_ADDRESS
from generator.checks.place import span_of
from generator.checks.references import CITES_DRAFT, broken, dangling
from generator.checks.texts import UNKNOWN_LANGUAGE
from generator.diagnostics import Report, define
from generator.model import FieldPath, Redirect, Site, Span
from generator.schemas import COLLECTIONS
from generator.schemas.core.redirects import FILE

OLD_FORM = define(
    "redirect-old-form", "error",
    es=("«{value}» no sirve como dirección antigua.", "Escriba la ruta desde la raíz, por ejemplo /noticias/2012/nota.html o /index.php?id=12; sin dominio, «#», «..», comillas ni comodines."),
    en=("“{value}” cannot be an old address.", "Write the path from the root, such as /noticias/2012/nota.html or /index.php?id=12; without domain, “#”, “..”, quotes or wildcards."),
)
NEW_FORM = define(
    "redirect-new-form", "error",
    es=("«{value}» no dice adónde llevar al lector.", "Escriba record:colección/id, page:nombre, collection:colección, home:, find:, la ruta de una página (/casos/…/) o una dirección completa https://…"),
    en=("“{value}” does not say where to send the reader.", "Write record:collection/id, page:name, collection:collection, home:, find:, the path of a page (/casos/…/) or a full address https://…"),
)
TWICE = define(
    "redirect-twice", "error",
    es=("La dirección antigua «{old}» ya está en otra línea: «{other}».", "Deje una sola; mayúsculas y minúsculas cuentan como iguales."),
    en=("The old address “{old}” already stands in another line: “{other}”.", "Keep one of them; capital and small letters count as the same."),
)
CHAIN = define(
    "redirect-chain", "error",
    es=("«{old}» lleva a «{new}», que también es una dirección antigua.", "Escriba el destino final: «{end}»."),
    en=("“{old}” leads to “{new}”, which is an old address as well.", "Write where it ends: “{end}”."),
)
LOOP = define(
    "redirect-loop", "error",
    es=("Desde «{old}» se vuelve a «{old}»: el lector no llega a ninguna página.", "Cambie «new» por una página que exista."),
    en=("From “{old}” the way leads back to “{old}”: the reader never reaches a page.", "Change “new” to a page that exists."),
)
PERSON = define(
    "redirect-person", "error",
    es=("La redirección nombra el perfil de una persona («{value}»).", "Lleve a la lista, «collection:{collection}», o borre la línea: nada debe quedar de quien retira su consentimiento."),
    en=("The redirect names a person's profile (“{value}”).", "Lead to the list, “collection:{collection}”, or delete the line: nothing may remain of someone who withdraws consent."),
)

_OLD = re.compile(r"/[\w.~/+,@!()=& -]*(\?[\w.~/+,@!()=&%:-]+)?")
_NEW = re.compile(r"(home:|find:|(collection|record|page):[a-z0-9_./-]+|/(?!/)[\w./-]*|https?://[^\s<>\"'`{}|\\^$;]+)")


def check_site(site: Site, report: Report) -> None:
    known: dict[str, Redirect] = {}
    for index, redirect in enumerate(site.redirects):
        here: FieldPath = ("redirects", index)
        if not well_formed(redirect.old):
            report.add(OLD_FORM.at(_span(site, (*here, "old")), (*here, "old"), value=redirect.old))
        elif not _NEW.fullmatch(redirect.new):
            report.add(NEW_FORM.at(_span(site, (*here, "new")), (*here, "new"), value=redirect.new))
        elif redirect.language not in site.settings.prefixes:
            report.add(UNKNOWN_LANGUAGE.at(_span(site, (*here, "language")), (*here, "language"), language=redirect.language, known=site.settings.order))
        elif other := known.get(same(redirect.old)):
            report.add(TWICE.at(_span(site, (*here, "old")), (*here, "old"), old=redirect.old, other=other.old))
        else:
            known[same(redirect.old)] = redirect
            _old(site, redirect, (*here, "old"), report)
            _target(site, redirect.new, (*here, "new"), report)
    _ways(site, known, report)


def well_formed(path: str) -> bool:
    """Whether this may be an old address: no name of a folder is empty or made of dots alone."""
    names = path.partition("?")[0].split("/")[1:]
    return bool(_OLD.fullmatch(path)) and not any(name.strip(". ") == "" for name in names[:-1]) and (not names[-1] or names[-1].strip(". ") != "")


def same(old: str) -> str:
    """What two spellings of an old address have in common: some servers and file systems ignore case."""
    path, mark, query = old.partition("?")
    return path.casefold().rstrip("/") + mark + query.casefold()


def people_lists(site: Site) -> Iterator[tuple[str, str]]:
    """The lists that may hold people: path from the root, and the collection."""
    for code, prefix in site.settings.prefixes.items():
        for collection in COLLECTIONS.values():
            if collection.may_hold_people:
                yield f"/{prefix}{site.strings[code].get(f'collection.{collection.id}.segment', collection.id)}/", collection.id


def _old(site: Site, redirect: Redirect, path: FieldPath, report: Report) -> None:
    segments = redirect.path.strip("/").split("/")
    reserved = RESERVED - {prefix.rstrip("/") for prefix in site.settings.prefixes.values()}
    if segments[0] in reserved:
        report.add(RESERVED_ADDRESS.at(_span(site, path), path, address=redirect.old, segment=segments[0]))
    _person(site, redirect.path, path, report)


def _person(site: Site, address: str, path: FieldPath, report: Report) -> None:
    for root, collection in people_lists(site):
        if address.startswith(root) and address != root:
            report.add(PERSON.at(_span(site, path), path, value=address, collection=collection))


def _target(site: Site, target: str, path: FieldPath, report: Report) -> None:
    scheme, _, rest = target.partition(":")
    if target.startswith("/"):
        _person(site, target, path, report)
    elif scheme == "page" and rest not in {page.path for page in site.prose}:
        report.add(dangling(_span(site, path), path, rest, "content/pages", sorted({page.path for page in site.prose})))
    elif scheme == "collection" and rest not in COLLECTIONS:
        report.add(dangling(_span(site, path), path, rest, "generator/schemas", sorted(COLLECTIONS)))
    elif scheme == "record":
        _record(site, rest, path, report)


def _record(site: Site, rest: str, path: FieldPath, report: Report) -> None:
    collection, _, value = rest.partition("/")
    entry = site.entries.get((collection, value))
    if collection in COLLECTIONS and COLLECTIONS[collection].may_hold_people:
        report.add(PERSON.at(_span(site, path), path, value=rest, collection=collection))
    elif entry is None or not entry.addresses:
        if not broken(site, collection, value):
            known = sorted(key[1] for key, other in site.entries.items() if key[0] == collection and other.addresses)
            report.add(dangling(_span(site, path), path, value, collection, known))
    elif entry.status == "draft":
        report.add(CITES_DRAFT.at(_span(site, path), path, value=value))


def _ways(site: Site, known: dict[str, Redirect], report: Report) -> None:
    """Follow every redirect to its end; a loop is one finding, at its first line."""
    loops: set[frozenset[str]] = set()
    for index, redirect in enumerate(site.redirects):
        path: FieldPath = ("redirects", index, "new")
        if known.get(same(redirect.old)) is not redirect or not redirect.new.startswith("/"):
            continue
        seen, end = {same(redirect.old)}, redirect
        while (following := known.get(same(end.new))) and same(end.new) not in seen:
            seen.add(same(end.new))
            end = following
        if following is redirect and frozenset(seen) not in loops:
            loops.add(frozenset(seen))
            report.add(LOOP.at(_span(site, path), path, old=redirect.old))
        elif end is not redirect and not following:
            report.add(CHAIN.at(_span(site, path), path, old=redirect.old, new=redirect.new, end=end.new))


def _span(site: Site, path: FieldPath) -> Span:
    return span_of(site, FILE, path)
