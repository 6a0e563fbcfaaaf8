"""Sheets that come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.diagnostics import Report
from generator.editing.incoming import Change, changes
from generator.editing.tables import STATE, Table
from generator.model import Site


def back(site: Site, tables: Sequence[Table]) -> tuple[list[Change], Report]:
    """What these sheets would change, and what is said of them."""
    report = Report()
    return changes(site, tables, report), report


def without_state(tables: Sequence[Table]) -> list[Table]:
    """As if every record had been touched: each value is compared."""
    rows = [[{header: cell for header, cell in row.items() if header != STATE} for row in table.rows] for table in tables]
    return [replace(table, rows=kept) for table, kept in zip(tables, rows, strict=True)]
