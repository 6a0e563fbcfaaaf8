"""A record as plain HTML to paste into another site: no script, no style, no file of ours; every link in full."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from generator.model import Entry
from generator.render.markup import html
from generator.render.view import View


def card_of(v: View, entries: Sequence[Entry], title: str = "", address: str = "") -> Markup:
    """These records as one block; ``title`` and ``address`` stand above several."""
    url = v.site.settings.url
    parts = [html('<p><strong><a href="%s">%s</a></strong></p>', url + address, title)] if title else []
    for entry in entries:
        there = url + entry.addresses[v.language]
        parts.append(html('<p><a href="%s"><strong>%s</strong></a><br>%s</p>', there, v.text(entry.title), v.text(entry.summary)))
    parts.append(html('<p><small>%s <a href="%s">%s</a>, CC BY 4.0</small></p>', v.t("embed.from"), url, v.plain(v.site.settings.name)))
    return html('<blockquote lang="%s">\n%s\n</blockquote>', v.language, Markup("\n").join(parts))


def embed(v: View, entries: Sequence[Entry], title: str = "", address: str = "") -> Markup:
    """The part of a page that offers such a block: a fold with the text to copy."""
    return html(
        '<details class="cite no-print"><summary>%s %s</summary>\n<p>%s</p>\n<pre class="paste" tabindex="0"><code id="embed">%s</code></pre>\n'
        '<p><button class="btn js-only" type="button" data-copy="embed" data-done="%s">%s <span>%s</span></button></p>\n</details>\n',
        v.icon("external"), v.t("embed.title" if len(entries) == 1 else "embed.title_many"), v.t("embed.how"), str(card_of(v, entries, title, address)),
        v.t("embed.copied"), v.icon("copy"), v.t("embed.copy"),
    )
