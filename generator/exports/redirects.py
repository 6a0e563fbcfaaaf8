"""Old addresses: a small page at each that any host can serve, and rules for servers that can do better.

A page is written where a static host would look for it. An address with a query, or with an ending that no
host serves as a page (``.php``), is left to the server's rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote, urlsplit

from generator.exports.security import PAGE_POLICY
from generator.model import Artifact, Redirect, Site
from generator.render.environment import environment
from generator.render.pages import Page
from generator.render.urls import relative, target_address

_SAFE = "/:?#[]@!&()*+,=%~-._"  # in a full address; a dollar sign would be a variable to nginx


def artifacts(site: Site, pages: Iterable[Page]) -> Iterator[Artifact]:
    """The pages at old addresses. They are in no list, menu or sitemap."""
    for redirect in site.redirects:
        path = stub_path(redirect)
        if path:
            yield Artifact(path, _stub(site, redirect, path))


def stub_path(redirect: Redirect) -> str | None:
    """The file that a static host serves at the old address; None where there is none."""
    path = redirect.path.strip("/")
    name = path.rpartition("/")[2]
    if redirect.query or not path:
        return None
    if "." not in name:
        return f"{path}/index.html"
    return path if name.endswith((".html", ".htm")) and not redirect.path.endswith("/") else None


def destination(site: Site, redirect: Redirect, language: str) -> str:
    """Where the redirect leads: an address of the site without its leading slash, or a full one."""
    if redirect.new.startswith("/"):
        return redirect.new[1:]
    found = target_address(site, redirect.new, language)
    assert found is not None, redirect  # the checks let no other pass
    return found


def server_rules(site: Site) -> Iterator[Artifact]:
    """The same redirects for nginx, Caddy, and hosts that read ``_redirects``; kept outside the site."""
    root = urlsplit(site.settings.url).path.rstrip("/")
    moves = [(root, redirect, _location(site, redirect, root)) for redirect in site.redirects]
    paths = {old: new for root, redirect, new in moves if not redirect.query for old in _spellings(root + redirect.path)}
    queries = {f"{root}{redirect.old}": new for root, redirect, new in moves if redirect.query}
    for name, write in _SERVERS.items():
        yield Artifact(name, write(paths, queries).encode())


def _stub(site: Site, redirect: Redirect, path: str) -> bytes:
    settings, here = site.settings, path.removesuffix("index.html")
    order = (redirect.language, *(code for code in settings.order if code != redirect.language))

    def link(language: str) -> str:
        there = destination(site, redirect, language)
        return there if urlsplit(there).scheme else relative(here, there)

    there = destination(site, redirect, redirect.language)
    html = environment().get_template("redirect.html").render(
        policy=PAGE_POLICY, words={code: site.strings[code] for code in order}, links={code: link(code) for code in order}, language=redirect.language,
        site_name=settings.name.pick(redirect.language, settings.order)[0],
        canonical=there if urlsplit(there).scheme else settings.url + there, stylesheet=relative(here, "assets/stylesheets/site.css"),
        logo=relative(here, "assets/logo.svg"),
    )
    return html.encode() + b"\n"


def _location(site: Site, redirect: Redirect, root: str) -> str:
    there = destination(site, redirect, redirect.language)
    return quote(there if urlsplit(there).scheme else f"{root}/{there}", safe=_SAFE)


def _spellings(path: str) -> tuple[str, ...]:
    """A folder is asked for with and without its last slash."""
    return (path,) if "." in path.rpartition("/")[2] else (path.rstrip("/"), f"{path.rstrip('/')}/")


Moves = dict[str, str]


def _nginx(paths: Moves, queries: Moves) -> str:
    def block(source: str, name: str, default: str, moves: Moves) -> str:
        return f"map {source} {name} {{\n    default {default};\n" + "".join(f'    "{old}" "{new}";\n' for old, new in moves.items()) + "}\n"

    return (_HEAD + block("$uri", "$cet_moved_path", '""', paths)
            + block("$uri$is_args$args", "$cet_moved", "$cet_moved_path", queries))


def _caddy(paths: Moves, queries: Moves) -> str:
    def block(source: str, name: str, moves: Moves) -> str:
        lines = "".join(f'\t"{old}" "{new}"\n' for old, new in moves.items())
        return f"map {source} {name} {{\n{lines}\tdefault \"\"\n}}\n"

    return (_HEAD + block("{http.request.uri.path}", "{cet_moved_path}", paths)
            + block('"{http.request.uri.path}?{http.request.uri.query}"', "{cet_moved_query}", queries))


def _netlify(paths: Moves, queries: Moves) -> str:
    """Read by Netlify and Cloudflare Pages; only the first knows the form with a query."""
    lines = [f"{quote(old)} {new} 301\n" for old, new in paths.items()]
    for old, new in queries.items():
        path, _, query = old.partition("?")
        lines.append(f"{quote(path)} {query.replace('&', ' ')} {new} 301\n")
    return _HEAD + "".join(lines)


_HEAD = "# Written by every build from content/redirects.yml. Changes made here are lost.\n"


_SERVERS: dict[str, Callable[[Moves, Moves], str]] = {
    "redirects.nginx.conf": _nginx, "redirects.caddy": _caddy, "_redirects": _netlify,
}
