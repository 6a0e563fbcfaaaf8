"""The engine's runs of a build."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor

from generator.builds.asked import Options
from generator.clock import Clock
from generator.engines import ENGINES
from generator.model import Site
from generator.stamp.frames import Draft, Frame, Sample, draft_frame, make_frame
from generator.stamp.shells import ShellKey


def drafts_of(site: Site, keys: Sequence[ShellKey], options: Options) -> list[Draft]:
    engine, work = ENGINES[options.engine], options.project / "build"
    return [draft_frame(site, language, [key for key in keys if key.language == language], engine, work) for language in site.settings.order]


def frames_of(site: Site, keys: Sequence[ShellKey], options: Options, clock: Clock, rare: Callable[[Sequence[ShellKey]], list[Sample]]) -> list[Frame]:
    """One engine run per language, side by side; an engine keeps global state, so each has its own process.

    ``rare`` renders pages to verify new shells with.
    """
    engine = ENGINES[options.engine]
    with clock("engine"):
        drafts = drafts_of(site, keys, options)
        fresh = [key for draft in drafts if not draft.kept for key in draft.keys]
        samples = rare(fresh) if fresh else []
        tasks = [(site.settings, draft, engine, [s for s in samples if s[0].language == draft.job.language]) for draft in drafts]
        if not fresh:
            return [make_frame(*task) for task in tasks]
        count = min(options.jobs or os.cpu_count() or 1, len(tasks))
        with ProcessPoolExecutor(count, multiprocessing.get_context("fork")) as pool:
            return list(pool.map(make_frame, *zip(*tasks, strict=True)))
