"""Everything a project becomes, as path -> bytes; whatever its checks would have said."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from conftest import AS_OF, REPOSITORY, whole
from markdown import Markdown

from generator import exports, pipeline
from generator.derive.feeds import feeds_of
from generator.derive.site import derive
from generator.derive.visible import visible
from generator.diagnostics import Report
from generator.exports import oai
from generator.exports.feeds.article import Articles
from generator.exports.feeds.documents import FullLines, current
from generator.render.pages import plan
from generator.render.render import Slots, prose_slots, render
from generator.render.urls import relative, target_address
from generator.sources.markdown import rewrite_links

Outputs = Mapping[str, bytes]


def rendered(project: Path) -> Outputs:
    """Pages and exports in this process, without the theme around them: the fast way."""
    site = derive(visible(whole(project)))
    pages, articles, made = plan(site), Articles(frozenset(site.entries)), dict[str, bytes]()
    for page in pages:
        slots = render(site, page)
        made[f"{page.address}index.html"] = _document(slots)
        articles.note(site, page, slots["body"], {})
    for name in feeds_of(site):
        made |= {artifact.path: artifact.content for artifact in current(site, name, FullLines(site, articles.found))}
    made[oai.PATH] = oai.document(site, list(map(oai.Lines(site), oai.harvested(site))), (entry.updated for entry in oai.harvested(site)))
    extensions = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    settings = {name: options for extension in extensions for name, options in (extension if isinstance(extension, dict) else {extension: {}}).items()}
    markdown = Markdown(extensions=list(settings), extension_configs=settings)
    for page in site.prose:
        def resolve(target: str, here: str = page.address, language: str = page.language) -> str | None:
            address = target_address(site, target, language)
            return None if address is None else relative(here, address)

        markdown.reset()
        made[f"{page.address}index.html"] = _document(prose_slots(site, page), markdown.convert(rewrite_links(page.body, resolve)))
    for artifact in (*exports.artifacts(site, pages), *exports.record_artifacts(site, site.records.values())):
        made[artifact.path] = artifact.content
    return made


def _document(slots: Slots, content: str = "") -> bytes:
    """The slots where the theme has them."""
    return (
        f"<!doctype html><html><head><meta charset='utf-8'>{slots['head']}</head><body><div>{slots['language_link']}</div>"
        f"<nav>{slots['crumbs']}</nav><main>{slots['body']}{content}</main><aside>{slots['toc']}</aside><footer>{slots['edit']}</footer></body></html>"
    ).encode("utf-8", "replace")


def built(project: Path) -> Outputs:
    """The whole site as a build publishes it, with the engine, the theme and every export, as if all checks had been forgotten."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("check_records", "check_site"):
            patch.setattr(f"generator.checks.{name}", lambda *_: None)
        patch.setattr("generator.checks.settle", lambda site, report: Report())
        pipeline.build(pipeline.Options(project, project / "site", AS_OF))
    root = project / "site"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
