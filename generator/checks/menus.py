"""What ``content/site.yml`` points to is there: menus, doors and the records of the first page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.place import span_of
from generator.checks.references import DANGLING, hints
from generator.diagnostics import Report
from generator.model import FieldPath, Site
from generator.schemas import COLLECTIONS
from generator.schemas.core.settings import FILE


def check(site: Site, report: Report) -> None:
    for path, target in _targets(site):
        scheme, _, rest = target.partition(":")
        if scheme == "collection":
            where, value, known = "generator/schemas", rest, list(COLLECTIONS)
        elif scheme == "page":
            where, value, known = "content/pages", rest, [page.path for page in site.prose]
        elif scheme == "record":
            where, _, value = rest.partition("/")
            known = [key[1] for key, entry in site.entries.items() if key[0] == where and entry.status != "draft"]
        else:
            continue
        if value not in known:
            es, en = hints(value, known)
            report.add(DANGLING.at(span_of(site, FILE, path), path, value=value, collection=where, hint=es, hint_en=en))


def _targets(site: Site) -> Iterator[tuple[FieldPath, str]]:
    settings = site.settings
    for index, item in enumerate(settings.menu):
        yield ("menu", index, "to"), item["to"]
    for index, column in enumerate(settings.footer):
        for number, link in enumerate(column["links"]):
            yield ("footer", index, "links", number, "to"), link["to"]
    for index, door in enumerate(settings.home["doors"]):
        yield ("home", "doors", index, "to"), door.to
    if settings.home["programme"]:
        yield ("home", "programme"), f"record:programmes/{settings.home['programme']}"
    for index, case in enumerate(settings.home["cases"]):
        yield ("home", "cases", index), f"record:case_studies/{case}"
