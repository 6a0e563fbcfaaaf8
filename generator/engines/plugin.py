"""``mkdocs build`` and ``mkdocs serve`` by hand: a thin adapter, no logic.

MkDocs empties its site folder before it builds. So the pipeline publishes the site by itself, and MkDocs is
left to build an empty tree into a folder that is thrown away.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """What content and theme say is enough."""


class CetPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Runs the pipeline where MkDocs would build, and shows its findings where MkDocs would print."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"
        self.temporary = Path(tempfile.mkdtemp(prefix="cet-"))

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        # The pipeline stands above the engines. This adapter is an entry point like the command line, and only
        # here, when MkDocs has started it, may it look up.
        from generator import pipeline
        from generator.cli.common import today
        from generator.diagnostics import Fault
        from generator.reports import as_text

        project = Path(config.config_file_path).parent
        self.wanted = Path(config.site_dir)
        empty = self.temporary / "docs"  # one folder as long as MkDocs runs: `mkdocs serve` watches it
        empty.mkdir(exist_ok=True)
        target = self.temporary / "site" if self.serving else self.wanted
        try:
            built = pipeline.build(pipeline.Options(project, target, today(), drafts=self.serving))
        except (OSError, Fault) as error:
            raise Abort(str(error)) from error
        if built.checked.report.errors:
            raise Abort("\n" + as_text(list(built.checked.report), built.checked.known, "es"))
        config.docs_dir, config.site_dir = str(empty), str(self.temporary / "thrown-away")
        config.theme.static_templates = set()  # the overrides' 404.html needs what only the pipeline gives
        return config

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.serving:
            shutil.rmtree(self.wanted, ignore_errors=True)
            shutil.copytree(self.temporary / "site", self.wanted)
        config.site_dir = str(self.wanted)

    def on_shutdown(self) -> None:
        shutil.rmtree(self.temporary, ignore_errors=True)

    def on_serve(self, server: Any, /, *, config: MkDocsConfig, builder: Any) -> Any:
        project = Path(config.config_file_path).parent
        for name in ("content", "case_studies", "toolkits", "theme_overrides"):
            if (project / name).exists():
                server.watch(str(project / name))
        return server
