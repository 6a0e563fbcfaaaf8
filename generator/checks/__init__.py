"""Rules across records -> diagnostics. Every module here has one ``check(site, report)``."""

from __future__ import annotations

from generator.checks import addresses, figures, menus, people, references, texts, warnings
from generator.diagnostics import Report
from generator.model import Site


def check(site: Site, report: Report) -> None:
    """All findings of all rules; nothing stops at the first."""
    for rules in (references, texts, menus, addresses, people, figures):
        rules.check(site, report)


def settle(site: Site, report: Report) -> Report:
    """The findings that are left once the known ones are taken away; see :mod:`generator.checks.warnings`."""
    return warnings.settle(site, report)
