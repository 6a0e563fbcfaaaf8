"""A list of many invented cases, published from entries alone: its first page, its index, orders and cards."""

from __future__ import annotations

import random
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from conftest import Published

from generator import exports
from generator.model import Entry, Localized, Money, Site
from generator.render.pages import Page, plan
from generator.render.render import render
from generator.schemas.core.bands import band_of, figure
from generator.schemas.core.payback import payback
from generator.stamp.write import place

from .conftest import Quiet

CURRENCIES = ("USD", "USD", "USD", "PEN")
WORDS = ("agua", "vapor", "horno", "caldera", "luz", "tinte", "motor", "filtro")


def with_cases(site: Site, count: int) -> Site:
    """The site with this many invented cases in place of its own; the same number gives the same cases."""
    dice, model = random.Random(count), site.entries["case_studies", "fundicion-luz"]
    others = {key: entry for key, entry in site.entries.items() if key[0] != "case_studies"}
    cases = [_case(site, model, number, dice) for number in range(count)]
    return replace(site, entries={**others, **{entry.key: entry for entry in cases}})


def _case(site: Site, model: Entry, number: int, dice: random.Random) -> Entry:
    def some(vocabulary: str, most: int, name: str) -> tuple[str, ...]:
        terms = list(site.vocabularies[vocabulary])
        return tuple(dice.sample(terms, dice.randint(0 if name == "size" else 1, min(most, len(terms)))))

    lists = (("resource", "resource_groups", 4), ("sector", "sectors", 1), ("theme", "themes", 2), ("region", "regions", 1),
             ("type", "measure_types", 5), ("size", "company_sizes", 1), ("status", "measure_status", 2))
    values = {name: some(vocabulary, most, name) for name, vocabulary, most in lists}
    identifier = f"caso-{number:05d}"
    card: dict[str, Any] = {
        **model.card, "locality": None, "region": None, "stated_payback": None, "best": None, "credit": None,
        "sector": values["sector"][0], "year": 1990 + dice.randint(0, 35) if dice.random() < 0.7 else None,
        "investment": _money(dice, 6), "saving": _money(dice, 5),
    }
    computed = payback(card["investment"], card["saving"])
    card["payback"] = computed.months if computed else None
    bands = {name: band_of(figure(card, name), site.vocabularies[f"{name}_bands"]) for name in ("payback", "investment")}
    known = tuple(name for name, there in (("money", card["investment"] and card["saving"]), ("reduction", dice.random() < 0.5)) if there)
    facets_of = {**model.facets, **values, **bands, "data": known}
    title = " ".join(dice.choice(WORDS) for _ in range(4)).capitalize()
    texts = Localized({"es": f"{title} {number}", "en": f"{title} {number}"})
    addresses = {code: address.rsplit("/", 2)[0] + f"/{identifier}/" for code, address in model.addresses.items()}
    return replace(model, key=("case_studies", identifier), title=texts, summary=texts, addresses=addresses, card=card,
                   facets=facets_of, order=(number,), links=())


def _money(dice: random.Random, power: int) -> Money | None:
    if dice.random() < 0.4:
        return None
    return Money(Decimal(dice.randint(1, 9)) * 10 ** dice.randint(2, power), dice.choice(CURRENCIES), 2010, source="boletin-ejemplo")


def publish(published: Published, site: Site, target: Path, languages: tuple[str, ...] = ("es", "en")) -> list[Page]:
    """The small site with the list of these cases in place of its own."""
    shutil.copytree(published.site, target)
    pages = [page for page in plan(site) if page.collection == "case_studies" and page.kind == "list" and page.language in languages]
    for artifact in (*exports.artifacts(site, pages), *exports.page_artifacts(site, pages)):
        if artifact.path.startswith("data/"):
            place(target, artifact.path, artifact.content)
    for page in pages:
        if page.number > 1 or page.facet not in ("", "resource"):
            continue
        frame = target / page.address / "index.html"
        if not frame.exists():
            continue
        before, rest = frame.read_text(encoding="utf-8").split('<article class="doc">')
        after = rest[rest.index('<footer class="doc-foot">') :]
        frame.write_text(f'{before}<article class="doc">{render(site, page)["body"]}{after}', encoding="utf-8")
    return pages


class Keeping(Quiet):
    """Connections stay open between requests, as any real server keeps them."""

    protocol_version = "HTTP/1.1"


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Keeping, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
