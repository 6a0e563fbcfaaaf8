"""The judges of the attacks can find a fault: each is shown one of every kind."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from .judges import faults, judge
from .page_judges import scheme

HARMLESS = '<h1>Inofensivo0z</h1><p title="Inofensivo0z"><a href="https://wa.me/?text=Inofensivo0z">x</a></p>'


def turn(text: str) -> str:
    return text.replace("Inofensivo0z", "<b onclick=x>")


def page(body: str) -> bytes:
    return f"<!doctype html><html><head><title>x</title></head><body>{body}</body></html>".encode()


def packed(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return content.getvalue()


RIGHT = page('<h1>&lt;b onclick=x&gt;</h1><p title="&lt;b onclick=x>"><a href="https://wa.me/?text=%3Cb%20onclick%3Dx%3E">x</a></p>')


def test_an_escaped_text_is_harmless() -> None:
    assert judge("a/index.html", RIGHT, page(HARMLESS), turn) == []


@pytest.mark.parametrize(("right", "wrong"), [
    (b"&lt;b onclick=x&gt;</h1>", b"<b onclick=x></b></h1>"),
    (b"&lt;b onclick=x&gt;</h1>", b"</h1><script>alert(1)</script>"),
    (b"&lt;b onclick=x&gt;</h1>", b"&amp;lt;b onclick=x&gt;</h1>"),
    (b"&lt;b onclick=x&gt;</h1>", b"b onclick=x</h1>"),
    (b"&lt;b onclick=x&gt;</h1>", b"</h1><!-- -->"),
    (b"&lt;b onclick=x&gt;</h1>", b"</h1><p>x</p>"),
    (b'title="', b'style="x" title="'),
    (b'title="', b'lang="x" title="'),
    (b"https://wa.me/", b"javascript:alert(1)//"),
    (b"https://wa.me/", b"//evil.test/"),
    (b"https://wa.me/", b"https://evil.test/"),
])  # fmt: skip
@pytest.mark.parametrize("prose", [False, True])
def test_a_fault_in_a_page_is_found(right: bytes, wrong: bytes, prose: bool) -> None:
    hostile = RIGHT.replace(right, wrong, 1)
    assert hostile != RIGHT
    only_text = b"<p>x" in wrong or (b"h1>" in wrong and not any(sign in wrong for sign in (b"<b", b"<s", b"<!")))
    if not (prose and (only_text or (b"evil.test/" in wrong and b"https" in wrong))):  # Markdown may make paragraphs, and links to the web
        assert judge("a/index.html", hostile, page(HARMLESS), turn, prose=prose)


@pytest.mark.parametrize(("path", "hostile", "harmless"), [
    ("a.json", '{"a": "x"}', '{"a": "Inofensivo0z"}'),
    ("a.json", '{"a": "<b onclick=x>", "b": 1}', '{"a": "Inofensivo0z"}'),
    ("a.json", '{"a": ["<b onclick=x>"]}', '{"a": "Inofensivo0z"}'),
    ("a.json", '{"a": <b onclick=x>}', '{"a": "Inofensivo0z"}'),
    ("a.xml", "<a><b/></a>", "<a>Inofensivo0z</a>"),
    ("a.xml", "<a>x</a>", "<a>Inofensivo0z</a>"),
    ("a.xml", "<a><b onclick=x></a>", "<a>Inofensivo0z</a>"),
    ("a.xml", '<a href="javascript:x"/>', '<a href="x"/>'),
    ("a.csv", "=1+1", "Inofensivo0z"),
    ("a.csv", "a,b", "Inofensivo0z"),
    ("a.csv", "x", "Inofensivo0z"),
    ("a.csv", "''<b onclick=x>", "Inofensivo0z"),
    ("a.csv", '"<b\nonclick=x>"', "Inofensivo0z"),
    ("a.jsonl", '{"a": "x"}', '{"a": "Inofensivo0z"}'),
    ("a.jsonld", '{"dcat:byteSize": "x"}', '{"dcat:byteSize": "1"}'),
    ("a.json", '{"hash": "sha256:0"}', '{"hash": "sha256:1"}'),
    ("SHA256SUMS", "0  a.csv", "1  a.csv"),
    ("x/README.es.txt", "x (1 kB)", "Inofensivo0z (2 kB)"),
    ("a.bib", "@misc{x,\n  author = {{a}},\n  title = {{x}},\n  year = {2026},\n}\n", "@misc{x,\n  author = {{a}},\n  title = {{Inofensivo0z}},\n  year = {2026},\n}\n"),
    ("a.ris", "TY  - RPRT\r\nTI  - x\r\nPY  - 2026\r\nDA  - 2026/11/23\r\nER  - \r\n", "TY  - RPRT\r\nTI  - Inofensivo0z\r\nPY  - 2026\r\nDA  - 2026/11/23\r\nER  - \r\n"),
    ("a.ris", "TY  - RPRT\r\nTI  - a\r\nTT  - x\r\nPY  - 2026\r\nDA  - 2026/11/23\r\nER  - \r\n", "TY  - RPRT\r\nTI  - a\r\nTT  - Inofensivo0z\r\nPY  - 2026\r\nDA  - 2026/11/23\r\nER  - \r\n"),
    ("a.txt", "x", "Inofensivo0z"),
    ("a.exe", "x", "x"),
])  # fmt: skip
def test_a_fault_in_data_is_found(path: str, hostile: str, harmless: str) -> None:
    assert faults({path: hostile.encode()}, {path: harmless.encode()}, turn, lambda _: False)


@pytest.mark.parametrize(("path", "hostile", "harmless"), [
    ("a.json", json.dumps({"a": "<b onclick=x>"}), '{"a": "Inofensivo0z"}'),
    ("a.xml", "<a>&lt;b onclick=x&gt;</a>", "<a>Inofensivo0z</a>"),
    ("a.csv", "<b onclick=x>,-12.5", "Inofensivo0z,-12.5"),
    ("a.json", json.dumps({"hash": f"sha256:{'0' * 64}", "bytes": 1}), json.dumps({"hash": f"sha256:{'1' * 64}", "bytes": 2})),
    ("SHA256SUMS", f"{'0' * 64}  a.csv", f"{'1' * 64}  a.csv"),
    ("x/README.es.txt", "<b onclick=x> (1 kB)", "Inofensivo0z (2 kB)"),
    ("a.pdf", "x", "y"),
])  # fmt: skip
def test_right_data_is_not(path: str, hostile: str, harmless: str) -> None:
    assert faults({path: hostile.encode()}, {path: harmless.encode()}, turn, lambda _: False) == {}


def test_texts_of_a_table_are_read_as_its_guide_says() -> None:
    for text, cell in [("=1+1", "'=1+1"), ("\t=1+1 ", "'=1+1"), ("'=1+1", "''=1+1"), ("'a", "'a"), ("a\r\n\n b", "a ¶ b")]:
        assert judge("a.csv", cell.encode(), b"Inofensivo0z", lambda twin, text=text: twin.replace("Inofensivo0z", text)) == [], text
        assert judge("a.csv", f"{cell}x".encode(), b"Inofensivo0z", lambda twin, text=text: twin.replace("Inofensivo0z", text)), text


def test_pages_of_a_list_are_judged_together() -> None:
    """A title may stand on another page of its list; a link must lead to the same page from there, and nothing may be lost."""
    def listed(*places: str) -> dict[str, bytes]:
        return {path: page(f"<a href='{link}'>{link.strip('./')}</a>") for path, link in zip(("x/index.html", "x/page/2/index.html"), places, strict=True)}

    twin = listed("../a/", "../../../b/")
    assert faults(listed("../b/", "../../../a/"), twin, turn, lambda _: False) == {}
    assert faults(listed("../b/", "../../../b/"), twin, turn, lambda _: False)
    assert faults(listed("../b/", "../a/"), twin, turn, lambda _: False)


def test_descriptions_are_alike_as_far_as_both_go() -> None:
    def described(text: str) -> bytes:
        return page("").replace(b"<body>", f'<meta name="description" content="{text}"><body>'.encode())

    twin = described("Inofensivo0z " + "ab " * 80)
    assert judge("a/index.html", described("&lt;b onclick=x&gt; " + "ab " * 80), twin, turn) == []
    assert judge("a/index.html", described("x " + "ab " * 80), twin, turn)
    assert judge("a/index.html", described("…"), twin, turn)


def test_a_formula_in_a_sheet_and_a_name_that_leads_out_are_found() -> None:
    sheet, formula = "<s><v>1</v></s>", "<s><f>cmd()</f></s>"
    assert judge("a.xlsx", packed(xl__worksheets__1=formula), packed(xl__worksheets__1=sheet), turn)
    assert judge("a.zip", packed(**{"..__x.txt": ""}), packed(**{"..__x.txt": ""}), turn)
    assert judge("a.zip", packed(**{"x.txt": "a"}), packed(**{"x.txt": "b"}), turn)
    assert judge("a.xlsx", packed(xl__worksheets__1=sheet), packed(xl__worksheets__1=sheet), turn) == []


def test_a_file_of_only_one_of_the_two_is_found() -> None:
    assert faults({"a.txt": b""}, {}, turn, lambda _: False) == {"a.txt": ["only in one of the two"]}


@pytest.mark.parametrize(("address", "found"), [
    ("../a/", ""), ("#a", ""), ("https://x", "https"), ("JAVA\tscript:x", "javascript"), (" \x01javascript:x", "javascript"), ("//x", "//"),
    ("\\\\x", "//"), ("/\\x", "//"), ("/x", ""), ("?a:b", ""), ("mailto:x", "mailto"), ("data:x", "data"),
])  # fmt: skip
def test_schemes_as_browsers_see_them(address: str, found: str) -> None:
    assert scheme(address) == found
