"""Every kind of finding has a fixture: files laid over the small site, and exactly what they must raise."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import errors_page
import photos
import pytest
from conftest import AS_OF, REPOSITORY, SMALL, checked, lines, whole
from kits import faults

from generator.diagnostics import Report
from generator.editing.csvs import read_csvs
from generator.editing.forms.drafts import drafts
from generator.editing.incoming import changes
from generator.editing.pofiles import imported

FIXTURES = REPOSITORY / "tests" / "rules"
CODES = errors_page.codes()


def _outside(project: Path) -> None:
    secret = project.parent / "secreto.yml"
    secret.write_text("id: secreto\n", encoding="utf-8")
    (project / "content/sources/secreto.yml").symlink_to(secret)
    (project / "content/locales").mkdir()
    (project / "content/locales/es.yml").symlink_to(secret)
    shutil.rmtree(project / "content/awards")
    (project / "content/awards").symlink_to(project.parent)


def _too_large(project: Path) -> None:
    record = (project / "content/sources/boletin-ejemplo.yml").read_text(encoding="utf-8")
    (project / "content/sources/enorme.yml").write_text(record + "#" * 512 * 1024, encoding="utf-8")


def _unreadable(project: Path) -> None:
    """A folder where a file belongs, and a file where a folder belongs: not even root can read those."""
    (project / "content/locales/en.yml").mkdir(parents=True)
    (project / "content/events").write_text("", encoding="utf-8")


def _special(project: Path) -> None:
    for name in ("content/sources/tubo.yml", "content/locales/es.yml", "content/practices/tubo"):
        (project / name).parent.mkdir(exist_ok=True)
        os.mkfifo(project / name)


def _file_name(project: Path) -> None:
    """Names that not every system can keep, so that the repository must not hold them."""
    folder = project / "content/practices/iluminacion-ejemplo"
    folder.mkdir()
    for name in ("con.pdf", "LPT1", "fin.", " a.txt", "fundicio\u0301n.txt", "x" * 201, "a:b.txt", "a\u202eb.txt", "dos\nlineas.txt", b"caf\xe9.txt".decode(errors="surrogateescape")):
        (folder / name).write_bytes(b"%PDF-")
    (project / "content/sources/nul.yml").write_text((project / "content/sources/boletin-ejemplo.yml").read_text(encoding="utf-8").replace("boletin-ejemplo", "nul"), encoding="utf-8")


def _clash(project: Path) -> None:
    folder = project / "content/practices/iluminacion-ejemplo"
    folder.mkdir()
    for name in ("hoja.txt", "Hoja.txt", "HOJA.TXT"):
        (folder / name).write_text("x")


def _upload_large(project: Path) -> None:
    folder = project / "content/practices/iluminacion-ejemplo"
    folder.mkdir()
    with (folder / "enorme.pdf").open("wb") as file:
        file.truncate(25 * 1024 * 1024 + 1)


def _prose(project: Path, text: str) -> None:
    for language in ("es", "en"):
        page = project / f"content/pages/{language}/acerca.md"
        page.write_text(page.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")


def _heavy(project: Path) -> None:
    for text in ("[" * 301, "a" * 20_001, "a\n===\n" * 51, "``x`" * 101):
        _prose(project, text)


def _many_values(project: Path) -> None:
    (project / "content/sources/lista.yml").write_text("id: lista\nsources: [" + "1," * 20_001 + "1]\n", encoding="utf-8")


def _long_value(project: Path) -> None:
    (project / "content/sources/larga.yml").write_text(f'id: larga\ntitle: "{"a" * 10_001}"\n', encoding="utf-8")


def _no_project(project: Path) -> None:
    (project / "content/site.yml").unlink()


def _picture(project: Path, **more: str) -> None:
    """A picture in a case that is fine but for what the rule is about."""
    photos.photo(project / "case_studies/textil-agua/planta.jpg", (400, 300))
    photos.add(project, "case_studies/textil-agua", "planta.jpg", **more)


def _pictures_refused(project: Path) -> None:
    for case, name in (("textil-agua", "bomba.png"), ("fundicion-luz", "falta.jpg")):
        photos.add(project, f"case_studies/{case}", name)
    photos.bomb(project / "case_studies/textil-agua/bomba.png")


SITUATIONS: dict[str, Callable[[Path], None]] = {
    "file-name": _file_name,
    "file-name-clash": _clash,
    "file-outside": _outside,
    "file-special": _special,
    "file-too-large": _too_large,
    "file-unreadable": _unreadable,
    "no-project": _no_project,
    "paragraph-too-heavy": _heavy,
    "picture-refused": _pictures_refused,
    "picture-without-consent": lambda project: _picture(project, people="true"),
    "picture-without-text": lambda project: _picture(project, alt='{es: "Una planta"}'),
    "too-many-values": _many_values,
    "upload-too-large": _upload_large,
    "value-too-long": _long_value,
    **faults.SITUATIONS,
}


def situation(code: str, project: Path) -> None:
    """Lay the fixture of a code over a copy of the small site."""
    if code in SITUATIONS:
        SITUATIONS[code](project)
    else:
        shutil.copytree(FIXTURES / code, project, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expect.txt"))


def brought_back(project: Path) -> Report:
    """What is said of the sheets, or the answered form, that somebody left in the project's folder."""
    found = Report()
    if (project / "issue.md").exists():
        drafts(whole(project), "issue.md", (project / "issue.md").read_text(encoding="utf-8"), "", AS_OF, found)
        return found
    changes(whole(project), read_csvs(project / "sheets", found), found)
    return found


def translated(project: Path) -> Report:
    """What is said of the texts that a translator sent back."""
    found = Report()
    imported(whole(project), "textos.po", (project / "textos.po").read_text(encoding="utf-8"), "en", found)
    return found


def judged(project: Path) -> Report:
    """What is said of what the fixture holds: sheets, a form, translations, or the content itself."""
    if (project / "textos.po").exists():
        return translated(project)
    return brought_back(project) if (project / "sheets").exists() or (project / "issue.md").exists() else checked(project).report


def test_the_small_site_raises_nothing_of_its_own() -> None:
    found = checked(SMALL)
    assert lines(found.report) == []
    assert found.known == 4


@pytest.mark.parametrize("code", CODES)
def test_a_fixture_raises_exactly_what_it_says(code: str, tmp_path: Path) -> None:
    project = shutil.copytree(SMALL, tmp_path / "site")
    situation(code, project)
    expected = (FIXTURES / code / "expect.txt").read_text(encoding="utf-8").splitlines()
    found = judged(project)
    assert lines(found) == expected
    assert any(line.startswith(f"{code} ") for line in expected)
    for finding in found:
        for language in ("es", "en"):
            assert not re.search(r"\{\w+\}", finding.message(language) + finding.cure(language))


def test_every_code_has_a_fixture_and_every_fixture_a_code() -> None:
    assert sorted(path.name for path in FIXTURES.iterdir()) == CODES


def test_the_catalogue_of_errors_is_up_to_date() -> None:
    """`python tests/errors_page.py` writes it anew."""
    assert (REPOSITORY / "docs" / "errors.md").read_text(encoding="utf-8") == errors_page.page()
