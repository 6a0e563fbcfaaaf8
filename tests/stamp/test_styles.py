"""The theme's stylesheet: what a page may match stays, what none can goes, and the look depends on nothing that went."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from conftest import Published
from lxml import html

from generator.engines import DEFAULT, ENGINES
from generator.stamp import styles


@pytest.fixture
def overrides(tmp_path: Path) -> Path:
    folder = tmp_path / "theme_overrides"
    folder.mkdir()
    (folder / "main.html").write_text('<p class="box wide" data-mode="dark" id="top">', encoding="utf-8")
    (folder / "site.css").write_text(".box { color: var(--seen); }", encoding="utf-8")
    return folder


@pytest.mark.parametrize(("rule", "left"), [
    (".box{color:red}", ".box{color:red}"),
    (".zznone{color:red}", ""),
    (".zznone,.box{color:red}", ".box{color:red}"),
    (".box .zznone{color:red}", ""),
    (".box:not(.zznone){color:red}", ".box:not(.zznone){color:red}"),
    ("a:is(.zznone,.box){color:red}", "a:is(.zznone,.box){color:red}"),
    ("[data-mode=dark]{color:red}", "[data-mode=dark]{color:red}"),
    ("[data-mode=zznone]{color:red}", ""),
    ("[data-zznone]{color:red}", ""),
    ("[dir=rtl] p{color:red}", "[dir=rtl] p{color:red}"),
    ("#top{color:red}", "#top{color:red}"),
    ("#zznone{color:red}", ""),
    ("@media print{.zznone{color:red}}", ""),
    ("@media print{.zznone{color:red}.box{color:red}}", "@media print{.box{color:red}}"),
    (":root{--seen:1;--zznone:2}", ":root{--seen:1;}"),
    (":root{--seen:var(--other);--other:url(\"data:a;b}\")}", ":root{--seen:var(--other);--other:url(\"data:a;b}\")}"),
    (":root{--zzone:var(--zztwo);--zztwo:2}", ""),
    ("@keyframes zznone{to{top:0}}", ""),
    ('@charset "UTF-8";.box{color:red}', ".box{color:red}"),
])
def test_a_rule(tmp_path: Path, overrides: Path, rule: str, left: str) -> None:
    theme = tmp_path / "theme.css"
    theme.write_text(rule, encoding="utf-8")
    assert styles.stylesheet([theme], overrides) == left


def test_its_address_changes_with_what_it_is_made_of(tmp_path: Path, overrides: Path) -> None:
    theme = tmp_path / "theme.css"
    theme.write_text("a{}", encoding="utf-8")
    first = styles.address([theme], overrides)
    assert first == styles.address([theme], overrides)
    theme.write_text("b{}", encoding="utf-8")
    second = styles.address([theme], overrides)
    (overrides / "site.css").write_text(".wide {}", encoding="utf-8")
    assert len({first, second, styles.address([theme], overrides)}) == 3


def test_every_class_of_every_page_keeps_its_rules(published: Published) -> None:
    """Judged from the pages, not from the templates: a class that the theme styles and a page has is in what is published."""
    whole = "".join(path.read_text(encoding="utf-8") for path in ENGINES[DEFAULT].stylesheets())
    theirs = set(re.findall(r"\.([A-Za-z_][\w-]*)", whole))
    kept = next(published.site.glob("assets/stylesheets/theme.*.css")).read_text(encoding="utf-8")
    met = {name for page in published.site.rglob("*.html") for names in html.parse(str(page)).xpath("//@class") for name in names.split()}
    assert "md-typeset" in met & theirs
    for name in met & theirs:
        alone = [selector for selector in re.findall(r"[^{},]+(?=[{,])", whole) if set(re.findall(r"\.([A-Za-z_][\w-]*)", selector)) == {name}]
        assert all(selector.strip() in kept for selector in alone), name
    assert len(gzip.compress(kept.encode())) < 7_000 < 20_000 < len(gzip.compress(whole.encode()))
