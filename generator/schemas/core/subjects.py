"""What a record is about, in the same words whatever its collection: themes, areas, countries, networks to share it with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Subject = tuple[str, str]  # (vocabulary, term)


def subjects_of(data: Any) -> tuple[Subject, ...]:
    """The subjects a record states itself, each once, in the order of its schema."""
    return tuple(dict.fromkeys(_stated(data)))


def _stated(data: Any) -> Iterator[Subject]:
    for vocabulary, many, one in (("themes", "themes", ""), ("areas", "areas", "area")):
        for term in getattr(data, many, ()):
            yield vocabulary, term
        if one and (term := getattr(data, one, None)):
            yield vocabulary, term
    if country := getattr(data, "country", None):
        yield "countries", country
    place = getattr(data, "place", None)
    for where in (*((place,) if place else ()), *getattr(data, "places", ())):
        for term in (where.country, *where.also):
            yield "countries", term
    for network in data.syndicate:
        yield "networks", network
