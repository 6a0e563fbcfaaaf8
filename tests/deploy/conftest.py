"""Real servers with the shipped configurations, on the loopback. Long: with ``CET_LONG=1`` only (``make release-check``)."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, Published, build

DEPLOY = REPOSITORY / "deploy"
LONG = ["test_servers.py"]
collect_ignore = [] if os.environ.get("CET_LONG") else LONG

REDIRECTS = """\
redirects:
  - {old: /casos/textil-viejo/, new: "record:case_studies/textil-agua"}
  - {old: /en/case-studies/old-textile/, new: "record:case_studies/textil-agua"}
  - {old: "/index.php?id=12", new: "page:acerca"}
  - {old: "/index.php?id=13", new: "record:case_studies/textil-agua", language: en}
  - {old: /Descargas/Boletín 2.pdf, new: "collection:sources"}
  - {old: /aliado.html, new: "https://example.org/a?b=c"}
"""
EXTRA = {
    "feeds/es/todo.atom": "<feed/>", "feeds/es/todo.rss": "<rss/>", "feeds/es/todo.json": "{}", "feeds/feeds.opml": "<opml/>",
    "data/case_studies.csv": "id\n", "kits/k/1.0.0/hoja.xlsx": "x", "admin/index.html": "<!doctype html><title>x</title>",
    "manifest.webmanifest": "{}", "agenda.ics": "BEGIN:VCALENDAR", ".git/config": "secret", ".htaccess": "secret", "_redirects": "/a /b",
    ".well-known/security.txt": "Contact: x", "busca/wasm.wasm": "x" * 600,
    "pagefind/fragment/es_fa4f93f.pf_fragment": "x",
}


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server and the project it serves from."""

    name: str
    port: int
    project: Path

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="module")
def project(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project with redirects and a file of every kind a site may have."""
    folder = tmp_path_factory.mktemp("served") / "cet"
    shutil.copytree(published.project, folder)
    (folder / "content" / "redirects.yml").write_text(REDIRECTS, encoding="utf-8")
    build(folder)
    decorate(folder / "site")
    for path in (folder, *folder.parents):  # the server's workers are not root
        if path.owner() == "root" and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)
    return folder


def decorate(site: Path) -> None:
    for name, text in EXTRA.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def server(request: Any, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    work = tmp_path_factory.mktemp(request.param)
    command, environment, port = {"nginx": nginx, "caddy": caddy}[request.param](project, work)
    with running(command, environment, port, work):
        yield Server(request.param, port, project)


@contextmanager
def running(command: list[str], environment: dict[str, str], port: int, work: Path) -> Iterator[None]:
    """The server, until the block ends."""
    with (work / "log").open("wb") as log, subprocess.Popen(command, env={**os.environ, **environment}, stdout=log, stderr=log) as process:
        try:
            wait(port, process, work / "log")
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            pytest.fail(f"the server ended at once: {log.read_text(errors='replace')}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail("the server does not answer")


def program(name: str) -> str:
    """The server's program; .ci/servers installs it, and without it these tests fail rather than be skipped."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if found is None:
        pytest.fail(f"{name} is not installed: run `sh .ci/servers`")
    return found


MODULES = Path("/usr/lib/nginx/modules")


def nginx(project: Path, work: Path, *, plain: int = 0, secure: int = 0, brotli: bool = False) -> tuple[list[str], dict[str, str], int]:
    """The shipped file in a main configuration of its own: free ports, a certificate made for the day, a folder of its own.

    The site is served on a further port without TLS. ``plain`` and ``secure`` are those of the shipped servers.
    """
    port = free()
    key, certificate = work / "key.pem", work / "cert.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=www.cet.org.pe",
                    "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True, timeout=60)
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    shipped = [("/srv/cet/", f"{project}/"), ("listen 80;", f"listen 127.0.0.1:{plain or free()};"),
               ("listen 443 ssl http2;", f"listen 127.0.0.1:{secure or free()} ssl http2;\n    listen 127.0.0.1:{port};"),
               ("/etc/ssl/cet/fullchain.pem", str(certificate)), ("/etc/ssl/cet/privkey.pem", str(key))]
    for old, new in shipped:
        assert old in text
        text = text.replace(old, new)
    modules = ""
    if brotli:
        modules = "".join(f"load_module {file};\n" for file in sorted(MODULES.glob("*brotli*.so")))
        text = text.replace("#brotli", "brotli")
    (work / "cet.conf").write_text(text, encoding="utf-8")
    temporary = "".join(f"  {kind}_temp_path {work}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (work / "nginx.conf").write_text(
        f"{modules}daemon off;\npid {work}/pid;\nerror_log stderr;\nworker_processes 1;\nevents {{ worker_connections 64; }}\n"
        f"http {{\n  access_log off;\n{temporary}  include {work}/cet.conf;\n}}\n", encoding="utf-8")
    return [program("nginx"), "-p", str(work), "-c", str(work / "nginx.conf")], {}, port


def caddy(project: Path, work: Path) -> tuple[list[str], dict[str, str], int]:
    port = free()
    environment = {"CET_ADDRESS": f"http://127.0.0.1:{port}", "CET_ROOT": str(project), "HOME": str(work), "XDG_DATA_HOME": str(work)}
    return [program("caddy"), "run", "--config", str(DEPLOY / "Caddyfile"), "--adapter", "caddyfile"], environment, port
