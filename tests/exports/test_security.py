"""One policy for pages and servers, in every page before anything it governs, and no page that would need more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lxml.html
from conftest import REPOSITORY, Published, build

from generator.exports.security import DIRECTIVES, HEADER_POLICY, PAGE_POLICY

UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:", "data:", "blob:")
BEFORE = {"html", "head", "meta"}  # what may stand before the policy: nothing that loads


def pages(site: Path) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
    for path in sorted(path for path in site.rglob("*.html") if "data/bulletins" not in path.as_posix()):  # letters are no pages: tests/network
        yield path.relative_to(site).as_posix(), lxml.html.parse(str(path)).getroot()


def faults(page: lxml.html.HtmlElement) -> list[str]:
    """What the policy would refuse, or what makes the policy void."""
    elements = [element for element in page.iter() if isinstance(element.tag, str)]
    policies = [e for e in elements if (e.get("http-equiv") or "").lower() == "content-security-policy"]
    found = [] if [p.get("content") for p in policies] == [PAGE_POLICY] else ["policy"]
    before = elements[: elements.index(policies[0])] if policies else []
    found += [f"{e.tag} before the policy" for e in before if e.tag not in BEFORE]
    for element in elements:
        found += [f"{element.tag} {name}" for name in element.keys() if name == "style" or name.startswith("on")]  # noqa: SIM118
        if element.tag in ("style", "base", "iframe", "object", "embed", "frame"):
            found.append(element.tag)
        if element.tag == "script" and not element.get("src") and element.get("type") != "application/ld+json":
            found.append("inline script")
    return found


def test_every_page_says_the_policy_and_needs_no_more(published: Published) -> None:
    walked = {name: faults(page) for name, page in pages(published.site)}
    assert len(walked) > 100
    assert {"404.html", "en/404.html", "index.html"} <= set(walked)
    assert {name: found for name, found in walked.items() if found} == {}


def test_the_walk_can_fail() -> None:
    page = lxml.html.document_fromstring('<head><script src="x.js"></script></head><p onclick="x" style="y"><script>z</script><base href="/">')
    assert faults(page) == ["policy", "p onclick", "p style", "inline script", "base"]


def test_the_policy_allows_nothing_it_need_not() -> None:
    assert DIRECTIVES["default-src"] == "'none'"
    assert not [name for name, sources in DIRECTIVES.items() if set(sources.split()) & set(UNSAFE)]


def test_servers_send_the_same_policy() -> None:
    """`deploy/csp.txt` is what the shipped server configurations say."""
    assert (REPOSITORY / "deploy/csp.txt").read_text(encoding="utf-8") == HEADER_POLICY + "\n"


def test_an_aligned_table_in_a_page_needs_no_style(small: Path) -> None:
    page = small / "content/pages/es/acerca.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n| a | b |\n| --- | ---: |\n| 1 | 2 |\n", encoding="utf-8")
    assert not build(small).checked.report.errors
    made = lxml.html.parse(str(small / "site/acerca/index.html")).getroot()
    assert faults(made) == []
    assert made.xpath("//td/@class") == ["num"]
