"""A web editor in a folder, and the simplest host for it: files of a project, and what was saved, kept aside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Route

from generator.exports import editor
from generator.model import Site

HOST = "http://localhost:8081/api/v1"


LOCAL = {"name": "proxy", "proxy_url": HOST, "branch": "main"}


def place(site: Site, target: Path, backend: Mapping[str, str]) -> None:
    """The editor's files below ``target``, as a build writes them."""
    for artifact in editor.artifacts(replace(site, settings=replace(site.settings, editor=backend)), ()):
        path = target / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)


@dataclass
class Host:
    """Answers as decap-server does; ``saved`` holds the texts of the proposals by path."""

    project: Path
    saved: dict[str, str] = field(default_factory=dict)

    def answer(self, route: Route) -> None:
        request = route.request.post_data_json
        made = getattr(self, request["action"], None)
        status, body = made(**request["params"]) if made else (422, {"error": request["action"]})
        route.fulfill(status=status, body=json.dumps(body), content_type="application/json", headers={"Access-Control-Allow-Origin": "*"})

    def entriesByFolder(self, folder: str, **more: Any) -> tuple[int, Any]:
        return 200, [self._entry(path.relative_to(self.project).as_posix()) for path in sorted((self.project / folder).glob("*.yml"))]

    def getEntry(self, path: str, **more: Any) -> tuple[int, Any]:
        return 200, self._entry(path)

    def getMedia(self, **more: Any) -> tuple[int, Any]:
        return 200, []

    def unpublishedEntries(self, **more: Any) -> tuple[int, Any]:
        return 200, []

    def unpublishedEntry(self, **more: Any) -> tuple[int, Any]:
        return 404, {"message": "Not Found"}

    def getDeployPreview(self, **more: Any) -> tuple[int, Any]:
        return 200, None

    def persistEntry(self, dataFiles: list[dict[str, Any]], **more: Any) -> tuple[int, Any]:
        self.saved |= {each["path"]: each["raw"] for each in dataFiles}
        return 200, {"message": "entry persisted"}

    def _entry(self, path: str) -> dict[str, Any]:
        return {"data": (self.project / path).read_text(encoding="utf-8"), "file": {"path": path, "id": path, "label": path.rsplit("/", 1)[-1]}}
