"""Menus and the first page: what ``content/site.yml`` points to is there and has a page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.place import span_of
from generator.checks.references import CITES_DRAFT, broken, dangling
from generator.diagnostics import Report, define
from generator.model import FieldPath, Settings, Site
from generator.schemas import COLLECTIONS
from generator.schemas.core.settings import FILE

NO_COPY = define(
    "offline-not-offered", "error",
    es=("«offline:» lleva a la copia del sitio para llevar, y este sitio no la hace.", "Escriba «offline: true» en content/site.yml o quite el enlace."),
    en=("“offline:” leads to the copy of the site to take along, and this site makes none.", "Write “offline: true” in content/site.yml or take the link away."),
)


def check_site(site: Site, report: Report) -> None:
    for path, target in _targets(site.settings):
        scheme, _, rest = target.partition(":")
        if scheme == "page":
            collection, value, known = "content/pages", rest, {page.path for page in site.prose}
        elif scheme == "collection":
            collection, value, known = "generator/schemas", rest, set(COLLECTIONS)
        elif scheme == "record":
            collection, _, value = rest.partition("/")
            known = {key[1] for key, entry in site.entries.items() if key[0] == collection and entry.addresses}
        else:
            if scheme == "offline" and not site.settings.offline:
                report.add(NO_COPY.at(span_of(site, FILE, path), path))
            continue
        entry = site.entries.get((collection, value))
        if value not in known and not broken(site, collection, value):
            report.add(dangling(span_of(site, FILE, path), path, value, collection, sorted(known)))
        elif scheme == "record" and entry is not None and entry.status == "draft":
            report.add(CITES_DRAFT.at(span_of(site, FILE, path), path, value=value))


def _targets(settings: Settings) -> Iterator[tuple[FieldPath, str]]:
    for index, item in enumerate(settings.menu):
        yield ("menu", index, "to"), item["to"]
    for column, group in enumerate(settings.footer):
        for index, link in enumerate(group["links"]):
            yield ("footer", column, "links", index, "to"), link["to"]
    for index, door in enumerate(settings.home["doors"]):
        yield ("home", "doors", index, "to"), door.to
    if settings.home["programme"]:
        yield ("home", "programme"), f"record:programmes/{settings.home['programme']}"
    for index, case in enumerate(settings.home["cases"]):
        yield ("home", "cases", index), f"record:case_studies/{case}"
