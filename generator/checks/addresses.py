"""Addresses: two things never share one, and what the program writes itself is reserved."""

from __future__ import annotations

from generator.checks.place import span_of
from generator.diagnostics import Report, define
from generator.model import Site, Span
from generator.schemas import COLLECTIONS

RESERVED = frozenset({"api", "data", "feeds", "kits", "en", "admin", "assets"})

COLLISION = define(
    "address-taken", "error",
    es=("La dirección «{address}» ya es de {other}.", "Cambie «slug» en uno de los dos."),
    en=("The address “{address}” already belongs to {other}.", "Change “slug” in one of the two."),
)
RESERVED_ADDRESS = define(
    "address-reserved", "error",
    es=("La dirección «{address}» empieza con «{segment}», que el sitio usa para sus propios archivos.", "Elija otro «slug»."),
    en=("The address “{address}” begins with “{segment}”, which the site uses for its own files.", "Choose another “slug”."),
)


def check_site(site: Site, report: Report) -> None:
    taken: dict[str, str] = {}
    for code, prefix in site.settings.prefixes.items():
        for name in COLLECTIONS:
            segment = site.strings[code].get(f"collection.{name}.segment", name)
            taken[f"{prefix}{segment}/"] = f"la lista «{name}»"
        taken[f"{prefix}{site.strings[code]['find.segment']}/"] = "la página de búsqueda"
    reserved = _reserved(site)
    for (collection, identifier), entry in sorted(site.entries.items()):
        for language, address in entry.addresses.items():
            path = ("id",) if address.endswith(f"/{identifier}/") else ("slug", language)
            if address in taken:
                report.add(COLLISION.at(span_of(site, entry.file, path), path, address=address, other=taken[address]))
            taken.setdefault(address, entry.file)
            segment = address.removeprefix(site.settings.prefixes[language]).split("/")[0]
            if segment in reserved and segment not in COLLECTIONS[collection].owns:
                report.add(RESERVED_ADDRESS.at(span_of(site, entry.file, path), path, address=address, segment=segment))
    for page in site.prose:
        if page.address in taken:
            report.add(COLLISION.at(Span(page.file, 1, 1), address=page.address, other=taken[page.address]))
        taken.setdefault(page.address, page.file)
        segment = page.address.removeprefix(site.settings.prefixes[page.language]).split("/")[0]
        if segment in reserved:
            report.add(RESERVED_ADDRESS.at(Span(page.file, 1, 1), address=page.address, segment=segment))


def _reserved(site: Site) -> frozenset[str]:
    return RESERVED | {prefix.rstrip("/") for prefix in site.settings.prefixes.values() if prefix}
