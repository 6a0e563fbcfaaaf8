"""ProperDocs, the maintained fork of MkDocs: the same interface, the same themes, the same configuration."""

from __future__ import annotations

from generator.engines.mkdocs import MkDocs


class ProperDocs(MkDocs):
    """Builds with the package ``properdocs``."""

    name = "properdocs"
    package = "properdocs"
