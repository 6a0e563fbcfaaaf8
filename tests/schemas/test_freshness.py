"""How a translation stands: what is noted of its source against the source as it is."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model import Site
from generator.schemas.core.freshness import TOLD, digest_of, doubtful, gaps_of, note_of, translations_of

ORDER = ("es", "en")
KEY = ("case_studies", "fundicion-luz")


@pytest.fixture
def case(small_site: Site) -> Any:
    return small_site.records[KEY].data


def noting(case: Any, *notes: str) -> Any:
    return case.model_copy(update={"translations": {"en": notes}})


def standings(case: Any, field: str) -> list[str]:
    return [found.standing for found in translations_of(case, ORDER) if found.field == field and found.language == "en"]


def test_nothing_is_known_without_a_note(case: Any) -> None:
    assert {found.standing for found in translations_of(case, ORDER)} == {"unknown"}
    assert doubtful(case, "en", ORDER) is None


def test_a_text_is_fresh_as_long_as_its_source_says_the_same(case: Any) -> None:
    noted = noting(case, f"summary={digest_of(case.summary['es'])}")
    assert standings(noted, "summary") == ["fresh"]
    changed = noted.model_copy(update={"summary": type(case.summary)({**case.summary, "es": "Otra cosa."})})
    assert standings(changed, "summary") == ["stale"]
    assert doubtful(changed, "en", ORDER) == "stale"
    assert doubtful(changed, "es", ORDER) is None


def test_space_around_lines_is_no_change() -> None:
    assert digest_of(" uno\n  dos \n") == digest_of("uno\ndos") != digest_of("uno dos")


def test_measures_may_be_moved(case: Any) -> None:
    notes = [note_of(found) for found in translations_of(case, ORDER) if found.field == "measures.title"]
    noted = noting(case, *notes)
    moved = noted.model_copy(update={"measures": tuple(reversed(case.measures))})
    assert standings(noted, "measures.title") == standings(moved, "measures.title") == ["fresh", "fresh"]


def test_a_new_item_is_not_known_and_a_changed_one_is_stale(case: Any) -> None:
    first, second = case.measures
    notes = [note_of(found) for found in translations_of(case, ORDER) if found.field == "measures.title"]
    other = first.model_copy(update={"title": type(first.title)({"es": "Otra medida", "en": "Change of lamps"})})
    more = noting(case, *notes).model_copy(update={"measures": (first, second, other)})
    assert standings(more, "measures.title") == ["fresh", "fresh", "unknown"]
    changed = noting(case, *notes).model_copy(update={"measures": (other, second)})
    assert standings(changed, "measures.title") == ["stale", "fresh"]


def test_what_a_program_made_says_so_until_somebody_has_read_it(case: Any) -> None:
    noted = noting(case, f"summary={digest_of(case.summary['es'])}/machine")
    assert standings(noted, "summary") == ["machine"]
    assert doubtful(noted, "en", ORDER) == "machine"


def test_a_text_that_is_not_there_is_missing(small_site: Site) -> None:
    case = small_site.records["case_studies", "textil-agua"].data
    assert [(found.field, found.language) for found in translations_of(case, ORDER) if found.standing == "missing"] == [("problem", "en")]


def test_an_entry_names_what_is_to_be_done_and_nothing_else(small_site: Site, case: Any) -> None:
    assert gaps_of(case, ORDER) == ()
    notes = [note_of(found) for found in translations_of(case, ORDER) if found.language == "en"]
    assert gaps_of(noting(case, *notes), ORDER) == ()
    changed = noting(case, *notes).model_copy(update={"summary": type(case.summary)({**case.summary, "es": "Otra cosa."})})
    assert gaps_of(changed, ORDER) == (("en", "stale", "summary"),)
    assert gaps_of(noting(case, *(note + "/machine" for note in notes[:1])), ORDER) == (("en", "machine", notes[0].partition("=")[0]),)
    assert small_site.entries["case_studies", "textil-agua"].gaps == (("en", "missing", "problem"),)


def test_the_short_way_says_what_the_long_one_says(small_site: Site) -> None:
    for record in small_site.records.values():
        found = [(one.language, one.standing, one.field) for one in translations_of(record.data, ORDER) if one.standing in TOLD]
        assert gaps_of(record.data, ORDER) == tuple(dict.fromkeys(found))
