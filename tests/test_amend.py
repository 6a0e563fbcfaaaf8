"""Whatever changes, a build that makes only what the change concerns gives the bytes of a full build."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import photos
import pytest
from conftest import Published, build
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from generator import pipeline
from generator.render import indexes, pages

LONG = bool(os.environ.get("CET_LONG"))
WORDS = ("agua", "vapor", "luz", "ahorro", "planta", "horno")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def records(project: Path) -> list[Path]:
    """The files of all records, in a fixed order."""
    homes = [project / "case_studies", project / "toolkits", *sorted((project / "content").iterdir())]
    found = [path for home in homes if home.is_dir() and home.name not in ("pages", "vocabularies") for path in home.glob("*.yml")]
    return sorted(found)


def substituted(pattern: str, make: Callable[[random.Random, re.Match[str]], str]) -> Callable[[Path, random.Random], None]:
    """Change one place of one record that a pattern finds."""

    def change(project: Path, dice: random.Random) -> None:
        places = [(path, found) for path in records(project) for found in re.finditer(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)]
        if places:
            path, found = dice.choice(places)
            text = path.read_text(encoding="utf-8")
            path.write_text(text[: found.start()] + make(dice, found) + text[found.end():], encoding="utf-8")

    return change


def copied(project: Path, dice: random.Random) -> None:
    """A new record, like one there is."""
    path = dice.choice([path for path in records(project) if path.parent.name in ("case_studies", "organisations", "practices", "sources")])
    name = f"{path.stem}-{dice.randrange(4)}"
    text = re.sub(rf"^id: {path.stem}$", f"id: {name}", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (path.parent / f"{name}.yml").write_text(re.sub(r"^slug:.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")


def removed(project: Path, dice: random.Random) -> None:
    dice.choice([path for path in records(project) if path.parent.name in ("case_studies", "awards", "organisations")]).unlink(missing_ok=True)


def touched(project: Path, dice: random.Random) -> None:
    """A file with another date and the same text."""
    os.utime(dice.choice(records(project)))


CHANGES: dict[str, Callable[[Path, random.Random], None]] = {
    "a word of a text": substituted(r"\bes: \"?[A-ZÁÉ][a-zá]+ ", lambda dice, found: f"{found[0]}{dice.choice(WORDS)} "),
    "an amount": substituted(r"amount: [0-9.]+", lambda dice, found: f"amount: {dice.randrange(1, 9000)}"),
    "a percentage": substituted(r"change_percent: -[0-9.]+", lambda dice, found: f"change_percent: -{dice.randrange(1, 99)}"),
    "a status": substituted(r"^status: [a-z]+", lambda dice, found: f"status: {dice.choice(('published', 'published', 'draft', 'retired'))}"),
    "a date": substituted(r"^updated: [0-9-]+", lambda dice, found: f"updated: 2026-11-{dice.randrange(1, 29):02d}"),
    "a sector": substituted(r"^sector: \"?[0-9]+\"?", lambda dice, found: f"sector: \"{dice.choice(('13', '15', '24'))}\""),
    "a slug": substituted(r"^title:", lambda dice, found: f"slug: {{es: otra-{dice.randrange(9)}, en: other-{dice.randrange(9)}}}\ntitle:"),
    "a lost translation": substituted(r", en: \"[^\"\n]+\"\}", lambda dice, found: "}"),
    "a stale translation": substituted(r"^status: published$", lambda dice, found: f"translations: {{en: [summary={dice.randrange(10**9, 10**10)}]}}\n{found[0]}"),
    "an addition": copied,
    "a deletion": removed,
    "a touch": touched,
    "a term": lambda project, dice: _term(project, dice),
    "a page": lambda project, dice: _page(project, dice),
}


def _term(project: Path, dice: random.Random) -> None:
    path = dice.choice(sorted((project / "content" / "vocabularies").glob("*.yml")))
    path.write_text(re.sub(r"en: ([A-Z][a-z]+)", rf"en: \1 {dice.choice(WORDS)}", path.read_text(encoding="utf-8"), count=1), encoding="utf-8")


def _page(project: Path, dice: random.Random) -> None:
    path = dice.choice(sorted((project / "content" / "pages" / "es").glob("*.md")))
    path.write_text(path.read_text(encoding="utf-8") + f"\nOtra frase sobre {dice.choice(WORDS)}.\n", encoding="utf-8")


def as_built_in_full(project: Path, **options: object) -> dict[str, bytes]:
    """The site as a build gives it that remembers nothing of it."""
    fresh = project / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    built = build(project, site=fresh, **options)
    assert built.way == "full"
    return tree(fresh)


@pytest.fixture
def home(published: Published, tmp_path: Path) -> Callable[[], Path]:
    """Makes copies of the built small site; their memory is not theirs, so the first build of each is a full one."""
    made: list[Path] = []

    def make() -> Path:
        project = tmp_path / str(len(made))
        shutil.copytree(published.project, project)
        made.append(project)
        if len(made) > 1:
            shutil.rmtree(made[-2])
        build(project)
        return project

    return make


@settings(max_examples=60 if LONG else 4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=not LONG)
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(0, 10**6)), min_size=1, max_size=6))
def test_any_changes_give_the_bytes_of_a_full_build(home: Callable[[], Path], steps: list[tuple[str, int]]) -> None:
    project = home()
    good = tree(project / "site")
    for name, seed in steps:
        before = {path: path.read_bytes() for path in records(project)}
        CHANGES[name](project, random.Random(seed))
        built = build(project)
        if built.checked.report.errors:  # the change was wrong: nothing is published, and the editor takes it back
            assert tree(project / "site") == good
            for path in records(project):
                path.unlink()
            for path, content in before.items():
                path.write_bytes(content)
            continue
        event(built.way)
        good = tree(project / "site")
        assert good == as_built_in_full(project), name
        assert not [path for path in (project / "site").rglob("*") if path.is_dir() and not any(path.iterdir())]


def amended(project: Path) -> pipeline.Built:
    built = build(project)
    assert built.way == "amended"
    return built


def test_a_title_concerns_the_pages_that_show_it_and_no_others(home: Callable[[], Path]) -> None:
    project = home()
    before = tree(project / "site")
    case = project / "case_studies" / "fundicion-luz.yml"
    case.write_text(re.sub(r"(title: \{es: \"?)", r"\1Cambio ", case.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    built = amended(project)
    after = tree(project / "site")
    differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {path for path in before.keys() ^ after.keys() if not path.startswith("pagefind/")} == set()  # the index names its files after their content
    assert built.changed == len(differing)
    assert "casos/fundicion-cambia-luz/index.html" in differing
    assert "fuentes/boletin-ejemplo/index.html" in differing  # it names the cases that cite it
    assert "medidas/index.html" not in differing and "sitemap.xml" not in differing


def test_a_changed_picture_concerns_the_pages_of_its_record(home: Callable[[], Path]) -> None:
    project = home()
    photo = project / "case_studies/textil-agua/planta.jpg"
    photos.photo(photo, (300, 225))
    photos.add(project, "case_studies/textil-agua", "planta.jpg")
    build(project)
    before = tree(project / "site")
    photos.photo(photo, (300, 225), shade=9)
    assert build(project).way == "amended"
    after = tree(project / "site")
    assert after == as_built_in_full(project)
    gone, new = ({path for path in one if "data/pictures" in path} for one in (before, after))
    assert len(gone) == len(new) == 2 and not gone & new


def test_a_translation_that_fell_behind_is_on_the_page_of_translations(home: Callable[[], Path]) -> None:
    project = home()
    page, case = project / "site" / "traducciones" / "index.html", project / "case_studies" / "fundicion-luz.yml"
    before, text = page.read_bytes(), case.read_text(encoding="utf-8")
    case.write_text(re.sub(r"amount: [0-9.]+", "amount: 77", text, count=1), encoding="utf-8")
    amended(project)
    assert page.read_bytes() == before
    case.write_text(f"{text}translations: {{en: [summary=0123456789]}}\n", encoding="utf-8")
    amended(project)
    assert page.read_bytes() != before and "fundicion-cambia-luz" in page.read_text(encoding="utf-8")
    assert tree(project / "site") == as_built_in_full(project)


def test_nothing_changed_writes_nothing(home: Callable[[], Path]) -> None:
    project = home()
    before = {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")}
    assert amended(project).changed == 0
    assert {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")} == before


def test_titles_on_an_index_of_several_pages(home: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pages, indexes):
        monkeypatch.setattr(module, "TITLES", 1)
    project = home()
    case = project / "case_studies" / "textil-agua.yml"
    case.write_text(re.sub(r"^title:.*", 'title: {es: "A", en: "Z"}', case.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")
    amended(project)
    now, whole = tree(project / "site"), as_built_in_full(project)
    assert not [path for path in now.keys() | whole.keys() if now.get(path) != whole.get(path)]
