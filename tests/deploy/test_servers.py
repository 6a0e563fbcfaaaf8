"""The shipped configurations, served by nginx and Caddy: what a visitor, a robot and an attacker get."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import ssl
import threading
import urllib.request
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.publish import staging

from .conftest import DEPLOY, Server, decorate, free, nginx, running

CASE = "/casos/textil-agua/"
SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy(name: str = "csp") -> str:
    return (DEPLOY / f"{name}.txt").read_text(encoding="utf-8").strip()


def stylesheet(server: Server) -> str:
    return "/" + next((server.project / "site").glob("assets/stylesheets/theme.*.css")).relative_to(server.project / "site").as_posix()


@pytest.mark.parametrize("path", ["/", "/en/", CASE, "/en/case-studies/textil-agua/"])
def test_a_page(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 200
    assert answer.body == (server.project / "site" / path[1:] / "index.html").read_bytes()
    assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-security-policy"] == policy()
    assert SECURITY.items() <= answer.headers.items()
    assert not {"access-control-allow-origin", "strict-transport-security", "x-powered-by", "x-robots-tag", "set-cookie"} & answer.headers.keys()
    assert "/" not in answer.headers.get("server", "")  # no version


@pytest.mark.parametrize(("path", "language"), [("/no-existe/", "es"), ("/casos/no-existe", "es"), ("/en/missing/", "en"), ("/en/missing.json", "en"),
                                                ("/api/v1/missing.json", "es"), ("/404.html", "es"), ("/en/404.html", "en"), ("/_redirects", "es")])
def test_a_lost_page_in_the_reader_s_language(server: Server, path: str, language: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"
    assert {"es": "No encontramos esa página", "en": "We could not find that page"}[language] in answer.body.decode()
    assert answer.headers["content-security-policy"] == policy()
    assert "immutable" not in answer.headers.get("cache-control", "") and "access-control-allow-origin" not in answer.headers


def test_a_page_that_is_asked_for_again_is_not_sent_again(server: Server) -> None:
    first = server.get(CASE)
    for header, value in (("If_None_Match", first.headers["etag"]), ("If_Modified_Since", first.headers["last-modified"])):
        again = server.get(CASE, **{header: value})
        assert (again.status, again.body) == (304, b"")
    packed = server.get(CASE, Accept_Encoding="gzip")
    assert server.get(CASE, Accept_Encoding="gzip", If_None_Match=packed.headers["etag"]).status == 304


@pytest.mark.parametrize("path", ["/", "/assets/stylesheets/site.css", "/assets/javascripts/site.js", "/assets/icons.svg", "/sitemap.xml",
                                  "/api/v1/case_studies.json", "/busca/wasm.wasm"])
def test_text_is_compressed(server: Server, path: str) -> None:
    answer = server.get(path, Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert gzip.decompress(answer.body) == server.get(path).body
    assert "content-encoding" not in server.get(path).headers


def test_caddy_has_zstandard_too(server: Server) -> None:
    wanted = "zstd" if server.name == "caddy" else "gzip"
    assert server.get("/", Accept_Encoding="zstd, gzip").headers["content-encoding"] == wanted


def test_a_compressed_file_beside_a_file_is_sent_as_it_is(server: Server) -> None:
    page = server.project / "site" / "acerca" / "index.html"
    packed = page.with_name("index.html.gz")
    packed.write_bytes(gzip.compress(page.read_bytes(), 9, mtime=0))
    try:
        assert server.get("/acerca/", Accept_Encoding="gzip").body == packed.read_bytes()
    finally:
        packed.unlink()


def test_what_never_changes_is_kept_for_ever_and_the_rest_is_asked_for(server: Server) -> None:
    for path in (stylesheet(server), "/kits/k/1.0.0/hoja.xlsx", "/pagefind/fragment/es_fa4f93f.pf_fragment"):
        assert server.get(path).headers["cache-control"] == "public, max-age=31536000, immutable"
    for path in ("/assets/stylesheets/site.css", "/assets/javascripts/site.js", "/api/v1/index.json", "/feeds/es/todo.atom", "/sitemap.xml"):
        assert server.get(path).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(("path", "kind", "is_open"), [
    ("/feeds/es/todo.atom", "application/atom+xml", True), ("/feeds/es/todo.rss", "application/rss+xml", True),
    ("/casos/textil-agua/cite.bib", "application/x-bibtex", False), ("/casos/textil-agua/cite.ris", "application/x-research-info-systems", False),
    ("/feeds/es/todo.json", "application/feed+json", True), ("/feeds/feeds.opml", "application/xml", True),
    ("/api/v1/index.json", "application/json", True), ("/data/case_studies.csv", "text/csv", True), ("/sitemap.xml", "application/xml", False),
    ("/assets/javascripts/site.js", "text/javascript", False), ("/assets/icons.svg", "image/svg+xml", False),
    ("/kits/k/1.0.0/hoja.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", True),
    ("/manifest.webmanifest", "application/manifest+json", False), ("/agenda.ics", "text/calendar", False),
    ("/robots.txt", "text/plain", False), ("/busca/wasm.wasm", "application/wasm", False),
])
def test_media_types_and_open_data(server: Server, path: str, kind: str, is_open: bool) -> None:
    answer = server.get(path, Origin="https://example.org")
    assert answer.status == 200
    assert answer.headers["content-type"].split(";")[0] == kind
    assert answer.headers.get("access-control-allow-origin") == ("*" if is_open else None)
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("path", "target"), [
    ("/casos/textil-viejo/", CASE), ("/casos/textil-viejo", CASE), ("/casos/textil-viejo/?utm=x", CASE),
    ("/en/case-studies/old-textile/", "/en/case-studies/textil-agua/"),
    ("/index.php?id=12", "/acerca/"), ("/index.php?id=13", "/en/case-studies/textil-agua/"),
    (quote("/Descargas/Boletín 2.pdf"), "/fuentes/"), ("/aliado.html", "https://example.org/a?b=c"),
])
def test_an_old_address_leads_to_the_new_one(server: Server, path: str, target: str) -> None:
    answer = server.get(path)
    assert (answer.status, answer.headers["location"]) == (301, target)
    assert answer.headers["content-security-policy"] == policy()


@pytest.mark.parametrize("path", ["/index.php", "/index.php?id=14", "/index.php?id=12&x=1"])
def test_another_query_is_another_address(server: Server, path: str) -> None:
    assert server.get(path).status == 404


def test_a_folder_without_its_slash_leads_to_the_page(server: Server) -> None:
    answer = server.get("/casos/textil-agua")
    assert answer.status in (301, 308)
    assert answer.headers["location"].endswith("textil-agua/") and "://" not in answer.headers["location"]


@pytest.mark.parametrize("path", ["/.git/config", "/.htaccess", "/.git/", "/casos/.hidden", "/.site.lock", "/%2egit/config"])
def test_names_with_a_dot_are_refused(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 404 and b"secret" not in answer.body


def test_what_a_certificate_authority_asks_for_is_served(server: Server) -> None:
    assert server.get("/.well-known/security.txt").status == 200


@pytest.mark.parametrize("path", ["/../content/site.yml", "/..%2fcontent/site.yml", "/%2e%2e/content/site.yml", "/assets/../../content/site.yml",
                                  "/assets/..%5c..%5ccontent/site.yml", "//etc/passwd", "/casos/%00", "/....//content/site.yml"])
def test_nothing_outside_the_site_is_served(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status in (400, 404)
    assert b"ejemplo.test" not in answer.body.replace(b"https://ejemplo.test", b"") and b"root:" not in answer.body


@pytest.mark.parametrize("path", ["/assets/", "/assets/stylesheets/", "/api/", "/feeds/es/"])
def test_folders_are_not_listed(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert b"site.css" not in answer.body.replace(b"assets/stylesheets/site.css", b"")


def test_the_editor_has_a_policy_of_its_own(server: Server) -> None:
    answer = server.get("/admin/")
    assert answer.status == 200
    assert answer.headers["content-security-policy"] == policy("csp-admin") != policy()
    assert answer.headers["x-robots-tag"] == "noindex"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin-allow-popups"
    assert server.get("/").headers["cross-origin-opener-policy"] == "same-origin"
    assert server.get("/administrar/").headers["content-security-policy"] == policy()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_sent(server: Server, method: str) -> None:
    assert server.get("/", method, Content_Length="0").status == 405


def test_head_has_no_body(server: Server) -> None:
    answer = server.get(CASE, "HEAD")
    assert (answer.status, answer.body) == (200, b"")


def test_a_torn_request_does_no_harm(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(b"GET /\r\nbroken\x00\r\n\r\n")
        line.recv(4096)
    assert server.get("/").status == 200


def test_an_exchange_while_serving_is_seen_at_once_and_loses_no_request(server: Server) -> None:
    site = server.project / "site"
    statuses: list[int] = []
    done = threading.Event()

    def visit() -> None:
        while not done.is_set() and len(statuses) < 20_000:
            statuses.append(server.get(CASE).status)

    visitors = [threading.Thread(target=visit) for _ in range(3)]
    for visitor in visitors:
        visitor.start()
    try:
        for generation in range(10):
            with staging(site) as fresh:
                shutil.copytree(site, fresh, dirs_exist_ok=True)
                decorate(fresh)
                for folder, _, _ in os.walk(fresh):
                    os.chmod(folder, 0o755)  # noqa: PTH101
                (fresh / "generation.txt").write_text(str(generation), encoding="utf-8")
            assert server.get("/generation.txt").body == str(generation).encode()
    finally:
        done.set()
        for visitor in visitors:
            visitor.join(timeout=20)
    assert len(statuses) > 20 and Counter(statuses) == {200: len(statuses)}


def test_nginx_leads_to_the_secure_address_and_insists_on_it(project: Path, tmp_path: Path) -> None:
    plain, secure = free(), free()
    command, environment, port = nginx(project, tmp_path, plain=plain, secure=secure)
    with running(command, environment, port, tmp_path):
        answer = Server("nginx", plain, project).get("/casos/?a=b", Host="cet.org.pe")
        assert (answer.status, answer.headers["location"]) == (301, "https://www.cet.org.pe/casos/?a=b")
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        with urllib.request.urlopen(f"https://127.0.0.1:{secure}/", context=trusting, timeout=10) as page:
            assert page.status == 200
            assert page.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_nginx_sends_brotli_where_its_module_is_there(project: Path, tmp_path: Path) -> None:
    command, environment, port = nginx(project, tmp_path, brotli=True)
    with running(command, environment, port, tmp_path):
        server = Server("nginx", port, project)
        assert server.get("/", Accept_Encoding="br, gzip").headers["content-encoding"] == "br"
        assert server.get("/", Accept_Encoding="gzip").headers["content-encoding"] == "gzip"
