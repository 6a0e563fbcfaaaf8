"""A web editor in a folder, and the simplest host for it: files of a project, and what was saved, kept aside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Route

from generator.exports import editor
from generator.model import Site

HOST = "http://localhost:8081/api/v1"
TRIED = {"script-src eval"}  # once, at the start, by a library that looks for Node and goes on without
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


def enter(page: Page, desk: str) -> None:
    """Signed in, at the list of cases."""
    page.goto(desk)
    page.get_by_role("button", name="Iniciar sesión").click()
    page.get_by_role("heading", name="Casos de empresas").wait_for()


def control(page: Page | Locator, name: str, inside: str = "") -> Any:
    """The first control of this name, on the page or in a part of it, or the first one inside that group."""
    top = page.locator(f"[id^='{inside}-field-']").first if inside else page
    return top.locator(f"[id^='{name}-field-']").first


def choose(page: Page | Locator, name: str, typed: str, inside: str = "") -> None:
    box = control(page, name, inside)
    box.fill(typed)
    page.locator("[class*='-option']", has_text=typed).first.wait_for()
    box.press("Enter")


def save(page: Page) -> None:
    page.get_by_role("button", name="Guardar").click()
    page.get_by_text("Entrada guardada").wait_for()
