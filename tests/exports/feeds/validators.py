"""A strict validator of each format: what its specification demands, and what readers stumble over. Empty: nothing to complain of."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import lxml.html
from jsonschema import Draft202012Validator
from lxml import etree

from tests.exports import oai_rules

HERE = Path(__file__).parent
A = "{http://www.w3.org/2005/Atom}"
FH = "{http://purl.org/syndication/history/1.0}"
AT = "{http://purl.org/atompub/tombstones/1.0}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
LIMIT = 1_000_000  # bytes of a document
CHANNEL = {"title", "link", "description", "language", "copyright", "pubDate", "lastBuildDate", "category", "docs", "image", "ttl", "item"}
ITEM = {"title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source"}
UNSAFE = {"script", "style", "iframe", "object", "form", "input", "button", "svg", "link", "meta"}


@cache
def grammar(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(HERE / f"{name}.rng")))


@cache
def schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads((HERE / "jsonfeed.schema.json").read_text(encoding="utf-8")))


def problems(path: str, content: bytes) -> list[str]:
    """Everything wrong with a feed's document, by the ending of its name."""
    check = {"atom": atom, "rss": rss, "json": json_feed, "xml": oai_rules.problems}[path.rpartition(".")[2]]
    large = () if path.endswith(".xml") else size(content)  # the repository is one file, whatever it holds
    return [f"{path}: {problem}" for problem in (*large, *check(content))]


def size(content: bytes) -> Iterator[str]:
    if len(content) >= LIMIT:
        yield f"{len(content)} bytes"


def strict(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=False))


def atom(content: bytes) -> Iterator[str]:
    root = strict(content)
    if not grammar("atom").validate(root):
        yield from map(str, grammar("atom").error_log)
    if root.find(f"{A}author") is None:
        yield "no author"
    yield from links(root, "feed")
    if len(root.findall(f"{A}link[@rel='self']")) != 1:
        yield "not one link to itself"
    entries, gone = root.findall(f"{A}entry"), root.findall(f"{AT}deleted-entry")
    ids = [entry.findtext(f"{A}id") for entry in entries]
    yield from (f"{name} is there {count} times" for name, count in Counter([*ids, *(dead.get("ref") for dead in gone)]).items() if count > 1)
    for dead in gone:
        if not (dead.get("ref") or "").startswith("tag:") or not (dead.get("when") or "").endswith("T00:00:00Z"):
            yield f"tombstone {dict(dead.attrib)}"
    for entry in entries:
        name = entry.findtext(f"{A}id") or ""
        yield from links(entry, name)
        if not name.startswith("tag:") or not urlsplit(name).path:
            yield f"id {name}"
        if not (entry.findtext(f"{A}title") or "").strip():
            yield f"{name}: empty title"
        if entry.find(f"{A}link[@rel='alternate']") is None:
            yield f"{name}: no alternate"
        found = entry.find(f"{A}content")
        if found is not None:
            yield from article(found.text or "", name)
        if (entry.findtext(f"{A}updated") or "") > (root.findtext(f"{A}updated") or ""):
            yield f"{name} is younger than its feed"
    yield from parsed(content, len(entries))


def links(element: etree._Element, name: str) -> Iterator[str]:
    found = element.findall(f"{A}link")
    for link in found:
        if not urlsplit(link.get("href") or "").scheme:
            yield f"{name}: relative link {link.get('href')}"
        if link.get("rel") == "enclosure" and not (link.get("length") and link.get("type")):
            yield f"{name}: enclosure without length or type"
    pairs = Counter((link.get("type"), link.get("hreflang")) for link in found if link.get("rel", "alternate") == "alternate")
    yield from (f"{name}: two alternates {pair}" for pair, count in pairs.items() if count > 1)


def article(html: str, name: str) -> Iterator[str]:
    """Content that any site can show: well-formed, without what runs or looks foreign, every link in full."""
    if not html.strip():
        yield f"{name}: empty content"
        return
    for element in lxml.html.fragment_fromstring(html, create_parent="div").iter():
        if element.tag in UNSAFE or not isinstance(element.tag, str):
            yield f"{name}: <{element.tag}>"
            continue
        for attribute, value in element.attrib.items():
            if attribute in ("class", "id", "style") or attribute.startswith(("on", "data-", "aria-")):
                yield f"{name}: {attribute}"
            if attribute in ("href", "src") and urlsplit(value).scheme not in ("http", "https", "mailto"):
                yield f"{name}: link {value}"


def parsed(content: bytes, count: int) -> Iterator[str]:
    """What a reader that forgives nothing makes of it."""
    found = feedparser.parse(content)
    if found.bozo:
        yield f"feedparser: {found.bozo_exception}"
    if len(found.entries) != count:
        yield f"feedparser: {len(found.entries)} entries of {count}"


def rss(content: bytes) -> Iterator[str]:
    root = strict(content)
    if root.tag != "rss" or root.get("version") != "2.0" or [child.tag for child in root] != ["channel"]:
        yield "not RSS 2.0"
    channel = root[0]
    yield from (f"channel: no {name}" for name in ("title", "link", "description", "language") if not (channel.findtext(name) or "").strip())
    yield from (f"channel: {child.tag}" for child in channel if "{" not in child.tag and child.tag not in CHANNEL)
    if len(channel.findall(f"{A}link[@rel='self']")) != 1:
        yield "not one link to itself"
    names: Counter[str] = Counter()
    for item in channel.findall("item"):
        name = item.findtext("guid") or ""
        names[name] += 1
        yield from (f"{name}: {child.tag}" for child in item if "{" not in child.tag and child.tag not in ITEM)
        yield from (f"{name}: {tag} twice" for tag in ("title", "link", "description", "guid", "pubDate", "enclosure") if len(item.findall(tag)) > 1)
        if not (item.findtext("title") or "").strip() and not (item.findtext("description") or "").strip():
            yield f"{name}: neither title nor description"
        guid = item.find("guid")
        if guid is None or guid.get("isPermaLink") != "false" or not name.startswith("tag:"):
            yield f"{name}: guid"
        if urlsplit(item.findtext("link") or "").scheme not in ("http", "https"):
            yield f"{name}: link"
        yield from dates(item, "pubDate")
        for enclosure in item.findall("enclosure"):
            if set(enclosure.attrib) != {"url", "length", "type"} or not (enclosure.get("length") or "").isdigit():
                yield f"{name}: enclosure {dict(enclosure.attrib)}"
        yield from (problem for found in item.findall(CONTENT) for problem in article(found.text or "", name))
    yield from dates(channel, "lastBuildDate")
    yield from (f"{name} is there {count} times" for name, count in names.items() if count > 1)
    yield from parsed(content, names.total())


def dates(element: etree._Element, tag: str) -> Iterator[str]:
    text = element.findtext(tag) or ""
    try:
        if format_datetime(parsedate_to_datetime(text)) != text:  # the weekday is right, too
            yield f"{tag} {text}"
    except ValueError:
        yield f"{tag} {text}"


def json_feed(content: bytes) -> Iterator[str]:
    text = content.decode("utf-8")
    found = json.loads(text)
    yield from (f"{error.json_path}: {error.message}" for error in schema().iter_errors(found))
    yield from (f"{name} is there {count} times" for name, count in Counter(item["id"] for item in found["items"]).items() if count > 1)
    if found.get("next_url") == found.get("feed_url"):
        yield "its next page is itself"
    for item in found["items"]:
        if "content_html" in item:
            yield from article(item["content_html"], item["id"])


def opml(content: bytes) -> Iterator[str]:
    root = strict(content)
    if not grammar("opml").validate(root):
        yield from map(str, grammar("opml").error_log)
