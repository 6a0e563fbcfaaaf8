"""The web editor's page, policy and configuration. What the editor makes of them: ``tests/browser/editor/``."""

from __future__ import annotations

import base64
import re
import runpy
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from click.testing import CliRunner
from conftest import REPOSITORY, SMALL, Published, copy_small, lines

from generator.cli import main
from generator.diagnostics import Report
from generator.editing.shape import fields_of
from generator.exports import editor, offline
from generator.exports.editor.backend import completed, hosts
from generator.exports.editor.bundle import OWN, PACKAGE
from generator.exports.editor.config import config, document
from generator.exports.editor.policy import header_policy, page_policy
from generator.model import Site
from generator.schemas import COLLECTIONS
from generator.schemas.core.settings import load_settings

GITHUB = {"name": "github", "repo": "centro/sitio", "branch": "main", "base_url": "https://entrar.ejemplo.test"}


def with_editor(site: Site, backend: dict[str, str] = GITHUB) -> Site:
    return replace(site, settings=replace(site.settings, editor=backend))


def controls(fields: list[dict[str, Any]], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every control of a form with its path."""
    for control in fields:
        yield f"{path}{control['name']}", control
        yield from controls(control.get("fields", []), f"{path}{control['name']}.")


@pytest.fixture(scope="module")
def cases(real_site: Site) -> dict[str, dict[str, Any]]:
    """The form of a case, as the real site has it."""
    made = config(with_editor(real_site))
    return dict(controls(next(found for found in made["collections"] if found["name"] == "case_studies")["fields"]))


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of two files, in the place of the real one."""
    (tmp_path / "yaml").mkdir()
    (tmp_path / "decap-cms.js").write_text("1", encoding="utf-8")
    (tmp_path / "yaml" / "index.js").write_text("2", encoding="utf-8")
    monkeypatch.setattr(editor, "installed", lambda: tmp_path)
    return tmp_path


def test_a_site_without_the_setting_has_no_editor(published: Published, small_site: Site, installed: Path) -> None:
    assert not (published.site / "admin").exists()
    assert list(editor.artifacts(small_site, ())) == []
    assert not editor.missing(small_site)


def test_a_site_with_it_has_a_page_its_configuration_and_its_program(small_site: Site, installed: Path) -> None:
    made = {artifact.path: artifact.content for artifact in editor.artifacts(with_editor(small_site), ())}
    assert set(made) == {f"admin/{name}" for name in ("index.html", "config.yml", "decap-cms.js", "yaml/index.js", *OWN)}
    assert made["admin/config.yml"] == document(with_editor(small_site))
    page = lxml.html.document_fromstring(made["admin/index.html"])
    assert [script.get("src") for script in page.iter("script")] == ["boot.js", "decap-cms.js", "editor.js"]
    assert page.xpath("//meta[@http-equiv]/@content") == [page_policy(GITHUB)]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not page.xpath("//@style | //@*[starts-with(name(), 'on')] | //script[not(@src)]")


def test_without_the_program_the_site_is_whole_and_says_so(small_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor, "installed", lambda: None)
    assert list(editor.artifacts(with_editor(small_site), ())) == []
    assert editor.missing(with_editor(small_site))


def test_the_copy_to_take_along_leaves_it_out(small_site: Site) -> None:
    page = b'<html><body><script src="assets/javascripts/site.js"></script></body></html>'
    files = dict.fromkeys(("index.html", "casos/index.html", "admin/index.html", "admin/decap-cms.js"), page)
    made = offline.copy(small_site, offline.Files({name: len(page) for name in files}, files.__getitem__))
    assert made is not None
    names = {name.partition("/")[2] for name in offline.archive.unpacked(made)}
    assert "casos/index.html" in names
    assert not [name for name in names if name.startswith("admin/")]


def test_every_collection_and_every_field_can_be_edited(real_site: Site) -> None:
    made = {found["name"]: found for found in config(real_site)["collections"]}
    assert set(made) == set(COLLECTIONS)
    for name, collection in COLLECTIONS.items():
        assert made[name]["folder"] == collection.home
        assert [control["name"] for control in made[name]["fields"]] == [field.name for field in fields_of(collection.model) if not field.by_program]  # a new file's order
        assert made[name]["label"] == collection.labels["es"][1]
        assert made[name]["delete"] is False


def test_controls_speak_the_site_s_language_and_know_what_goes_there(cases: dict[str, dict[str, Any]]) -> None:
    assert {path: control["widget"] for path, control in cases.items() if path in ("title.es", "problem.en", "updated", "measures", "investment.amount", "investment.year", "sector", "sources")} == {
        "title.es": "string", "problem.en": "text", "updated": "datetime", "measures": "list",
        "investment.amount": "number", "investment.year": "number", "sector": "select", "sources": "relation"}
    assert cases["measures.effects.change"]["label"] == "Cambio"
    assert cases["measures.effects.change"]["hint"] == "Con signo: -9800 es una reducción."
    assert cases["measures.effects.change_percent"]["hint"] == "Con signo: -30 es una reducción."
    assert {"label": "Fabricación de metales comunes (24)", "value": "24"} in cases["sector"]["options"]
    assert cases["areas"]["multiple"] and cases["areas"]["min"] == 1
    assert cases["organisation"]["collection"] == "organisations"
    assert cases["organisation"]["display_fields"] == ["title.es", "({{id}})"]
    assert cases["sources"]["display_fields"][0] == "title"  # of a source, a title in the one language it was printed in
    assert [option["value"] for option in cases["status"]["options"]] == ["draft", "published", "retired"]
    assert cases["status"]["options"][0]["label"] == "borrador"
    assert cases["investment.year"]["value_type"] == "int" and cases["investment.amount"]["value_type"] == "float"
    assert cases["period.baseline"] | {"min": 1900, "max": 2100} == cases["period.baseline"]


def test_texts_stand_side_by_side_and_only_the_first_language_is_asked_for(cases: dict[str, dict[str, Any]]) -> None:
    assert [inner["name"] for inner in cases["title"]["fields"]] == ["es", "en"]
    assert cases["title.es"]["required"] and not cases["title.en"]["required"]


def test_a_figure_is_asked_for_before_its_source(cases: dict[str, dict[str, Any]]) -> None:
    names = [control["name"] for control in cases["effects"]["fields"]]
    assert names[0] == "resource" and names.index("change") < names.index("source")


def test_a_group_that_may_be_missing_asks_for_nothing(cases: dict[str, dict[str, Any]]) -> None:
    """The editor asks for what is required even in a group that is empty."""
    assert not cases["investment.currency"]["required"]
    assert cases["investment.currency"]["hint"] == "Obligatorio si llena este grupo."
    assert cases["measures.title.es"]["required"]


def test_a_closed_group_says_what_it_holds(cases: dict[str, dict[str, Any]]) -> None:
    """An optional text alone would leave the line of most figures empty."""
    assert cases["measures"]["summary"] == "{{fields.title.es}}"
    assert cases["effects"]["summary"] == (
        "{{fields.resource}} {{fields.name.es}} {{fields.change}} {{fields.unit}} {{fields.change_percent}} {{fields.change_percent | ternary('%','')}}")
    assert cases["stated.payback"]["summary"].startswith("{{fields.days}} {{fields.months}}")


def test_a_closed_list_has_a_line_for_each_item_unless_items_hold_lists_of_lists(real_site: Site) -> None:
    short = {(found["name"], path) for found in config(real_site)["collections"] for path, control in controls(found["fields"]) if control.get("minimize_collapsed")}
    assert short == {("toolkits", "modules"), ("indicators", "groups")}


def test_a_short_text_that_may_be_missing_starts_closed(cases: dict[str, dict[str, Any]]) -> None:
    closed = {path: cases[path]["collapsed"] for path in ("title", "measures.title", "problem", "effects.name", "effects.note")}
    assert closed == {"title": False, "measures.title": False, "problem": False, "effects.name": True, "effects.note": True}


def test_what_the_editor_has_no_form_for_is_marked(real_site: Site, cases: dict[str, dict[str, Any]]) -> None:
    marked = {(found["name"], path): control["kept"] for found in config(real_site)["collections"] for path, control in controls(found["fields"]) if "kept" in control}
    assert marked["toolkits", "sources"] == "citation"
    assert marked["organisations", "title"] == "name"
    assert marked["case_studies", "title"] == "texts"
    assert {"truth", "partial"} <= set(marked.values())


def test_every_choice_has_a_word(real_site: Site) -> None:
    bare = {option["value"] for found in config(real_site)["collections"] for _, control in controls(found["fields"])
            for option in control.get("options", ()) if option["label"] == option["value"] and re.search("[a-z]", option["value"])}
    assert bare == set()


def test_the_file_says_the_same_and_stays_small(real_site: Site) -> None:
    written = document(real_site)
    assert yaml.load(written, yaml.CSafeLoader) == config(real_site)
    assert len(written) < 300_000


def test_changes_are_proposals_and_nothing_is_deleted(small_site: Site) -> None:
    made = config(with_editor(small_site))
    assert made["publish_mode"] == "editorial_workflow"
    assert made["backend"] == {**GITHUB, "commit_messages": made["backend"]["commit_messages"]}
    assert made["backend"]["commit_messages"]["update"] == "{{collection}}: cambios en {{slug}}"


@pytest.mark.parametrize(("backend", "expected"), [
    (GITHUB, {"https://api.github.com", "https://www.githubstatus.com"}),
    ({"name": "gitlab", "repo": "c/s", "app_id": "1"}, {"https://gitlab.com"}),
    ({"name": "gitlab", "repo": "c/s", "app_id": "1", "base_url": "https://git.ejemplo.test/"}, {"https://git.ejemplo.test"}),
    ({**GITHUB, "api_root": "https://git.ejemplo.test/api/v3"}, {"https://git.ejemplo.test"}),
    ({"name": "proxy", "proxy_url": "http://localhost:8081/api/v1"}, {"http://localhost:8081"}),
])
def test_the_policy_lets_the_editor_speak_to_its_own_host_only(backend: dict[str, str], expected: set[str]) -> None:
    policy = {name: set(sources) for name, *sources in (part.split(" ") for part in page_policy(backend).split("; "))}
    assert set(hosts(backend)) == expected
    assert policy["connect-src"] == {"'self'", "blob:", "data:", *expected}
    assert policy["script-src"] == {"'self'"}
    faces = {source for source in policy["img-src"] if source.startswith("http")}
    assert faces <= {"https://avatars.githubusercontent.com", "https://secure.gravatar.com", "https://gitlab.com", "https://git.ejemplo.test"}
    assert policy["default-src"] == {"'none'"}


def test_people_sign_in_to_gitlab_at_gitlab_itself() -> None:
    """Otherwise the editor would use a service of its makers."""
    assert completed({"name": "gitlab", "repo": "c/s", "app_id": "1", "base_url": "https://git.ejemplo.test/"}) == {
        "name": "gitlab", "repo": "c/s", "app_id": "1", "base_url": "https://git.ejemplo.test", "api_root": "https://git.ejemplo.test/api/v4", "auth_type": "pkce"}
    assert completed(GITHUB) == GITHUB


def test_servers_allow_what_any_site_s_page_allows() -> None:
    assert (REPOSITORY / "deploy/csp-admin.txt").read_text(encoding="utf-8") == header_policy() + "\n"
    own = {name: set(sources) for name, *sources in (part.split(" ") for part in header_policy().split("; "))}
    for part in page_policy(GITHUB).split("; "):
        name, *sources = part.split(" ")
        assert {source for source in sources if not source.startswith("https://")} <= own[name]
        assert "https:" in own[name] or not [source for source in sources if source.startswith("https://")]


@pytest.mark.parametrize(("backend", "lacks"), [
    ("{name: github, repo: centro/sitio}", "base_url"), ("{name: gitlab, repo: centro/sitio}", "app_id"), ("{name: proxy}", "proxy_url"),
])
def test_an_editor_that_would_ask_a_stranger_is_an_error(tmp_path: Path, backend: str, lacks: str) -> None:
    """Without its own sign-in service, the editor would send people to one that is not the centre's."""
    project = copy_small(tmp_path / "small")
    settings = project / "content" / "site.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"editor:\n  backend: {backend}\n", encoding="utf-8")
    report = Report()
    assert load_settings(project, report) is None
    assert [line.partition(" ")[0] for line in lines(report)] == ["editor-incomplete"]
    assert dict(next(iter(report)).arguments)["key"] == lacks


def test_the_schema_command_writes_it_too(tmp_path: Path) -> None:
    """Without an editor on the site: for one's own machine."""
    assert CliRunner().invoke(main, ["schema", "--project", str(SMALL), "--out", str(tmp_path), "--as-of", "2026-11-23"]).exit_code == 0
    made = yaml.load((tmp_path / "web-editor.yml").read_bytes(), yaml.CSafeLoader)
    assert made["backend"]["proxy_url"] == "http://localhost:8081/api/v1"
    assert {found["name"] for found in made["collections"]} == set(COLLECTIONS)


SCRIPT = runpy.run_path(str(REPOSITORY / ".ci" / "editor"))


def test_what_is_installed_is_documented() -> None:
    page = (REPOSITORY / "docs/decisions/0008-dependencies.md").read_text(encoding="utf-8")
    for name, (number, digest, _) in SCRIPT["PACKAGES"].items():
        assert f"| {name} | {number} |" in page
        assert len(base64.b64decode(digest)) == 64


def test_another_file_than_the_reviewed_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that brings something else under the same name and version."""
    client = tmp_path / "npm"
    client.write_text('#!/bin/sh\necho stranger > "$5/decap-cms-3.16.3.tgz"\n', encoding="utf-8")
    client.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(SystemExit, match=r"decap-cms-3\.16\.3\.tgz is not the file that was reviewed"):
        SCRIPT["fetched"](tmp_path)


def test_its_package_holds_the_files_and_is_the_same_each_time(tmp_path: Path) -> None:
    files = {"yaml/index.js": b"2", "decap-cms.js": b"1"}
    made = SCRIPT["wheel"](tmp_path, files)
    first = made.read_bytes()
    assert SCRIPT["wheel"](tmp_path, dict(reversed(files.items()))).read_bytes() == first
    with zipfile.ZipFile(made) as packed:
        assert packed.read(f"{PACKAGE}/decap-cms.js") == b"1"
        assert f"Name: {PACKAGE}" in packed.read(next(name for name in packed.namelist() if name.endswith("METADATA"))).decode()


def test_without_the_setting_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "content" / "site.yml"
    settings.parent.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["editor"])
    settings.write_text("# editor:\nurl: https://ejemplo.test/\n", encoding="utf-8")
    assert not SCRIPT["wanted"]()
    settings.write_text("editor:\n  backend: {name: proxy}\n", encoding="utf-8")
    assert SCRIPT["wanted"]()
