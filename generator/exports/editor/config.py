"""The configuration of the web editor: every collection with its fields, out of the schemas (docs/web-editor.md)."""

from __future__ import annotations

from typing import Any

import yaml

from generator.exports.editor.backend import completed
from generator.exports.editor.fields import Controls
from generator.model import Site
from generator.schemas import COLLECTIONS, Collection

LOCAL = {"name": "proxy", "proxy_url": "http://localhost:8081/api/v1", "branch": "main"}  # `npx decap-server`, on one's own machine
UPLOADS = "content/uploads"  # the editor wants a folder for pictures; no field takes one, and a folder of that name is a finding


def config(site: Site) -> dict[str, Any]:
    """What the editor is told. Without ``editor`` in ``content/site.yml``: for one's own machine."""
    settings, language = site.settings, site.settings.default
    controls = Controls(site, language)
    return {
        "backend": {**completed(settings.editor or LOCAL), "commit_messages": _words(site, "admin.commit.")},
        "publish_mode": "editorial_workflow",
        "locale": language,
        "site_url": settings.url,
        "display_url": settings.url,
        "show_preview_links": False,
        "media_folder": UPLOADS,
        "slug": {"encoding": "ascii", "clean_accents": True},
        "editor": {"preview": False},
        "phrases": _words(site, "admin.phrase."),  # what the editor's own translation lacks or says otherwise; ``editor.js`` puts them in
        "collections": [_collection(site, collection, controls, language) for _, collection in sorted(COLLECTIONS.items(), key=lambda item: (item[1].folder == "", item[0]))],
    }


def document(site: Site) -> bytes:
    """The configuration as YAML; what several fields share stands there once, and the others point at it."""
    text = yaml.dump(config(site), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return text.encode()


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        """Only what is long is pointed at."""
        return not (isinstance(data, list) and data and isinstance(data[0], dict))


def _words(site: Site, group: str) -> dict[str, str]:
    """The words of a group, by the editor's own names for them."""
    return {key.removeprefix(group): text for key, text in site.strings[site.settings.default].items() if key.startswith(group)}


def _collection(site: Site, collection: Collection, controls: Controls, language: str) -> dict[str, Any]:
    one, many = collection.labels.get(language) or next(iter(collection.labels.values()))
    return {
        "name": collection.id,
        "label": many,
        "label_singular": one,
        "description": collection.intro.get(language, ""),
        "folder": collection.home,
        "create": True,
        "delete": False,  # an address never dies: records are retired
        "extension": "yml",
        "format": f"cet-{collection.id}",
        "identifier_field": "id",
        "slug": "{{fields.id}}",
        "summary": " ".join([*(f"{{{{{title}}}}}" for title in controls.title(collection.id)[:1]), "({{id}})"]),
        "sortable_fields": ["id", "updated", "status"],
        "view_groups": [{"label": site.strings[language]["admin.status"], "field": "status"}],
        "fields": controls.of(collection.model),
    }
