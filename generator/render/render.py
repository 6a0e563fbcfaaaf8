"""A page of the plan -> the values of its shell's slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from generator.derive import kits
from generator.model import Prose, Site
from generator.render import structured
from generator.render.asking import asking_context
from generator.render.cases import PageView
from generator.render.compiler import escaped
from generator.render.downloads import Downloads
from generator.render.dublin import dublin_core
from generator.render.environment import environment
from generator.render.feed_view import FeedView, feed_of_list
from generator.render.feeds import feed_links
from generator.render.filters import panel
from generator.render.formats import NBSP, partial
from generator.render.head import breadcrumbs, head
from generator.render.indexes import stretches, titles
from generator.render.indicators import IndicatorTables
from generator.render.letters import letter_files
from generator.render.network import Network, is_network
from generator.render.open_data import OpenData
from generator.render.pages import ASK, TOOLS, UNLISTED, Page, find_address, tool_address
from generator.render.sharing import Sharing, card_address, copy_address
from generator.render.spread import Spreads
from generator.render.table import TableRows
from generator.render.tools import tool
from generator.render.translations import Translations
from generator.render.urls import relative
from generator.schemas import COLLECTIONS

SLOTS = ("head", "crumbs", "body", "toc", "language_link", "edit")
Slots = Mapping[str, str]
Trail = list[tuple[str, str]]  # (name, address), the page itself last


@dataclass(frozen=True)
class Face:
    """What a page calls itself: its title, its description, the way to it and its structured data."""

    title: str
    description: str
    trail: Trail
    data: Mapping[str, Any]


def render(site: Site, page: Page) -> Slots:
    """All slots of a stamped page. A slot without content is an empty text, never absent."""
    view = PageView(site, page)
    context = _context(site, page, view)
    body = environment().get_template(page.template).render(context)
    face = _face(site, page, view)
    return {
        "head": head(site, page.language, page.address, page.alternates, face.title, face.description,
                     face.data or structured.webpage(site, page, face.title, face.trail),
                     index=page.kind not in UNLISTED, card=card_address(site, page.collection, page.kind, page.address, page.language),
                     feeds=feed_links(site, page.language, page.value if page.kind == "feed" else page.collection),
                     more=dublin_core(site, page)),
        "crumbs": crumbs(page.address, face.trail),
        "body": body.strip(),
        "toc": _toc(view.headings) if page.frame == "toc" else "",
        "language_link": language_link(site, page.language, page.address, page.alternates),
        "edit": _edit(site, page, view),
    }


def _context(site: Site, page: Page, view: PageView) -> dict[str, Any]:
    context: dict[str, Any] = {"v": view, "page": page, "site": site}
    if page.kind == "list":
        collection = COLLECTIONS[page.collection]
        context |= {"collection": collection, "feed": feed_of_list(view), **panel(view)}
    if page.collection == "indicators":
        context["tables"] = IndicatorTables(view)
    if is_network(view):
        context |= {"network": Network(view), "ours": FeedView(view).network}
    if page.collection == "bulletins":
        context["letters"] = letter_files
    if page.kind == "compare":
        context["table"] = tool_address(site, "table", page.language)
    if page.kind == "table":
        context["rows"] = TableRows(view)
    if page.key:
        record, entry = site.records[page.key], site.entries[page.key]
        context |= {
            "record": record, "data": record.data, "entry": entry, "derived": view.derived(page.key),
            "collection": COLLECTIONS[page.collection], "spreads": Spreads(view), "findings": site.findings.get(page.key, ()),
            "share": Sharing(view, entry),
        }
        if page.collection == kits.COLLECTION:
            context["downloads"] = Downloads(view, context["derived"].get("kit"))
        if page.collection == TOOLS:
            context["compare"] = view.href(tool_address(site, "compare", page.language))
        if page.kind == "part":
            subpage = COLLECTIONS[page.collection].subpages[int(page.value)]
            context["part"] = getattr(record.data, subpage.field)[page.part]
    if page.kind == "offline":
        size = Decimal(page.total) / 1_000_000
        context |= {"copy": copy_address(site), "size": f"{view.number(size, 1)}{NBSP}MB" if page.total else ""}
    if page.kind == "data":
        context["data"] = OpenData(view)
    if page.kind == "translations":
        context["translations"] = Translations(view)
    if page.kind in ASK:
        context |= asking_context(view)
    if page.kind in ("subscribe", "feed"):
        context["feed"] = FeedView(view)
    if page.kind == "find":
        context["groups"] = [(c, titles(view, c.id), stretches(view, c.id)) for c in COLLECTIONS.values()]
    return context


def _face(site: Site, page: Page, view: PageView) -> Face:
    settings, language = site.settings, page.language
    home = (view.t("home.crumb"), settings.prefixes[language])
    if page.kind == "home":
        return Face(view.plain(settings.name), view.plain(settings.home["description"]), [], structured.website(site, page, view))
    if page.kind in ("offline", "find", "translations", *ASK):
        title = view.t(f"{page.kind}.title")
        return Face(title, view.t(f"{page.kind}.description"), [home, (title, page.address)], {})
    if page.kind == "data":
        title = view.t("tables.title")
        return Face(title, view.t("tables.description"), [home, (title, page.address)], {})
    if page.kind in ("subscribe", "feed"):
        title, description, trail = FeedView(view).face
        return Face(title, description, [home, *trail], {})
    many = view.t(f"collection.{page.collection}.many")
    if page.kind == "index":
        return _index_face(page, view, home, many)
    base = [home, (many, view.site.settings.prefixes[language] + view.t(f"collection.{page.collection}.segment") + "/")]
    if page.kind == "list":
        return _list_face(page, view, base)
    if page.kind in ("compare", "table"):
        return _tool_face(page, view, base)
    entry = site.entries[page.key]  # type: ignore[index]
    title, summary = view.plain(entry.title), view.plain(entry.summary) or view.plain(entry.title)
    trail = [*base, (title, entry.addresses[language])]
    if page.kind == "part":
        collection = COLLECTIONS[page.collection]
        subpage, record = collection.subpages[int(page.value)], site.records[entry.key]
        item = getattr(record.data, subpage.field)[page.part]
        title = view.plain(subpage.title(record.data, item))
        summary = view.plain(getattr(item, "summary", None)) or summary
        trail.append((title, page.address))
    data = structured.record(site, page, view, title, summary, trail)
    # Two kinds of record may share a name, and two organisations a summary; a page shares neither with any other.
    kind = view.t(f"collection.{page.collection}.one")
    description = summary if page.collection == "case_studies" else f"{title} ({kind.lower()}). {summary if summary != title else ''}"
    return Face(f"{title} · {kind}", description, trail, data)


def _list_face(page: Page, view: PageView, base: Trail) -> Face:
    collection = COLLECTIONS[page.collection]
    title, description, trail = base[-1][0], view.t(f"collection.{page.collection}.intro"), base
    if page.facet:
        facet = next(f for f in collection.facets if f.id == page.facet)
        label = view.distinct(facet.vocabulary, page.value)
        title = f"{title}: {label}"
        description = f"{label}. {view.list_count(page.total)}. {description}"
        trail = [*base, (label, page.address)]
    if page.number > 1:
        suffix = view.t("list.page", n=page.number)
        title, description = f"{title}, {suffix}", f"{description} {suffix}."
        trail = [*trail, (suffix, page.address)]
    return Face(title, description, trail, structured.listing(view.site, page, title, trail))


def _tool_face(page: Page, view: PageView, base: Trail) -> Face:
    title, description = view.t(f"{page.kind}.title"), view.t(f"{page.kind}.description")
    if page.number > 1:
        suffix = view.t("list.page", n=page.number)
        title, description = f"{title}, {suffix}", f"{description} {suffix}."
    return Face(title, description, [*base, (title, page.address)], {})


def _index_face(page: Page, view: PageView, home: tuple[str, str], many: str) -> Face:
    suffix = f", {view.t('list.page', n=page.number)}" if page.number > 1 else ""
    find = (view.t("find.title"), find_address(view.site, page.language))
    title = f"{view.t('find.title')}: {many}{suffix}"
    return Face(title, f"{title}. {view.t('find.lead')}", [home, find, (f"{many}{suffix}", page.address)], {})


def crumbs(here: str, trail: Trail) -> str:
    """The slot ``crumbs``: the way to this page; nothing on the home page."""
    if not trail:
        return ""
    items = [f'<li><a href="{escaped(relative(here, address))}">{escaped(name)}</a></li>' for name, address in trail[:-1]]
    return "<ol>" + "".join(items) + f'<li aria-current="page">{escaped(trail[-1][0])}</li></ol>'


def language_link(site: Site, language: str, here: str, alternates: Mapping[str, str]) -> str:
    """The slot ``language_link``: the same page in every other language."""
    return " ".join(
        f'<a href="{escaped(relative(here, alternates[other.code]))}" lang="{escaped(other.code)}" hreflang="{escaped(other.code)}">'
        f"{escaped(other.name)}</a>"
        for other in site.settings.languages
        if other.code != language
    )


def _toc(headings: list[tuple[str, str | Markup]]) -> str:
    if len(headings) < 2:
        return ""
    return "<ul>" + "".join(f'<li><a href="#{escaped(anchor)}">{escaped(text)}</a></li>' for anchor, text in headings) + "</ul>"


def _edit(site: Site, page: Page, view: PageView) -> str:
    """The slot ``edit``: when the record changed, where its file and its data are."""
    if not page.key:
        return ""
    entry = site.entries[page.key]
    data = "" if entry.status == "draft" else f"api/v1/{page.key[0]}/{page.key[1]}.json"  # drafts are not in the API
    return edit_line(site, view.language, page.address, entry.updated.isoformat(), entry.file, json=data)


def edit_line(site: Site, language: str, here: str, updated: str, file: str, json: str = "") -> str:
    """Date, link to the file (its name alone where no repository is set), and the record as JSON."""
    words = site.strings[language]
    stamp = f'<time datetime="{escaped(updated)}">{escaped(partial(updated, language))}</time>'
    parts = [f"<span>{escaped(words['edit.updated'])} {stamp}</span>"]
    if site.settings.repository:
        url = f"{site.settings.repository}/edit/main/{file}"
        parts.append(f'<a href="{escaped(url)}">{escaped(words["edit.edit"])}</a>')
    else:
        parts.append(f"<span>{escaped(words['edit.file'])} <code>{escaped(file)}</code></span>")
    if json:
        parts.append(f'<a href="{escaped(relative(here, json))}" type="application/json">{escaped(words["edit.json"])}</a>')
    parts.append(f'<span class="print-only">{escaped(site.settings.url + here)}</span>')
    return " ".join(parts)


def prose_slots(site: Site, page: Prose) -> Slots:
    """The slots of a Markdown page; its text and its column are the engine's."""
    alternates = {other.language: other.address for other in site.prose if other.path == page.path}
    words = site.strings[page.language]
    trail = [(words["home.crumb"], site.settings.prefixes[page.language]), (page.title, page.address)]
    data = {"@context": "https://schema.org", "@type": "WebPage", "name": page.title, "inLanguage": page.text_language,
            "dateModified": page.updated.isoformat(), "url": site.settings.url + page.address,
            "breadcrumb": breadcrumbs(site.settings, trail)}
    title = f"<h1>{escaped(page.title)}</h1>"
    if page.text_language != page.language:
        title = f'<h1 lang="{escaped(page.text_language)}">{escaped(page.title)}</h1><p class="notice">{escaped(words["untranslated"])}</p>'
    return {
        "head": head(site, page.language, page.address, alternates, page.title, page.description, data,
                     card=card_address(site, "", "prose", page.address, page.language),
                     feeds=feed_links(site, page.language)),
        "crumbs": crumbs(page.address, trail),
        "body": Markup(title) + tool(site, page),
        "toc": "",
        "language_link": language_link(site, page.language, page.address, alternates),
        "edit": edit_line(site, page.language, page.address, page.updated.isoformat(), page.file),
    }
