"""Words of strangers as plain text: no markup, no character that hides or turns what stands beside it, no more than fits."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from urllib.parse import quote, urljoin, urlsplit

from lxml import etree

from generator.exports.feeds.article import LOST, legal
from generator.render.head import shorten
from generator.schemas.network_feeds import LANGUAGE

TITLE, SUMMARY, LONGEST_URL, LONGEST_ID = 300, 400, 900, 300  # characters
EARLIEST = date(1995, 1, 1)  # no feed is older
_UNSEEN = {"script", "style", "template", "noscript", "iframe", "object", "head", "svg", "math"}
# Marks that turn the direction of what follows, that join or split words unseen, tags and fillers, private letters.
_HIDDEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ue000-\uf8ff"
                     "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_URL = re.compile(r"https?://[^\s<>\"'`{}|\\^\x00-\x20\x7f]+", re.IGNORECASE)


def text(value: object, limit: int) -> str:
    """The words of a value, which may be HTML; '' where it has none."""
    if not isinstance(value, str):
        return ""
    words = _CONTROL.sub(" ", value[: 50 * limit])
    words = _words(words) if "<" in words or "&" in words else words
    words = _HIDDEN.sub("", _CONTROL.sub(" ", unicodedata.normalize("NFC", legal(words)).replace(LOST, "")))
    return shorten(_SPACE.sub(" ", _MARKS.sub(r"\1", words)).strip(), limit)


def _words(value: str) -> str:
    root = etree.fromstring(f"<div>{legal(value)}</div>".encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    if root is None:
        return ""
    for element in [found for found in root.iter() if found.tag in _UNSEEN]:
        tail, parent = element.tail, element.getparent()
        element.clear()
        element.tail = tail
        if parent is not None:
            element.tag = "span"
    return " ".join(str(part) for part in root.itertext())


def link(value: object, base: str) -> str:
    """A full web address; '' for anything that is none or carries a name and password."""
    if not isinstance(value, str) or not value.strip():
        return ""
    try:
        url = quote(urljoin(base, value.strip()), safe="%/:?#[]@!$&()*+,;=~-._")
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return ""
    host = parts.hostname or ""
    safe = _URL.fullmatch(url) and parts.scheme in ("http", "https") and host and "%" not in host and parts.username is None
    return url if safe and len(url) <= LONGEST_URL else ""


def day(year: int, month: int, number: int, as_of: date) -> date | None:
    """A date that can be true: none before there were feeds, none that has not come yet (but for time zones)."""
    try:
        found = date(year, month, number)
    except (ValueError, OverflowError, TypeError):
        return None
    return found if EARLIEST <= found <= as_of + timedelta(days=1) else None


def iso_day(value: object, as_of: date) -> date | None:
    """The day of an ISO date or time; None where it is none."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?:$|[T ])", value) if isinstance(value, str) else None
    return day(int(found[1]), int(found[2]), int(found[3]), as_of) if found else None


def language(value: object) -> str:
    """A language code; '' where it is none."""
    code = value.strip().replace("_", "-") if isinstance(value, str) else ""
    head, _, rest = code.partition("-")
    code = f"{head.lower()}-{rest}" if rest else head.lower()
    return code if re.fullmatch(LANGUAGE, code) and len(code) <= 35 else ""
