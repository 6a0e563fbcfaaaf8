"""Frames: kept while nothing changed, thrown away when damaged, and never used when stamping would differ from rendering."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Published, build

from generator import pipeline
from generator.model import Site
from generator.render.pages import Page
from generator.render.render import SLOTS, render
from generator.stamp.frames import rare
from generator.stamp.shells import keys_of, shell_key


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def made(project: Path) -> dict[str, tuple[int, int]]:
    """Identity of the engine's files: a file written anew is another one."""
    found = (project / "build" / "engine").rglob("*.html")
    return {path.as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_kept_frames_are_used_again(warm: Published) -> None:
    before, site = made(warm.project), tree(warm.site)
    build(warm.project)
    assert made(warm.project) == before
    assert tree(warm.site) == site


def test_an_edited_record_needs_no_engine(warm: Published) -> None:
    before = made(warm.project)
    replace(warm.project / "case_studies" / "fundicion-luz.yml", "gasta menos en luz", "gasta mucho menos en luz")
    build(warm.project)
    assert made(warm.project) == before
    assert "gasta mucho menos en luz" in warm.read("casos/fundicion-cambia-luz/index.html")


def test_of_each_way_to_fill_a_shell_the_shortest_page_is_rare(shown: Site, small_pages: list[Page]) -> None:
    prefixes = shown.settings.prefixes
    pages = [page for page in small_pages if page.kind in ("record", "list")]
    found = rare(shown, pages, keys_of(pages, prefixes))
    ways = [(key, tuple(bool(slots[slot]) for slot in SLOTS)) for key, _, slots in found]
    assert len(set(ways)) == len(ways)
    assert {key for key, _ in ways} == set(keys_of(pages, prefixes))
    lengths = {way: sum(map(len, slots.values())) for way, (_, _, slots) in zip(ways, found, strict=True)}
    few = {key: mine for key in lengths if len(mine := [page for page in pages if shell_key(page, prefixes) == key[0]]) <= 8}
    assert few
    for (key, way), mine in few.items():
        for slots in (render(shown, page) for page in mine):
            if tuple(bool(slots[slot]) for slot in SLOTS) == way:
                assert lengths[key, way] <= sum(map(len, slots.values()))


def damage_a_shell(engine: Path) -> None:
    replace(engine / "es" / "index.html", "<body>", "<body><!-- damaged -->")


def damage_the_list(engine: Path) -> None:
    (engine / "es" / "frame.json").write_text('{"fingerprint": "', encoding="utf-8")


def damage_by_loss(engine: Path) -> None:
    (engine / "es" / "404.html").unlink()


@pytest.mark.parametrize("damage", [damage_a_shell, damage_the_list, damage_by_loss])
def test_damaged_frames_are_thrown_away(warm: Published, damage: object) -> None:
    site, english = tree(warm.site), (warm.project / "build" / "engine" / "en" / "index.html").stat().st_ino
    damage(warm.project / "build" / "engine")  # type: ignore[operator]
    build(warm.project)
    assert tree(warm.site) == site
    assert (warm.project / "build" / "engine" / "en" / "index.html").stat().st_ino == english


def test_a_changed_theme_is_seen(warm: Published) -> None:
    replace(warm.project / "theme_overrides" / "main.html", '<main id="contenido"', '<main data-new id="contenido"')
    build(warm.project)
    pages = list(warm.site.rglob("*.html"))
    assert all(b"<main data-new" in page.read_bytes() for page in pages)


BODY = "{{ page.meta.slots.body }}"


@pytest.mark.parametrize(("instead", "message"), [
    ("{{ page.meta.slots.body | upper }}", "found the slots"),
    (BODY + BODY, "found the slots"),
    ("", "found the slots"),
    ("{{ page.meta.slots.body | replace('&amp;', '&') }}", "stamped and rendered differ"),
    ("{{ page.meta.slots.body | trim }}", "stamped and rendered differ"),
    ("{{ page.meta.slots.body | lower }}", "stamped and rendered differ"),
    ("{% if 'h1' in page.meta.slots.body %}<hr>{% endif %}" + BODY, "stamped and rendered differ"),
])
def test_a_theme_that_looks_at_a_slot_stops_the_build(warm: Published, instead: str, message: str) -> None:
    site = tree(warm.site)
    replace(warm.project / "theme_overrides" / "shell.html", BODY, instead)
    with pytest.raises(pipeline.Fault, match=message):
        build(warm.project)
    assert tree(warm.site) == site


def test_after_a_refused_theme_the_right_one_builds_again(warm: Published) -> None:
    site, shell = tree(warm.site), warm.project / "theme_overrides" / "shell.html"
    replace(shell, BODY, "{{ page.meta.slots.body | trim | replace('&lt;', '<') }}")
    with pytest.raises(pipeline.Fault):
        build(warm.project)
    with pytest.raises(pipeline.Fault):  # a frame that failed its verification is not kept
        build(warm.project)
    replace(shell, " | trim | replace('&lt;', '<')", "")
    build(warm.project)
    assert tree(warm.site) == site
