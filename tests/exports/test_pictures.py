"""Pictures: what is published of one, what a page makes of it, who has to consent, and what is never opened."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import lxml.html
import photos
import pytest
from conftest import AS_OF, checked, whole
from PIL import Image

from generator.derive.site import derive
from generator.derive.visible import next_change, visible
from generator.diagnostics import Report
from generator.exports.api import record_artifacts as api
from generator.exports.pictures import BUDGET, record_artifacts
from generator.model import Site
from generator.render.pages import plan_record
from generator.render.render import render
from generator.schemas.core.loader import load_files
from generator.sources.pictures import Seen, inspect
from generator.sources.pictures import whole as unpacked

KEY = ("case_studies", "textil-agua")
CASE = "/".join(KEY)


@pytest.fixture
def project(small: Path) -> Path:
    """The small site with a picture in a case."""
    photos.photo(small / CASE / "planta.jpg", (300, 225), turned=True)
    photos.add(small, CASE, "planta.jpg")
    return small


def shown_of(project: Path) -> Site:
    """The site as readers may see it."""
    return derive(visible(whole(project)))


def published(site: Site) -> dict[str, bytes]:
    return {artifact.path: artifact.content for artifact in record_artifacts(site, site.records[KEY])}


def test_nothing_but_pixels_is_published_upright_and_in_every_size(project: Path) -> None:
    photos.photo(project / CASE / "planta.jpg", (700, 560), turned=True)
    assert not checked(project).report.errors
    files = published(whole(project))
    assert sorted((path.rpartition("-")[2], Image.open(io.BytesIO(content)).size) for path, content in files.items()) == [
        ("480.avif", (480, 600)), ("480.jpg", (480, 600)), ("560.avif", (560, 700)), ("560.jpg", (560, 700)),
    ]  # fmt: skip
    for path, content in files.items():
        image = Image.open(io.BytesIO(content))
        assert path.startswith("data/pictures/case_studies/textil-agua/planta-")
        assert image.format == {"avif": "AVIF", "jpg": "JPEG"}[path.rpartition(".")[2]]
        assert len(content) <= BUDGET
        assert not dict(image.getexif()) and not image.getexif().get_ifd(0x8825)
        assert photos.SECRET.encode() not in content and b"Exif" not in content and b"http://ns.adobe" not in content
    assert photos.SECRET.encode() in (project / CASE / "planta.jpg").read_bytes()


def test_the_same_picture_gives_the_same_bytes_and_is_made_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = published(whole(project))
    with monkeypatch.context() as patched:
        patched.setattr("generator.exports.pictures._made", lambda *made: pytest.fail("made again"))
        assert published(whole(project)) == first
    for path in (project / "build/pictures").iterdir():
        path.unlink()
    assert published(whole(project)) == first


def test_another_picture_has_another_address(project: Path) -> None:
    before = published(whole(project))
    photos.photo(project / CASE / "planta.jpg", (300, 225), turned=True, shade=9)
    assert not before.keys() & published(whole(project)).keys()


def test_a_page_shows_it_without_moving_and_says_who_made_it(project: Path) -> None:
    site = shown_of(project)
    for page in plan_record(site, KEY):
        body = lxml.html.fromstring(render(site, page)["body"])
        (image,) = body.xpath("//img")
        assert (image.get("width"), image.get("height")) == ("225", "300")
        assert image.get("loading") == "lazy" and image.get("alt") == {"es": "Una planta", "en": "A plant"}[page.language]
        assert "Foto inventada" in body.xpath("//figcaption")[0].text_content()
        files, root = published(site), "/" + page.address
        named = [one.split()[0] for element in body.xpath("//source|//img") for one in element.get("srcset").split(",")] + [image.get("src")]
        assert {os.path.normpath(root + name)[1:] for name in named} == files.keys()


@pytest.mark.parametrize(("consent", "shown"), [
    ("", False), ("{date: 2026-11-23}", True), ("{date: 2026-11-24}", False), ("{date: 2026-01-01, withdrawn: 2026-11-23}", False),
    ("{date: 2026-01-01, expires: 2026-11-23}", True), ("{date: 2026-01-01, expires: 2026-11-22}", False),
])  # fmt: skip
def test_people_are_shown_only_with_their_consent(project: Path, consent: str, shown: bool) -> None:
    path = project / f"{CASE}.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("people: false", f"people: true{', people_consent: ' + consent if consent else ''}"), encoding="utf-8")
    site = shown_of(project)
    assert bool(published(site)) is shown
    said = "".join(artifact.content.decode() for artifact in api(site, [site.records[KEY]])) + render(site, next(iter(plan_record(site, KEY))))["body"]
    assert ("planta" in said) is shown and ("An invented plant" in said) is shown


def test_a_consent_that_ends_changes_the_site_by_itself(project: Path) -> None:
    path = project / f"{CASE}.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("people: false", "people: true, people_consent: {date: 2026-01-01, expires: 2026-12-01}"), encoding="utf-8")
    assert next_change(whole(project)) == date(2026, 12, 2)


def test_a_changed_picture_changes_its_record(project: Path) -> None:
    def digest() -> str:
        return load_files([("case_studies", project / f"{CASE}.yml", f"{CASE}.yml")], Report())[KEY].digest

    before = digest()
    photos.photo(project / CASE / "planta.jpg", (300, 225), shade=5)
    assert digest() != before


def test_what_is_transparent_stands_on_white(small: Path) -> None:
    path = small / CASE / "dibujo.png"
    path.parent.mkdir()
    Image.new("RGBA", (300, 300), (255, 0, 0, 0)).save(path)
    photos.add(small, CASE, "dibujo.png")
    jpeg = next(content for name, content in published(whole(small)).items() if name.endswith(".jpg"))
    pixel = Image.open(io.BytesIO(jpeg)).getpixel((5, 5))
    assert isinstance(pixel, tuple) and min(pixel) > 250


def test_what_a_picture_is_not_is_never_opened(tmp_path: Path) -> None:
    """Each of these is refused by its head or its name."""
    good = photos.photo(tmp_path / "buena.jpg", (400, 300))
    assert inspect(good) == Seen(400, 300) and unpacked(good) is None
    assert not isinstance(inspect(photos.bomb(tmp_path / "bomba.png")), Seen)
    (tmp_path / "vector.png").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "vacia.jpg").write_bytes(b"")
    (tmp_path / "otra.jpg").write_bytes(photos.photo(tmp_path / "es.png", (400, 300)).read_bytes())
    (tmp_path / "enlace.jpg").symlink_to(good)
    (tmp_path / "chica.png").write_bytes(photos.photo(tmp_path / "c.png", (50, 50)).read_bytes())
    Image.new("RGB", (300, 300)).save(tmp_path / "baila.webp", save_all=True, append_images=[Image.new("RGB", (300, 300), "red")])
    for name in ("vector.png", "vacia.jpg", "otra.jpg", "enlace.jpg", "chica.png", "baila.webp", "no-hay.jpg"):
        assert not isinstance(inspect(tmp_path / name), Seen), name
    cut = tmp_path / "cortada.jpg"
    cut.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    assert isinstance(inspect(cut), Seen) and unpacked(cut) is not None


def test_a_retired_record_has_no_pictures(project: Path) -> None:
    site = whole(project)
    assert list(record_artifacts(site, replace(site.records[KEY], status="retired"))) == []
    assert site.as_of == AS_OF
