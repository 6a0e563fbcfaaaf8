"""Markdown without its dangers, judged by what a browser would see in the result."""

from __future__ import annotations

import re
import time

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from generator.sources.markdown import Converter, SafeExtension, inspect, rewrite_links, safe_target

TAGS = {"p", "em", "strong", "a", "code", "pre", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "br", "span", "div"}
SCHEMES = re.compile(r"(https?://|mailto:|#|/|\.\.?/|[a-z0-9-]+/|$)", re.IGNORECASE)


def resolve(target: str) -> str | None:
    return {"record:case_studies/uno": "../casos/uno/", "page:acerca": "../acerca/"}.get(target)


def record(text: str) -> lxml.html.HtmlElement:
    """A record's text as the site shows it."""
    return lxml.html.fragment_fromstring(Converter(resolve).to_html(text), create_parent="div")


def page(text: str) -> lxml.html.HtmlElement:
    """A page's text as the engine shows it, with its internal links already addresses."""
    return lxml.html.fragment_fromstring(Markdown(extensions=["tables", SafeExtension()]).convert(text), create_parent="div")


def is_safe(tree: lxml.html.HtmlElement, tags: set[str] = TAGS) -> bool:
    for element in tree.iter():
        if element.tag not in tags:
            return False
        for name, value in element.attrib.items():
            if (element.tag, name) not in {("a", "href"), ("a", "title"), ("th", "style"), ("td", "style")}:
                return False
            dropped = re.sub(r"[\x00-\x20]", "", value)  # what browsers drop from an address
            if name == "href" and re.match(r"[^/?#]*:|[/\\]{2}", dropped) and not re.match(r"(https?://|mailto:)", dropped, re.IGNORECASE):
                return False
    return True


HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <b onclick=alert(1)>b</b>", "<!-- x --><svg onload=alert(1)>",
    "<div markdown=1>*a*</div>", "<iframe src='https://x.test'></iframe>", "<a href='javascript:alert(1)'>x</a>", "</p><script>1</script>",
    "<?php x ?>", "<![CDATA[<script>]]>", "<scr\nipt>alert(1)</script>", "`<b>`", "    <b>code</b>", "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,<script>1</script>)", "[x](vbscript:msgbox)",
    "[x](&#106;avascript:alert(1))", "[x](&#x6A;avascript:alert(1))", "[x](javascript&colon;alert(1))", "[x](java&#9;script:alert(1))",
    "[x](java&Tab;script:alert(1))", "[x](java&NewLine;script:alert(1))", "[x](&#1;javascript:alert(1))", "[x]( javascript:alert(1))",
    "[x](<java\nscript:alert(1)>)", "[x](<java\tscript:alert(1)>)", "[x](<javascript:alert(1)>)", "[x](\\javascript:alert(1))",
    "[x](java\\script:alert(1))", "[x](//evil.test/)", "[x](\\\\evil.test)", "[x](/\\evil.test)", "[x](/&Tab;/evil.test/)", "[x](&#10;//evil.test/)", "[x](file:///etc/passwd)",
    "[x](blob:https://x.test/1)", "[x](ftp://x.test/)", "[x][1]\n\n[1]: javascript:alert(1)", "[x]\n\n[x]: <javascript:alert(1)>",
    "[x]:\n  javascript:alert(1)\n\n[x]", "<javascript:alert(1)>", "<https://x.test/>", "<a@x.test>",
    '[x](https://x.test/ "a\\" onmouseover=alert(1) \\"")', "[x](https://x.test/\"onclick=alert(1))", "[x](https://x.test/<script>)",
    "![x](javascript:alert(1))", "![x](https://x.test/1.png)", "![x][1]\n\n[1]: https://x.test/1.png", "![a\" onerror=\"alert(1)](x)",
    "[![x](javascript:alert(1))](javascript:alert(2))", "- a\n\n    [x](java&#9;script:alert(1))", "> [x](javascript:alert(1))",
    "# a {#x onclick=alert(1)}", "a{: onclick=alert(1)}", "*a*{: .b}", "\x02script\x03", "\x02amp\x03lt;script>", "&lt;script&gt;alert(1)",
    "[x](mailto:a@x.test?subject=<script>)", "**[x](javascript:alert(1))**", "[x](#a\"><script>)", "a | b\n--|--\n<script> | [x](javascript:a)",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_survives_in_a_record(text: str) -> None:
    assert is_safe(record(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_survives_in_a_page(text: str) -> None:
    assert is_safe(page(text), TAGS | {"table", "thead", "tbody", "tr", "th", "td"})


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a <b>negrita</b> b", "<div>\n\ntexto\n\n</div>", "x < y > z", "<!-- nota -->"])
def test_html_is_shown_as_the_text_it_is(text: str) -> None:
    shown = re.sub(r"\s+", " ", record(text).text_content()).strip()
    assert shown == re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(("text", "href"), [
    ("[x](https://ejemplo.test/a?b=1&c=2#d)", "https://ejemplo.test/a?b=1&c=2#d"),
    ("[x](http://ejemplo.test/)", "http://ejemplo.test/"),
    ("[x](mailto:a@ejemplo.test)", "mailto:a@ejemplo.test"),
    ("[x](#parte)", "#parte"),
    ("[x](record:case_studies/uno)", "../casos/uno/"),
    ("[x](page:acerca)", "../acerca/"),
    ("[x][1]\n\n[1]: https://ejemplo.test/", "https://ejemplo.test/"),
    ("[x](record:case_studies/no-existe)", None),
    ("[x](otra.html)", None),
    ("[x](../casos/)", None),
    ("[x]()", None),
])  # fmt: skip
def test_a_link_of_a_record_keeps_a_safe_address_or_becomes_plain_words(text: str, href: str | None) -> None:
    [link] = record(text).iter("span" if href is None else "a")
    assert link.get("href") == href
    assert link.text_content() == "x"


@pytest.mark.parametrize("href", ["../casos/uno/", "casos/", "#parte", "https://ejemplo.test/", "mailto:a@x.test", "./", "a/?b=c:d", "a#b:c"])
def test_a_link_of_a_page_keeps_relative_addresses(href: str) -> None:
    [link] = page(f"[x]({href})").iter("a")
    assert link.get("href") == href


def test_an_image_leaves_only_its_words() -> None:
    tree = page("![Foto de la planta](https://ejemplo.test/1.png)")
    assert list(tree.iter("img")) == []
    assert "Foto de la planta" in tree.text_content()


def test_plain_text_becomes_one_paragraph_and_markup_what_it_says() -> None:
    assert Converter(resolve).to_html("Año 2008, 40 % menos.") == "<p>Año 2008, 40 % menos.</p>"
    tree = record("**Uno**\n\n- dos\n- *tres*\n\nY\n\n1. cuatro")
    assert [element.tag for element in tree] == ["p", "ul", "p", "ol"]


@pytest.mark.parametrize(("target", "safe"), [
    ("https://a.test", True), ("HTTP://a.test", True), ("mailto:a@b.test", True), ("#a", True), ("record:a/b", True), ("page:a/b#c", True),
    ("javascript:a", False), ("//a.test", False), ("a.html", False), ("", False), ("record:../x y", False), ("record:A/B", False),
    (" https://a.test", False),
])  # fmt: skip
def test_which_targets_are_safe(target: str, safe: bool) -> None:
    assert safe_target(target) is safe


@pytest.mark.parametrize(("text", "found"), [
    ("a <b>c</b>", [("html", 2, "<b")]),
    ("a </b> <i>c</b>", [("html", 2, "</b"), ("html", 7, "<i"), ("html", 11, "</b")]),
    ("x < y, 5<6", []),
    ("`<b>` y ``<i> ` ``", []),
    ("```\n<b>\n```\n\n~~~\n<i>\n~~~", []),
    ("a\n\n    <b>", []),
    ("` <b>", [("html", 2, "<b")]),
    ("`` <b> `", [("html", 3, "<b")]),
    ("~~~\n<b>", [("html", 4, "<b")]),
    ("a{.b}", [("attributes", 1, "{.b}")]),
    ("{es: uno}", []),
    ("- a\n" + "    " * 23 + "- b", []),
    ("- a\n" + "    " * 24 + "- b", [("deep", 4, "24")]),
    ("![a](b)", [("image", 0, "![")]),
    ("[a](record:b/c) [d](https://e.test)", [("target", 4, "record:b/c")]),
    ("[a](java&#115;cript:b)", [("link", 4, "javascript:b")]),
    ("[a][b]\n\n[b]: //c.test", [("link", 13, "//c.test")]),
    ("[a][b]\n\n[b]: page:c", [("target", 13, "page:c")]),
])  # fmt: skip
def test_what_will_not_work_is_found_with_its_offset(text: str, found: list[tuple[str, int, str]]) -> None:
    assert sorted(inspect(text)) == sorted(found)


def test_internal_links_become_addresses_except_in_code() -> None:
    text = "[a](page:acerca) `[b](page:acerca)`\n\n    [c](page:acerca)\n\n[d](page:no) [e][f] [g](#h)\n\n [f]: page:acerca\n"
    assert rewrite_links(text, resolve) == (
        "[a](../acerca/) `[b](page:acerca)`\n\n    [c](page:acerca)\n\n[d](page:no) [e][f] [g](#h)\n\n [f]: ../acerca/\n"
    )


@pytest.mark.parametrize("text", ["`" * 200_000, " ".join("`" * i for i in range(900)), "~~~\n" * 50_000, "<b " * 60_000, "[" * 200_000, "{" * 200_000])
def test_looking_for_trouble_takes_time_in_proportion_to_the_text(text: str) -> None:
    started = time.process_time()
    list(inspect(text))
    assert time.process_time() - started < 5


def test_lists_hundreds_of_levels_deep_come_out_as_text() -> None:
    assert "- nivel" in record("\n".join("    " * level + "- nivel" for level in range(300))).text_content()


PIECES = st.sampled_from(["[", "]", "(", ")", "<", ">", "!", "`", "*", "_", "\\", "&", ";", ":", "#", '"', "'", "\n", "\t", " ", "    ", "{", "}", "|",
                          "javascript:", "data:", "&#106;", "&Tab;", "https://x.test", "//", "script", "onerror=", "[1]: ", "record:a/b", "a", "\x02", "\x03"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_combination_of_pieces_gets_through(text: str) -> None:
    assert is_safe(record(text))
    assert is_safe(page(text), TAGS | {"table", "thead", "tbody", "tr", "th", "td"})
    for kind, offset, excerpt in inspect(text):
        assert kind in {"html", "attributes", "image", "link", "deep", "target"}
        assert 0 <= offset <= len(text)
        assert isinstance(excerpt, str)
