"""Addresses: two things never share one, and what the program writes itself is reserved."""

from __future__ import annotations

from generator.checks.place import span_of
from generator.diagnostics import Report, define
from generator.model import FieldPath, Site, Span
from generator.schemas import COLLECTIONS

RESERVED = frozenset({"api", "data", "feeds", "kits", "en", "admin", "assets", "pagefind"})

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
    claims = _Claims(site, report)
    for (collection, _), entry in sorted(site.entries.items()):
        for language, address in entry.addresses.items():
            path = ("id",) if address.endswith(f"/{entry.key[1]}/") else ("slug", language)
            claims.claim(address, language, entry.file, path, COLLECTIONS[collection].owns)
    for record in site.records.values():
        for subpage in COLLECTIONS[record.collection].subpages:
            for number, item in enumerate(getattr(record.data, subpage.field)):
                for language, address in site.entries[record.key].addresses.items():
                    claims.claim(f"{address}{subpage.segment(item)}/", language, record.file, (subpage.field, number))
    for page in site.prose:
        claims.claim(page.address, page.language, page.file)


class _Claims:
    """Who has which address; the first one keeps it."""

    def __init__(self, site: Site, report: Report) -> None:
        self.site, self.report = site, report
        self.taken: dict[str, tuple[str, FieldPath]] = {}
        prefixes = site.settings.prefixes
        self.reserved = RESERVED | {prefix.rstrip("/") for prefix in prefixes.values() if prefix}
        for code, prefix in prefixes.items():
            for name in COLLECTIONS:
                segment = site.strings[code].get(f"collection.{name}.segment", name)
                self.taken[f"{prefix}{segment}/"] = (COLLECTIONS[name].home, ())
            find = site.strings[code]["find.segment"]
            self.taken |= {f"{prefix}{find}/": ("find.html", ()), **{
                f"{prefix}{find}/{site.strings[code].get(f'collection.{name}.segment', name)}/": ("index.html", ()) for name in COLLECTIONS}}
            for kind in ("help", "request"):
                self.taken[f"{prefix}{site.strings[code][f'{kind}.segment']}/"] = (f"{kind}.html", ())
            if site.settings.offline:
                self.taken[f"{prefix}{site.strings[code]['offline.segment']}/"] = ("offline.html", ())
            self.taken[f"{prefix}{site.strings[code]['tables.segment']}/"] = ("open_data.html", ())
            self.taken[f"{prefix}{site.strings[code]['translations.segment']}/"] = ("translations.html", ())
            self.reserved |= {site.strings[code]["subscribe.segment"]}
            cases = site.strings[code]["collection.case_studies.segment"]
            for tool in ("compare", "table"):
                self.taken[f"{prefix}{cases}/{site.strings[code][f'{tool}.segment']}/"] = (f"{tool}.html", ())

    def claim(self, address: str, language: str, file: str, path: FieldPath = (), owns: tuple[str, ...] = ()) -> None:
        """Give the address to this place of a file, or say who has it already."""
        other = self.taken.setdefault(address, (file, path))
        if other != (file, path):
            self.report.add(COLLISION.at(self._span(file, path), path, address=address, other=other[0]))
        segment = address.removeprefix(self.site.settings.prefixes[language]).split("/")[0]
        if segment in self.reserved and segment not in owns:
            self.report.add(RESERVED_ADDRESS.at(self._span(file, path), path, address=address, segment=segment))

    def _span(self, file: str, path: FieldPath) -> Span:
        return span_of(self.site, file, path) if path else Span(file, 1, 1)
