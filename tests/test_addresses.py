"""A published address never dies: the list, its update, and what moves."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SMALL, checked, lines, whole

from generator import addresses
from generator.cli import main
from generator.derive.visible import visible
from generator.diagnostics import Report
from generator.render.pages import plan


def listed(project: Path) -> list[str]:
    return [line for line in (project / addresses.FILE).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def copy_case(project: Path, name: str) -> None:
    """A case like textil-agua that nobody cites."""
    path = project / "case_studies" / "textil-agua.yml"
    path.with_name(f"{name}.yml").write_text(path.read_text(encoding="utf-8").replace("id: textil-agua", f"id: {name}"), encoding="utf-8")


def write_status(project: Path, name: str, status: str) -> None:
    path = project / "case_studies" / f"{name}.yml"
    path.write_text(re.sub("^status: .*$", f"status: {status}", path.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")


def test_the_list_has_every_page_but_those_of_people_drafts_and_further_list_pages(small: Path) -> None:
    new = addresses.update(whole(small))
    assert new == listed(small) == sorted(new)
    assert {"/", "/en/", "/casos/textil-agua/", "/en/case-studies/textil-agua/", "/acerca/", "/premios/premio-ejemplo/"} <= set(new)
    assert {"/directorio/consultores/", "/en/directory/consultants/"} <= set(new)
    assert [address for address in new if "c-0" in address or "borrador" in address or "/pagina/" in address] == []


@pytest.mark.parametrize("site", ["small_site", "real_site"])
def test_the_addresses_are_those_of_the_plan(site: str, request: pytest.FixtureRequest) -> None:
    content = request.getfixturevalue(site)
    pages = [page for page in plan(visible(content)) if page.number == 1]
    prose = {f"/{page.address}" for page in content.prose}
    assert addresses._present(content) == {f"/{page.address}" for page in pages} | prose


def test_an_update_adds_lines_and_changes_none(small: Path) -> None:
    addresses.update(whole(small))
    before = (small / addresses.FILE).read_text(encoding="utf-8").splitlines()
    copy_case(small, "textil-nuevo")
    assert addresses.update(whole(small)) == ["/casos/textil-nuevo/", "/en/case-studies/textil-nuevo/"]
    after = (small / addresses.FILE).read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == ["/casos/textil-nuevo/", "/en/case-studies/textil-nuevo/"]
    assert [line for line in after if line in before] == before
    assert addresses.update(whole(small)) == []


def test_a_renamed_slug_is_told_with_its_line_and_a_redirect_mends_it(small: Path) -> None:
    addresses.update(whole(small))
    path = small / "case_studies" / "textil-agua.yml"
    path.write_text(path.read_text(encoding="utf-8") + "slug: {es: textil-sin-agua, en: textile-without-water}\n", encoding="utf-8")
    gone = [finding for finding in checked(small).report.errors if finding.code == "address-gone"]
    old = ["/casos/textil-agua/", "/en/case-studies/textil-agua/"]
    assert [dict(finding.arguments)["address"] for finding in gone] == old
    lines_of_list = (small / addresses.FILE).read_text(encoding="utf-8").splitlines()
    assert [lines_of_list[finding.span.line - 1] for finding in gone] == old
    redirects = "".join(f"  - {{old: {address}, new: \"record:case_studies/textil-agua\"}}\n" for address in old)
    (small / "content" / "redirects.yml").write_text(f"redirects:\n{redirects}", encoding="utf-8")
    assert lines(checked(small).report) == []


def test_a_record_that_retires_keeps_its_address_and_one_that_becomes_a_draft_does_not(small: Path) -> None:
    copy_case(small, "textil-nuevo")
    addresses.update(whole(small))
    write_status(small, "textil-nuevo", "retired")
    assert checked(small).report.errors == []
    write_status(small, "textil-nuevo", "draft")
    gone = [dict(finding.arguments)["address"] for finding in checked(small).report.errors]
    assert gone == ["/casos/textil-nuevo/", "/en/case-studies/textil-nuevo/"]


def test_withdrawn_consent_leaves_no_trace_and_breaks_no_build(small: Path) -> None:
    addresses.update(whole(small))
    for path in (small / "content" / "consultants").glob("*.yml"):
        path.unlink()
    assert [finding for finding in checked(small).report.errors if finding.code.startswith("address")] == []


def test_a_whole_folder_that_moved_is_one_finding(small: Path) -> None:
    many = [f"/casos/caso-{number:03d}/" for number in range(addresses.MOST + 5)]
    (small / addresses.FILE).write_text("\n".join(many) + "\n", encoding="utf-8")
    found = checked(small).report.errors
    assert [str(finding.span) for finding in found] == [f"{addresses.FILE}:1:1"]
    assert "24 others of /casos/" in found[0].message("en")


def test_nothing_is_said_of_addresses_while_a_record_cannot_be_read(small: Path) -> None:
    addresses.update(whole(small))
    write_status(small, "textil-agua", "publicado")
    assert [finding.code for finding in checked(small).report.errors] == ["value-not-allowed"]


def test_the_command_says_what_is_new_and_writes_it_when_asked(small: Path) -> None:
    first = CliRunner().invoke(main, ["addresses", "--project", str(small), "--lang", "en", "--as-of", "2026-11-23"])
    assert first.exit_code == 0 and not (small / addresses.FILE).exists()
    assert "/casos/textil-agua/" in first.stdout.splitlines()
    assert f"addresses are not in {addresses.FILE}" in first.stderr
    second = CliRunner().invoke(main, ["addresses", "--update", "--project", str(small), "--as-of", "2026-11-23"])
    assert second.stdout == first.stdout and listed(small) == first.stdout.splitlines()
    assert CliRunner().invoke(main, ["addresses", "--project", str(small), "--as-of", "2026-11-23"]).stdout == ""


def test_the_command_does_nothing_after_a_content_error(small: Path) -> None:
    (small / "content" / "redirects.yml").write_text("redirects: [{old: nota, new: \"home:\"}]\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["addresses", "--update", "--project", str(small), "--as-of", "2026-11-23"])
    assert done.exit_code == 1 and "redirect-old-form" in done.stderr
    assert not (small / addresses.FILE).exists()


def test_a_long_list_is_compared_in_no_time(tmp_path: Path) -> None:
    project = shutil.copytree(SMALL, tmp_path / "small")
    many = sorted(f"/{side}/caso-{number:06d}/" for number in range(44_000) for side in ("casos", "en/cases"))
    (project / addresses.FILE).write_text("\n".join(many) + "\n", encoding="utf-8")
    site, report = whole(project), Report()
    started = time.process_time()
    addresses.check(site, report)
    assert time.process_time() - started < 2
    assert len(report) == 2


@pytest.mark.parametrize("name", ["published-urls.txt", "redirects.yml"])
def test_a_link_in_the_place_of_a_file_is_refused(small: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").write_text("/\n", encoding="utf-8")
    (small / "content" / name).symlink_to(tmp_path / "elsewhere")
    assert lines(checked(small).report) == [f"file-outside content/{name}"]
