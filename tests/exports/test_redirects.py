"""Pages at old addresses keep the rules of all pages; the rules for servers say the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import Published, build, checked, whole
from lxml import html

from generator import exports
from generator.derive.visible import visible
from generator.exports.redirects import stub_path
from generator.model import Redirect

CASE = '"record:case_studies/textil-agua"'
ROWS = (
    f"{{old: /casos/textil-viejo/, new: {CASE}}}",
    f"{{old: /en/case-studies/old-textile/, new: {CASE}}}",
    f"{{old: /old/page.html, new: {CASE}, language: en}}",
    '{old: "/index.php?id=12&lang=es", new: "page:acerca"}',
    '{old: /Descargas/Boletín 2.pdf, new: "collection:sources"}',
    '{old: /aliado/, new: "https://example.org/a?b=c"}',
    "{old: /sectores/, new: /casos/}",
)
STUBS = ("casos/textil-viejo/index.html", "en/case-studies/old-textile/index.html", "old/page.html", "aliado/index.html", "sectores/index.html")


@pytest.fixture(scope="module")
def moved(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Published:
    project = tmp_path_factory.mktemp("moved") / "warm"
    shutil.copytree(published.project, project)
    (project / "content" / "redirects.yml").write_text("redirects:\n" + "".join(f"  - {row}\n" for row in ROWS), encoding="utf-8")
    return Published(project, project / "site", build(project))


def test_every_old_address_that_a_host_can_serve_has_a_page(published: Published, moved: Published) -> None:
    files = {path.relative_to(moved.site).as_posix() for path in moved.site.rglob("*") if path.is_file()}
    before = {path.relative_to(published.site).as_posix() for path in published.site.rglob("*") if path.is_file()}
    assert files - before == set(STUBS)


@pytest.mark.parametrize(("path", "language", "links", "canonical"), [
    (STUBS[0], "es", ["../../casos/textil-agua/", "../../en/case-studies/textil-agua/"], "https://ejemplo.test/casos/textil-agua/"),
    (STUBS[1], "en", ["../../../en/case-studies/textil-agua/", "../../../casos/textil-agua/"], "https://ejemplo.test/en/case-studies/textil-agua/"),
    (STUBS[2], "en", ["../en/case-studies/textil-agua/", "../casos/textil-agua/"], "https://ejemplo.test/en/case-studies/textil-agua/"),
    (STUBS[3], "es", ["https://example.org/a?b=c"] * 2, "https://example.org/a?b=c"),
    (STUBS[4], "es", ["../casos/", "../casos/"], "https://ejemplo.test/casos/"),
])
def test_the_page_leads_on_in_every_language(moved: Published, path: str, language: str, links: list[str], canonical: str) -> None:
    tree = html.document_fromstring(moved.read(path))
    assert tree.get("lang") == language
    assert [a.get("href") for a in tree.iter("a")] == links
    assert tree.xpath('//meta[@http-equiv="refresh"]/@content') == [f"0; url={links[0]}"]
    assert tree.xpath('//link[@rel="canonical"]/@href') == [canonical]
    assert tree.xpath('//meta[@name="robots"]/@content') == ["noindex"]
    for link in links:
        if not link.startswith("https:"):
            assert (moved.site / path).parent.joinpath(link, "index.html").resolve().is_file()


@pytest.mark.parametrize("path", STUBS)
def test_the_page_keeps_the_rules_of_all_pages(moved: Published, path: str) -> None:
    tree = html.document_fromstring(moved.read(path))
    assert len(tree.findall(".//h1")) == 1
    assert {p.get("lang") for p in tree.iter("p")} == {"es", "en"}
    assert not list(tree.iter("script", "style"))
    assert not [name for element in tree.iter() if isinstance(element.tag, str) for name in element.keys() if name == "style" or name.startswith("on")]  # noqa: SIM118
    for link in tree.xpath('//link[@rel="stylesheet" or @rel="icon"]/@href'):
        assert (moved.site / path).parent.joinpath(link).resolve().is_file()


def test_no_old_address_is_in_the_sitemap(moved: Published) -> None:
    for address in ("textil-viejo", "old-textile", "page.html", "aliado", "sectores"):
        assert address not in moved.read("sitemap.xml")


def rules(moved: Published) -> dict[str, str]:
    return {a.path: a.content.decode() for a in exports.server_rules(visible(whole(moved.project)))}


def test_the_rules_for_servers_are_written_beside_the_site(moved: Published) -> None:
    folder = moved.project / "build" / "deploy"
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == rules(moved)


def test_the_rules_name_every_redirect(moved: Published) -> None:
    found = rules(moved)
    assert set(found) == {"redirects.nginx.conf", "redirects.caddy", "_redirects"}
    for name in ("redirects.nginx.conf", "redirects.caddy"):
        for line in ('"/casos/textil-viejo" "/casos/textil-agua/"', '"/casos/textil-viejo/" "/casos/textil-agua/"',
                     '"/old/page.html" "/en/case-studies/textil-agua/"', '"/index.php?id=12&lang=es" "/acerca/"',
                     '"/Descargas/Boletín 2.pdf" "/fuentes/"', '"/aliado/" "https://example.org/a?b=c"'):
            assert line in found[name]
    for line in ("/index.php id=12 lang=es /acerca/ 301", "/Descargas/Bolet%C3%ADn%202.pdf /fuentes/ 301", "/sectores/ /casos/ 301"):
        assert line in found["_redirects"].splitlines()


def test_below_a_path_the_rules_have_it_too(moved: Published, tmp_path: Path) -> None:
    project = shutil.copytree(moved.project, tmp_path / "below", ignore=shutil.ignore_patterns("site", "build"))
    settings = project / "content" / "site.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("https://ejemplo.test/", "https://ejemplo.test/sub/"), encoding="utf-8")
    found = {a.path: a.content.decode() for a in exports.server_rules(visible(whole(project)))}
    assert '"/sub/old/page.html" "/sub/en/case-studies/textil-agua/"' in found["redirects.nginx.conf"]
    assert '"/sub/index.php?id=12&lang=es" "/sub/acerca/"' in found["redirects.caddy"]


@pytest.mark.parametrize(("old", "path"), [
    ("/a", "a/index.html"), ("/a/", "a/index.html"), ("/a/b.html", "a/b.html"), ("/a.htm", "a.htm"),
    ("/a.php", None), ("/a.pdf", None), ("/a?b=1", None), ("/a/b.html/", None),
])
def test_where_a_static_host_looks(old: str, path: str | None) -> None:
    assert stub_path(Redirect(old, "home:", "es")) == path


def test_percent_signs_and_accents_are_read_as_servers_do(small: Path) -> None:
    (small / "content" / "redirects.yml").write_text(
        "redirects:\n  - {old: /acci%C3%B3n%20uno.html, new: \"home:\"}\n  - {old: \"/accio\u0301n-dos/\", new: \"home:\"}\n", encoding="utf-8")
    site = checked(small).site
    assert site is not None
    assert [redirect.old for redirect in site.redirects] == ["/acción uno.html", "/acción-dos/"]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_small_change_moves_the_page_and_the_rules_as_a_full_build_does(moved: Published, tmp_path: Path) -> None:
    project = Path(shutil.copytree(moved.project, tmp_path / "small"))
    build(project)
    case = project / "case_studies" / "textil-agua.yml"
    case.write_text(case.read_text(encoding="utf-8") + "slug: {es: textil-sin-agua, en: textile-without-water}\n", encoding="utf-8")
    assert build(project).way == "amended"
    assert "../../casos/textil-sin-agua/" in (project / "site" / STUBS[0]).read_text(encoding="utf-8")
    assert "/casos/textil-sin-agua/" in (project / "build" / "deploy" / "redirects.caddy").read_text(encoding="utf-8")
    other = Path(shutil.copytree(project, tmp_path / "other", ignore=shutil.ignore_patterns("site", "build")))
    assert build(other).way == "full"
    for folder in ("site", "build/deploy"):
        assert tree(project / folder) == tree(other / folder)


def test_a_small_change_is_compared_with_what_was_published(moved: Published, tmp_path: Path) -> None:
    project = Path(shutil.copytree(moved.project, tmp_path / "small"))
    (project / "content" / "published-urls.txt").write_text("/casos/textil-agua/\n", encoding="utf-8")
    assert build(project).checked.report.errors == []
    before = tree(project / "site")
    case = project / "case_studies" / "textil-agua.yml"
    case.write_text(case.read_text(encoding="utf-8") + "slug: {es: textil-sin-agua, en: textile-without-water}\n", encoding="utf-8")
    assert [finding.code for finding in build(project).checked.report.errors] == ["address-gone"]
    assert tree(project / "site") == before


def test_a_new_redirect_is_published_by_the_next_build(moved: Published, tmp_path: Path) -> None:
    project = Path(shutil.copytree(moved.project, tmp_path / "small"))
    build(project)
    redirects = project / "content" / "redirects.yml"
    redirects.write_text(redirects.read_text(encoding="utf-8") + '  - {old: /otra/, new: "find:"}\n', encoding="utf-8")
    build(project)
    assert (project / "site" / "otra" / "index.html").is_file()
    redirects.unlink()
    build(project)
    assert not (project / "site" / "otra").exists() and not (project / "site" / STUBS[0]).exists()
