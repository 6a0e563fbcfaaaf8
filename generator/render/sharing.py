"""Ways to pass a page on: the addresses of its sheet and card, messages, a citation, the way to correct it."""

from __future__ import annotations

from markupsafe import Markup

from generator.model import Entry, Site
from generator.render.embed import embed
from generator.render.markup import html
from generator.render.pages import slugify
from generator.render.publication import CITATIONS, citable, citation_address
from generator.render.urls import quoted, relative, target_address
from generator.render.view import View

# Collections whose records come with a sheet and a share card, and the kB that no sheet of theirs reaches.
SHEETS = {"case_studies": 100, "toolkits": 200}
GUIDE = "page:publicar-un-caso"  # how to send what is missing or wrong


def default_card_address(language: str) -> str:
    """The share card of pages without one of their own."""
    return f"assets/card-{language}.png"


def card_address(site: Site, collection: str, kind: str, address: str, language: str) -> str:
    """The share card of a page; '' where the site has none."""
    if not site.settings.sheets:
        return ""
    return f"{address}card.png" if kind == "record" and collection in SHEETS else default_card_address(language)


def mailto(to: str, subject: str, body: str) -> str:
    """A letter to be sent with the reader's own program."""
    return f"mailto:{quoted(to)}?subject={quoted(subject)}&body={quoted(body)}"


def correction(site: Site, language: str, here: str, title: str) -> str | None:
    """Where to say that a record is wrong: in a letter to the centre, else as the page on sending cases explains; None without either."""
    settings, words = site.settings, site.strings[language]
    if settings.email:
        return mailto(settings.email, words["share.correct_subject"].format_map({"title": title}), settings.url + here)
    guide = target_address(site, GUIDE, language)
    return relative(here, guide) if guide else None


def history(site: Site, entry: Entry) -> str | None:
    """All versions of a record's file; None where no repository is set."""
    return f"{site.settings.repository}/commits/main/{entry.file}" if site.settings.repository else None


def copy_address(site: Site) -> str:
    """Where the copy of the whole site is, for those who take it along."""
    return f"data/{slugify(site.settings.name.pick(site.settings.default, site.settings.order)[0]) or 'site'}.zip"


class Sharing:
    """What the page of a record offers to pass it on; ``v`` is the page's view."""

    def __init__(self, v: View, entry: Entry) -> None:
        self.v, self.entry = v, entry
        self.url = v.site.settings.url + v.page.address

    @property
    def sheet(self) -> str | None:
        """The link to the sheet, which stands beside the page; None where there is none."""
        found = self.v.site.settings.sheets and self.v.page.collection in SHEETS
        return self.v.t("sheet.file") if found else None

    @property
    def sheet_limit(self) -> str:
        """The size no sheet of a collection reaches, as a number in kB: data costs money, and the page does not wait for the sheet."""
        return self.v.number(SHEETS[self.v.page.collection])

    @property
    def book(self) -> str | None:
        """The same for a book of cases."""
        return self.v.t("book.file") if self.v.site.settings.sheets else None

    def letter(self, message: str) -> str:
        """An e-mail without an addressee: the reader knows who should see it."""
        return mailto("", self.v.plain(self.entry.title), message)

    @property
    def message(self) -> str:
        """What a message says of a record that has no figures."""
        return f"{self.v.plain(self.entry.title)}. {self.v.plain(self.entry.summary)} {self.url}"

    @property
    def citation(self) -> Markup:
        """How to cite the page: who publishes it, when it changed, what it is, where it stands; the reader adds the day of reading."""
        v = self.v
        address = html('<span id="page-address">%s</span>', self.url)
        return html("%s (%s). %s %s. %s. %s", v.plain(v.site.settings.name), self.entry.updated.year, v.t("share.quoted", title=v.plain(self.entry.title)),
                    v.t(f"collection.{self.entry.key[0]}.one"), address, v.t("share.read_on"))

    @property
    def citable(self) -> bool:
        """Whether the record is a work of this site, and published."""
        return citable(self.entry)

    @property
    def citations(self) -> Markup:
        """Links to the citation as files for reference managers; nothing where there are none."""
        if not self.citable:
            return Markup("")
        settings, identifier = self.v.site.settings, self.entry.key[1]
        links = [html('<a href="%s" type="%s" download="%s">%s</a>', self.v.href(citation_address(settings, self.entry, name)), media,
                      f"{identifier}.{name.rpartition('.')[2]}", label) for name, (label, media) in CITATIONS.items()]
        return html("<p>%s %s</p>", self.v.t("share.cite_files"), Markup(" · ").join(links))

    @property
    def embed(self) -> Markup:
        """The record to paste into another site."""
        return embed(self.v, (self.entry,))

    @property
    def correction(self) -> str | None:
        """Where to say that it is wrong; None where the line below the record has the link already."""
        settings = self.v.site.settings
        if settings.repository and not settings.email:
            return None
        return correction(self.v.site, self.v.language, self.v.page.address, self.v.plain(self.entry.title))

    @property
    def history(self) -> str | None:
        return history(self.v.site, self.entry)
