"""Engines turn Markdown and theme into HTML. They see a small tree: prose pages and shells, never a record."""

from __future__ import annotations

from generator.engines.interface import Engine, EngineFault, Job
from generator.engines.mkdocs import MkDocs
from generator.engines.properdocs import ProperDocs

ENGINES: dict[str, Engine] = {engine.name: engine for engine in (MkDocs(), ProperDocs())}
DEFAULT = "mkdocs"

__all__ = ["DEFAULT", "ENGINES", "Engine", "EngineFault", "Job"]
