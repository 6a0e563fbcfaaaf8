"""The test of the layout: a language costs data alone; a collection costs a schema, a template and its content."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest
from conftest import AS_OF, REPOSITORY, Published, build

DATE = ("--as-of", AS_OF.isoformat())


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def portuguese(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The small site with a third language: a line in site.yml, some words, some texts. No code."""
    project = tmp_path_factory.mktemp("portuguese") / "project"
    shutil.copytree(published.project, project)
    edit(project / "content" / "site.yml", "  - {code: en, name: English}\n", "  - {code: en, name: English}\n  - {code: pt, name: Português}\n")
    words = "home: {crumb: Início}\ncollection: {case_studies: {many: Casos de empresas, segment: casos-de-empresas}}\n"
    (project / "content" / "locales").mkdir(exist_ok=True)
    (project / "content" / "locales" / "pt.yml").write_text(words, encoding="utf-8")
    edit(project / "case_studies" / "textil-agua.yml", 'en: "Textil Ejemplo uses less water"', 'en: "Textil Ejemplo uses less water", pt: "Textil Ejemplo usa menos água"')
    pages = project / "content" / "pages" / "pt"
    pages.mkdir()
    (pages / "acerca.md").write_text("---\ntitle: Sobre o teste\ndescription: Uma página.\nslug: sobre\nupdated: 2026-11-23\n---\nTudo é inventado.\n", encoding="utf-8")
    return Published(project, project / "site", build(project))


def parsed(site: Published, path: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(site.read(path))


def test_every_page_exists_in_the_new_language(portuguese: Published, published: Published) -> None:
    assert not portuguese.built.checked.report.errors
    assert portuguese.built.pages * 2 == published.built.pages * 3
    assert (portuguese.site / "pt" / "404.html").exists()


def test_the_new_language_uses_its_own_words_and_texts(portuguese: Published) -> None:
    page = parsed(portuguese, "pt/casos-de-empresas/textil-agua/index.html")
    assert page.get("lang") == "pt"
    assert page.findtext(".//h1") == "Textil Ejemplo usa menos água"
    assert page.xpath("//nav[@class='crumbs']//a/text()") == ["Início", "Casos de empresas"]
    assert "Tudo é inventado." in portuguese.read("pt/sobre/index.html")


def test_what_it_lacks_is_shown_in_another_language_and_marked(portuguese: Published) -> None:
    title = parsed(portuguese, "pt/casos-de-empresas/fundicion-luz/index.html").xpath("//h1/span[@lang='es']")
    assert [span.text for span in title] == ["Fundición Ejemplo gasta menos en luz"]


def test_pages_of_all_languages_know_each_other(portuguese: Published) -> None:
    for path in ("casos/textil-agua/", "en/case-studies/textil-agua/", "pt/casos-de-empresas/textil-agua/"):
        links = parsed(portuguese, f"{path}index.html").xpath("//link[@rel='alternate'][@hreflang]")
        assert {link.get("hreflang"): link.get("href") for link in links} == {
            "es": "https://ejemplo.test/casos/textil-agua/",
            "en": "https://ejemplo.test/en/case-studies/textil-agua/",
            "pt": "https://ejemplo.test/pt/casos-de-empresas/textil-agua/",
            "x-default": "https://ejemplo.test/casos/textil-agua/",
        }


def test_what_is_missing_is_said(portuguese: Published) -> None:
    found = {(d.code, d.span.file, dict(d.arguments).get("language")) for d in portuguese.built.checked.report.warnings}
    assert ("interface-text-missing", "content/locales/pt.yml", "pt") in found
    assert ("text-not-translated", "case_studies/fundicion-luz.yml", "pt") in found


def test_api_and_sitemap_carry_the_new_language(portuguese: Published) -> None:
    index = json.loads(portuguese.read("api/v1/index.json"))
    assert index["languages"] == ["es", "en", "pt"]
    assert 'hreflang="pt"' in portuguese.read("sitemap.xml")


SCHEMA = '''"""Machines: invented for this test."""

from generator.schemas.core.collection import Collection, register
from generator.schemas.core.common import Citation, RecordModel
from generator.schemas.core.fields import Resource, Text, f, many


class Machine(RecordModel):
    """A machine."""

    title: Text = f("Nombre", "Name")
    summary: Text = f("Resumen", "Summary")
    resources: tuple[Resource, ...] = many("Recursos", "Resources")
    sources: tuple[Citation, ...] = many("Fuentes", "Sources")


COLLECTION = register(
    Collection(
        id="machines",
        model=Machine,
        labels={"es": ("Máquina", "Máquinas"), "en": ("Machine", "Machines")},
        segments={"es": "maquinas", "en": "machines"},
        section="learn",
        intro={"es": "Máquinas inventadas.", "en": "Invented machines."},
        strings={"machines.saves": {"es": "Ahorra:", "en": "It saves:"}},
    )
)
'''
TEMPLATE = """{% import "parts.html" as parts %}
<h1>{{ v.text(data.title) }}</h1>
<p class="lead">{{ v.text(data.summary) }}</p>
<p>{{ v.t("machines.saves") }} {{ parts.labels(v, "resources", data.resources) }}</p>
{% do v.cite(data.sources) %}
{{ parts.ending(v, data, data.sources) }}
"""
RECORD = """id: m-1
slug: {es: maquina-uno, en: machine-one}
status: published
updated: 2026-11-23
title: {es: "Máquina uno", en: "Machine one"}
summary: {es: "Una máquina inventada.", en: "An invented machine."}
resources: [water, electricity]
sources: [boletin-ejemplo]
"""
NEW = {"generator/schemas/machines.py": SCHEMA, "generator/templates/records/machines.html": TEMPLATE}


@pytest.fixture(scope="module")
def machines(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """A copy of the program with two more files, and a project with one more folder."""
    folder = tmp_path_factory.mktemp("machines")
    shutil.copytree(REPOSITORY / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    project = folder / "project"
    shutil.copytree(published.project, project)
    for name, text in {**NEW, "project/content/machines/m-1.yml": RECORD}.items():
        assert not (folder / name).exists()
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-P", "-m", "generator", "build", "--project", str(project), *DATE]
    done = subprocess.run(command, cwd=project, env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return Published(project, project / "site", published.built)


@pytest.mark.parametrize(("path", "title", "words"), [
    ("maquinas/maquina-uno/", "Máquina uno", "Ahorra: "), ("en/machines/machine-one/", "Machine one", "It saves: "),
])
def test_the_new_collection_s_records_have_pages_in_both_languages(machines: Published, path: str, title: str, words: str) -> None:
    page = parsed(machines, f"{path}index.html")
    assert page.findtext(".//h1") == title
    assert any(words in (p.text or "") for p in page.iter("p"))
    assert page.xpath("//ol[@class='sources']/li")


@pytest.mark.parametrize(("path", "href"), [("maquinas/", "maquina-uno/"), ("en/machines/", "machine-one/"), ("buscar/", "maquina-uno/")])
def test_the_new_collection_stands_in_its_list_and_in_the_index(machines: Published, path: str, href: str) -> None:
    assert [link for link in parsed(machines, f"{path}index.html").xpath("//a/@href") if link.endswith(href)]


def test_the_new_collection_is_in_api_and_sitemap(machines: Published) -> None:
    index = {c["id"]: c for c in json.loads(machines.read("api/v1/index.json"))["collections"]}
    assert index["machines"]["count"] == 1
    assert index["machines"]["title"] == {"es": "Máquinas", "en": "Machines"}
    assert json.loads(machines.read("api/v1/machines/m-1.json"))["data"]["resources"] == ["water", "electricity"]
    assert json.loads(machines.read("api/v1/schemas/machines.json"))["properties"]["resources"]
    assert "https://ejemplo.test/en/machines/machine-one/" in machines.read("sitemap.xml")


def test_the_source_shows_who_cites_it(machines: Published) -> None:
    links = parsed(machines, "fuentes/boletin-ejemplo/index.html").xpath("//a/@href")
    assert [link for link in links if link.endswith("maquinas/maquina-uno/")]
