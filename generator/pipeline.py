"""The order of the stages; the only module that knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import checks
from generator.diagnostics import Report
from generator.model import Site
from generator.schemas.core.loader import load


class Fault(Exception):
    """Something outside the content is wrong: a tool, a folder, a setting. One line says what."""


@dataclass(frozen=True)
class Checked:
    """What reading and checking gave: the site as written, and every finding not yet accepted."""

    site: Site | None
    report: Report
    known: int  # warnings accepted in known-warnings.yml


def check(project: Path, as_of: date, *, drafts: bool = False) -> Checked:
    """load -> check: every finding of every file."""
    found = Report()
    site = load(project, found, as_of, drafts=drafts)
    if site is None:
        return Checked(None, found, 0)
    checks.check(site, found)
    left = checks.settle(site, found)
    return Checked(site, left, sum(1 for d in found if d not in left))
