"""Pictures of a record: the original lies in the record's own folder; pages show smaller ones made from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as Day
from typing import Any

from generator.schemas.core.collection import Due
from generator.schemas.core.fields import Name, Part, Text, f, opt


class PeopleConsent(Part):
    """Permission of the people in a picture; the paper itself stays with the centre."""

    date: Day = f("Fecha", "Date")
    expires: Day | None = opt("Vence", "Expires")
    withdrawn: Day | None = opt("Retirado", "Withdrawn")

    def holds(self, as_of: Day) -> bool:
        """Whether it may be relied on that day."""
        return self.date <= as_of and not (self.withdrawn and self.withdrawn <= as_of) and not (self.expires and self.expires < as_of)


class Picture(Part):
    """A picture and what has to be said about it. Nobody can be recognised in it, or everybody who can has consented."""

    file: str = f("Archivo", "File", "Nombre dentro de la carpeta del registro.", "Name inside the record’s folder.",
                  pattern=r"^[a-z0-9][a-z0-9_-]*\.(jpg|jpeg|png|webp)$", example="planta.jpg")
    alt: Text = f("Texto alternativo", "Alternative text", "Lo que se ve, para quien no lo ve; en los dos idiomas.", "What it shows, for those who do not see it; in both languages.")
    credit: Name = f("Autoría", "Credit")
    caption: Text | None = opt("Pie", "Caption")
    people: bool = f("Se reconoce a personas", "People can be recognised")
    people_consent: PeopleConsent | None = opt("Consentimiento de esas personas", "Consent of these people")

    def may_be_shown(self, as_of: Day) -> bool:
        """Whether it needs no consent, or has one."""
        return not self.people or (self.people_consent is not None and self.people_consent.holds(as_of))


def pictures_of(data: Any) -> tuple[Picture, ...]:
    """The pictures of any record; none where its collection has no such field."""
    found: tuple[Picture, ...] = getattr(data, "pictures", ())
    return found


def due(data: Any) -> Iterator[Due]:
    """The days on which a picture has to go."""
    for number, picture in enumerate(pictures_of(data), 1):
        consent = picture.people_consent
        if picture.people and consent and consent.expires and not consent.withdrawn:
            yield Due("picture", f"pictures[{number}].people_consent.expires", consent.expires, shown=True)


def days(pictures: Iterable[Picture]) -> Iterator[Day]:
    """The first days on which something else is shown because somebody said so."""
    for picture in pictures:
        if picture.people and picture.people_consent:
            yield from (day for day in (picture.people_consent.date, picture.people_consent.withdrawn) if day)
