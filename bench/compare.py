"""Whether a peer built what we built: the same pages, the same frame, the same visible text."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from bench.frame import cut

SILENT = {"script", "style", "title"}
INLINE = {"a", "span", "strong", "em", "sup", "code", "time", "svg", "use", "rect", "path", "button"}


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def visible(html: str) -> list[str]:
    """The words of a page, in order."""
    parser = _Text()
    parser.feed(html)
    return "".join(parser.parts).split()


@dataclass(frozen=True)
class Compared:
    """One page of two sites. ``first`` shows the first difference in the text, '' where there is none."""

    address: str
    words: int
    same_frame: bool
    first: str

    def line(self) -> str:
        text = f"text differs: {self.first}" if self.first else f"same text ({self.words} words)"
        return f"{self.address}: {text}, {'same' if self.same_frame else 'OTHER'} frame"


def compare(ours: Path, theirs: Path, address: str) -> Compared:
    """The page at one address in both sites."""
    pages = [(site / address / "index.html").read_text(encoding="utf-8") for site in (ours, theirs)]
    mine, other = map(visible, pages)
    first = ""
    if mine != other:
        found = next(op for op in difflib.SequenceMatcher(a=mine, b=other, autojunk=False).get_opcodes() if op[0] != "equal")
        _, a, b, c, d = found
        first = f"ours {' '.join(mine[max(0, a - 3):b + 3])!r}, theirs {' '.join(other[max(0, c - 3):d + 3])!r}"
    return Compared(address, len(mine), cut(pages[0], address)[0].rstrip() == cut(pages[1], address)[0].rstrip(), first)


def case_pages(site: Path, cases: Sequence[str]) -> set[str]:
    """Addresses of all pages about cases: the cases, and every page of their lists. ``cases`` are the folders they live in."""
    return {path.parent.relative_to(site).as_posix() + "/" for folder in cases for path in (site / folder).rglob("index.html")}
