"""A page is a frame and the parts in it. Peers get our frame; the comparison looks whether they kept it."""

from __future__ import annotations

import re

# What stands around each part of a page; the part itself is the group.
PARTS = {
    "HEAD": r'initial-scale=1">\n(.*?)\n<meta name="theme-color"',
    "LANGUAGE": r'<div class="lang">(.*?)</div>',
    "CRUMBS": r'<nav class="crumbs"[^>]*>(.*?)</nav>',
    "BODY": r'<article class="doc">\n(.*?)\n<footer class="doc-foot">',
    "EDIT": r'<footer class="doc-foot">(.*?)</footer>',
    "ASIDE": r'</main>(.*?)\n</div>\n</div>\n<footer class="foot">',
}


def cut(page: str, address: str) -> tuple[str, dict[str, str]]:
    """The frame with a mark ``@PART@`` for each part, ``@ROOT@`` for the way to the site's root and ``@HOME@`` for
    the way to the language's own home; and the parts. ValueError where a part is not found.
    """
    parts: dict[str, str] = {}
    for name, pattern in PARTS.items():
        found = re.search(pattern, page, re.DOTALL)
        if not found:
            raise ValueError(f"{address}: no {name}: bench/frame.py does not know this page's frame")
        parts[name] = found[1]
        page = f"{page[:found.start(1)]}@{name}@{page[found.end(1):]}"
    page = re.sub(r'(class="brand" href=)"[^"]*"', r'\1"@HOME@"', page)
    return re.sub(r'(href|src)="' + re.escape("../" * address.count("/")), r'\1="@ROOT@', page), parts
