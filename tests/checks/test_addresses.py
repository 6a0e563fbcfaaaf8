"""Addresses are unique, also those of pages inside a record."""

from __future__ import annotations

from pathlib import Path

from conftest import checked


def test_two_editions_of_an_award_never_share_an_address(small: Path) -> None:
    award = small / "content" / "awards" / "premio-ejemplo.yml"
    text = award.read_text(encoding="utf-8")
    start = text.index("  - id:")
    end = text.find("\nsources:", start)
    edition = text[start:end]
    award.write_text(text[:end] + "\n" + edition + text[end:], encoding="utf-8")
    found = [finding for finding in checked(small).report if finding.code == "address-taken"]
    assert [(finding.span.file, finding.field) for finding in found] == [("content/awards/premio-ejemplo.yml", "editions[2]")] * 2


def test_a_record_that_cannot_be_read_is_one_finding_wherever_it_is_cited(small: Path) -> None:
    source = small / "content" / "sources" / "boletin-ejemplo.yml"
    source.write_text(source.read_text(encoding="utf-8").replace("read: whole", "read: half"), encoding="utf-8")
    assert [finding.code for finding in checked(small).report.errors] == ["value-not-allowed"]
