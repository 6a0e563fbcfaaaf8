"""The package of a delivery: a zip of its records as HTML, plain text and data. Its bytes follow from the content alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.derive.feeds import speaks
from generator.exports import api, archive
from generator.exports.feeds.article import clean
from generator.exports.json import dumps, plain
from generator.exports.plaintext import text_of
from generator.model import Artifact, Entry, Site
from generator.network.quarter import Quarter
from generator.network.words import WORDS
from generator.render.markup import html, joined
from generator.render.pages import plan_record
from generator.render.render import render

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SUMS, MANIFEST, README = "SHA256SUMS", "delivery.json", "LEAME-README.txt"
_PAGE = ('<!doctype html>\n<html lang="%s">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
         "<title>%s</title>\n</head>\n<body>\n%s\n</body>\n</html>\n")


@dataclass(frozen=True)
class Packed:
    """A package: its file name, its bytes, and for each record the sum of its data."""

    name: str
    content: bytes
    sums: Mapping[tuple[str, str], str]

    @property
    def sha256(self) -> str:
        return digest(self.content)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def package(site: Site, entries: Sequence[Entry], quarter: Quarter, network: str) -> Packed:
    """The package of these records."""
    name = f"{network}-{str(quarter).lower()}"
    files = {artifact.path: artifact.content for artifact in _files(site, entries, quarter, network)}
    sums = "".join(f"{digest(content)}  {path}\n" for path, content in sorted(files.items()))
    whole = {f"{name}/{path}": archive.packed(content) for path, content in {**files, SUMS: sums.encode()}.items()}
    return Packed(f"{name}.zip", archive.write(whole), {entry.key: digest(files[_data(entry)]) for entry in entries})


def _data(entry: Entry) -> str:
    return f"data/{entry.key[0]}/{entry.key[1]}.json"


def _text(entry: Entry, language: str, ending: str) -> str:
    return f"{language}/{entry.key[0]}/{entry.key[1]}.{ending}"


def _files(site: Site, entries: Sequence[Entry], quarter: Quarter, network: str) -> Iterator[Artifact]:
    for entry in entries:
        made = next(artifact for artifact in api.record_artifacts(site, [site.records[entry.key]]) if artifact.path.endswith(f"{entry.key[1]}.json"))
        yield Artifact(_data(entry), made.content)
        for page in plan_record(site, entry.key):
            if page.kind == "record" and speaks(entry, page.language):
                yield from _article(site, entry, page.language, clean(render(site, page)["body"], site.settings.url + page.address))
    for language in site.settings.order:
        yield from _index(site, [entry for entry in entries if speaks(entry, language)], language, quarter, network)
    yield Artifact(MANIFEST, dumps(_manifest(site, entries, quarter, network)))
    yield Artifact(README, "\n".join(WORDS[language]["readme"].format(**_said(site, language, quarter, network), n=len(entries))
                                     for language in WORDS).encode())


def _article(site: Site, entry: Entry, language: str, article: str) -> Iterator[Artifact]:
    title, summary = (text.pick(language, site.settings.order)[0] if text else "" for text in (entry.title, entry.summary))
    url = site.settings.url + entry.addresses[language]
    said = WORDS.get(language, WORDS["es"])
    end = html('<hr>\n<p>%s: <a href="%s">%s</a><br>%s <a href="%s">CC BY 4.0</a></p>', said["origin"], url, url, said["licence"], LICENCE)
    body = html("<h1>%s</h1>\n%s\n%s", title, Markup(article) or html("<p>%s</p>", summary), end)
    yield from _both(f"{language}/{entry.key[0]}/{entry.key[1]}", language, title, body)


def _index(site: Site, entries: Sequence[Entry], language: str, quarter: Quarter, network: str) -> Iterator[Artifact]:
    title = WORDS.get(language, WORDS["es"])["title"].format(**_said(site, language, quarter, network))
    rows = []
    for entry in entries:
        words, summary = (text.pick(language, site.settings.order)[0] if text else "" for text in (entry.title, entry.summary))
        rows.append(html('<li><a href="%s">%s</a> (%s)<br>%s</li>', f"{entry.key[0]}/{entry.key[1]}.html", words, entry.updated.isoformat(), summary))
    yield from _both(f"{language}/index", language, title, html("<h1>%s</h1>\n<ul>\n%s\n</ul>", title, joined(rows, "\n")))


def _both(path: str, language: str, title: str, body: Markup) -> Iterator[Artifact]:
    yield Artifact(f"{path}.html", html(_PAGE, language, title, body).encode("utf-8", "replace"))
    yield Artifact(f"{path}.txt", text_of(body).encode("utf-8", "replace"))


def _said(site: Site, language: str, quarter: Quarter, network: str) -> dict[str, str]:
    order = site.settings.order
    return {"network": site.term("networks", network).label.pick(language, order)[0], "quarter": str(quarter),
            "site": site.settings.name.pick(language, order)[0], "url": site.settings.url, "sums": SUMS, "manifest": MANIFEST}


def _manifest(site: Site, entries: Sequence[Entry], quarter: Quarter, network: str) -> dict[str, object]:
    records = [{
        "record": "/".join(entry.key), "title": plain(entry.title), "updated": entry.updated.isoformat(),
        "urls": {code: site.settings.url + address for code, address in entry.addresses.items()},
        "files": {"data": _data(entry), **{code: {ending: _text(entry, code, ending) for ending in ("html", "txt")}
                                           for code in site.settings.order if speaks(entry, code)}},
    } for entry in entries]
    return {"network": network, "quarter": str(quarter), "from": quarter.first.isoformat(), "to": quarter.last.isoformat(),
            "site": site.settings.url, "name": plain(site.settings.name), "licence": "CC-BY-4.0", "records": records}
