"""Addresses never die: what was published once is still there, retired, or redirected.

``content/published-urls.txt`` lists every page ever published, one path a line, sorted, so that a change of it
shows the new addresses and nothing else. Three kinds of page are not promised and not listed: further pages of
a list, whose content moves anyway; the pages of a collection that may hold people, whose consent may end any
day (its list stays); and drafts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.checks.place import span_of
from generator.checks.redirects import people_lists, same
from generator.derive.visible import visible
from generator.diagnostics import Report, define
from generator.exports.redirects import stub_path
from generator.model import FieldPath, Site, Span
from generator.render.pages import plan_lists
from generator.schemas import COLLECTIONS
from generator.schemas.core.redirects import FILE as REDIRECTS
from generator.sources.files import read_text

FILE = "content/published-urls.txt"
LIMIT = 64 * 1024 * 1024  # bytes; 22,000 records in two languages need 4 MB
MOST = 20  # findings for one folder before they become one

GONE = define(
    "address-gone", "error",
    es=("La dirección publicada «{address}» ya no existe{more}.", "Devuelva el registro con «status: retired», o diga en content/redirects.yml dónde está ahora: {{old: {address}, new: …}}."),
    en=("The published address “{address}” no longer exists{more_en}.", "Bring the record back with “status: retired”, or say in content/redirects.yml where it is now: {{old: {address}, new: …}}."),
)
LIST_FORM = define(
    "address-list-form", "error",
    es=("«{value}» no es la ruta de una página.", "Ejecute «make addresses», que escribe la lista; las líneas empiezan y terminan con «/»."),
    en=("“{value}” is not the path of a page.", "Run “make addresses”, which writes the list; lines begin and end with “/”."),
)
LIST_PERSON = define(
    "address-list-person", "error",
    es=("La lista nombra una página del directorio de personas («{value}»).", "Borre la línea: nada debe quedar de quien retira su consentimiento."),
    en=("The list names a page of the directory of people (“{value}”).", "Delete the line: nothing may remain of someone who withdraws consent."),
)
OVER_PAGE = define(
    "redirect-over-page", "error",
    es=("En «{old}» hay una página o un archivo de hoy.", "Borre la redirección, o cambie primero la dirección de la página."),
    en=("There is a page or file of today at “{old}”.", "Delete the redirect, or change the page's address first."),
)
NEW_MISSING = define(
    "redirect-new-missing", "error",
    es=("La redirección lleva a «{new}», y allí no hay ninguna página.", "Escriba la dirección de una página que exista; es mejor record:, page: o collection:, que siguen a la página si se muda."),
    en=("The redirect leads to “{new}”, and there is no page.", "Write the address of a page that exists; record:, page: or collection: are better, they follow the page when it moves."),
)

_HEAD = """\
# Todas las páginas publicadas alguna vez. La escribe «make addresses»; no se borra ninguna línea (docs/publishing.md).
# Every page ever published. Written by “make addresses”; no line is ever deleted (docs/publishing.md).
"""


def check(site: Site, report: Report) -> None:
    """Compare the site with what was published. Not after errors: what cannot be read would seem gone."""
    if report.errors or not ((site.project / FILE).exists() or site.redirects):
        return
    present = _present(site)
    _redirects(site, present, report)
    listed = _read(site, report)
    moved = {same(redirect.old) for redirect in site.redirects}
    gone = [address for address in listed if address not in present and same(address) not in moved]
    folders = Counter(_folder(address) for address in gone)
    for address in gone:
        folder = _folder(address)
        many = folders[folder] > MOST
        more, more_en = (f" (ni otras {folders[folder] - 1} de {folder})", f" (nor do {folders[folder] - 1} others of {folder})") if many else ("", "")
        if folders[folder]:
            report.add(GONE.at(Span(FILE, listed[address], 1), address=address, more=more, more_en=more_en))
        if many:
            folders[folder] = 0


def unlisted(site: Site) -> list[str]:
    """The addresses that a build publishes and the list does not have, sorted."""
    return sorted(_promised(site) - _read(site, Report()).keys())


def update(site: Site) -> list[str]:
    """Add what is not listed to the list; nothing is taken away. Returns what was new."""
    new = unlisted(site)
    if new:
        target: Path = site.project / FILE
        lines = sorted({*_read(site, Report()), *new})
        fresh = target.with_name(f".{target.name}.new")
        fresh.write_text(_HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        fresh.replace(target)
    return new


def _promised(site: Site) -> set[str]:
    people = tuple(root for root, _ in people_lists(site))
    return {address for address in _present(site) if not address.startswith(people) or address in people}


def _present(site: Site) -> set[str]:
    """The paths of all pages but drafts and further pages of lists: what the plan says, without planning every record."""
    shown = visible(replace(site, drafts=False))
    found = {page.address for page in plan_lists(shown) if page.number == 1} | {page.address for page in shown.prose}
    for entry in shown.entries.values():
        found.update(entry.addresses.values())
    for record in shown.records.values():
        if record.status == "published":
            for subpage in COLLECTIONS[record.collection].subpages:
                for item in getattr(record.data, subpage.field):
                    found.update(f"{address}{subpage.segment(item)}/" for address in shown.entries[record.key].addresses.values())
    return {f"/{address}" for address in found}


def _read(site: Site, report: Report) -> dict[str, int]:
    """The listed addresses and their lines."""
    if not (site.project / FILE).exists():
        return {}
    text = read_text(site.project / FILE, FILE, report, LIMIT) or ""
    people = tuple(root for root, _ in people_lists(site))
    listed: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#") or not line:
            continue
        if not (line.startswith("/") and line.endswith("/")) or "//" in line:
            report.add(LIST_FORM.at(Span(FILE, number, 1), value=line))
        elif line.startswith(people) and line not in people:
            report.add(LIST_PERSON.at(Span(FILE, number, 1), value=line))
        else:
            listed[line] = number
    return listed


def _redirects(site: Site, present: set[str], report: Report) -> None:
    """What only the plan of all pages can tell: a redirect hides no page, and leads to one."""
    prefixes = site.settings.prefixes.values()
    taken = {address.strip("/") for address in present}
    taken.update(address.strip("/") for entry in site.entries.values() for address in entry.addresses.values())  # a draft's is taken too
    files = {f"{address}/index.html".lstrip("/") for address in taken} | {f"{prefix}404.html" for prefix in prefixes}
    further = {site.strings[code]["list.page_segment"] for code in site.settings.order}
    stubs = {path for path in map(stub_path, site.redirects) if path}
    for index, redirect in enumerate(site.redirects):
        old: FieldPath = ("redirects", index, "old")
        if _takes(redirect.path, stub_path(redirect), files, taken, stubs) or _is_further_page(redirect.path, further):
            report.add(OVER_PAGE.at(span_of(site, REDIRECTS, old), old, old=redirect.old))
        if redirect.new.startswith("/") and redirect.new not in present:
            new: FieldPath = ("redirects", index, "new")
            report.add(NEW_MISSING.at(span_of(site, REDIRECTS, new), new, new=redirect.new))


def _takes(path: str, stub: str | None, files: set[str], taken: set[str], stubs: set[str]) -> bool:
    """Whether a page of today stands where the redirect would, or a file where one of its folders would."""
    here = path.strip("/")
    if here in files or here in taken:
        return True
    parents: Sequence[str] = here.split("/")[:-1]
    above = {"/".join(parents[: count + 1]) for count in range(len(parents))}
    return stub is not None and bool(above & (files | stubs))


def _is_further_page(path: str, segments: set[str]) -> bool:
    """Whether a list may have a page there, today or when it has grown."""
    parts = path.strip("/").split("/")
    return len(parts) > 2 and parts[-2] in segments and parts[-1].isdigit()


def _folder(address: str) -> str:
    return address.rstrip("/").rpartition("/")[0] + "/"
