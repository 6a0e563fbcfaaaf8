"""The repository's own content: sound, sourced, and with the known slips of its sources found again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from conftest import lines

from generator import checks, pipeline
from generator.derive.discrepancies import Discrepancy, discrepancies
from generator.diagnostics import Report
from generator.model import Money, Site
from generator.schemas.core.common import Figure
from generator.schemas.core.walk import walk


@pytest.fixture(scope="module")
def site(real_site: Site) -> Site:
    return real_site


@pytest.fixture(scope="module")
def found(site: Site) -> list[Discrepancy]:
    return [item for record in site.records.values() for item in discrepancies(site, record)]


def test_there_is_no_error(real: pipeline.Checked) -> None:
    assert [f"{finding.code} {finding.span}" for finding in real.report.errors] == []


def test_every_warning_is_known_and_no_known_one_is_obsolete(real: pipeline.Checked) -> None:
    assert lines(real.report) == []


def test_every_published_case_has_a_source_that_is_published(site: Site) -> None:
    cases = [record for record in site.records.values() if record.collection == "case_studies" and record.status == "published"]
    assert len(cases) > 100
    for case in cases:
        assert case.data.sources, case.id
        assert all(site.records["sources", source].status == "published" for source in case.data.sources), case.id


def test_every_amount_of_money_names_its_source(site: Site) -> None:
    amounts = [(record.key, item) for record in site.records.values() for item in walk(record.data) if item.mark is Money]
    assert len(amounts) > 50
    assert [(key, item.path) for key, item in amounts if not item.value.source] == []


def test_every_source_a_vocabulary_names_is_a_record(site: Site) -> None:
    named = {str(term.get("source")) for terms in site.vocabularies.values() for term in terms.values() if term.get("source")}
    assert named
    assert {source for source in named if ("sources", source) not in site.records} == set()


def test_units_and_resources_fit_together(site: Site) -> None:
    """Conversion reads these attributes of the vocabularies; nothing else checks them."""
    units, resources = site.vocabularies["units"], site.vocabularies["resources"]
    for unit in units.values():
        if unit.get("factor") is not None:
            assert Decimal(str(unit.get("factor"))) > 0, unit.id
            assert Decimal(str(units[unit.get("to")].get("factor"))) == 1, unit.id
            assert units[unit.get("to")].get("to") == unit.get("to"), unit.id
    for resource in resources.values():
        assert resource.get("unit") is None or resource.get("unit") in units, resource.id
        assert resource.get("group") in site.vocabularies["resource_groups"], resource.id
        assert resource.get("broader") is None or resource.get("broader") in resources, resource.id


def test_no_person_is_named_and_no_natural_person_has_a_page(site: Site) -> None:
    assert [key for key, record in site.records.items() if getattr(record.data, "kind", None) == "person"] == []
    rows = [record for record in site.records.values() if getattr(record.data, "client", None) == "natural-person"]
    assert [row.id for row in rows] == ["lca-10"]
    assert site.entries[rows[0].key].addresses == {}
    assert rows[0].data.organisation is None


def test_no_figure_is_zero_where_it_should_be_unknown(site: Site) -> None:
    """A zero effect or total is a fact only where a source says so; none of ours does."""
    for record in site.records.values():
        for effect in getattr(record.data, "effects", ()):
            assert effect.change != 0, record.id
        for figure in getattr(record.data, "figures", ()):
            assert not (isinstance(figure, Figure) and figure.value == 0), record.id


SLIPS = [
    ("credit_projects", "lca-01", "guarantee", ("guarantee", "amount"), "435157.10", "435157.46", "-0.36"),
    ("credit_lines", "lca-seco", "total", ("printed", "guarantee"), "1586596.39", "1586596.40", "-0.01"),
    ("credit_lines", "lca-seco", "guarantee-of-total", ("printed", "guarantee"), "1586596.39", "1586596.745", "-0.355"),
    ("credit_projects", "lca-05", "reimbursement", ("reimbursement", "amount"), "99992.88", "102556.80", "-2563.92"),
    ("credit_projects", "lca-06", "reimbursement", ("reimbursement", "amount"), "109779.08", "111324.00", "-1544.92"),
    ("credit_projects", "lca-07", "reimbursement", ("reimbursement", "amount"), "41731.54", "45169.52", "-3437.98"),
]


@pytest.mark.parametrize(("collection", "identifier", "kind", "path", "printed", "computed", "difference"), SLIPS)
def test_a_slip_of_the_source_is_found_to_the_cent(
    found: list[Discrepancy], collection: str, identifier: str, kind: str, path: tuple[str, ...], printed: str, computed: str, difference: str
) -> None:
    [slip] = [item for item in found if item.key == (collection, identifier) and item.kind == kind]
    assert slip.path == path
    assert (slip.printed, slip.computed, slip.difference) == (Decimal(printed), Decimal(computed), Decimal(difference))
    assert slip.unit == "USD"


def test_the_other_rows_of_the_fund_agree(found: list[Discrepancy]) -> None:
    rows = {item.key[1] for item in found if item.key[0] == "credit_projects"}
    assert rows == {"lca-01", "lca-05", "lca-06", "lca-07"}
    assert {item.key[1] for item in found if item.key[0] == "credit_lines"} == {"lca-seco"}


@pytest.mark.parametrize(("name", "printed", "computed", "rate"), [("recommended", "5", "4.719", "254.311"), ("implemented", "5.5", "5.474", "219.208")])
def test_phase_one_prints_a_payback_and_calls_it_a_rate_of_return(
    found: list[Discrepancy], name: str, printed: str, computed: str, rate: str
) -> None:
    [slip] = [item for item in found if item.key == ("programmes", "fase-1") and item.kind == "payback-called-return" and item.path[-1] == name]
    assert slip.printed == Decimal(printed)
    assert round(slip.computed, 3) == Decimal(computed)
    assert round(dict(slip.values)["rate"], 3) == Decimal(rate)
    assert dict(slip.values)["label"] == "Tasa simple de retorno"
    assert slip.unit == "months"


def test_phase_one_raw_materials_are_out_of_line_with_the_other_rows(site: Site, found: list[Discrepancy]) -> None:
    [slip] = [item for item in found if item.kind == "share-outlier"]
    assert slip.key == ("programmes", "fase-1")
    row = site.records[slip.key].data.outcomes[slip.path[1]]
    assert row.id == "raw-material-losses"
    assert (round(slip.printed, 3), round(slip.computed, 3)) == (Decimal("0.732"), Decimal("20.978"))


def test_each_slip_is_told_to_the_editor(site: Site, found: list[Discrepancy]) -> None:
    report = Report()
    checks.check_records(site, site.records.values(), report)
    told = [finding for finding in report if finding.code.endswith("-disagrees") or finding.code in ("payback-called-return", "share-outlier")]
    assert len(told) == len(found)
    words = " ".join(finding.message("es") for finding in told)
    for _, _, _, _, printed, computed, difference in SLIPS:
        assert f"({printed})" in words
        assert f"({computed}); diferencia {difference}." in words
