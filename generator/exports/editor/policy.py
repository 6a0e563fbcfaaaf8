"""What the web editor's page may load and do: more than readers' pages, and no host that its configuration does not need.

It evaluates nothing (``boot.js``). Its styles are written by its script, which a policy can only allow as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.exports.editor.backend import FACES, hosts
from generator.exports.security import ONLY_IN_HEADERS

_OWN = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' blob: data:",
    "base-uri": "'none'",
    "form-action": "'self'",
}


def page_policy(backend: Mapping[str, str]) -> str:
    """The policy of the page."""
    there = hosts(backend)
    faces = FACES.get(backend["name"], ()) + (there if backend["name"] == "gitlab" or "api_root" in backend else ())
    more = {"connect-src": there, "img-src": tuple(dict.fromkeys(faces))}
    return "; ".join(" ".join((name, sources, *more.get(name, ()))) for name, sources in _OWN.items())


def header_policy() -> str:
    """The policy of servers, which serve any site: every host over TLS; the page's own narrows it."""
    more = {"connect-src": ("https:",), "img-src": ("https:",)}
    return "; ".join(" ".join((name, sources, *more.get(name, ()))) for name, sources in (_OWN | ONLY_IN_HEADERS).items())
