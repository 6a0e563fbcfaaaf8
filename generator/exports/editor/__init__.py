"""The web editor at ``/admin/``, where ``content/site.yml`` configures one: a page, its configuration, its program.

It is a program for editors and no page of the site: in no list, menu, sitemap, search or copy to take along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from generator.exports.editor.bundle import files, installed
from generator.exports.editor.policy import page_policy
from generator.model import Artifact, Site
from generator.render.environment import environment
from generator.render.pages import Page

ROOT = "admin"  # folder of the site; reserved, so that no page can take it


def missing(site: Site | None) -> bool:
    """Whether the site asks for an editor whose program is not installed."""
    return site is not None and site.settings.editor is not None and installed() is None


def artifacts(site: Site, pages: Iterable[Page]) -> Iterator[Artifact]:
    """Everything below ``/admin/``; nothing where no editor is configured or its program is not there."""
    folder = installed()
    if site.settings.editor is None or folder is None:
        return
    yield Artifact(f"{ROOT}/index.html", _page(site))
    yield Artifact(f"{ROOT}/config.yml", import_module("generator.exports.editor.config").document(site))  # loaded when it is wanted
    for name, content in files(folder):
        yield Artifact(f"{ROOT}/{name}", content)


def _page(site: Site) -> bytes:
    settings = site.settings
    language = settings.default
    assert settings.editor is not None
    html = environment().get_template("admin.html").render(
        policy=page_policy(settings.editor), words=site.strings[language], language=language, languages=" ".join(settings.order),
        site_name=settings.name.pick(language, settings.order)[0], home=f"../{settings.prefixes[language]}",
    )
    return html.encode() + b"\n"
