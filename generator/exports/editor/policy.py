"""What the web editor's page may load and do: more than readers' pages, and no host that its configuration does not need.

It evaluates nothing (``boot.js``). Its styles are written by its script, which a policy can only allow as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

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
_DEFAULTS = {"gitlab": "https://gitlab.com"}
_GITHUB = ("https://api.github.com", "https://www.githubstatus.com")  # the files; whether the service is up
_FACES = {"github": ("https://avatars.githubusercontent.com",), "gitlab": ("https://secure.gravatar.com",)}


def hosts(backend: Mapping[str, str]) -> tuple[str, ...]:
    """The hosts that the editor speaks to, of its kind and its settings; the window of a sign-in service needs no permission."""
    name = backend["name"]
    if name == "github":
        return _GITHUB if "api_root" not in backend else (_origin(backend["api_root"]),)
    named = [backend[key] for key in ("api_root", "base_url", "proxy_url") if key in backend]
    return tuple(dict.fromkeys(map(_origin, named))) or (_DEFAULTS[name],)


def page_policy(backend: Mapping[str, str]) -> str:
    """The policy of the page."""
    there = hosts(backend)
    faces = _FACES.get(backend["name"], ()) + (() if backend["name"] == "proxy" else there)
    more = {"connect-src": there, "img-src": tuple(dict.fromkeys(faces))}
    return "; ".join(" ".join((name, sources, *more.get(name, ()))) for name, sources in _OWN.items())


def header_policy() -> str:
    """The policy of servers, which serve any site: every host over TLS; the page's own narrows it."""
    more = {"connect-src": ("https:",), "img-src": ("https:",)}
    return "; ".join(" ".join((name, sources, *more.get(name, ()))) for name, sources in (_OWN | ONLY_IN_HEADERS).items())


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
