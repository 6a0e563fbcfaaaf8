"""What comes from the network: each thing once, the newest first, nothing of our own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from generator.derive.network import SHOWN, canonical, marks_of, normal, shown
from generator.model import Site
from generator.schemas.network_feeds import Item


def entry(name: str, *items: Item, language: str | None = None) -> Any:
    return SimpleNamespace(key=("network_feeds", name), card={"items": items, "language": language})


def item(number: int, **more: Any) -> Item:
    return Item(**{"id": f"tag:centro.test,2026:{number}", "url": f"https://centro.test/{number}", "title": f"Noticia del número {number}", **more})


def ids(site: Site, *entries: Any) -> list[str]:
    return [f"{found.feed}/{found.id.rpartition(':')[2]}" for found in shown(site, entries)]


@pytest.mark.parametrize("again", [
    item(9, id="tag:centro.test,2026:1"), item(9, url="http://www.centro.test/1/?utm_source=x#y"), item(9, title="«NOTICIA  del Número 1»"),
])
def test_one_thing_in_two_feeds_is_shown_once(small_site: Site, again: Item) -> None:
    assert ids(small_site, entry("b", again), entry("a", item(1))) == ["a/1"]


def test_what_only_looks_alike_is_shown_twice(small_site: Site) -> None:
    same = [Item(id="1", url=f"https://{name}.test/?id={name}", title="Noticias") for name in "ab"]
    assert ids(small_site, entry("a", same[0]), entry("b", same[1])) == ["a/1", "b/1"]


def test_the_newest_first_and_what_has_no_date_last(small_site: Site) -> None:
    found = ids(small_site, entry("a", item(1), item(2, date=date(2026, 1, 1)), item(3, date=date(2026, 2, 1))), entry("b", item(4, date=date(2026, 1, 5))))
    assert found == ["a/3", "b/4", "a/2", "a/1"]


def test_our_own_come_back_from_a_sister_is_not_shown(small_site: Site) -> None:
    site = replace(small_site, settings=replace(small_site.settings, url="https://centro.test/"))
    assert ids(site, entry("a", item(1), item(2, url="https://otro.test/2"))) == ["a/2"]


def test_there_is_an_end_to_what_is_shown(small_site: Site) -> None:
    assert len(shown(small_site, [entry(name, *(item(100 * n + k) for k in range(40))) for n, name in enumerate("abc")])) == SHOWN


def test_a_language_is_the_item_s_or_the_feed_s(small_site: Site) -> None:
    found = shown(small_site, [entry("a", item(1, language="pt"), item(2), language="es"), entry("b", item(3))])
    assert {shown_.id[-1]: shown_.language for shown_ in found} == {"1": "pt", "2": "es", "3": ""}


def test_marks() -> None:
    assert canonical("HTTPS://www.Centro.test/A/?b=2&a=1&utm_medium=z") == "centro.test/A?a=1&b=2"
    assert normal("Año Nº 1: ¡Más Limpia!") == "anono1maslimpia"
    assert marks_of("a", "7", "https://x.test/", "corto") == {("id", "a\0007"), ("link", "x.test?")}
