"""Dublin Core in the head of a publication's page, as catalogues and reference managers read it (DCMI, DC-HTML 2003), and where its citation is."""

from __future__ import annotations

from generator.model import Site
from generator.render.compiler import escaped
from generator.render.pages import Page
from generator.render.publication import CITATIONS, LICENCE, citable, citation_address, publication


def dublin_core(site: Site, page: Page) -> list[str]:
    """Lines of a page's head; none where the page is no publication's own.

    There are no ``citation_`` names: they make an organisation a person with a first name, and are for articles of journals.
    """
    entry = site.entries[page.key] if page.key and page.kind == "record" else None
    if entry is None or not citable(entry):
        return []
    work = publication(site, entry, page.language)
    said = (
        ("title", work.title), ("creator", work.author), ("publisher", work.author), ("date", work.updated.isoformat()), ("type", work.kind.dcmi),
        *(("subject", subject) for subject in work.subjects), ("language", work.language), ("identifier", work.url), ("rights", LICENCE),
    )
    return [
        '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">',
        *(f'<meta name="DC.{name}" content="{escaped(text)}">' for name, text in said),
        f'<link rel="license" href="{LICENCE}">',
        *(f'<link rel="describedby" type="{media}" href="{escaped(site.settings.url + citation_address(site.settings, entry, name))}">'
          for name, (_, media) in CITATIONS.items()),
    ]
