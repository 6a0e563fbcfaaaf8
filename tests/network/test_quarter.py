"""``cet quarter``: what is delivered, the package, the receipt, and the indicator that counts it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import AS_OF, checked, whole

from generator import cli
from generator.derive.indicators import indicator_facts
from generator.derive.site import derive
from generator.derive.visible import visible
from generator.exports.plaintext import text_of
from generator.network.quarter import Quarter, quarter_of
from generator.render.pages import plan
from generator.render.render import render

NETWORKS = '- {id: red-ejemplo, label: {es: "Red de ejemplo", en: "Example network"}, feed: true}\n- {id: otra-red, label: {es: "Otra red", en: "Other network"}}\n'
RECEIPT = "content/deliveries/2026-q4.yml"


@pytest.fixture
def marked(small: Path) -> Path:
    """The small site with one case marked for its network."""
    (small / "content/vocabularies/networks.yml").write_text(NETWORKS, encoding="utf-8")
    case = small / "case_studies/textil-agua.yml"
    case.write_text(case.read_text(encoding="utf-8") + "syndicate: [red-ejemplo]\n", encoding="utf-8")
    return small


def quarter(project: Path, *more: str, day: str = "2027-01-05", code: int = 0, name: str = "2026-Q4") -> Result:
    result = CliRunner().invoke(cli.main, ["quarter", name, "--project", str(project), "--as-of", day, "--lang", "en", *more])
    assert result.exit_code == code, result.output
    return result


def package(project: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(project / "build/deliveries/red-ejemplo-2026-q4.zip") as found:
        return {name.partition("/")[2]: found.read(name) for name in found.namelist()}


@pytest.mark.parametrize(("name", "first", "last"), [
    ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)), ("2024-Q2", date(2024, 4, 1), date(2024, 6, 30)), ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
])
def test_a_quarter_is_three_months(name: str, first: date, last: date) -> None:
    found = quarter_of(name)
    assert (found.first, found.last, str(found)) == (first, last, name)
    assert first in found and last in found and date(last.year + 1, 1, 1) not in found


@pytest.mark.parametrize("name", ["2026-Q5", "2026-4", "Q4", "", "2026-q4", "0000-Q1"])
def test_anything_else_is_no_quarter(name: str) -> None:
    with pytest.raises(ValueError):
        quarter_of(name)


def test_the_package_and_the_draft_of_its_receipt(marked: Path) -> None:
    said = quarter(marked, day="2026-11-30")
    assert "records for red-ejemplo: 1." in said.stdout and "has not ended" in said.stderr
    files = package(marked)
    assert set(files) == {"LEAME-README.txt", "SHA256SUMS", "delivery.json", "data/case_studies/textil-agua.json",
                          *(f"{code}/{name}.{ending}" for code in ("es", "en") for name in ("index", "case_studies/textil-agua") for ending in ("html", "txt"))}
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "SHA256SUMS"}
    page = files["en/case_studies/textil-agua.html"].decode()
    assert "<script" not in page and 'href="https://ejemplo.test/en/' in page and 'class=' not in page
    assert json.loads(files["delivery.json"])["records"][0]["files"]["en"]["txt"] == "en/case_studies/textil-agua.txt"
    receipt = (marked / RECEIPT).read_text(encoding="utf-8")
    assert "status: draft" in receipt and sums["data/case_studies/textil-agua.json"] in receipt
    assert hashlib.sha256((marked / "build/deliveries/red-ejemplo-2026-q4.zip").read_bytes()).hexdigest() in receipt
    assert checked(marked).report.errors == []


def test_the_same_quarter_is_the_same_package_on_any_day(marked: Path) -> None:
    quarter(marked, day="2026-11-30")
    before = (marked / "build/deliveries/red-ejemplo-2026-q4.zip").read_bytes()
    receipt = (marked / RECEIPT).read_bytes()
    assert "nothing changed" in quarter(marked, day="2027-02-01").stdout
    assert (marked / "build/deliveries/red-ejemplo-2026-q4.zip").read_bytes() == before
    assert (marked / RECEIPT).read_bytes() == receipt


def test_a_receipt_that_counts_stays_as_it_is(marked: Path) -> None:
    quarter(marked)
    assert "Delivered on 2027-01-04" in quarter(marked, "--delivered", "2027-01-04").stdout
    receipt = (marked / RECEIPT).read_bytes()
    assert b"status: published" in receipt and b"delivered: 2027-01-04" in receipt
    assert "nothing changed" in quarter(marked).stdout
    case = marked / "case_studies/textil-agua.yml"
    case.write_text(case.read_text(encoding="utf-8") + 'lessons: {es: "Otra cosa.", en: "Something else."}\n', encoding="utf-8")
    assert "~case_studies/textil-agua" in quarter(marked, code=1).stderr
    assert "~case_studies/textil-agua" in quarter(marked, "--delivered", "2027-01-05", code=1).stderr
    assert (marked / RECEIPT).read_bytes() == receipt


def test_a_delivery_is_noted_when_the_quarter_is_over_and_the_day_has_come(marked: Path) -> None:
    assert "ends on 2026-12-31" in quarter(marked, "--delivered", "2026-12-30", code=2).stderr
    assert "has not come yet" in quarter(marked, "--delivered", "2027-01-06", code=2).stderr
    assert not (marked / RECEIPT).exists()


def test_an_empty_quarter_writes_nothing(marked: Path) -> None:
    for arguments in (("--network", "otra-red"), ()):
        said = quarter(marked, *arguments, name="2026-Q4" if arguments else "2026-Q2")
        assert "nothing to deliver" in said.stdout
    assert not (marked / "content/deliveries").exists() and not (marked / "build").exists()


def test_a_network_that_is_not_known_is_refused(marked: Path) -> None:
    assert "red-ejemplo, otra-red" in quarter(marked, "--network", "no", code=2).stderr


def test_receipts_are_counted_and_shown(marked: Path) -> None:
    indicators = marked / "content/indicators/meta.yml"
    indicators.parent.mkdir()
    indicators.write_text("""id: meta
status: published
updated: 2026-11-20
title: {es: "Meta", en: "Target"}
summary: {es: "Inventada.", en: "Made up."}
kind: objective
position: 1
groups: [{indicators: [{id: entregas, text: {es: "12 entregas", en: "12 deliveries"}, kind: count, targets: [{value: 12}], counted: deliveries}]}]
sources: [boletin-ejemplo]
""", encoding="utf-8")

    def state() -> tuple[object, ...]:
        site = derive(visible(whole(marked)))
        found = indicator_facts(site, site.records["indicators", "meta"])["progress"]["entregas"][0]
        return found.value, found.years, found.evidence

    quarter(marked)
    assert state() == (None, (), ())
    quarter(marked, "--delivered", "2027-01-04")
    assert state() == (1, (2027,), (("deliveries", "2026-q4"),))
    site = derive(visible(whole(marked)))
    pages = {page.address: render(site, page)["body"] for page in plan(site) if page.collection in ("deliveries", "indicators")}
    receipt = pages["en/deliveries-to-the-network/2026-q4/"]
    assert "4 January 2027" in receipt and '/en/case-studies/' in receipt
    assert "Delivery to Example network" in pages["en/indicators/"] or "delivery to Example network" in pages["en/indicators/"]


def test_the_real_list_of_receipts_is_empty_and_says_so(real_shown: object) -> None:
    page = next(page for page in plan(real_shown) if page.address == "entregas-a-la-red/")  # type: ignore[arg-type]
    assert "Aquí queda el recibo" in render(real_shown, page)["body"]  # type: ignore[arg-type]


@pytest.mark.parametrize(("html", "text"), [
    ("", ""), ("<h2>Qué hicieron</h2><p>Uno <b>dos</b>.</p>", "Qué hicieron\n------------\n\nUno dos.\n"), ("<ul><li>a</li><li>b</li></ul>", "- a\n- b\n"),
    ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b\n"), ('<p><a href="https://x.test/">aquí</a> y <a href="https://x.test/">https://x.test/</a></p>', "aquí <https://x.test/> y https://x.test/\n"),
    ("<table><tr><th>a</th><td>1</td></tr><tr><th>b</th><td></td></tr></table>", "a | 1\nb\n"), ("<dl><dt>a</dt><dd>1</dd><dt>b</dt><dd>2</dd></dl>", "a: 1\nb: 2\n"),
    ("<p>79<sup><a href='#source-1'>1</a></sup></p>", "79[1]\n"), ("<p>&lt;b&gt; &amp;</p><script>x</script>", "<b> &\n"), ("<p>a<br>b</p>", "a\nb\n"),
])
def test_html_as_text(html: str, text: str) -> None:
    assert text_of(html) == text


def test_a_quarter_knows_its_days() -> None:
    assert AS_OF in Quarter(2026, 4)
