"""The steps of the rehearsal find what they are there to find; and what they install is pinned."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, Published

CI = REPOSITORY / ".ci"


def run(step: str, site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(CI / step), str(site)], cwd=REPOSITORY, capture_output=True, text=True, timeout=120)


@pytest.fixture
def site(published: Published, tmp_path: Path) -> Path:
    """The small site, and the document its invented sources name on its own host."""
    target = Path(shutil.copytree(published.site, tmp_path / "site"))
    (target / "boletin.pdf").write_bytes(b"")
    return target


def test_the_small_site_has_no_broken_link(site: Path) -> None:
    done = run("links", site)
    assert done.returncode == 0, done.stdout
    assert re.fullmatch(r"links: \d{4,} in \d{3} files, 0 broken\n", done.stdout)


BROKEN = {
    '<a href="../no-existe/">': "leads nowhere", '<a href="../textil-agua">': "a folder without its slash",
    '<a href="../textil-agua/#no-part">': "names no part of that page", '<a href="#other-part">': "names no part of that page",
    '<img src="../../x.png" alt="">': "leads nowhere", '<a href="../../../../etc/passwd">': "leaves the site", '<a href="/nada/">': "leads nowhere",
    '<a href="https://ejemplo.test/nunca/">': "leads nowhere", '<img srcset="../../logo-2.png 2x" alt="">': "leads nowhere",
    '<meta http-equiv="refresh" content="0; url=../ya-no/">': "leads nowhere", '<svg><use href="../../assets/icons.svg#i-nothing"/></svg>': "names no part of that page",
}


def test_every_kind_of_broken_link_is_found(site: Path) -> None:
    page, stylesheet, sitemap = site / "casos" / "textil-agua" / "index.html", site / "assets" / "stylesheets" / "site.css", site / "sitemap.xml"
    page.write_text(page.read_text(encoding="utf-8").replace("</article>", "".join(BROKEN) + "</article>"), encoding="utf-8")
    stylesheet.write_text(stylesheet.read_text(encoding="utf-8") + "p{background:url(nada.png)}", encoding="utf-8")
    sitemap.write_text(sitemap.read_text(encoding="utf-8").replace("<loc>https://ejemplo.test/casos/</loc>", "<loc>https://ejemplo.test/ninguno/</loc>"), encoding="utf-8")
    done = run("links", site)
    assert done.returncode == 1
    *found, summary = done.stdout.splitlines()
    assert summary.endswith(f"{len(BROKEN) + 2} broken")
    for broken, said in BROKEN.items():
        link = re.search(r'(?:href|src|srcset|url)="?([^" ]+)', broken.replace('content="0; ', ""))
        assert link and f"casos/textil-agua/index.html: {link[1]}: {said}" in found
    assert "assets/stylesheets/site.css: nada.png: leads nowhere" in found
    assert "sitemap.xml: https://ejemplo.test/ninguno/: leads nowhere" in found


def heavy(site: Path) -> None:
    page = site / "casos" / "textil-agua" / "index.html"
    noise = "".join(f"<p>{number * 7919 % 1_000_003}</p>" for number in range(8000))
    page.write_text(page.read_text(encoding="utf-8").replace("</article>", f"{noise}</article>"), encoding="utf-8")


def scripted(site: Path) -> None:
    script = site / "assets" / "javascripts" / "site.js"
    script.write_text("".join(f"f({number * 7919 % 1_000_003});" for number in range(4000)), encoding="utf-8")


def test_a_page_over_its_budget_is_found(site: Path) -> None:
    assert run("weight", site).returncode == 0
    heavy(site)
    scripted(site)
    done = run("weight", site)
    assert done.returncode == 1
    assert "casos/textil-agua/index.html: page" in done.stdout and ": js " in done.stdout


def test_the_checkers_are_pinned_by_version_and_hash_and_name_no_host() -> None:
    lock = json.loads((CI / "tools" / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((CI / "tools" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    packages = {name: found for name, found in lock["packages"].items() if name}
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted == lock["packages"][""]["dependencies"]
    assert all("integrity" in found and "resolved" not in found for found in packages.values())


def test_the_rehearsal_runs_every_step() -> None:
    script = (CI / "rehearsal").read_text(encoding="utf-8")
    for step in ("make site", "make test", ".ci/links", ".ci/html", ".ci/axe", ".ci/weight", ".ci/lighthouse", ".ci/search-weight", "diff -rq"):
        assert step in script
    for path in (CI / "rehearsal", CI / "run"):
        assert subprocess.run(["bash", "-n", str(path)], timeout=10).returncode == 0
    for path in (CI / "html", CI / "servers", CI / "browser", CI / "tools" / "install"):
        assert subprocess.run(["sh", "-n", str(path)], timeout=10).returncode == 0
