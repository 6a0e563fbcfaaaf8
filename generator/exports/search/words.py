"""What the search's interface has to know beside the index: its words, the lists to browse, the words of the site."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from generator.exports.json import dumps
from generator.exports.search.documents import PROSE
from generator.model import Artifact, Site
from generator.render import formats
from generator.render.pages import list_address
from generator.schemas import COLLECTIONS

PAGES_WEIGHT = 1.5  # a page that explains something comes before the records that mention it
MOST = 6000  # words a typing error is compared with
_WORD = re.compile(r"[^\W\d_]{4,}")


def interface(site: Site, root: str) -> Iterator[Artifact]:
    """For each language what the interface says and shows, and the words it can guess at."""
    for language in site.settings.order:
        yield Artifact(f"{root}/{language}.json", dumps(_interface(site, language)))
        yield Artifact(f"{root}/{language}.words.json", dumps(known_words(site, language)))


def _interface(site: Site, language: str) -> dict[str, object]:
    words = site.strings[language]
    lists = [
        {"collection": c.id, "label": words[f"collection.{c.id}.many"], "address": list_address(site, c.id, language), "count": len(site.of(c.id)),
         "weight": c.search_weight}
        for c in COLLECTIONS.values() if site.of(c.id)
    ]
    pages = sum(page.language == language for page in site.prose)
    lists.append({"collection": PROSE, "label": words["search.pages"], "address": "", "count": pages, "weight": PAGES_WEIGHT})
    return {
        "words": {key.removeprefix("search."): text for key, text in words.items() if key.startswith("search.")},
        "group": formats.number(10000, language)[2:-3],
        "lists": lists,
        "others": [{"code": other.code, "name": other.name, "find": f"{other.prefix}{site.strings[other.code]['find.segment']}/"}
                   for other in site.settings.languages if other.code != language],
    }


def known_words(site: Site, language: str) -> list[str]:
    """Words of titles and summaries as they are written most often, the most frequent first; accents do not tell two apart."""
    written: Counter[str] = Counter()
    for entry in site.entries.values():
        if entry.status == "published" and entry.addresses:
            for text in (entry.title, entry.summary):
                if text is not None:
                    written.update(_WORD.findall(text.pick(language, site.settings.order)[0].lower()))
    spelt: dict[str, Counter[str]] = {}
    for word, count in written.items():
        spelt.setdefault(folded(word), Counter())[word] += count
    ranked = sorted(spelt.items(), key=lambda item: (-item[1].total(), item[0]))
    return [min(forms, key=lambda form: (-forms[form], form)) for _, forms in ranked[:MOST]]


def folded(word: str) -> str:
    """The word without its accents; ñ counts as n."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
