"""The shipped configurations as texts: one policy, every language, every kind of file. Nothing is started here."""

from __future__ import annotations

import re

import pytest
import yaml
from conftest import REPOSITORY, Published

DEPLOY = REPOSITORY / "deploy"
FILES = ("nginx.conf", "Caddyfile")


def shipped(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("policy", ["csp", "csp-admin"])
def test_both_servers_send_the_same_policies(name: str, policy: str) -> None:
    assert shipped(name).count(f'"{shipped(f"{policy}.txt").strip()}"') == 1


@pytest.mark.parametrize("name", FILES)
def test_no_policy_lets_readers_pages_run_what_is_written_in_them(name: str) -> None:
    assert "unsafe" not in shipped("csp.txt").replace("'wasm-unsafe-eval'", "")
    for directive in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert directive in shipped("csp.txt")


@pytest.mark.parametrize("name", FILES)
def test_every_language_has_its_page_for_lost_addresses(name: str) -> None:
    settings = yaml.safe_load((REPOSITORY / "content" / "site.yml").read_text(encoding="utf-8"))
    for language in settings["languages"][1:]:
        assert f"/{language['code'].lower()}/404.html" in shipped(name)


def test_nginx_knows_every_kind_of_file_the_site_has(published: Published) -> None:
    block = re.search(r"types \{\n(.*?)\n    \}", shipped("nginx.conf"), re.S)
    assert block
    known = {ending for line in block[1].splitlines() for ending in line.strip().rstrip(";").split()[1:]}
    assert {path.suffix.lstrip(".") for path in published.site.rglob("*") if path.is_file()} <= known


@pytest.mark.parametrize("name", FILES)
def test_a_configuration_is_written_for_one_place_that_is_easy_to_change(name: str) -> None:
    assert set(re.findall(r"/srv/\w+", shipped(name))) == {"/srv/cet"}
