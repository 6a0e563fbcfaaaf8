"""A block to paste into another site: plain HTML, full links, nothing of ours that would be missing there."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest
from conftest import Published

from generator.model import Localized, Site
from generator.render.cases import PageView
from generator.render.embed import card_of, embed
from generator.render.pages import Page
from tests.exports.feeds.validators import article

KEY = ("case_studies", "fundicion-luz")
PAGES = ("casos/fundicion-cambia-luz", "en/case-studies/foundry-changes-lighting", "kits/kit-ejemplo", "suscribirse/casos", "en/subscribe/everything")


def pasted(page: lxml.html.HtmlElement) -> str:
    return str(page.get_element_by_id("embed").text_content())


@pytest.mark.parametrize("path", PAGES)
def test_what_is_copied_is_plain_html_with_full_links(published: Published, path: str) -> None:
    text = pasted(lxml.html.fromstring(published.read(f"{path}/index.html").encode()))
    assert list(article(text, path)) == []
    block = lxml.html.fromstring(text)
    assert block.tag == "blockquote" and block.get("lang") == ("en" if path.startswith("en/") else "es")
    assert all(link.startswith("https://ejemplo.test/") for link in block.xpath("//a/@href"))
    assert "CC BY 4.0" in block.text_content()


def test_a_case_s_block_leads_to_the_case(published: Published) -> None:
    block = lxml.html.fromstring(pasted(lxml.html.fromstring(published.read("casos/fundicion-cambia-luz/index.html").encode())))
    assert block.xpath("//a/@href") == ["https://ejemplo.test/casos/fundicion-cambia-luz/", "https://ejemplo.test/"]
    assert "Fundición Ejemplo gasta menos en luz" in block.text_content()


def test_a_feed_s_block_has_its_newest(published: Published) -> None:
    page = lxml.html.fromstring(published.read("suscribirse/todo/index.html").encode())
    cards = [title.text_content() for title in page.xpath("//h3[@class='card-title']")]
    assert [title.text_content() for title in lxml.html.fromstring(pasted(page)).xpath("//p/a/strong")] == cards[:5]


def test_a_title_cannot_break_out_of_the_block_or_the_page(shown: Site) -> None:
    ugly = Localized({"es": "</code></pre><script>alert(1)</script>\"'&", "en": "x"})
    entry = replace(shown.entries[KEY], title=ugly)
    view = PageView(shown, Page("record", "es", entry.addresses["es"], entry.addresses, "", "", ""))
    fold = lxml.html.fromstring(str(embed(view, (entry,))))
    assert fold.find(".//script") is None
    block = lxml.html.fromstring(pasted(fold))
    assert block.find(".//script") is None and str(ugly["es"]) in block.text_content()
    assert str(card_of(view, (entry,))) == pasted(fold)
