"""Reading and checking, in as many processes as it is worth."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import Any

from generator import addresses, checks
from generator.builds.asked import Checked
from generator.clock import Clock
from generator.crew import Crew
from generator.diagnostics import Report
from generator.model import Site
from generator.schemas import COLLECTIONS
from generator.schemas.core.loader import files_of
from generator.share import Share

LEAST = 50  # files of wide collections that are worth a process of their own


def crew_of(site: Site, found: Report, jobs: int, counter: Any = None) -> Crew[Share]:
    """The processes of a build; each will read its share of the wide collections."""
    files = [file for c in COLLECTIONS.values() if c.wide for file in files_of(site.project, c, found)]
    count = min(jobs or os.cpu_count() or 1, max(1, len(files) // LEAST))
    return Crew([partial(Share, site, files, number, count, counter) for number in range(count)])


def checked(site: Site, crew: Crew[Share], found: Report, clock: Clock) -> Checked:
    entries = dict(site.entries)
    with clock("wait"):
        for known, findings in crew.do("load"):
            entries |= known
            found.extend(findings)
        site = replace(site, entries=dict(sorted(entries.items())))
        for findings in crew.do("check", site.entries):
            found.extend(findings)
    with clock("check"):
        return settled(site, found)


def settled(site: Site, found: Report) -> Checked:
    """Check the records this process holds and the site as a whole; what is known and right is taken out."""
    checks.check_records(site, site.records.values(), found)
    checks.check_site(site, found)
    return accepted(site, found)


def accepted(site: Site, found: Report) -> Checked:
    addresses.check(site, found)
    left = checks.settle(site, found)
    return Checked(site, left, sum(1 for diagnostic in found if diagnostic not in left))
