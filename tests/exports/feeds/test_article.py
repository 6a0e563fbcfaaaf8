"""A page's body as an article: what stays, what goes, and that nothing of it runs or breaks elsewhere."""

from __future__ import annotations

import pytest
from conftest import Published
from hypothesis import given
from hypothesis import strategies as st

from generator.exports.feeds.article import FULL, LOST, Articles, Attachment, clean
from generator.model import Site
from generator.render.pages import Page
from tests.exports.feeds.validators import article, strict

URL = "https://ejemplo.test/casos/uno/"


@pytest.mark.parametrize(("body", "said"), [
    ("<h1>Título</h1><p class=lead>Uno <b>dos</b></p>", "<p>Uno <b>dos</b></p>"),
    ('<p><a class="x" href="../dos/">dos</a> <a href="#source-1">1</a></p>',
     f'<p><a href="https://ejemplo.test/casos/dos/">dos</a> <a href="{URL}#source-1">1</a></p>'),
    ('<div class="note"><p>Uno</p></div>', "<p>Uno</p>"),
    ('<div class="note">Uno <span>dos</span></div>', "<p>Uno dos</p>"),
    ('<p class="actions"><a href="x">Enviar</a></p><script>x</script><svg><use/></svg><button>b</button>', ""),
    ('<h2 id="next">Siga</h2><ul class="next"><li>x</li></ul>', ""),
    ('<h2 id="cases">Casos</h2><p>uno</p><ul><li>dos</li></ul><h2 id="notes">Notas</h2><p>tres</p>', "<h2>Notas</h2><p>tres</p>"),
    ("<h2>Uno</h2><h3>Dos</h3><p>tres</p>", "<h2>Uno</h2><h3>Dos</h3><p>tres</p>"),
    ("<h2>Uno</h2><h2>Dos</h2><p>tres</p>", "<h2>Dos</h2><p>tres</p>"),
    ('<p><span lang="en">one</span></p>', '<p><span lang="en">one</span></p>'),
    ('<div lang="en"><p>one</p></div>', '<div lang="en"><p>one</p></div>'),
    ('<p class="meta"><span>Lima</span><span>2008</span></p>', "<p>Lima · 2008</p>"),
    ("<pre>a\n  b</pre>", "<pre>a\n  b</pre>"),
    ("<details><summary>Más</summary><p>uno</p></details>", "<p>Más</p><p>uno</p>"),
    ('<table><tr><td class="num" colspan="2">1</td><td></td></tr></table>', '<table><tr><td colspan="2">1</td><td></td></tr></table>'),
    ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
    ("<p>a\x0bb</p>", f"<p>a{LOST}b</p>"),
])
def test_what_stays_and_what_goes(body: str, said: str) -> None:
    assert clean(body, URL) == said


@given(st.text(max_size=200))
def test_any_body_is_an_article_that_does_no_harm(body: str) -> None:
    found = clean(body, URL)
    if found:
        assert [problem for problem in article(found, "x") if "link" not in problem] == []
    strict(f"<x>{found.replace('&', '&amp;').replace('<', '&lt;')}</x>".encode())


def page(collection: str = "toolkits") -> Page:
    alternates = {"es": "kits/k/", "en": "en/tool-kits/k/"}
    return Page("record", "es", "kits/k/", alternates, "kits", "toc", "x.html", collection=collection, key=(collection, "k"))


def noted(shown: Site, body: str, files: dict[str, bytes], where: Page) -> Articles:
    articles = Articles(frozenset({("toolkits", "k"), ("case_studies", "k")}))
    articles.note(shown, where, body, files)
    return articles


def test_a_kit_s_files_are_attached_in_its_own_language(shown: Site) -> None:
    files = {"kits/k/ficha.pdf": b"12345", "en/tool-kits/k/sheet.pdf": b"1", "kits/k/card.png": b"1", "kits/k/index.html": b"1"}
    found = noted(shown, "<p>x</p>", files, page()).found[("toolkits", "k"), "es"]
    assert found.attachments == (Attachment("kits/k/ficha.pdf", "application/pdf", 5),)
    assert found.image == "kits/k/card.png"


def test_a_case_has_a_picture_but_no_attachment(shown: Site) -> None:
    found = noted(shown, "<p>x</p>", {"kits/k/ficha.pdf": b"1", "kits/k/card.png": b"1"}, page("case_studies")).found[("case_studies", "k"), "es"]
    assert found.attachments == () and found.image


def test_what_is_too_long_is_told_by_its_summary(shown: Site) -> None:
    assert noted(shown, f"<p>{'x' * FULL}</p>", {}, page()).found[("toolkits", "k"), "es"].html == ""


def test_attachments_reach_every_format(complete: Published) -> None:
    size = (complete.site / "kits" / "kit-ejemplo" / "ficha.pdf").stat().st_size
    atom = strict((complete.site / "feeds" / "es" / "toolkits.atom").read_bytes())
    link = atom.find(".//{*}entry/{*}link[@rel='enclosure']")
    assert dict(link.attrib) == {"rel": "enclosure", "type": "application/pdf", "length": str(size), "href": "https://ejemplo.test/kits/kit-ejemplo/ficha.pdf"}
    rss = strict((complete.site / "feeds" / "es" / "toolkits.rss").read_bytes()).find(".//enclosure")
    assert dict(rss.attrib) == {"url": link.get("href"), "length": str(size), "type": "application/pdf"}
    assert f'"size_in_bytes":{size}' in complete.read("feeds/es/toolkits.json")
    assert '"image":"https://ejemplo.test/casos/fundicion-cambia-luz/card.png"' in complete.read("feeds/es/case_studies.json")
