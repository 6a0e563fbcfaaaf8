"""Where the editor's files are: what ``content/site.yml`` says, with what the editor would otherwise take from services of others."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

GITHUB = ("https://api.github.com", "https://www.githubstatus.com")  # the files; whether the service is up
GITLAB = "https://gitlab.com"
FACES = {"github": ("https://avatars.githubusercontent.com",), "gitlab": ("https://secure.gravatar.com",)}
_API = {"gitlab": "/api/v4"}


def completed(backend: Mapping[str, str]) -> dict[str, str]:
    """The settings as the editor needs them. People sign in to GitLab at GitLab itself (PKCE), without a service in between."""
    full = dict(backend)
    if full["name"] in _API:
        base = full.setdefault("base_url", GITLAB).rstrip("/")
        full |= {"base_url": base, "api_root": full.get("api_root", base + _API[full["name"]]), "auth_type": "pkce"}
    return full


def hosts(backend: Mapping[str, str]) -> tuple[str, ...]:
    """The hosts that the editor speaks to. The window of a sign-in service needs no permission."""
    full = completed(backend)
    if full["name"] == "github":
        return (origin(full["api_root"]),) if "api_root" in full else GITHUB
    return tuple(dict.fromkeys(origin(full[key]) for key in ("api_root", "base_url", "proxy_url") if key in full))


def origin(address: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
