"""The empty sheets that the site offers to those who want to send something: of which collections, in which formats."""

from __future__ import annotations

OFFERED = ("case_studies", "organisations", "sources")
FORMATS = ("xlsx", "zip")
KNOWN = tuple(f"{collection}.{form}" for collection in OFFERED for form in FORMATS)


def known(target: str) -> bool:
    """Whether ``template:`` and these words lead to a file."""
    return target in KNOWN
