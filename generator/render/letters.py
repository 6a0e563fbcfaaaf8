"""A bulletin as a letter: where its files are, and its body. A letter is read far from the site, so every link is in full."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Key, Site
from generator.render.cases import PageView
from generator.render.environment import environment
from generator.render.markup import finished
from generator.render.pages import Page, plan_record

COLLECTION = "bulletins"


def letter_files(key: Key, language: str) -> tuple[str, str]:
    """The letter of an issue as HTML and as text."""
    return f"data/{key[0]}/{key[1]}.{language}.html", f"data/{key[0]}/{key[1]}.{language}.txt"


class LetterView(PageView):
    """A view whose links lead to the site from anywhere."""

    def __init__(self, site: Site, page: Page) -> None:
        super().__init__(site, page)
        self._root = site.settings.url


def letters(site: Site, key: Key) -> Iterator[tuple[Page, str, str]]:
    """For each language the page of an issue, the whole letter, and what stands in it without the frame of a mail."""
    for page in plan_record(site, key):
        if page.kind == "record":
            view = LetterView(site, page)
            context = {"v": view, "data": site.records[key].data, "entry": site.entries[key], "site": site,
                       "online": site.settings.url + page.address, "feed": site.settings.url + f"feeds/{page.language}/{COLLECTION}.atom"}
            content = environment().get_template("letter_content.html").render(context)
            whole = environment().get_template("letter.html").render(context, content=finished(content))
            yield page, whole, content
