"""MkDocs with the Material theme."""

from __future__ import annotations

import importlib
import importlib.metadata
import logging
from pathlib import Path
from typing import Any

from generator.engines.interface import EngineFault, Job

PLUGIN = "cet"  # our own plugin runs the pipeline; inside the pipeline it would run for ever


class MkDocs:
    """Builds with the package ``mkdocs``; ProperDocs keeps its interface under another name."""

    name = "mkdocs"
    package = "mkdocs"

    def fingerprint(self) -> str:
        packages = (self.package, "mkdocs-material", "Markdown", "Jinja2")
        return " ".join(f"{package}=={importlib.metadata.version(package)}" for package in packages)

    def stylesheets(self) -> tuple[Path, ...]:
        folder = _theme_folder() / "assets" / "stylesheets"
        return tuple(path for name in ("main", "palette") for path in sorted(folder.glob(f"{name}.*.min.css"))[:1])

    def build(self, job: Job) -> None:
        config_module = importlib.import_module(f"{self.package}.config")
        build_module = importlib.import_module(f"{self.package}.commands.build")
        exceptions = importlib.import_module(f"{self.package}.exceptions")
        with _Warnings(self.package) as warnings:
            try:
                config = self._config(config_module, job)
                build_module.build(config)
            except exceptions.BuildError as error:
                raise EngineFault(f"{self.name}: {error}") from error
            except exceptions.Abort as error:  # it would also end the process, and the reason is in the log
                raise EngineFault(f"{self.name}: mkdocs.yml: {warnings.found[0] if warnings.found else error}") from error
            except exceptions.ConfigurationError as error:
                raise EngineFault(f"{self.name}: mkdocs.yml: {error}") from error
        if warnings.found:
            raise EngineFault(f"{self.name}: {warnings.found[0]}")

    def _config(self, config_module: Any, job: Job) -> Any:
        """The project's mkdocs.yml for one language and without our plugin."""
        path = job.project / "mkdocs.yml"
        with path.open("rb") as file:
            raw = importlib.import_module(f"{self.package}.utils.yaml").yaml_load(file)
        plugins = [item for item in raw.get("plugins") or [] if item != PLUGIN and not (isinstance(item, dict) and PLUGIN in item)]
        config = config_module.load_config(
            str(path), docs_dir=str(job.docs), site_dir=str(job.out), site_url=job.site_url, plugins=plugins
        )
        config.theme["language"] = job.language
        config.extra.update(job.extra)
        return config


def _theme_folder() -> Path:
    return Path(importlib.import_module("material").__path__[0]) / "templates"


class _Warnings(logging.Handler):
    """Collects what the engine would print: its log is ours to judge, and a warning is a fault."""

    def __init__(self, package: str) -> None:
        super().__init__(logging.WARNING)
        self.logger = logging.getLogger(package)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(" ".join(record.getMessage().split()))

    def __enter__(self) -> _Warnings:
        self.before = self.logger.propagate
        self.logger.propagate = False
        self.logger.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        self.logger.removeHandler(self)
        self.logger.propagate = self.before
